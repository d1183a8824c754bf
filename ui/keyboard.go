package ui

import (
	"unicode"

	"fyne.io/fyne/v2"

	"mingbai/catalog"
	"mingbai/ui/page"
)

// Typed takes a character of a real keyboard. A page that takes none and
// where it means something opens the search with it.
func (s *Shell) Typed(r rune) {
	if s.keypad {
		return
	}
	s.touched()
	switch {
	case s.asking:
		s.stay()
	case s.session.code != nil || s.session.printing || !unicode.IsPrint(r):
	case s.page.Type != nil:
		s.page.Type(r)
	case unicode.IsLetter(r) || unicode.IsDigit(r):
		s.Open(page.Route{Path: "search"})
		s.page.Type(r)
	}
}

// Pressed takes a key of a real keyboard that is no character: Return does
// what a touch of the chosen target does, Escape goes one step back.
func (s *Shell) Pressed(name fyne.KeyName) {
	if s.keypad {
		return
	}
	s.touched()
	target, focused := s.chosen()
	switch {
	case s.asking:
		s.stay()
	case focused && (name == fyne.KeyReturn || name == fyne.KeyEnter):
		target.Tap()
	case s.session.printing:
		if name == page.KeyEscape || name == page.KeyReturn {
			s.endPrint()
		}
	case s.session.code != nil:
		if name == page.KeyEscape || name == page.KeyReturn {
			s.closeZoom()
		}
	case s.page.Key != nil && s.page.Key(string(name)):
	case name == page.KeyEscape:
		s.back()
	}
}

// Scanned takes a key put down by its scan code, which keys of a kiosk's
// keypad have though they have no name, and reports whether it meant anything.
// What the toolkit makes of that key besides, a name or a character, is then
// no other key: it would stop what the key has just begun to read aloud.
func (s *Shell) Scanned(code int) bool {
	s.keypad = false
	s.keypad = s.scan(code)
	return s.keypad
}

func (s *Shell) scan(code int) bool {
	action, ok := s.desk.State().Keypad[code]
	if !ok {
		return false
	}
	s.tell("keypad %s", action)
	if voice := s.voice(); voice != nil && (action == "louder" || action == "softer") {
		s.stayThere()
		step := 1
		if action == "softer" {
			step = -1
		}
		voice.Turn(step)
		return true
	}
	s.touched()
	if s.asking {
		s.stay()
		return true
	}
	s.act(action)
	return true
}

// act does what a key of the keypad does.
func (s *Shell) act(action string) {
	switch action {
	case "next":
		s.walk(1)
	case "before":
		s.walk(-1)
	case "enter":
		if s.atRest() {
			s.Open(page.Route{Path: "home"})
		} else if target, ok := s.chosen(); ok {
			target.Tap()
		}
	case "back":
		s.Pressed(page.KeyEscape)
	case "home":
		s.Open(page.Route{Path: "home"})
	case "end":
		s.reset()
	case "read":
		s.ReadAloud()
	case "zh", "en", "ru":
		s.Language(catalog.Lang(action))
	default:
		s.Mode(action)
	}
}
