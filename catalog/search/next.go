package search

import (
	"iter"
	"maps"
	"math/bits"
	"slices"
	"strings"
)

const (
	glances = 1_500 // records whose names are looked at for all keys at once; then one key after the other
	few     = 12    // records that match, of which all texts are looked at
)

// next says which of the keys lead on: with which of them typed next some
// record still matches. p is nil when nothing was typed. Where more than a
// few records match, the postings may promise a key too many.
func (h *hunt) next(p *pass) error {
	if h.s.Keys == "" || p != nil && p.match.IsEmpty() {
		return nil
	}
	k := &keys{open: map[rune]bool{}}
	for _, r := range h.s.Keys {
		if r, c := fold(r); c != gap && c != mark {
			k.open[r] = true
		}
	}
	k.n = len(k.open)
	var others *posting // the records that have all other terms; nil for all
	if p != nil {
		k.term = h.query.last()
		others = othersOf(p, k.term != nil)
	}
	if h.index != nil {
		h.askNames(k, p, others)
	}
	ask := func() error { return h.askKeys(k, others) }
	if p != nil && p.match.GetCardinality() <= few {
		ask = func() error { return h.readKeys(k, p.match) }
	}
	if err := ask(); err != nil {
		return err
	}
	h.found.Next = strings.Map(func(r rune) rune {
		if f, _ := fold(r); k.leads(f) {
			return r
		}
		return -1
	}, h.s.Keys)
	return nil
}

// othersOf returns what has every term but, where it is being typed, the
// last.
func othersOf(p *pass, typing bool) *posting {
	answers := p.answers
	if typing {
		answers = answers[:len(answers)-1]
	}
	if len(answers) == 0 {
		return nil
	}
	return allOf(answers)
}

// keys are what may be typed next.
type keys struct {
	term term          // that is being typed; nil: the key begins one
	open map[rune]bool // false once it leads on
	n    int           // how many are open
}

func (k *keys) leads(r rune) bool { open, asked := k.open[r]; return asked && !open }

// lead notes that r leads on.
func (k *keys) lead(r rune) {
	if k.open[r] {
		k.open[r] = false
		k.n--
	}
}

// left returns the keys of which nothing is known yet.
func (k *keys) left() []rune {
	var some []rune
	for r, open := range k.open {
		if open {
			some = append(some, r)
		}
	}
	return some
}

// with returns the term with a key.
func (k *keys) with(r rune) term { return append(slices.Clip(k.term), r) }

// askNames asks the names: first with which keys any may go on, then how the
// first ones do, then for each key that is left.
func (h *hunt) askNames(k *keys, p *pass, others *posting) {
	if len(k.term) >= maxTerm {
		return
	}
	may := &keys{term: k.term, open: maps.Clone(k.open), n: k.n}
	if k.term != nil {
		a := &p.answers[len(p.answers)-1]
		may = k.only(h.index.walk(a.match))
		if may.n == 0 || h.glance(may, a, others) {
			k.learn(may)
			return
		}
	}
	h.index.tryKeys(may, others)
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

// glance looks how the names of the first records go on that have the term,
// and reports whether there are no more.
func (h *hunt) glance(k *keys, a *answer, others *posting) bool {
	x := h.index
	n := 0
	for entry := range h.entriesOf(a) {
		if others != nil && !others.Contains(x.slots[entry]) {
			continue
		}
		if n++; n > glances || k.n == 0 {
			return k.n == 0
		}
		from, to := x.fieldsOf(entry)
		for f := from; f < to; f++ {
			a.match.goOn(k, x.glyphsOf(&x.fields[f]))
		}
	}
	return true
}

// entriesOf yields the entries with the term in a name.
func (h *hunt) entriesOf(a *answer) iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		for _, n := range a.names {
			if !yield(n.entry) {
				return
			}
		}
		if a.kept != nil {
			a.kept.slots.Iterate(func(slot uint32) bool { return yield(uint32(h.index.entryAt(slot))) })
		}
	}
}

// goOn notes how a name goes on after the term.
func (m *matcher) goOn(k *keys, name []uint32) {
	for start, _ := m.find(name, 0); start >= 0; start, _ = m.find(name, start+1) {
		states, done := uint64(1), uint64(1)<<len(m.term)
		for p := start; p < len(name) && states != 0; p++ {
			g := &m.glyphs[name[p]]
			m.inside(k, states, g)
			states = m.step(states, g)
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
func (x *Index) tryKeys(k *keys, others *posting) {
	for _, r := range k.left() {
		if t := k.with(r); len(t) <= maxTerm && x.anyName(t, others) {
			k.lead(r)
		}
	}
}

// anyName reports whether t is in a name of a record of others.
func (x *Index) anyName(t term, others *posting) bool {
	m := x.matcher(t, false)
	if !x.walk(m).arrives() {
		return false
	}
	for i := range x.candidates(t, false).all() {
		f := &x.fields[i]
		if others != nil && !others.Contains(x.slots[f.entry]) {
			continue
		}
		if start, _ := m.find(x.glyphsOf(f), 0); start >= 0 {
			return true
		}
	}
	return false
}

// askKeys asks the postings for the keys that are left: first which of them
// go on at all, then, where that is not the answer, in which records.
func (h *hunt) askKeys(k *keys, others *posting) error {
	gramsOf := map[rune][]gram{}
	var all, some []gram
	for _, r := range k.left() {
		gramsOf[r], _ = termGrams(k.with(r))
		all = append(all, gramsOf[r]...)
	}
	has, err := haveGrams(h.ctx, h.tx, distinct(all))
	if err != nil {
		return err
	}
	for r, grams := range gramsOf {
		switch {
		case slices.ContainsFunc(grams, func(g gram) bool { return !has[g] }):
			delete(gramsOf, r)
		case len(grams) == 1 && others == nil:
			k.lead(r)
			delete(gramsOf, r)
		default:
			some = append(some, grams...)
		}
	}
	p, err := readPostings(h.ctx, h.tx, distinct(some))
	if err != nil {
		return err
	}
	for r, grams := range gramsOf {
		slots := p.all(grams)
		if others != nil {
			slots.And(others)
		}
		if !slots.IsEmpty() {
			k.lead(r)
		}
	}
	return nil
}

// readKeys looks how the texts of a few records go on.
func (h *hunt) readKeys(k *keys, match *posting) error {
	sheets, err := readSheets(h.ctx, h.tx, match.ToArray())
	if err != nil {
		return err
	}
	for _, s := range sheets {
		for text := range s.all() {
			k.look(foldText(text).runes)
		}
	}
	return nil
}

// look notes how a text goes on after the term itself.
func (k *keys) look(text []rune) {
	for p := 0; p+len(k.term) < len(text); p++ {
		if p > 0 && isLetter(text[p]) && isLetter(text[p-1]) {
			continue // inside a word
		}
		if slices.Equal(text[p:p+len(k.term)], k.term) {
			k.lead(text[p+len(k.term)])
		}
	}
}
