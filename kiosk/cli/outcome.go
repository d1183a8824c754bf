package cli

import (
	"fmt"
	"strings"
	"time"

	"mingbai/catalog"
)

// An outcome is what a simulation has found. Times are in milliseconds,
// from timestamp.json on the server to the record readable at a kiosk.
type outcome struct {
	Kiosks   int           `json:"kiosks"`
	Records  int           `json:"records"`
	Cores    int           `json:"cores"`
	Changes  []shownChange `json:"changes"`
	P50      float64       `json:"p50_ms"` // over all kiosks and changes
	P95      float64       `json:"p95_ms"`
	Max      float64       `json:"max_ms"`
	CPU      float64       `json:"cpu_ms"`   // of one kiosk for one change until it is readable, ms; 0 where it is not known
	Requests float64       `json:"requests"` // of one kiosk for one change
	Bytes    float64       `json:"bytes"`    // the same: bodies and headers, both ways
	Goals    []goal        `json:"goals"`
}

// A shownChange is one record that was changed, and how many kiosks have
// returned it with its new title.
type shownChange struct {
	ID      catalog.ID `json:"id"`
	Title   string     `json:"title"`
	Edition int64      `json:"edition"`
	Shown   int        `json:"shown"`
	P50     float64    `json:"p50_ms"`
	Max     float64    `json:"max_ms"`
}

// A goal is the longest time that is good enough, with two processors.
type goal struct {
	Kiosks  int `json:"kiosks"`
	Records int `json:"records"`
	Max     int `json:"max_ms"`
}

var goals = []goal{{100, 1000, 2000}, {1, 10_000, 500}}

// at returns the time in milliseconds that a percentage of sorted times do
// not exceed, by the nearest rank; 0 of none.
func at(sorted []time.Duration, percent int) float64 {
	if len(sorted) == 0 {
		return 0
	}
	rank := (len(sorted)*percent + 99) / 100
	return float64(sorted[max(rank, 1)-1].Microseconds()) / 1000
}

// String is what people read.
func (o outcome) String() string {
	var s strings.Builder
	fmt.Fprintf(&s, "kiosks    %d\nrecords   %d\ncores     %d\n", o.Kiosks, o.Records, o.Cores)
	for _, c := range o.Changes {
		fmt.Fprintf(&s, "edition   %d shown by %d of %d: p50 %.3f s, max %.3f s\n", c.Edition, c.Shown, o.Kiosks, c.P50/1000, c.Max/1000)
	}
	fmt.Fprintf(&s, "readable  p50 %.3f s, p95 %.3f s, max %.3f s\n", o.P50/1000, o.P95/1000, o.Max/1000)
	fmt.Fprintf(&s, "processor %.1f ms of one kiosk for one change, until it is readable\n", o.CPU)
	fmt.Fprintf(&s, "requests  %.1f of one kiosk for one change\nbytes     %.0f of one kiosk for one change\n", o.Requests, o.Bytes)
	for _, g := range o.Goals {
		fmt.Fprintf(&s, "goal      max %.1f s (kiosks %d, records %d, cores 2)%s\n", float64(g.Max)/1000, g.Kiosks, g.Records, o.meets(g))
	}
	return s.String()
}

// meets says whether a goal was met, where this was the trial for it.
func (o outcome) meets(g goal) string {
	if o.Kiosks != g.Kiosks || o.Records != g.Records {
		return ""
	}
	if o.Max <= float64(g.Max) {
		return ": met"
	}
	return ": missed"
}
