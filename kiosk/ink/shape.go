package ink

import "math"

const (
	cells    = 7    // the grid has cells × cells
	angles   = 6    // directions told apart in a cell, over half a turn
	spread   = 4.4  // the side of the grid in standard deviations of the ink
	slimmest = 0.35 // a side of the ink is taken for at least this share of the other
	dims     = cells * cells * angles
)

// A dash is a short piece of a line: its middle and its extent. join tells
// from 0 to 1 how much it looks like the way from one stroke to the next.
type dash struct{ x, y, dx, dy, join float32 }

// A shape describes ink: how much of it runs in each direction in each cell
// of a grid laid over it by its moments, as square roots, of length 1 in all.
type shape [dims]float32

// set makes s the shape of dashes, of which discount times join is not
// counted. It reports false where there is no ink.
func (s *shape) set(dashes []dash, discount float32) bool {
	clear(s[:])
	f, ok := frameOf(dashes, discount)
	if !ok {
		return false
	}
	for _, d := range dashes {
		dx, dy := float64(d.dx)*f.kx, float64(d.dy)*f.ky
		weight := math.Hypot(dx, dy) * float64(1-discount*d.join)
		angle := (math.Atan2(dy, dx)/math.Pi + 2) * angles // undirected: -x is x
		s.add((float64(d.x)-f.x)*f.kx+cells/2.-0.5, (float64(d.y)-f.y)*f.ky+cells/2.-0.5, angle, weight)
	}
	return s.level()
}

// add spreads weight over the four cells around (x, y), in cells, and the
// two directions around angle, in directions.
func (s *shape) add(x, y, angle, weight float64) {
	x, y = min(max(x, 0), cells-1.001), min(max(y, 0), cells-1.001)
	i, j, k := int(x), int(y), int(angle)
	fx, fy, fa := x-float64(i), y-float64(j), angle-float64(k)
	k0, k1 := k%angles, (k+1)%angles
	for _, c := range [4]struct {
		cell  int
		share float64
	}{
		{j*cells + i, (1 - fx) * (1 - fy)}, {j*cells + i + 1, fx * (1 - fy)},
		{(j+1)*cells + i, (1 - fx) * fy}, {(j+1)*cells + i + 1, fx * fy},
	} {
		s[c.cell*angles+k0] += float32(weight * c.share * (1 - fa))
		s[c.cell*angles+k1] += float32(weight * c.share * fa)
	}
}

// level takes square roots, so that long strokes do not drown short ones,
// and makes the length 1.
func (s *shape) level() bool {
	var sum float64
	for _, v := range s {
		sum += float64(v)
	}
	if !(sum > 0) || math.IsInf(sum, 0) {
		return false
	}
	for i, v := range s {
		s[i] = float32(math.Sqrt(float64(v) / sum))
	}
	return true
}

// A frame is where the grid lies over the ink: its middle and how many cells
// a unit is.
type frame struct{ x, y, kx, ky float64 }

// frameOf lays the grid by the first and second moments of the ink, so that
// place, size and proportion do not matter.
func frameOf(dashes []dash, discount float32) (frame, bool) {
	var n, x, y, xx, yy float64
	for _, d := range dashes {
		l := math.Hypot(float64(d.dx), float64(d.dy)) * float64(1-discount*d.join)
		u, v := float64(d.x), float64(d.y)
		n, x, y, xx, yy = n+l, x+l*u, y+l*v, xx+l*u*u, yy+l*v*v
	}
	if n == 0 {
		return frame{}, false
	}
	x, y = x/n, y/n
	sx, sy := math.Sqrt(max(0, xx/n-x*x)), math.Sqrt(max(0, yy/n-y*y))
	sx, sy = max(sx, slimmest*sy, 1e-3), max(sy, slimmest*sx, 1e-3)
	return frame{x, y, cells / spread / sx, cells / spread / sy}, true
}
