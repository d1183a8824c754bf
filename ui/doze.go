package ui

import (
	"time"

	"fyne.io/fyne/v2"
)

// The toolkit asks the window sixty times a second whether anything has
// happened. While nobody stands at the screen it is held back between two
// questions: a first touch is noticed a little later, and the processor
// sleeps.
const (
	dozeAfter = 5 * time.Second // without a touch, on the attract screen
	napTime   = 60 * time.Millisecond
	blink     = 2 * time.Millisecond // in which the toolkit asks once
)

// Doze lets the window's thread sleep while nobody is there. It is for a
// shell that was started in a window.
func (s *Shell) Doze() {
	s.nap = time.AfterFunc(dozeAfter, func() { fyne.Do(s.doze) })
}

// doze holds the toolkit back for a moment, again and again, as long as
// nobody is there.
func (s *Shell) doze() {
	if !s.started || !s.dozing() {
		s.nap.Reset(dozeAfter)
		return
	}
	time.Sleep(napTime)
	s.nap.Reset(blink)
}

// dozing reports whether nobody has touched the attract screen for a while.
func (s *Shell) dozing() bool {
	return s.atRest() && s.touch.Now().Sub(s.idle.last) > dozeAfter && !s.touch.Busy()
}
