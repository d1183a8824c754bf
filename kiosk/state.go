package kiosk

import (
	"time"

	"mingbai/catalog"
)

// A State is how the kiosk is at one moment. It never changes once made.
type State struct {
	Edition       int64  // number of the edition shown; 0 is the starter catalog
	Signed        bool   // whether the edition's signatures were verified
	Source        string // where it came from: seed, folder, https; "" before the first
	ContentDate   catalog.Date
	Digest        string    // state digest of a signed edition, in hex; people compare its first 8 digits
	Applied       time.Time // when the edition came here, UTC; zero before the first
	Checked       time.Time // when a source last answered; zero for never
	Issued        time.Time // when the publisher last vouched that this is the newest; zero without a signed edition
	Withdrawn     int       // how many records reviewers have taken down
	Clock         string    // "" is well; floored, ahead: see Heartbeat
	Generation    int64     // grows with every change of the content
	Conditions    []Condition
	HallName      catalog.Text
	KioskID       string
	GeneralWindow catalog.ID // the counter that answers everything
	Telephone     string
	PanelWidthMM  float32
	Keypad        map[int]string // what keys do by their scan codes: see ParseKeypad
	Hosts         catalog.Hosts
	Counts        map[catalog.Kind]int
	Printing      Printing // how the printer and the sheet on it are
}

// A Severity says how much a condition matters to a visitor.
type Severity int

// A serious condition is drawn in red, a minor one in amber, and a silent one
// is for those who look after the kiosk.
const (
	Silent Severity = iota - 1
	Minor
	Serious
)

// A Condition (状况) is something that does not work, and what to do instead.
type Condition struct {
	Code     string
	Since    time.Time
	Severity Severity
	Say      catalog.Text
}
