package search

import "math/bits"

// A walk takes a term through all names at once: from glyph to glyph that
// stand side by side in some name. What no walk can do is in no name; what it
// can do may still be pieced together from several.
type walk struct {
	m      *matcher
	before []uint64   // by glyph: how many runes may be used up when it comes
	after  []uint64   // by glyph: and when it was taken
	at     [][]uint32 // glyphs by how many runes are used up after them
}

func (x *Index) walk(m *matcher) *walk {
	n := len(x.glyphs)
	both := make([]uint64, 2*n)
	w := &walk{m: m, before: both[:n], after: both[n:], at: make([][]uint32, len(m.term)+1)}
	for g := range x.glyphs {
		w.step(0, uint32(g))
	}
	for i := 1; i < len(m.term); i++ {
		for _, g := range w.at[i] {
			for _, next := range x.glyphs[g].after {
				w.step(i, next)
			}
		}
	}
	return w
}

// step takes a glyph after i runes.
func (w *walk) step(i int, glyph uint32) {
	if w.before[glyph]>>i&1 != 0 {
		return
	}
	w.before[glyph] |= 1 << i
	to := w.m.take(i, &w.m.glyphs[glyph]) &^ w.after[glyph]
	w.after[glyph] |= to
	for ; to != 0; to &= to - 1 {
		n := bits.TrailingZeros64(to)
		w.at[n] = append(w.at[n], glyph)
	}
}

// arrives reports whether the whole term may be in a name.
func (w *walk) arrives() bool { return len(w.at[len(w.m.term)]) > 0 }

// goOn notes with which keys a name may go on.
func (w *walk) goOn(k *keys) {
	for g, states := range w.before {
		w.m.inside(k, states, &w.m.glyphs[g])
	}
	for _, g := range w.at[len(w.m.term)] {
		for _, next := range w.m.glyphs[g].after {
			k.begin(&w.m.glyphs[next])
		}
	}
}
