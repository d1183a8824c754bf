package ink

import (
	"math"
	"math/rand/v2"
)

const (
	tilt  = 0.05 // hands let a level stroke rise by this, on the average
	waves = 4    // in a bend
	swing = 2.   // how far a bend moves ink, in pixels of the glyph's picture
)

// A wave moves every point along one direction by a sine of its place.
type wave struct{ fx, fy, phase, ax, ay float64 }

// A bend is a smooth distortion of the plane, as hands make. The zero bend
// does nothing.
type bend [waves]wave

// newBend returns a bend at random, with waves of 80 to 220 pixels.
func newBend(random *rand.Rand) bend {
	var b bend
	size := swing * math.Sqrt(2./waves)
	for i := range b {
		f := 2 * math.Pi / (80 + 140*random.Float64())
		turn := 2 * math.Pi * random.Float64()
		b[i] = wave{
			fx: f * math.Cos(turn), fy: f * math.Sin(turn), phase: 2 * math.Pi * random.Float64(),
			ax: size * random.NormFloat64(), ay: size * random.NormFloat64(),
		}
	}
	return b
}

// ink writes dashes, bent and tilted, over what bent holds.
func (b *bend) ink(bent, dashes []dash) []dash {
	bent = bent[:0]
	for _, d := range dashes {
		x0, y0 := b.move(float64(d.x-d.dx), float64(d.y-d.dy))
		x1, y1 := b.move(float64(d.x+d.dx), float64(d.y+d.dy))
		bent = append(bent, dash{
			x: float32(x0+x1) / 2, y: float32(y0+y1) / 2,
			dx: float32(x1-x0) / 2, dy: float32(y1-y0) / 2,
		})
	}
	return bent
}

func (b *bend) move(x, y float64) (u, v float64) {
	u, v = x, y-tilt*x
	for _, w := range b {
		s := math.Sin(w.fx*x + w.fy*y + w.phase)
		u, v = u+w.ax*s, v+w.ay*s
	}
	return u, v
}
