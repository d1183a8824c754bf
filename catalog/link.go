package catalog

// A Link is an address that a visitor may open on a phone. Links are the
// only way an address reaches a screen; whether one may be shown is decided
// by the kiosk's own configuration. One with a Blob has the bytes of what
// opens in the edition too, and can be shown without a network; it may do
// without an address.
type Link struct {
	URL     string `json:"url"`              // "" where there is only a Blob
	Title   Text   `json:"title,omitempty"`  // what opens: 网上申请
	Owner   Text   `json:"owner,omitempty"`  // whose it is, in words: 省政务服务网
	Short   string `json:"short,omitempty"`  // a short address to type, without scheme
	Checked Date   `json:"checked,omitzero"` // last checked to be reachable
	Dead    Date   `json:"dead,omitzero"`    // found unreachable; zero when it works
	Bytes   int64  `json:"bytes,omitempty"`  // size of what opens, 0 unknown
	Format  string `json:"format,omitempty"` // PDF, DOC …
	Blob    string `json:"blob,omitempty"`   // the Name of a Blob, whose size and format are the two above
}

func links(all ...*Link) []Link {
	var some []Link
	for _, l := range all {
		if l != nil && l.URL != "" {
			some = append(some, *l)
		}
	}
	return some
}
