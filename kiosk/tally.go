package kiosk

import (
	"fmt"
	"regexp"

	"mingbai/catalog"
)

// A count smaller than TallyLeast never leaves the kiosk: in a small hall it
// could point at a person. Counts are forgotten after TallyDays days.
const (
	TallyLeast = 5
	TallyDays  = 90
)

// A Tally says how often things happened at a kiosk on one day. It holds
// nothing but numbers, and no number below TallyLeast.
type Tally struct {
	Hall   string       `json:"hall"` // see CheckHall
	Day    catalog.Date `json:"day"`
	Counts []Count      `json:"counts"`
}

// A Count is a number of times.
type Count struct {
	What Counted `json:"what"`
	Of   string  `json:"of,omitempty"` // what Counted says
	N    int64   `json:"n"`
}

// Counted says what was counted, and with that what Count.Of is.
type Counted string

// What is counted. A search that found nothing is counted, never its words.
const (
	Opened   Counted = "open"     // Of is the id of a record
	Visited  Counted = "session"  // Of is empty
	Language Counted = "language" // Of is zh, en or ru: of a session
	Mode     Counted = "mode"     // Of is elder, contrast, low, …: of a session
	NotFound Counted = "notfound" // Of is empty
	Rated    Counted = "rating"   // Of is LevelCode of a level
)

var codePattern = regexp.MustCompile(`^[a-z]{2,20}$`)

// Check returns an error that says what is wrong with c, or nil.
func (c Count) Check() error {
	if c.N < 1 {
		return fmt.Errorf("count of %s %s: %d: want at least 1", c.What, c.Of, c.N)
	}
	fits := false
	switch c.What {
	case Opened:
		fits = catalog.ID(c.Of).Check() == nil
	case Language, Mode:
		fits = codePattern.MatchString(c.Of)
	case Rated:
		fits = LevelOf(c.Of) != 0
	case Visited, NotFound:
		fits = c.Of == ""
	default:
		return fmt.Errorf("count of %q: no such thing is counted", c.What)
	}
	if !fits {
		return fmt.Errorf("count of %s: it cannot be of %q", c.What, c.Of)
	}
	return nil
}

// Check returns an error that says what is wrong with t, or nil. A count
// below TallyLeast is wrong: it should not have left the kiosk.
func (t Tally) Check() error {
	if err := CheckHall(t.Hall); err != nil {
		return fmt.Errorf("tally: %w", err)
	}
	if t.Day.IsZero() {
		return fmt.Errorf("tally: no day")
	}
	for _, c := range t.Counts {
		if err := c.Check(); err != nil {
			return fmt.Errorf("tally of %s: %w", t.Day, err)
		}
		if c.N < TallyLeast {
			return fmt.Errorf("tally of %s: %d times %s %s: want at least %d", t.Day, c.N, c.What, c.Of, TallyLeast)
		}
	}
	return nil
}
