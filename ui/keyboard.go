package ui

import (
	"unicode"

	"fyne.io/fyne/v2"

	"mingbai/ui/page"
)

// Typed takes a character of a real keyboard. A page that takes none and
// where it means something opens the search with it.
func (s *Shell) Typed(r rune) {
	s.touched()
	switch {
	case s.asking:
		s.stay()
	case s.session.code != nil || !unicode.IsPrint(r):
	case s.page.Type != nil:
		s.page.Type(unicode.ToLower(r))
	case unicode.IsLetter(r) || unicode.IsDigit(r):
		s.Open(page.Route{Path: "search"})
		s.page.Type(unicode.ToLower(r))
	}
}

// Pressed takes a key of a real keyboard that is no character: Return does
// what a touch of the chosen target does, Escape goes one step back.
func (s *Shell) Pressed(name fyne.KeyName) {
	s.touched()
	target, focused := s.chosen()
	switch {
	case s.asking:
		s.stay()
	case focused && (name == fyne.KeyReturn || name == fyne.KeyEnter):
		target.Tap()
	case s.session.code != nil:
		if name == page.KeyEscape || name == page.KeyReturn {
			s.closeZoom()
		}
	case s.page.Key != nil && s.page.Key(string(name)):
	case name == page.KeyEscape:
		s.back()
	}
}
