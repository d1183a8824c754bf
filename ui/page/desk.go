package page

import (
	"time"

	"mingbai/catalog"
	"mingbai/kiosk"
)

// A Desk is what pages may ask the kiosk. Its answers come from memory or
// from the local disk within a frame.
type Desk interface {
	// Record returns a record, or an error that is catalog.ErrNoRecord. The
	// record is shared: never change it.
	Record(id catalog.ID) (*catalog.Record, error)
	// Browse returns the heads of the records that q chooses, in the order
	// in which they are listed.
	Browse(q catalog.Query) ([]catalog.Head, error)
	// Find answers what a visitor has typed so far.
	Find(s catalog.Search) (catalog.Found, error)
	// Frequent returns up to n records that visitors open most, and what the
	// catalog suggests before that is known.
	Frequent(n int) []catalog.ID
	// State returns how the kiosk is; it never changes afterwards.
	State() kiosk.State
	// Today returns the day by which freshness is judged.
	Today() catalog.Date
	// Now returns the wall clock in the hall.
	Now() time.Time
}

// A Scribe is a Desk that reads handwriting.
type Scribe interface {
	// CanRead reports whether it is ready; it is not at once.
	CanRead() bool
	// Read returns up to n characters that the strokes may be, best first.
	Read(strokes []kiosk.Stroke, n int) []rune
}

// A Counter is a Desk that counts: numbers, never who or when.
type Counter interface {
	// Opened counts a record.
	Opened(id catalog.ID)
	// Missed counts a search that found nothing.
	Missed(words string)
	// Left counts a session that is over, with its last language and modes.
	Left(lang catalog.Lang, modes []string)
}

// A Hander is a Desk that takes what visitors hand in.
type Hander interface {
	// Hand keeps a slip; it is on the disk when Hand returns nil. The kiosk
	// fills in hall, day and edition.
	Hand(s kiosk.Slip) error
}

// A Watched desk is told what is on the screen.
type Watched interface {
	// Shown is called when a page was drawn from the content of a generation.
	Shown(generation int64)
}

// A Voice is a Desk that reads aloud.
type Voice interface {
	// CanSay reports whether it can now: in many halls only while headphones
	// are in.
	CanSay() bool
	// Say begins to read texts, ends what was being read, and returns at once.
	// about is the record they are about, or "".
	Say(lang catalog.Lang, about catalog.ID, texts []string)
	// Hush ends what is being read.
	Hush()
	// Turn makes it louder by steps and returns the loudness in percent.
	Turn(steps int) int
	// Quiet ends what is being read and sets the usual loudness.
	Quiet()
}
