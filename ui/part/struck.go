package part

import (
	"image/color"

	"fyne.io/fyne/v2/canvas"
)

// Struck draws a line through the first line of a box: it does not hold any
// more.
type Struck struct {
	Box
	At  float32 // middle of the line of text, from the top of the box
	W   float32 // of the line, from the right; 0 is that of the box
	Ink color.NRGBA
}

func (b Struck) Put(s *Stage, r Rect) {
	b.Box.Put(s, r)
	o := canvas.NewLine(b.Ink)
	o.StrokeWidth = max(2, s.px(4))
	w := min(r.W, b.Box.Width())
	if b.W > 0 {
		w = min(w, b.W)
	}
	s.add(o, Rect{r.X + r.W - w, r.Y + b.At, w, 0})
}
