package search

import (
	"math"

	"github.com/RoaringBitmap/roaring/v2"
)

// A nameMatch is the best match of a term in the names of one entry.
type nameMatch struct {
	entry      uint32
	field      uint32
	score      float32
	start, end uint8 // in the glyphs of the field
}

// matchNames returns the best match in every entry that has t in a name, in
// the order of entries.
func (x *Index) matchNames(t term, guess bool, lang int) []nameMatch {
	some := x.candidates(t, guess)
	all := make([]nameMatch, 0, min(some.count(), len(x.entries)))
	m := x.matcher(t, guess)
	for n := range some.all() {
		f := &x.fields[n]
		name := x.glyphsOf(f)
		start, end := m.find(name, 0)
		if start < 0 {
			continue
		}
		found := nameMatch{f.entry, n, x.score(f, m, start, end, lang), uint8(start), uint8(end)}
		last := len(all) - 1
		switch {
		case last < 0 || all[last].entry != f.entry:
			all = append(all, found)
		case found.score > all[last].score:
			all[last] = found
		}
	}
	return all
}

// slotsOf returns the slots of entries that match.
func (x *Index) slotsOf(matches []nameMatch) *posting {
	p := roaring.New()
	if len(matches) == 0 {
		return p
	}
	dense := make([]uint64, x.slots[len(x.slots)-1]/64+1)
	for _, m := range matches {
		slot := x.slots[m.entry]
		dense[slot/64] |= 1 << (slot % 64)
	}
	p.FromDense(dense, false)
	return p
}

// score weighs the match of a term in a field.
func (x *Index) score(f *field, m *matcher, start, end, lang int) float32 {
	return scoreName(spot{role: f.role, start: start, end: end, length: int(f.length), typed: len(m.term),
		shown: int(f.lang) == lang, sure: m.literal(x.glyphsOf(f)[start:end])})
}

// A spot is where and how a term stands in a name.
type spot struct {
	role               role
	start, end, length int  // in runes
	typed              int  // runes of the term
	shown              bool // the name is in the language of the screen
	sure               bool // it is there by characters
}

func scoreName(p spot) float32 {
	s := float32(weightInside)
	switch {
	case p.start == 0 && p.end == p.length:
		s = weightWhole
	case p.start == 0:
		s = weightPrefix
	}
	switch p.role {
	case isTitle:
		s += weightTitle
	case isPlain:
		s += weightPlain
	}
	if p.shown {
		s += weightLang
	}
	if p.sure {
		s += weightSure
	}
	s += min(3, float32(p.typed)/float32(p.end-p.start)-1) * weightSpelt
	return s + lengthWeights[min(p.length, maxName)]
}

// lengthWeights is the weight of each length of a name.
var lengthWeights = func() (w [maxName + 1]float32) {
	for n := 1; n <= maxName; n++ {
		w[n] = weightLength * float32(math.Log(float64(n)))
	}
	return w
}()

// literal reports whether name is the beginning of the term, rune by rune.
func (m *matcher) literal(name []uint32) bool {
	if len(name) != len(m.term) {
		return false
	}
	for i, g := range name {
		if m.glyphs[g].rune != m.term[i] {
			return false
		}
	}
	return true
}
