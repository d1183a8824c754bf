package ink_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"mingbai/kiosk/ink"
)

func TestOrderOfStrokesDoesNotMatter(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for r, strokes := range handDrawn(t) {
		want := computed(t).Match(strokes, 3)
		random.Shuffle(len(strokes), func(i, j int) { strokes[i], strokes[j] = strokes[j], strokes[i] })
		if got := computed(t).Match(strokes, 3); !slices.Equal(got, want) {
			t.Errorf("%c: %c, in another order %c", r, want, got)
		}
	}
}

func TestPlaceAndSizeDoNotMatter(t *testing.T) {
	for r, strokes := range handDrawn(t) {
		want := computed(t).Match(strokes, 1)
		for _, size := range []float32{0.01, 0.3, 40} {
			if got := computed(t).Match(moved(strokes, size, 700), 1); !slices.Equal(got, want) {
				t.Errorf("%c: %c, at size %v %c", r, want, size, got)
			}
		}
	}
}

// Panels report a finger ten times or a thousand times a second.
func TestNumberOfPointsDoesNotMatter(t *testing.T) {
	for r, strokes := range handDrawn(t) {
		want := computed(t).Match(strokes, 1)
		if got := computed(t).Match(dense(strokes, 200), 1); !slices.Equal(got, want) {
			t.Errorf("%c: %c, with more points %c", r, want, got)
		}
	}
}

func TestStretchedCharactersAreRead(t *testing.T) {
	strokes := handDrawn(t)['水']
	for _, s := range strokes {
		for i := range s {
			s[i].Y *= 0.6
		}
	}
	if got := computed(t).Match(strokes, 8); got[0] != '水' {
		t.Errorf("水 written flat is read as %c", got)
	}
}

func TestAsManyCandidatesAsAskedFor(t *testing.T) {
	p := compute(t, "水电费一")
	strokes := handDrawn(t)['水']
	for n, want := range map[int]int{math.MinInt: 0, -1: 0, 0: 0, 1: 1, 3: 3, 4: 4, 8: 4, math.MaxInt: 4} {
		if got := p.Match(strokes, n); len(got) != want {
			t.Errorf("n = %d: %d candidates, want %d", n, len(got), want)
		}
	}
}

func TestTapsAreStrokes(t *testing.T) {
	p := compute(t, "小心习一")
	strokes := []ink.Stroke{
		{{X: 280, Y: 450}}, {{X: 400, Y: 420}, {X: 430, Y: 700}, {X: 640, Y: 720}, {X: 650, Y: 600}},
		{{X: 500, Y: 400}}, {{X: 740, Y: 460}},
	}
	if got := p.Match(strokes, 1); string(got) != "心" {
		t.Errorf("心 with tapped dots is read as %c", got)
	}
}

func TestHostileStrokes(t *testing.T) {
	nan, inf := float32(math.NaN()), float32(math.Inf(1))
	most, least := float32(math.MaxFloat32), float32(math.SmallestNonzeroFloat32)
	for _, c := range []struct {
		name    string
		strokes []ink.Stroke
		want    int
	}{
		{"none", nil, 0},
		{"empty", []ink.Stroke{nil, {}}, 0},
		{"no numbers", []ink.Stroke{{{X: nan, Y: 1}, {X: 1, Y: nan}, {X: inf, Y: 1}, {X: 1, Y: -inf}}}, 0},
		{"a number among none", []ink.Stroke{{{X: nan, Y: 1}, {X: 1, Y: 1}, {X: inf, Y: 1}}}, 8},
		{"one point", []ink.Stroke{{{X: 5, Y: 5}}}, 8},
		{"one place", []ink.Stroke{{{X: 5, Y: 5}, {X: 5, Y: 5}}, {{X: 5, Y: 5}, {X: 5, Y: 5}}}, 8},
		{"huge", []ink.Stroke{{{X: -most, Y: -most}, {X: most, Y: most}}, {{X: most, Y: -most}, {X: -most, Y: most}}}, 8},
		{"tiny", []ink.Stroke{{{X: 0, Y: 0}, {X: least, Y: least}}, {{X: least, Y: 0}, {X: 0, Y: least}}}, 8},
		{"huge and tiny", []ink.Stroke{{{X: -most, Y: 0}, {X: most, Y: least}}}, 8},
		{"upwards only", []ink.Stroke{{{X: 500, Y: 900}, {X: 500, Y: 100}}}, 8},
		{"there and back", []ink.Stroke{{{X: 0, Y: 0}, {X: 30, Y: 0}, {X: 0, Y: 0}, {X: 30, Y: 0}, {X: 0, Y: 0}}}, 8},
		{"many strokes", slices.Repeat([]ink.Stroke{{{X: 0, Y: 0}, {X: 9, Y: 9}}}, 100_000), 8},
		{"long stroke", []ink.Stroke{slices.Repeat(ink.Stroke{{X: 0, Y: 0}, {X: 9, Y: 9}}, 100_000)}, 8},
	} {
		if got := computed(t).Match(c.strokes, 8); len(got) != c.want {
			t.Errorf("%s: %d candidates, want %d", c.name, len(got), c.want)
		}
	}
}

func TestManyMatchAtOnce(t *testing.T) {
	var group sync.WaitGroup
	for r, strokes := range handDrawn(t) {
		group.Go(func() {
			if got := computed(t).Match(strokes, 1); string(got) != string(r) {
				t.Errorf("%c is read as %c", r, got)
			}
		})
	}
	group.Wait()
}

// A visitor's finger must not wait for the collector of garbage.
func TestMatchAllocatesLittle(t *testing.T) {
	p, strokes := computed(t), dense(handDrawn(t)['登'], 50)
	if n := testing.AllocsPerRun(20, func() { p.Match(strokes, 8) }); n > 40 {
		t.Errorf("a match allocates %v times", n)
	}
}

func moved(strokes []ink.Stroke, size, by float32) []ink.Stroke {
	var all []ink.Stroke
	for _, s := range strokes {
		var m ink.Stroke
		for _, p := range s {
			m = append(m, ink.Point{X: p.X*size + by, Y: p.Y*size - by})
		}
		all = append(all, m)
	}
	return all
}

// dense returns strokes with n points for each piece.
func dense(strokes []ink.Stroke, n int) []ink.Stroke {
	var all []ink.Stroke
	for _, s := range strokes {
		d := ink.Stroke{s[0]}
		for i := 1; i < len(s); i++ {
			for k := 1; k <= n; k++ {
				t := float32(k) / float32(n)
				d = append(d, ink.Point{X: s[i-1].X*(1-t) + s[i].X*t, Y: s[i-1].Y*(1-t) + s[i].Y*t})
			}
		}
		all = append(all, d)
	}
	return all
}
