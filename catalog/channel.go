package catalog

// A Channel (监督渠道) is a way to complain. It belongs to the record's
// office; those of the hall itself are for everything.
type Channel struct {
	Sort   Code   `json:"sort,omitzero"`   // see ChannelSorts
	Value  string `json:"value,omitempty"` // the number, address or post code
	Say    Text   `json:"say,omitempty"`   // one line: what it is for, who answers
	Place  Text   `json:"place,omitempty"`
	Hours  Text   `json:"hours,omitempty"`
	Answer *Limit `json:"answer,omitempty"` // answered within
	Link   *Link  `json:"link,omitempty"`
	Hall   bool   `json:"hall,omitempty"` // shown on the complaints page of the hall
	Order  int    `json:"order,omitempty"`
}

// ChannelSorts returns the codes of Channel.Sort.
func ChannelSorts() []string {
	return []string{"hotline", "telephone", "box", "web", "mayor", "letter", "in_person", "reconsideration", "lawsuit", "overcharge", "misconduct"}
}

func (c *Channel) Kind() Kind    { return KindChannel }
func (c *Channel) Links() []Link { return links(c.Link) }

func (c *Channel) Check(note func(Finding)) {
	if c.Value == "" && c.Place.Empty() && c.Link == nil {
		note(block("no-contact", "body.value", "没有电话、地址或链接，请至少填一项", "no number, place or link: give at least one", "Нет ни номера, ни места, ни ссылки: укажите хотя бы одно"))
	}
	checkLinks(c, note)
}

func (c *Channel) Words(yield func(Text) bool) { yieldAll(yield, c.Say, c.Place) }
