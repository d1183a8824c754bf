package part

import (
	"image/color"

	"fyne.io/fyne/v2/canvas"
)

// A Ring shows how much of a whole is left, with a box in its middle.
type Ring struct {
	Size, Stroke float32
	Share        float32 // 0 to 1
	Track, Fill  color.NRGBA
	Box          Box
}

func (g Ring) Width() float32         { return g.Size }
func (g Ring) Height(float32) float32 { return g.Size }

func (g Ring) Put(s *Stage, r Rect) {
	cut := 1 - 2*g.Stroke/g.Size
	track := canvas.NewArc(0, 360, cut, g.Track)
	s.add(track, r)
	if g.Share > 0 {
		s.add(canvas.NewArc(0, 360*min(0.9999, g.Share), cut, g.Fill), r)
	}
	h := g.Box.Height(r.W)
	g.Box.Put(s, Rect{r.X, r.Y + (r.H-h)/2, r.W, h})
}
