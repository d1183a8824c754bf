package catalog

// A Kind (类目) says what a record is about.
type Kind string

// The kinds of this version. A kiosk keeps and shows others from Plain.
const (
	KindOffice     Kind = "office"
	KindPost       Kind = "post"
	KindCounter    Kind = "counter"
	KindGuide      Kind = "guide"
	KindFee        Kind = "fee"
	KindCommitment Kind = "commitment"
	KindChannel    Kind = "channel"
	KindPower      Kind = "power"
	KindDisclosure Kind = "disclosure"
	KindDecision   Kind = "decision"
	KindRequest    Kind = "request"
	KindReport     Kind = "report"
	KindNotice     Kind = "notice"
	KindTopic      Kind = "topic"
	KindCalendar   Kind = "calendar"
)

// Body is the content of a Record: one kind, one type, one file.
type Body interface {
	Kind() Kind
	Links() []Link               // the only way an address reaches a screen
	Check(note func(Finding))    // what is wrong with it, in words an editor can act on
	Words(yield func(Text) bool) // what search can find
}

type kind struct {
	name Kind
	make func() Body
}

var kinds = []kind{
	{KindOffice, func() Body { return new(Office) }},
	{KindPost, func() Body { return new(Post) }},
	{KindCounter, func() Body { return new(Counter) }},
	{KindGuide, func() Body { return new(Guide) }},
	{KindFee, func() Body { return new(Fee) }},
	{KindCommitment, func() Body { return new(Commitment) }},
	{KindChannel, func() Body { return new(Channel) }},
	{KindPower, func() Body { return new(Power) }},
	{KindDisclosure, func() Body { return new(Disclosure) }},
	{KindDecision, func() Body { return new(Decision) }},
	{KindRequest, func() Body { return new(Request) }},
	{KindReport, func() Body { return new(Report) }},
	{KindNotice, func() Body { return new(Notice) }},
	{KindTopic, func() Body { return new(Topic) }},
	{KindCalendar, func() Body { return new(Calendar) }},
}

// Kinds returns the kinds of this version.
func Kinds() []Kind {
	var names []Kind
	for _, k := range kinds {
		names = append(names, k.name)
	}
	return names
}

func newBody(name Kind) Body {
	for _, k := range kinds {
		if k.name == name {
			return k.make()
		}
	}
	return &Unknown{kind: name}
}

// Unknown is the body of a kind that this version does not know. Its fields
// are kept and written back unchanged; the screen shows Record.Plain.
type Unknown struct{ kind Kind }

func (u *Unknown) Kind() Kind            { return u.kind }
func (u *Unknown) Links() []Link         { return nil }
func (u *Unknown) Check(func(Finding))   {}
func (u *Unknown) Words(func(Text) bool) {}
