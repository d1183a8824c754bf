package ui

import (
	"runtime/debug"

	"fyne.io/fyne/v2"

	"mingbai/kiosk"
	"mingbai/ui/page"
)

// A Guard remembers which pages could not be drawn.
type Guard interface {
	// Showing is told of a page before it is drawn: should the program not
	// survive that, the next one knows which it was.
	Showing(path string)
	// Care says how a page may be drawn.
	Care(path string) kiosk.Care
	// Broke is told that a page could not be drawn, with the stack of the
	// fault; from then on it asks for more care.
	Broke(path string, cause any, stack []byte)
}

// Alive calls answer on the goroutine that draws, once it has drawn a page:
// whoever gets no answer looks at a screen that hangs. It may be called from
// any goroutine.
func (s *Shell) Alive(answer func()) {
	fyne.Do(func() {
		if len(s.drawn) > 0 {
			answer()
		}
	})
}

// Try does what an event asks for. Where that fails, the visitor sees the
// page in words, or whom to ask, instead of a screen that went dark. It
// belongs to the goroutine that draws.
func (s *Shell) Try(do func()) {
	if s.Guard == nil {
		do()
		return
	}
	path := s.session.current().route.Path
	ok := s.attempt(path, do)
	for tries := 0; !ok && tries < 2; tries++ { // words, then an apology
		path = s.session.current().route.Path
		ok = s.attempt(path, s.recover)
	}
	if !ok { // not even that; if home fails as well, the supervisor starts the program again
		s.session.push(page.Route{Path: "home"})
		s.recover()
	}
}

// attempt does something and reports whether it could be done.
func (s *Shell) attempt(path string, do func()) (ok bool) {
	defer func() {
		if cause := recover(); cause != nil {
			if now := s.session.current().route.Path; now != path {
				path = now // it was the way to this page that failed
			}
			s.tell("broke %s", path)
			s.Guard.Broke(path, cause, debug.Stack())
		}
	}()
	do()
	return true
}

// recover draws the page again, alone and from the beginning.
func (s *Shell) recover() {
	s.session.code, s.asking = nil, false
	s.touch.PageChanged()
	s.draw()
	s.wait()
}

// compose makes the page of the current visit, with the care that it needs.
func (s *Shell) compose(v *page.View) page.Page {
	if s.Guard == nil {
		return page.Draw(v)
	}
	path := v.Route.Path
	s.Guard.Showing(path)
	held := *v
	held.Route = page.Held(v.Route, s.Guard.Care(path))
	return page.Draw(&held)
}
