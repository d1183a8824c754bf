package part

import (
	"fmt"
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2/canvas"

	"mingbai/ui/theme"
)

// corners covers what the rows of a list paint beyond the round corners of
// its surface: the toolkit clips to rectangles only.
func (f Face) corners(s *Stage, r Rect) {
	radius := s.px(f.Radius)
	if radius < 2 {
		return
	}
	edge := s.ground
	if f.Edge.A > 0 && f.Outline == 0 {
		edge = f.Edge
	}
	for _, c := range []struct{ right, low bool }{{false, false}, {true, false}, {false, true}, {true, true}} {
		at := Rect{r.X, r.Y, f.Radius, f.Radius}
		if c.right {
			at.X += r.W - f.Radius
		}
		if c.low {
			at.Y += r.H - f.Radius
		}
		s.add(canvas.NewImageFromImage(cornerPicture(radius, s.px(f.raise()), s.ground, edge, c.right, c.low)), at)
	}
	if f.Outline > 0 && f.Frame.A > 0 {
		s.rectangle(r, color.NRGBA{}, f.Radius, f.Outline, f.Frame)
	}
}

// cornerPicture is the part of a square outside a quarter of a circle; low
// ones show the edge below the surface, which lies raise lower.
func cornerPicture(radius, raise float32, ground, edge color.NRGBA, right, low bool) image.Image {
	name := fmt.Sprintf("corner-%v-%x-%x-%t-%t", raise, ground, edge, right, low)
	return theme.Drawing(name, int(radius), func() []byte { return cornerDrawing(radius, raise, ground, edge, right, low) })
}

func cornerDrawing(radius, raise float32, ground, edge color.NRGBA, right, low bool) []byte {
	flip := ""
	if right {
		flip = fmt.Sprintf(` transform="translate(%v 0) scale(-1 1)"`, radius)
	}
	paths := fmt.Sprintf(`<path d="M0 %[1]v A%[1]v %[1]v 0 0 1 %[1]v 0 H0 Z" fill="%[2]s"/>`, radius, hex(ground))
	if low {
		x := radius - float32(math.Sqrt(float64(radius*radius-(radius-raise)*(radius-raise))))
		paths = fmt.Sprintf(`<path d="M0 0 A%[1]v %[1]v 0 0 0 %[1]v %[1]v H0 Z" fill="%[2]s"/><path d="M0 %[3]v A%[1]v %[1]v 0 0 0 %[4]v %[1]v H0 Z" fill="%[5]s"/>`,
			radius, hex(edge), raise, x, hex(ground))
	}
	return fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg" width="%[1]v" height="%[1]v" viewBox="0 0 %[1]v %[1]v"><g%[2]s>%[3]s</g></svg>`, radius, flip, paths)
}

func hex(c color.NRGBA) string { return fmt.Sprintf("#%02X%02X%02X", c.R, c.G, c.B) }
