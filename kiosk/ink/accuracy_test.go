package ink_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"
)

var noLimit = context.Background()

// TestOtherHandsAreRead writes every character of the starter catalog's
// names with strokes that do not come from the font, and tells each from all
// the characters of the catalog's words.
func TestOtherHandsAreRead(t *testing.T) {
	names, words := seed()
	t.Logf("%d characters are written, told from %d", len(names), len(words))
	for _, c := range []struct {
		hand hand
		top5 float64 // percent, at least
	}{
		{hand{name: "light jitter", jitter: 20, turn: 3}, 98},
		{hand{name: "strokes swapped", jitter: 20, turn: 3, swaps: 2}, 98},
		{hand{name: "strokes backwards", jitter: 20, turn: 3, reversed: 0.2}, 97},
		{hand{name: "15 % joined", jitter: 20, turn: 3, joined: 0.15}, 96},
		{hand{name: "35 % joined", jitter: 20, turn: 3, joined: 0.35}, 94},
		{hand{name: "swapped, 35 % joined", jitter: 20, turn: 3, joined: 0.35, swaps: 2}, 94},
		{hand{name: "all joined", jitter: 20, turn: 3, joined: 1}, 88},
		{hand{name: "heavy jitter", jitter: 40, turn: 6}, 80},
	} {
		t.Run(c.hand.name, func(t *testing.T) {
			t.Parallel()
			var s score
			for _, r := range names {
				strokes := c.hand.write(brush(t, r), rand.New(rand.NewPCG(1, uint64(r))))
				s.count(computed(t).Match(strokes, 8), r)
			}
			t.Log(s)
			if got := s.percent(s.top5); got < c.top5 {
				t.Errorf("%.1f %% are among the best five, want %.1f %%", got, c.top5)
			}
		})
	}
}

// TestHandDrawnCharactersAreRead reads what was drawn as people write.
func TestHandDrawnCharactersAreRead(t *testing.T) {
	_, words := seed()
	var s score
	for r, strokes := range handDrawn(t) {
		got := computed(t).Match(strokes, 8)
		s.count(got, r)
		if !slices.Contains(words, r) {
			t.Errorf("%c is not in the starter catalog", r)
		}
		if got[0] != r {
			t.Logf("%c is read as %c", r, got)
		}
	}
	t.Log(s)
	if got := s.percent(s.top5); s.n < 60 || got < 95 {
		t.Errorf("%.1f %% of %d are among the best five, want 95.0 %% of 60", got, s.n)
	}
}
