package ui

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// KeyDown takes a key of a real keyboard put down: those that walk over the
// page, which the toolkit would keep for itself.
func (s *Shell) KeyDown(name fyne.KeyName) {
	switch name {
	case desktop.KeyShiftLeft, desktop.KeyShiftRight:
		s.shift = true
	case fyne.KeyTab:
		if s.shift {
			s.walk(-1)
		} else {
			s.walk(1)
		}
	case fyne.KeyDown:
		s.walk(1)
	case fyne.KeyUp:
		s.walk(-1)
	}
}

// KeyUp takes a key lifted.
func (s *Shell) KeyUp(name fyne.KeyName) {
	if name == desktop.KeyShiftLeft || name == desktop.KeyShiftRight {
		s.shift = false
	}
}

// stops returns what a keyboard can choose, in the order of reading: only
// what lies above the page where there is something.
func (s *Shell) stops() []part.Target {
	var all []part.Target
	for _, stage := range slices.Backward(s.stages[:]) {
		if stage != nil && len(all) == 0 {
			all = slices.Clone(stage.Targets())
		}
	}
	slices.SortStableFunc(all, func(a, b part.Target) int {
		switch {
		case a.Before(b):
			return -1
		case b.Before(a):
			return 1
		}
		return 0
	})
	return all
}

// walk chooses the next target, or the one before.
func (s *Shell) walk(step int) {
	s.touched()
	if s.asking {
		s.stay()
		return
	}
	all := s.stops()
	if len(all) == 0 {
		return
	}
	i := slices.IndexFunc(all, func(t part.Target) bool { return t.Key == s.focus })
	if i < 0 && step < 0 {
		i = 0
	}
	next := all[(i+step+len(all))%len(all)]
	s.focus = next.Key
	next.Reveal()
	s.tell("focus %s", s.focus)
	s.encircle()
	s.paint()
}

// blur forgets what was chosen: a finger has come.
func (s *Shell) blur() {
	if s.focus != "" {
		s.focus = ""
		s.encircle()
		s.paint()
	}
}

// chosen returns the target that a keyboard has chosen, if it is there.
func (s *Shell) chosen() (part.Target, bool) {
	for _, t := range s.stops() {
		if t.Key == s.focus {
			return t, s.focus != ""
		}
	}
	return part.Target{}, false
}

// The ring around what is chosen, in design pixels.
const (
	ringAmber = 5
	ringInk   = 3
	ringGap   = 4
)

// encircle draws the ring where the chosen target is now.
func (s *Shell) encircle() {
	s.ring.Objects = nil
	t, ok := s.chosen()
	if !ok {
		return
	}
	p, k := s.palette(), s.frame().Scale
	inner := t.Now().Inset(-ringGap, -ringGap)
	s.ring.Objects = []fyne.CanvasObject{
		outline(inner.Inset(-ringInk, -ringInk), k, ringInk+1, p.Ink),
		outline(inner, k, ringAmber, p.Focus),
	}
}

func outline(r part.Rect, k, stroke float32, c color.NRGBA) fyne.CanvasObject {
	o := canvas.NewRectangle(color.Transparent)
	o.StrokeColor, o.StrokeWidth, o.CornerRadius = c, stroke*k, (theme.RadiusM+ringGap)*k
	o.Move(fyne.NewPos(r.X*k, r.Y*k))
	o.Resize(fyne.NewSize(r.W*k, r.H*k))
	return o
}
