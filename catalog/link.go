package catalog

import (
	"fmt"
	"regexp"
	"strings"
)

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

	// Prefill are the parameters by which a site learns what a visitor
	// complains about, as "item={record}&hall={hall}&at={time}". A kiosk fills
	// in nothing else, so that it can tell nothing about the visitor.
	Prefill string `json:"prefill,omitempty"`
}

// Addresses returns what a visitor can reach by l: what a code of it holds, and
// what is typed for it, by https. Whoever judges a link judges them all.
func (l *Link) Addresses() []string {
	all := []string{l.URL}
	if l.Short != "" {
		all = append(all, "https://"+l.Short)
	}
	return all
}

// What Prefill can ask for.
const (
	PrefillRecord = "{record}" // the id of the record that it is about
	PrefillHall   = "{hall}"   // the Chinese name of the hall
	PrefillTime   = "{time}"   // day and minute on the hall's clock: 2026-11-23T09:41
)

var parameter = regexp.MustCompile(`^[A-Za-z0-9_.-]{1,40}$`)

// Prefilled returns the name and what is asked for of each parameter of
// Prefill, in its order, or an error that says what is wrong with it.
func (l *Link) Prefilled() ([][2]string, error) {
	if l.Prefill == "" {
		return nil, nil
	}
	var all [][2]string
	for _, each := range strings.Split(l.Prefill, "&") {
		name, what, _ := strings.Cut(each, "=")
		if !parameter.MatchString(name) || what != PrefillRecord && what != PrefillHall && what != PrefillTime {
			return nil, fmt.Errorf("prefill %q: want name={record}, name={hall} or name={time}", each)
		}
		all = append(all, [2]string{name, what})
	}
	return all, nil
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
