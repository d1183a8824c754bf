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

// matchNames returns the best match in every entry that has the term of m in
// a name, in the order of entries, for screens of some languages.
func (x *Index) matchNames(m *matcher, langs ...int) [][]nameMatch {
	all := make([][]nameMatch, len(langs))
	if !x.walk(m).arrives() {
		return all
	}
	some := x.candidates(m.term, m.guess)
	for i := range all {
		all[i] = make([]nameMatch, 0, min(some.count(), len(x.entries)))
	}
	for n := range some.all() {
		f := &x.fields[n]
		start, end := m.find(x.glyphsOf(f), 0)
		if start < 0 {
			continue
		}
		for i, lang := range langs {
			all[i] = enterMatch(all[i], nameMatch{f.entry, n, x.score(f, m, start, end, lang), uint8(start), uint8(end)})
		}
	}
	return all
}

// enterMatch adds a match or, where the last is of the same entry, keeps the
// better of both.
func enterMatch(all []nameMatch, found nameMatch) []nameMatch {
	last := len(all) - 1
	switch {
	case last < 0 || all[last].entry != found.entry:
		return append(all, found)
	case found.score > all[last].score:
		all[last] = found
	}
	return all
}

// matchEntry returns the match that matchNames has of an entry.
func (x *Index) matchEntry(m *matcher, entry uint32, lang int) (best nameMatch, ok bool) {
	from, to := x.fieldsOf(entry)
	for n := from; n < to; n++ {
		f := &x.fields[n]
		start, end := m.find(x.glyphsOf(f), 0)
		if start < 0 {
			continue
		}
		if score := x.score(f, m, start, end, lang); !ok || score > best.score {
			best, ok = nameMatch{entry, n, score, uint8(start), uint8(end)}, true
		}
	}
	return best, ok
}

// having returns the slots of the records that have a term in a name; they
// are shared.
func (x *Index) having(t term) *posting {
	if k := x.kept[string(t)]; k != nil {
		return k.slots
	}
	m := x.matcher(t, false)
	some := x.noSlots()
	if x.walk(m).arrives() {
		for n := range x.candidates(t, false).all() {
			f := &x.fields[n]
			if start, _ := m.find(x.glyphsOf(f), 0); start >= 0 {
				some.add(x.slots[f.entry])
			}
		}
	}
	return some.posting()
}

// slotsOf returns the slots of entries that match.
func (x *Index) slotsOf(matches []nameMatch) *posting {
	if len(matches) == 0 {
		return roaring.New()
	}
	some := x.noSlots()
	for _, m := range matches {
		some.add(x.slots[m.entry])
	}
	return some.posting()
}

// A slotSet is slots in the order in which they come.
type slotSet []uint64

func (x *Index) noSlots() slotSet {
	if len(x.slots) == 0 {
		return nil
	}
	return make(slotSet, x.slots[len(x.slots)-1]/64+1)
}

func (s slotSet) add(slot uint32) { s[slot/64] |= 1 << (slot % 64) }

// slotsIn returns the slots of a posting; nil stays nil.
func slotsIn(p *posting) slotSet {
	if p == nil {
		return nil
	}
	return append(slotSet{}, p.ToDense()...)
}

func (s slotSet) has(slot uint32) bool {
	return int(slot/64) < len(s) && s[slot/64]>>(slot%64)&1 != 0
}

func (s slotSet) posting() *posting {
	p := roaring.New()
	p.FromDense(s, false)
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
