package machine

import (
	"maps"
	"slices"
	"time"

	"mingbai/kiosk"
)

// After so long without an answer a kiosk is offline, and after so long
// without a word of the publisher its content may be old (design rules, 6.7).
const (
	offlineAfter = time.Hour
	staleAfter   = 7 * 24 * time.Hour
	grace        = 2 * time.Minute // after the start, to ask before it complains
)

// visibleAfter is how long a condition lasts before it is shown; one that is
// not named is shown at once. A mirror that is being filled is not trusted
// for some minutes.
var visibleAfter = map[string]time.Duration{
	kiosk.ClockUnsure: time.Minute,
	kiosk.DiskLow:     5 * time.Minute,
	kiosk.NotTrusted:  30 * time.Minute,
}

// faults lists what does not work, the most serious first. One cause is one
// condition: a week without news says more than an hour without network, and
// all that keeps news away stands behind it.
func (s standing) faults(now time.Time) []kiosk.Condition {
	var all []kiosk.Condition
	add := func(is bool, code string, severity kiosk.Severity, since time.Time) {
		if is {
			all = append(all, kiosk.NewCondition(code, severity, since))
		}
	}
	severity := kiosk.Serious
	if s.edition.Signed {
		severity = kiosk.Minor
	}
	add(s.damaged || s.remade, kiosk.Damaged, severity, time.Time{})
	stale := s.edition.Signed && !s.issued.IsZero() && now.Sub(s.issued) > staleAfter
	add(stale, kiosk.Stale, kiosk.Serious, s.issued.Add(staleAfter))
	heard := s.checked
	if heard.IsZero() {
		heard = s.started
	}
	offline := s.networked && now.Sub(heard) > offlineAfter && now.Sub(s.started) > grace
	add(offline && !stale, kiosk.Offline, kiosk.Minor, heard.Add(offlineAfter))
	add(s.rootless, kiosk.NoRoot, kiosk.Minor, time.Time{})
	add(s.older, kiosk.NeedsUpdate, kiosk.Minor, time.Time{})
	add(s.refused, kiosk.NotTrusted, kiosk.Minor, time.Time{})
	add(s.full, kiosk.DiskLow, kiosk.Minor, time.Time{})
	add(s.clock != "", kiosk.ClockUnsure, kiosk.Minor, time.Time{})
	for _, code := range slices.Sorted(maps.Keys(s.told)) {
		add(true, code, s.told[code], time.Time{})
	}
	slices.SortStableFunc(all, func(a, b kiosk.Condition) int { return int(b.Severity) - int(a.Severity) })
	return all
}

// Tell has a condition hold, or no longer, that others have found out: those
// who watch the program, or a device.
func (m *Machine) Tell(code string, severity kiosk.Severity, holds bool) {
	m.update(func(s *standing) {
		told := maps.Clone(s.told) // a copy of the standing may be read meanwhile
		if told == nil {
			told = map[string]kiosk.Severity{}
		}
		delete(told, code)
		if holds {
			told[code] = severity
		}
		s.told = told
	})
}

// A board remembers since when each condition lasts. The machine's mutex
// guards it.
type board struct{ since map[string]time.Time }

// visible returns the conditions that have lasted long enough to be shown.
func (b *board) visible(now time.Time, s standing) []kiosk.Condition {
	next := map[string]time.Time{}
	var some []kiosk.Condition
	for _, c := range s.faults(now) {
		if c.Since.IsZero() {
			c.Since = now
			if was, ok := b.since[c.Code]; ok && !was.After(now) {
				c.Since = was
			}
		}
		next[c.Code] = c.Since
		if now.Sub(c.Since) >= visibleAfter[c.Code] {
			some = append(some, c)
		}
	}
	b.since = next
	return some
}
