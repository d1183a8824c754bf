package kiosk

import (
	"time"

	"mingbai/catalog"
)

// A Checkup (内容体检) is how the content of the kiosk is.
type Checkup struct {
	Generation int64     // of the content that was looked at: see State
	Guides     int       // guides shown
	Stale      []Concern // guides not checked for more than GuideDays days, the oldest first
	Dead       []Concern // records with a link known to be dead, or that no code may be shown for
	Empty      []string  // codes of the columns of disclosures that have nothing
	Waiting    int       // papers and slips that wait for the hub
}

// A Concern is a record that somebody has to look at.
type Concern struct {
	Record catalog.ID
	Title  catalog.Text
	Office catalog.ID
	Day    catalog.Date // when it was last checked; zero is never
	Link   string       // the address that is dead
}

// Due returns how many things are to be done today.
func (c Checkup) Due() int { return len(c.Stale) + len(c.Dead) + len(c.Empty) }

// A Syncing is how the exchange with publishers and with the hub stands.
type Syncing struct {
	Running   bool      // a pull or a delivery that SyncNow asked for is under way
	Pulled    time.Time // when a source last answered; zero for never
	Sources   int       // how many are configured
	Hub       bool      // one is configured
	Delivered time.Time // when the hub last answered; zero for never
	Waiting   int       // papers and slips that wait for the hub
	Dropped   int64     // what was ever lost for want of room
	Trouble   string    // what went wrong last, in English for the log and the telephone; "" is well
}

// A Change is one entry of the record of changes.
type Change struct {
	Serial int64
	At     time.Time
	Sure   bool   // the clock could be trusted
	Badge  string // "" is the kiosk itself or the console
	Name   string
	Role   Role
	Act    string     // a code: amend, take-back, hide, show, write, submit, return, clear, publish, withdraw, settle, receive, enter, …
	Record catalog.ID // or ""
	Title  catalog.Text
	Field  string
	Before string // JSON, "" for nothing
	After  string
}
