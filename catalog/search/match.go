package search

import "math/bits"

// A matcher finds a term in names. It follows every way of taking the term
// apart at once, one bit each, so that no term is slow. It belongs to one
// goroutine.
type matcher struct {
	term   term
	guess  bool       // accept what sounds alike
	glyphs []glyph    // of the index
	sounds [][]string // when guessing: of each rune of the term
	takes  [][]uint64 // by rune of the term and glyph: take | known, once it was needed
}

func (x *Index) matcher(t term, guess bool) *matcher {
	m := &matcher{term: t, guess: guess, glyphs: x.glyphs, takes: make([][]uint64, len(t))}
	m.takes[0] = make([]uint64, len(x.glyphs))
	if guess {
		m.sounds = make([][]string, len(t))
		for i, r := range t {
			m.sounds[i] = soundsOf(readingsOf(r))
		}
	}
	return m
}

// find returns the first match in a name not before from, its end excluded;
// start is -1 where there is none.
func (m *matcher) find(name []uint32, from int) (start, end int) {
	begins := m.takes[0]
	for p := from; p < len(name); p++ {
		b := begins[name[p]]
		if b == 0 {
			b = m.learn(0, name[p])
		}
		if b == known || p > 0 && m.insideWord(name[p-1], name[p]) {
			continue
		}
		if end := m.at(name, p); end >= 0 {
			return p, end
		}
	}
	return -1, -1
}

// known marks an element of takes: nothing leads back to state 0.
const known = 1

// learn finds out how many runes of the term can be used up when a glyph is
// typed from the i-th.
func (m *matcher) learn(i int, glyph uint32) uint64 {
	if m.takes[i] == nil {
		m.takes[i] = make([]uint64, len(m.glyphs))
	}
	to := m.take(i, &m.glyphs[glyph]) | known
	m.takes[i][glyph] = to
	return to
}

func (m *matcher) insideWord(before, glyph uint32) bool {
	return m.glyphs[glyph].class == letter && m.glyphs[before].class == letter
}

// at returns where the shortest match that begins at p ends, or -1; it is
// known how p begins.
func (m *matcher) at(name []uint32, p int) int {
	done := uint64(1) << len(m.term)
	for states := m.takes[0][name[p]] &^ known; states != 0; states = m.step(states, name[p]) {
		p++
		if states&done != 0 {
			return p
		}
		if p == len(name) {
			break
		}
	}
	return -1
}

// step takes a glyph. Bit i of states says that i runes of the term are used
// up.
func (m *matcher) step(states uint64, glyph uint32) uint64 {
	var next uint64
	for ; states != 0; states &= states - 1 {
		i := bits.TrailingZeros64(states)
		switch {
		case i >= len(m.term):
		case m.takes[i] == nil || m.takes[i][glyph] == 0:
			next |= m.learn(i, glyph)
		default:
			next |= m.takes[i][glyph]
		}
	}
	return next &^ known
}

// take returns how many runes can be used up when g is typed from the i-th.
func (m *matcher) take(i int, g *glyph) uint64 {
	var to uint64
	r := m.term[i]
	if g.rune == r {
		to = 1 << (i + 1)
	}
	s := g.spell(m.guess)
	if letterBit(r)&s.first != 0 {
		for _, syllable := range s.syllables {
			to |= m.spelled(i, syllable)
		}
	}
	if m.guess && to == 0 && g.class == han && share(m.sounds[i], g.sounds) {
		to = 1 << (i + 1)
	}
	return to
}

// spelled is take for one syllable: the whole, its initial, or at the end of
// the term its beginning.
func (m *matcher) spelled(i int, syllable string) uint64 {
	n := common(m.term[i:], syllable)
	if n == 0 {
		return 0
	}
	to := uint64(1) << (i + 1)
	if n == len(syllable) || i+n == len(m.term) {
		to |= 1 << (i + n)
	}
	if n >= 2 && initialLength(syllable) == 2 {
		to |= 1 << (i + 2)
	}
	return to
}

// common returns how many runes t and syllable have in common from the first.
func common(t term, syllable string) int {
	n := 0
	for n < len(t) && n < len(syllable) && t[n] == rune(syllable[n]) {
		n++
	}
	return n
}
