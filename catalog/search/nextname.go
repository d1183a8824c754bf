package search

import (
	"maps"
	"math/bits"

	"github.com/RoaringBitmap/roaring/v2"
)

// glances is how many records are looked at for all keys at once; then comes
// one key after the other.
const glances = 1_500

// askNames asks the names: first with which keys any may go on, then how the
// first ones do, then for each key that is left.
func (h *hunt) askNames(k *keys, p *pass, others *posting) {
	if len(k.term) >= maxTerm {
		return
	}
	if k.term == nil {
		h.index.tryKeys(k, slotsIn(others))
		return
	}
	a := &p.answers[len(p.answers)-1]
	among := a.have
	if others != nil {
		among = roaring.And(among, others)
	}
	may := k.only(h.index.walk(a.match))
	if others == nil && len(k.term) == 1 && !isLetter(k.term[0]) {
		k.learnAll(may) // one step after the other is all that a walk knows
		return
	}
	if !h.index.glance(may, a.match, among) {
		h.index.tryKeys(may, slotsIn(among))
	}
	k.learn(may)
}

// only returns the keys with which some name may go on.
func (k *keys) only(w *walk) *keys {
	all := &keys{term: k.term, open: maps.Clone(k.open), n: k.n}
	w.goOn(all)
	some := &keys{term: k.term, open: map[rune]bool{}}
	for r := range all.open {
		if all.leads(r) {
			some.open[r] = true
			some.n++
		}
	}
	return some
}

// learn notes which of the keys others lead on.
func (k *keys) learn(others *keys) {
	for r := range others.open {
		if others.leads(r) {
			k.lead(r)
		}
	}
}

// learnAll notes that all keys of others lead on.
func (k *keys) learnAll(others *keys) {
	for r := range others.open {
		k.lead(r)
	}
}

// glance looks how the names of the first records go on, and reports whether
// there are no more.
func (x *Index) glance(k *keys, m *matcher, among *posting) bool {
	n := 0
	among.Iterate(func(slot uint32) bool {
		if entry := x.entryAt(slot); entry >= 0 {
			from, to := x.fieldsOf(uint32(entry))
			for f := from; f < to; f++ {
				m.goOn(k, x.glyphsOf(&x.fields[f]))
			}
		}
		n++
		return n < glances && k.n > 0
	})
	return n < glances || k.n == 0
}

// goOn notes how a name goes on after the term.
func (m *matcher) goOn(k *keys, name []uint32) {
	for start, _ := m.find(name, 0); start >= 0; start, _ = m.find(name, start+1) {
		states, done := uint64(1), uint64(1)<<len(m.term)
		for p := start; p < len(name) && states != 0; p++ {
			g := &m.glyphs[name[p]]
			m.inside(k, states, g)
			states = m.step(states, name[p])
			if states&done != 0 && p+1 < len(name) {
				k.begin(&m.glyphs[name[p+1]])
			}
		}
	}
}

// inside notes the letters that go on within a syllable.
func (m *matcher) inside(k *keys, states uint64, g *glyph) {
	for ; states != 0; states &= states - 1 {
		i := bits.TrailingZeros64(states)
		for _, s := range g.tight.syllables {
			if n := common(m.term[i:], s); i+n == len(m.term) && n > 0 && n < len(s) {
				k.lead(rune(s[n]))
			}
		}
	}
}

// begin notes what a glyph begins with.
func (k *keys) begin(g *glyph) {
	k.lead(g.rune)
	for _, s := range g.tight.syllables {
		k.lead(rune(s[0]))
	}
}

// tryKeys tries each key that is left.
func (x *Index) tryKeys(k *keys, among slotSet) {
	for _, r := range k.left() {
		if t := k.with(r); len(t) <= maxTerm && x.anyName(t, among) {
			k.lead(r)
		}
	}
}

// anyName reports whether t is in a name of one of some records; nil is all.
func (x *Index) anyName(t term, among slotSet) bool {
	m := x.matcher(t, false)
	if !x.walk(m).arrives() {
		return false
	}
	for i := range x.candidates(t, false).all() {
		f := &x.fields[i]
		if among != nil && !among.has(x.slots[f.entry]) {
			continue
		}
		if start, _ := m.find(x.glyphsOf(f), 0); start >= 0 {
			return true
		}
	}
	return false
}
