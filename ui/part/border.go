package part

import "image/color"

// A Border is a line around a box, drawn as a surface beneath it: inside a
// list that is clipped a stroke would be drawn beside its place.
type Border struct {
	Ink    color.NRGBA
	Wide   float32
	Radius float32
	Box    Box
}

func (b Border) Width() float32           { return b.Box.Width() + 2*b.Wide }
func (b Border) Height(w float32) float32 { return b.Box.Height(w-2*b.Wide) + 2*b.Wide }

func (b Border) Put(s *Stage, r Rect) {
	s.rectangle(r, b.Ink, b.Radius, 0, color.NRGBA{})
	b.Box.Put(s, r.Inset(b.Wide, b.Wide))
}
