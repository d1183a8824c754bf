package kiosk

import (
	"slices"
	"time"

	"mingbai/catalog"
)

// A Paper is what staff of the hall wrote, here or at another of its kiosks:
// an amendment of a field, a hiding, a record of the hall, or what somebody
// has begun and not saved.
type Paper struct {
	Sort   PaperSort
	Record catalog.ID
	Title  catalog.Text // of the record; none when it is gone
	Field  string       // of an amendment, or of what was begun; "" is the whole record
	Say    catalog.Text // the name of the field, or none
	State  PaperState
	By     string // the name of who wrote it
	Badge  string
	On     catalog.Date
	At     time.Time    // of what was begun: its last autosave; else zero
	Until  catalog.Date // the last day it is shown or hidden; zero is open
	Why    string       // the reason of a hiding, a return or a withdrawal
	Travel Travel

	// Of an amendment: the hall's value, the edition's when it was written,
	// and now. They have the same parts in the same order; Is is nil when the
	// record or the place in it is gone.
	Mine, Was, Is []Value
	Rivals        []Rival // what other kiosks wrote of the same at the same time
	Shown         bool    // whether visitors see it now
}

// A PaperSort says what a paper is.
type PaperSort string

// The sorts.
const (
	PaperAmendment PaperSort = "amendment"
	PaperHiding    PaperSort = "hidden"
	PaperLocal     PaperSort = "local"
	PaperBegun     PaperSort = "begun" // not saved: only whoever wrote it sees it
)

// A PaperState says how far a paper is.
type PaperState string

// The states of what was begun and of records of the hall.
const (
	StateDraft     PaperState = "draft"     // 草稿
	StateSubmitted PaperState = "submitted" // 待审
	StateReturned  PaperState = "returned"  // 退回: a draft with Why
	StateCleared   PaperState = "cleared"   // 审查通过
	StatePublished PaperState = "published" // 已发布
	StateWithdrawn PaperState = "withdrawn" // 已撤下
)

// The states of amendments and hidings.
const (
	StateShown    PaperState = "shown"      // visitors see it, or see the record no more
	StateConflict PaperState = "conflict"   // the edition, or another kiosk, says something else: staff decide
	StateOrphan   PaperState = "orphan"     // its record is gone
	StateAhead    PaperState = "waiting"    // it is about an edition that is not here yet
	StateRefused  PaperState = "refused"    // this version does not let the field be amended
	StateAdopted  PaperState = "adopted"    // the edition says it too
	StateBack     PaperState = "taken-back" // staff took it back, or showed the record again
	StateOver     PaperState = "over"       // its last day is over, or its record was gone too long
)

// Open reports whether somebody has to look at a paper of this state.
func (s PaperState) Open() bool {
	return s == StateConflict || s == StateOrphan || s == StateRefused || s == StateSubmitted || s == StateCleared || s == StateReturned
}

// A Travel says whether a paper is on its way to the hall's other kiosks.
type Travel string

// How far a paper is.
const (
	TravelNone  Travel = "none"  // it stays here: a draft, or no hub is configured
	TravelWaits Travel = "waits" // it waits for the hub
	TravelSent  Travel = "sent"  // the hub has it
	TravelCame  Travel = "came"  // it came from another kiosk
)

// A Rival is another kiosk's value of the same field, written at the same
// time. ID names it in StaffDesk.Decide.
type Rival struct {
	ID    string
	By    string
	On    catalog.Date
	Until catalog.Date
	Value []Value
}

// A PaperQuery chooses papers. Empty fields choose everything.
type PaperQuery struct {
	Sort   PaperSort
	Kind   catalog.Kind
	Record catalog.ID
	States []PaperState
}

// Takes reports whether q chooses p.
func (q PaperQuery) Takes(p Paper) bool {
	return (q.Sort == "" || q.Sort == p.Sort) && (q.Kind == "" || q.Kind == p.Record.Kind()) &&
		(q.Record == "" || q.Record == p.Record) && (len(q.States) == 0 || slices.Contains(q.States, p.State))
}

// A Shape says what may stand in a part of a field, and so how the screen
// asks for it.
type Shape string

// The shapes, with the field of Value that each uses.
const (
	ShapePlace     Shape = "place"     // Text
	ShapeHours     Shape = "hours"     // Text
	ShapeNote      Shape = "note"      // Text
	ShapeTelephone Shape = "telephone" // Line
	ShapeWindow    Shape = "window"    // Line, as "12–15"
	ShapeFloor     Shape = "floor"     // Number, -9 to 99, not 0
	ShapeRectangle Shape = "rectangle" // Rect, on the map of the floor
	ShapeRoute     Shape = "route"     // Points
)

// A Value is what stands in one part of a field. Only what its shape says is
// set; none is an empty part.
type Value struct {
	Path   string
	Shape  Shape
	Text   catalog.Text
	Line   string
	Number int
	Rect   *catalog.Place
	Points []catalog.Point
}

// Empty reports whether nothing stands there.
func (v Value) Empty() bool {
	return v.Text.Empty() && v.Line == "" && v.Number == 0 && v.Rect == nil && len(v.Points) == 0
}

// An Amendable is a field of a record that staff may amend.
type Amendable struct {
	Field string
	Say   catalog.Text
	Parts []AmendablePart
	Is    []Value      // what the edition says, one for each part
	Shown []Value      // what visitors see; the same unless it was amended
	Paper *Paper       // its amendment, or nil
	Until catalog.Date // the day that the screen proposes as the last: a year hence at most
}

// An AmendablePart says what may stand in a part.
type AmendablePart struct {
	Path        string
	Shape       Shape
	Must        bool // a value has to have it
	Least, Most int  // characters in Chinese; 0 where it is no text. Other languages may have three times Most
}

// A Local is a record made in the hall, as it is being written.
type Local struct {
	Paper
	Text   *catalog.Record   // what is being written; a copy to work on
	Public *catalog.Record   // what visitors see meanwhile, or nil; never change it
	Steps  []PaperStep       // who did what with the text, in order
	Rivals []*catalog.Record // what other kiosks published meanwhile: Write and Withdraw decide; never change them
}

// A PaperStep is what somebody did with a record of the hall: write, submit,
// return, clear, publish, withdraw.
type PaperStep struct {
	Does string
	By   string
	On   catalog.Date
	Why  string
}

// A Judgement is what is wrong with a record and how complete it is.
type Judgement struct {
	Findings []catalog.Finding // blocking ones first
	Percent  int               // 0 to 100
}

// Blocking returns how many findings keep a record from being submitted.
func (j Judgement) Blocking() int {
	n := 0
	for _, f := range j.Findings {
		if f.Severity == catalog.Blocking {
			n++
		}
	}
	return n
}

// A Begun is what an import leaves as an autosave: the value of one field of
// a record that was published. The autosave of a record of the hall is the
// record itself, and field is "".
type Begun struct {
	Value []Value      `json:"value"`
	Until catalog.Date `json:"until,omitzero"`
}
