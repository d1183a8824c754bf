package catalog

// A Topic (主题) gathers guides of one life event or audience. Guides name
// their topics; groups divide them further.
type Topic struct {
	Sort    Code    `json:"sort,omitzero"` // life, audience, relief
	Order   int     `json:"order,omitempty"`
	Icon    string  `json:"icon,omitempty"` // name of an icon of the program
	Tile    string  `json:"tile,omitempty"` // name of a pair of colours of the program
	Groups  []Group `json:"groups,omitempty"`
	Members []ID    `json:"members,omitempty"` // guides and fees first in the list; others follow by title
}

// FrequentTopic has as members what editors expect visitors to look for most,
// until a kiosk has counted what they open.
const FrequentTopic ID = "topic/frequent"

// A Group is a part of a topic: 参保缴费.
type Group struct {
	Name    Text `json:"name,omitempty"`
	Members []ID `json:"members,omitempty"`
}

func (t *Topic) Kind() Kind            { return KindTopic }
func (t *Topic) Links() []Link         { return nil }
func (t *Topic) Check(func(Finding))   {}
func (t *Topic) Words(func(Text) bool) {}

func (t *Topic) refs() []ID {
	all := append([]ID{}, t.Members...)
	for _, g := range t.Groups {
		all = append(all, g.Members...)
	}
	return all
}
