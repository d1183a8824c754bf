package ui

import "time"

// How long a screen waits before it asks whether anybody is still there, and
// how long it then waits for an answer (design rules, 6.4).
const (
	WarnAfter     = 60 * time.Second
	WarnAfterCode = 90 * time.Second  // while a code is shown large
	WarnAfterSlow = 120 * time.Second // in elder mode and with the buttons low
	Countdown     = 20 * time.Second
	CountdownSlow = 30 * time.Second
)

// A Stage of idleness.
type Stage int

// Nobody is asked while they are present.
const (
	Present Stage = iota
	Asking
	Gone
)

// An Idle knows how long nobody has touched the screen. It has no clock of
// its own: it is told the time.
type Idle struct {
	last        time.Time
	warn, count time.Duration
}

// Touched notes that somebody is there, and how long to wait from now on
// before asking and for an answer.
func (i *Idle) Touched(now time.Time, warn, count time.Duration) {
	i.last, i.warn, i.count = now, warn, count
}

// Count returns how long an answer is waited for.
func (i *Idle) Count() time.Duration { return i.count }

// Stage returns how things stand at now, and the seconds left while asking.
func (i *Idle) Stage(now time.Time) (stage Stage, left int) {
	gone := now.Sub(i.last)
	switch {
	case gone < i.warn:
		return Present, 0
	case gone < i.warn+i.count:
		rest := i.warn + i.count - gone
		return Asking, int((rest + time.Second - 1) / time.Second)
	}
	return Gone, 0
}

// Next returns when the stage or the seconds change next.
func (i *Idle) Next(now time.Time) time.Time {
	stage, left := i.Stage(now)
	switch stage {
	case Present:
		return i.last.Add(i.warn)
	case Asking:
		return i.last.Add(i.warn + i.count - time.Duration(left-1)*time.Second)
	}
	return now
}
