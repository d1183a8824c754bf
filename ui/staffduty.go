package ui

import (
	"strings"
	"time"

	"mingbai/ui/page"
)

// How long the screens of staff wait for a touch, and how often what is being
// written is kept (design rules, 6.4 and 6.11).
const (
	PINAfter   = 20 * time.Second
	StaffAfter = 180 * time.Second
	SaveEvery  = 10 * time.Second
)

// A duty is what the shell knows of staff at the screen.
type duty struct {
	place int       // public, at the door or inside: see Shell.place
	save  time.Time // when the page is told to keep what is being written
}

// Where somebody is.
const (
	public = iota
	door
	inside
)

// staffed reports whether a page of the staff is shown.
func (s *Shell) staffed() bool {
	path := s.session.current().route.Path
	return path == "staff" || strings.HasPrefix(path, "staff/")
}

// place returns where whoever is at the screen is.
func (s *Shell) place() int {
	if !s.staffed() {
		return public
	}
	if d, ok := s.desk.(page.StaffDesk); ok {
		if _, in := d.Session(); in {
			return inside
		}
	}
	return door
}

// dutyPatience is how long staff are waited for.
func (s *Shell) dutyPatience() time.Duration {
	if d, ok := s.desk.(page.StaffDesk); ok && s.place() == inside && d.Touch() == nil {
		return StaffAfter
	}
	return PINAfter
}

// settleDuty notes where whoever is at the screen is now: a session ends when
// its pages are left, and every place has a patience of its own.
func (s *Shell) settleDuty() {
	at, was := s.place(), s.duty.place
	s.duty.place = at
	if at == public {
		s.endSession()
	}
	if at == door && was == inside { // what one wrote is not for the next
		s.session.history = nil
		s.session.push(page.ParseRoute("staff?locked=1"))
	}
	if at != was {
		s.tell("staff place %d", at)
		s.duty.save = s.touch.Now().Add(SaveEvery)
		warn, count := s.patience()
		s.idle.Touched(s.touch.Now(), warn, count)
	}
}

// nextSave is when the timer has to run out for the page to be saved, or next
// where that is earlier.
func (s *Shell) nextSave(next time.Time) time.Time {
	if s.page.Save == nil || s.place() != inside {
		return next
	}
	return earlier(next, s.duty.save)
}

// dutyTick is the timer run out on a page of the staff.
func (s *Shell) dutyTick() {
	now := s.touch.Now()
	stage, _ := s.idle.Stage(now)
	switch {
	case stage != Present && s.duty.place == inside: // the kiosk may have ended the session just now
		s.lock()
		return
	case stage != Present:
		s.reset()
		return
	case s.page.Save != nil && !now.Before(s.duty.save):
		s.page.Save()
		s.duty.save = now.Add(SaveEvery)
		s.tell("staff save")
	}
	switch {
	case s.touch.Busy():
	case s.place() == door: // how long it is locked
		s.draw()
	default:
		s.freshen()
	}
	s.wait()
}

// lock keeps what is being written and ends the session: who goes on enters
// again.
func (s *Shell) lock() {
	s.leave()
	s.endSession()
	s.tell("staff locked")
	s.touch.PageChanged()
	s.draw()
	s.wait()
}

// endSession ends the session, where somebody is in: also of who was let in
// after the door was left.
func (s *Shell) endSession() {
	d, ok := s.desk.(page.StaffDesk)
	if !ok {
		return
	}
	if _, in := d.Session(); !in {
		return
	}
	if err := d.Leave(); err != nil {
		s.tell("staff leave: %v", err)
	}
}
