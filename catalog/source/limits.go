package source

import (
	"cmp"
	"time"
)

// Limits are how long and how often a [Client] tries. A zero field means the
// default, which suits a hall with a slow line.
type Limits struct {
	Connect time.Duration // to connect, and once more for TLS: 15 s
	Header  time.Duration // from the request to the end of the answer's headers: 30 s
	Stall   time.Duration // the longest time without a byte: 30 s
	// A body that brings less than Floor bytes a second over a whole Window is
	// given up and asked for again: 512 B/s over 30 s.
	Floor  int64
	Window time.Duration
	// A call tries so many times in a row without getting anywhere: 4. Pauses
	// double from Pause (500 ms) to MaxPause (30 s), half of each by chance. A
	// server that asks for a longer one ends the call with a [BusyError].
	Tries           int
	Pause, MaxPause time.Duration
	// After a connection for hints the next waits for a random time up to
	// HintPause (2 min), doubling to HintMaxPause (15 min) while none holds:
	// a whole province may have lost it in one moment. A connection is held to
	// be dead after HintIdle (11 min) without a byte; a server sends something
	// each five minutes. HintGap (2 s) is the least time between two hints.
	HintPause, HintMaxPause, HintIdle, HintGap time.Duration
}

func (l Limits) orDefault() Limits {
	return Limits{
		Connect:      cmp.Or(l.Connect, 15*time.Second),
		Header:       cmp.Or(l.Header, 30*time.Second),
		Stall:        cmp.Or(l.Stall, 30*time.Second),
		Floor:        cmp.Or(l.Floor, 512),
		Window:       cmp.Or(l.Window, 30*time.Second),
		Tries:        cmp.Or(l.Tries, 4),
		Pause:        cmp.Or(l.Pause, 500*time.Millisecond),
		MaxPause:     cmp.Or(l.MaxPause, 30*time.Second),
		HintPause:    cmp.Or(l.HintPause, 2*time.Minute),
		HintMaxPause: cmp.Or(l.HintMaxPause, 15*time.Minute),
		HintIdle:     cmp.Or(l.HintIdle, 11*time.Minute),
		HintGap:      cmp.Or(l.HintGap, 2*time.Second),
	}
}
