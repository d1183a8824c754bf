package ui

import (
	"time"

	"fyne.io/fyne/v2"

	"mingbai/ui/page"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// The way in for staff: the brand mark is held, then the corners are touched
// one after the other, clockwise from it. Nothing on the screen shows it, and
// nothing else on the screen means anything when it is held.
const (
	HoldMark      = 3 * time.Second
	CornersWithin = 6 * time.Second

	cornerCount = 4

	markSide   = 112 // design pixels from the left edge within which the mark is held
	cornerSide = 200 // of each corner, design pixels
)

// A wayIn follows the fingers. It has no clock of its own.
type wayIn struct {
	down  time.Time     // when the mark was touched; zero while it is not
	from  fyne.Position // where, in design pixels
	since time.Time     // when the mark was let go after it was held; zero before
	next  int           // which corner is to be touched
	inner bool          // a finger is down in that corner
}

// corners are where the four corners lie, clockwise from the mark.
func corners(f theme.Frame) [cornerCount]part.Rect {
	const s = cornerSide
	return [cornerCount]part.Rect{{X: 0, Y: 0, W: s, H: s}, {X: f.W - s, Y: 0, W: s, H: s}, {X: f.W - s, Y: f.H - s, W: s, H: s}, {X: 0, Y: f.H - s, W: s, H: s}}
}

func holds(r part.Rect, at fyne.Position) bool {
	return at.X >= r.X && at.X < r.X+r.W && at.Y >= r.Y && at.Y < r.Y+r.H
}

// put is a finger put down at a place in design pixels; it reports whether
// the touch belongs to the way in and means nothing else.
func (w *wayIn) put(f theme.Frame, at fyne.Position, now time.Time) bool {
	w.down, w.inner = time.Time{}, false
	if holds(part.Rect{X: theme.Margin - 16, W: markSide, H: f.Top()}, at) {
		w.down, w.from = now, at
	}
	if w.since.IsZero() {
		return false
	}
	if now.Sub(w.since) > CornersWithin || !holds(corners(f)[w.next], at) {
		w.since = time.Time{}
		return false
	}
	w.inner = true
	return true
}

// lift is the finger lifted; in reports whether the whole way was gone.
func (w *wayIn) lift(f theme.Frame, at fyne.Position, now time.Time) (taken, in bool) {
	d := at.Subtract(w.from)
	still := d.X < part.Slop && d.X > -part.Slop && d.Y < part.Slop && d.Y > -part.Slop
	held := !w.down.IsZero() && still && now.Sub(w.down) >= HoldMark
	w.down = time.Time{}
	switch {
	case held:
		w.since, w.next, w.inner = now, 0, false
		return true, false
	case !w.inner:
		return false, false
	case now.Sub(w.since) > CornersWithin || !holds(corners(f)[w.next], at):
		*w = wayIn{}
		return true, false
	}
	w.inner = false
	w.next++
	if w.next < cornerCount {
		return true, false
	}
	*w = wayIn{}
	return true, true
}

// finger lets staff in who know the way, where this kiosk has any and nothing
// lies over the page.
func (s *Shell) finger(at fyne.Position, down bool) bool {
	_, ok := s.desk.(page.StaffDesk)
	if !ok || s.asking || s.session.code != nil || s.staffed() {
		s.way = wayIn{}
		return false
	}
	f := s.frame()
	at = fyne.NewPos(at.X/f.Scale, at.Y/f.Scale)
	if down {
		return s.way.put(f, at, s.touch.Now())
	}
	taken, in := s.way.lift(f, at, s.touch.Now())
	if in {
		s.tell("staff way")
		s.Open(page.Route{Path: "staff"})
	}
	return taken
}
