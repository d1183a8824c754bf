package ink_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"mingbai/kiosk/ink"
)

// A hand writes given strokes in its own way.
type hand struct {
	name     string
	jitter   float64 // how far each stroke is off its place, in thousandths of the character
	turn     float64 // how far the character is turned, in degrees
	swaps    int     // neighbours in the order of strokes that change places
	reversed float64 // share of strokes drawn from end to beginning
	joined   float64 // share of strokes that run into the next
}

// write returns what the hand makes of strokes, which stay as they are.
func (h hand) write(strokes []ink.Stroke, random *rand.Rand) []ink.Stroke {
	var all []ink.Stroke
	for _, s := range strokes {
		s = h.shake(s, random)
		if random.Float64() < h.reversed {
			slices.Reverse(s)
		}
		all = append(all, s)
	}
	h.whole(all, random)
	for range h.swaps {
		if len(all) > 1 {
			i := random.IntN(len(all) - 1)
			all[i], all[i+1] = all[i+1], all[i]
		}
	}
	joined := all[:1]
	for _, s := range all[1:] {
		if last := &joined[len(joined)-1]; random.Float64() < h.joined {
			*last = append(*last, s...)
		} else {
			joined = append(joined, s)
		}
	}
	return joined
}

// shake returns s moved, longer or shorter, and less even.
func (h hand) shake(s ink.Stroke, random *rand.Rand) ink.Stroke {
	x, y := random.NormFloat64()*h.jitter, random.NormFloat64()*h.jitter
	size := 1 + random.NormFloat64()*h.jitter/250
	first, last := s[0], s[len(s)-1]
	mx, my := float64(first.X+last.X)/2, float64(first.Y+last.Y)/2
	var shaken ink.Stroke
	for _, p := range s {
		shaken = append(shaken, ink.Point{
			X: float32(mx + (float64(p.X)-mx)*size + x + random.NormFloat64()*h.jitter/2),
			Y: float32(my + (float64(p.Y)-my)*size + y + random.NormFloat64()*h.jitter/2),
		})
	}
	return shaken
}

// whole moves, stretches and turns the character, in place.
func (h hand) whole(strokes []ink.Stroke, random *rand.Rand) {
	sin, cos := math.Sincos(random.NormFloat64() * h.turn * math.Pi / 180)
	kx, ky := 0.5+0.1*random.NormFloat64(), 0.5+0.1*random.NormFloat64()
	x, y := random.Float64()*500, random.Float64()*500
	for _, s := range strokes {
		for i, p := range s {
			u, v := float64(p.X)*kx, float64(p.Y)*ky
			s[i] = ink.Point{X: float32(u*cos - v*sin + x), Y: float32(u*sin + v*cos + y)}
		}
	}
}

// A score counts how often the right character came first and among five.
type score struct{ n, top1, top5 int }

func (s *score) count(got []rune, want rune) {
	s.n++
	switch slices.Index(got, want) {
	case 0:
		s.top1++
		s.top5++
	case 1, 2, 3, 4:
		s.top5++
	}
}

func (s score) percent(n int) float64 { return 100 * float64(n) / float64(max(1, s.n)) }

func (s score) String() string {
	return fmt.Sprintf("%.1f %% come first, %.1f %% among five, of %d", s.percent(s.top1), s.percent(s.top5), s.n)
}
