package search

import "mingbai/catalog"

// What a match weighs. Everything that orders hits stands here.
const (
	weightCode   = 3000 // all that was typed is a code of the record itself
	weightBasis  = 2000 // it is the number of a law it rests on
	weightWhole  = 800  // a name is the term
	weightPrefix = 500  // a name begins with it
	weightInside = 300  // a name has it inside
	weightInCode = 150  // a code has it inside, and it is long enough to be meant
	weightText   = 0    // it is anywhere else

	weightTitle  = 60  // it is the title
	weightPlain  = 30  // it is the plain or short name
	weightLang   = 80  // it is in the language of the screen
	weightSure   = 40  // it was matched by characters or letters, not by pinyin
	weightSpelt  = 10  // a letter typed of a character beyond its initial, at most three
	weightLength = -12 // times ln of the runes of the name
	weightOpens  = 30  // times ln(1 + opens)

	weightExpired = -200 // it holds no more
)

// What makes a guess by most of the words.
const (
	softShare   = 0.45 // of the weight of all pieces that a record must have
	softLast    = 0.25 // where otherwise there would be no hit at all
	softFew     = 5    // records that are then shown
	softText    = 0.6  // what a piece weighs that is in no name
	softUnknown = 0.2  // what a piece weighs that no record has
	softWhole   = 0.5  // added where a whole name was typed among other words
	softScore   = 300  // what all pieces weigh
	shortest    = 3    // letters of a word that is a piece
)

// What makes a word that letters may stand for.
const (
	mostMeant   = 8 // words that are offered for letters
	meantBegins = 2 // what a record counts where the word begins a name
	meantWhole  = 4 // and where it is one
)

// kindWeights order equals as the hall reads them: what to do, who does it,
// what it costs, what is new, what was published.
var kindWeights = map[catalog.Kind]float32{
	catalog.KindGuide:      50,
	catalog.KindOffice:     40,
	catalog.KindFee:        30,
	catalog.KindNotice:     20,
	catalog.KindTopic:      15,
	catalog.KindChannel:    15,
	catalog.KindCounter:    15,
	catalog.KindDisclosure: 10,
	catalog.KindDecision:   10,
	catalog.KindRequest:    10,
	catalog.KindPower:      10,
	catalog.KindReport:     5,
	catalog.KindCalendar:   5,
}
