package ink

import (
	"iter"
	"math"

	"mingbai/kiosk"
)

const (
	box        = 1000 // the longer side of what was written, in units
	step       = 15   // the length of a dash in units
	maxStrokes = 128  // more are no character; the rest is ignored
	maxDashes  = 2000 // about; beyond, dashes are longer
)

// A Point is where the pen was. X grows to the right and Y downwards, in any
// unit.
type Point = kiosk.Point

// A Stroke is the points from pen down to pen up, in the order of writing.
// One point is a dot.
type Stroke = kiosk.Stroke

type vec struct{ x, y float64 }

// pen returns the dashes of strokes, scaled to the box. Points that are no
// numbers are left out.
func pen(strokes []Stroke) []dash {
	strokes = strokes[:min(len(strokes), maxStrokes)]
	f, long := fitPen(strokes)
	size := max(step, long/maxDashes)
	dashes := make([]dash, 0, int(long/size)+len(strokes))
	var path []vec
	for _, s := range strokes {
		path = f.walk(path[:0], s, size)
		dashes = stroke(dashes, path)
	}
	return dashes
}

// A fitting puts points into the box.
type fitting struct {
	low   vec
	scale float64
}

// fitPen returns how strokes fit into the box, and how long all are in it.
func fitPen(strokes []Stroke) (f fitting, long float64) {
	low, high := vec{math.Inf(1), math.Inf(1)}, vec{math.Inf(-1), math.Inf(-1)}
	for _, s := range strokes {
		var last vec
		for i, p := range numbers(s) {
			low, high = vec{min(low.x, p.x), min(low.y, p.y)}, vec{max(high.x, p.x), max(high.y, p.y)}
			if i > 0 {
				long += last.to(p)
			}
			last = p
		}
	}
	f = fitting{low, box / max(high.x-low.x, high.y-low.y, math.SmallestNonzeroFloat32)}
	return f, long * f.scale
}

// walk goes along s in steps of size units and appends to path where it
// begins, where each step ends, and where s ends.
func (f fitting) walk(path []vec, s Stroke, size float64) []vec {
	var at vec
	left := size // of the step
	for i, p := range numbers(s) {
		to := vec{(p.x - f.low.x) * f.scale, (p.y - f.low.y) * f.scale}
		if i == 0 {
			at, path = to, append(path, to)
		}
		for d := at.to(to); d >= left; d = at.to(to) {
			at = vec{at.x + (to.x-at.x)*left/d, at.y + (to.y-at.y)*left/d}
			path, left = append(path, at), size
		}
		at, left = to, left-at.to(to)
	}
	if left < size {
		path = append(path, at)
	}
	return path
}

// numbers yields the points of s that are numbers, counted from 0.
func numbers(s Stroke) iter.Seq2[int, vec] {
	return func(yield func(int, vec) bool) {
		n := 0
		for _, p := range s {
			v := vec{float64(p.X), float64(p.Y)}
			if finite(v.x) && finite(v.y) {
				if !yield(n, v) {
					return
				}
				n++
			}
		}
	}
}

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// to is the distance from v to w.
func (v vec) to(w vec) float64 { return math.Hypot(w.x-v.x, w.y-v.y) }

// stroke appends the dashes between the points of path, smoothed: the
// direction of each is that of the three steps around it. A tap, which is no
// longer than a step, counts as a short stroke to the lower right.
func stroke(dashes []dash, path []vec) []dash {
	if len(path) == 1 || len(path) == 2 {
		return append(dashes, dash{x: float32(path[0].x), y: float32(path[0].y), dx: 2 * step, dy: 2 * step})
	}
	for i := 1; i < len(path); i++ {
		from, to := path[i-1], path[i]
		before, after := path[max(i-2, 0)], path[min(i+1, len(path)-1)]
		dx, dy := after.x-before.x, after.y-before.y
		share := from.to(to) / before.to(after)
		if !finite(share) { // there and back again
			continue
		}
		dashes = append(dashes, dash{
			x: float32(from.x+to.x) / 2, y: float32(from.y+to.y) / 2,
			dx: float32(dx * share), dy: float32(dy * share), join: joinLike(dx, dy),
		})
	}
	return dashes
}

// joinLike tells from 0 to 1 how much a direction looks like the way from one
// stroke to the next. Strokes go right, down and everything between, to the
// lower left (撇) as flat as 20° and to the upper right (提) as steep as 45°;
// hooks aside, none goes up or left.
func joinLike(dx, dy float64) float32 {
	turn := math.Atan2(dy, dx) * 180 / math.Pi // 0 right, 90 down, ±180 left, -90 up
	if turn < 0 {
		turn += 360
	}
	return float32(min(max(0, min((turn-160)/20, (315-turn)/25)), 1))
}
