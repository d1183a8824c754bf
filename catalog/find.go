package catalog

// A Search is what a visitor has typed so far.
type Search struct {
	Words string // as typed: Han, pinyin, initials, digits, mixed
	Lang  Lang   // of the titles that are shown
	Kind  Kind   // only records of this kind; "" for all
	Limit int    // how many hits at most; 0 for 20
	Keys  string // characters of which Found.Next says whether they lead on
}

// A Span is a range of the runes of a text, its end excluded.
type Span struct{ From, To int }

// A Reason says why search lists a record.
type Reason string

// The reasons, the surest first.
const (
	ReasonCode   Reason = "code"   // its item code, document number or telephone number
	ReasonTitle  Reason = "title"  // words of its title
	ReasonAlias  Reason = "alias"  // words of its plain name or of an alias
	ReasonPinyin Reason = "pinyin" // title or alias by pinyin, initials, or mixed with characters
	ReasonText   Reason = "text"   // words anywhere else in it
	ReasonSound  Reason = "sound"  // a guess: other characters or pinyin that sound alike, or a slip of the finger
	ReasonSoft   Reason = "soft"   // a guess: most of the words
)

// A Hit is one record that search lists.
type Hit struct {
	Head
	Reason Reason
	Title  []Span // what matched of the title in the language asked for
	Words  string // what else matched: an alias, or a piece of the text; "" where the title did
	Marks  []Span // what matched of Words
}

// Found is what search answers.
type Found struct {
	Hits   []Hit        // best first, at most Search.Limit
	Counts map[Kind]int // how many records match, by kind, whatever kind was asked for
	Guess  bool         // nothing matches: the hits are what may have been meant
	Meant  []string     // words of the catalog that the letters typed may stand for, best first
	Next   string       // of Search.Keys, those with which something still matches
}

// Total returns how many records match.
func (f Found) Total() int {
	n := 0
	for _, c := range f.Counts {
		n += c
	}
	return n
}
