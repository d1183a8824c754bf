package ink

import "math"

// reach is how far around a pixel its direction is taken from, in pixels.
// It is less than the empty margin of the picture.
const reach = margin

// trace appends a dash for each pixel of a thinned picture. Its direction is
// the main axis of the line around it; where lines meet there is none, and
// the dash is shorter.
func trace(dashes []dash, line []bool) []dash {
	for i, on := range line {
		if !on {
			continue
		}
		cos2, sin2, sure := axis(line, i)
		angle := math.Atan2(sin2, cos2) / 2
		c, s := math.Cos(angle), math.Sin(angle)
		// A pixel of a slanting line stands for up to √2 pixels of length.
		size := (1 + sure) / 2 / max(math.Abs(c), math.Abs(s))
		dashes = append(dashes, dash{
			x: float32(i % side), y: float32(i / side),
			dx: float32(c * size), dy: float32(s * size),
		})
	}
	return dashes
}

// axis returns the main axis of the line around pixel i as cosine and sine,
// of any length, of the doubled angle, and how sure it is: 1 on a straight
// line, 0 where it runs all ways.
func axis(line []bool, i int) (cos2, sin2, sure float64) {
	var n, x, y, xx, xy, yy float64
	for v := -reach; v <= reach; v++ {
		for u := -reach; u <= reach; u++ {
			if line[i+v*side+u] {
				du, dv := float64(u), float64(v)
				n, x, y = n+1, x+du, y+dv
				xx, xy, yy = xx+du*du, xy+du*dv, yy+dv*dv
			}
		}
	}
	xx, xy, yy = xx-x*x/n, xy-x*y/n, yy-y*y/n
	if xx+yy == 0 {
		return 1, 0, 0
	}
	cos2, sin2 = xx-yy, 2*xy
	return cos2, sin2, math.Hypot(cos2, sin2) / (xx + yy)
}
