package search

import (
	"cmp"
	"iter"
	"math/bits"
	"slices"
	"strings"
)

// marks is a set of fields.
type marks []uint64

func (x *Index) noMarks() marks { return make(marks, (len(x.fields)+63)/64) }

func (m marks) add(fields []uint32) {
	for _, f := range fields {
		m[f/64] |= 1 << (f % 64)
	}
}

func (m marks) addAll(lists [][]uint32) {
	for _, l := range lists {
		m.add(l)
	}
}

func (m marks) and(other marks) {
	for i := range m {
		m[i] &= other[i]
	}
}

func (m marks) or(other marks) {
	for i := range m {
		m[i] |= other[i]
	}
}

func (m marks) count() int {
	n := 0
	for _, word := range m {
		n += bits.OnesCount64(word)
	}
	return n
}

// all yields the fields in order.
func (m marks) all() iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		for i, word := range m {
			for ; word != 0; word &= word - 1 {
				if !yield(uint32(i*64 + bits.TrailingZeros64(word))) {
					return
				}
			}
		}
	}
}

// candidates returns the fields in which a term may be: all in which it is,
// and not many more.
func (x *Index) candidates(t term, guess bool) marks {
	to := x.noMarks()
	if !t.alphabetic() {
		x.planRune(to, t, guess)
		return to
	}
	for _, w := range starting(x.words, string(t)) {
		to.add(w.list)
	}
	if t.latin() {
		x.planPinyin(to, string(t), guess)
	}
	return to
}

// planRune takes the fields of the rarest character or digit of a term.
func (x *Index) planRune(to marks, t term, guess bool) {
	var rarest [][]uint32
	least := -1
	for _, r := range t {
		if isLetter(r) {
			continue
		}
		lists := x.listsOf(r, guess)
		n := 0
		for _, l := range lists {
			n += len(l)
		}
		if least < 0 || n < least {
			rarest, least = lists, n
		}
	}
	to.addAll(rarest)
}

// listsOf returns the fields of a rune, when guessing also of all that sound
// alike.
func (x *Index) listsOf(r rune, guess bool) [][]uint32 {
	var lists [][]uint32
	if n, ok := x.glyphOf[r]; ok {
		lists = append(lists, x.glyphs[n].fields)
	}
	if guess {
		for _, s := range soundsOf(readingsOf(r)) {
			for _, n := range x.bySound[s] {
				lists = append(lists, x.glyphs[n].fields)
			}
		}
	}
	return lists
}

// planPinyin takes the fields of characters that letters may stand for.
func (x *Index) planPinyin(to marks, letters string, guess bool) {
	x.planSyllable(to, letters, guess)
	x.planPairs(to, letters, guess)
}

// planPairs takes the fields of two glyphs side by side as letters can be
// taken apart. Every way to do so has two neighbours on either side of any
// letter, so the letters are chosen where the fewest fields are.
func (x *Index) planPairs(to marks, letters string, guess bool) {
	edges := x.edges(letters, guess)
	var cuts []crossed
	for cut := range letters {
		lists, n := x.crossing(edges, letters, cut, guess)
		cuts = append(cuts, crossed{lists, n})
	}
	slices.SortStableFunc(cuts, func(a, b crossed) int { return cmp.Compare(a.n, b.n) })
	cuts = slices.CompactFunc(cuts, func(a, b crossed) bool { return a.n == b.n })
	some := x.noMarks()
	some.addAll(cuts[0].lists)
	for _, c := range cuts[1:min(len(cuts), mostCuts)] {
		if c.n > sieve*cuts[0].n {
			break
		}
		other := x.noMarks()
		other.addAll(c.lists)
		some.and(other)
	}
	to.or(some)
}

// Fields are sieved at no more than mostCuts letters, and only by sieve times
// as many as are left: to enter one is as much less work than to match it.
const mostCuts, sieve = 3, 6

// A crossed is what is at one letter: lists of fields, and their length.
type crossed struct {
	lists [][]uint32
	n     int
}

// An edge is a glyph that is typed as the letters from one place up to
// another, where the next glyph begins; next is 0 when it is the last.
type edge struct{ from, next int }

// edges returns all glyphs that may take part.
func (x *Index) edges(letters string, guess bool) []edge {
	var all []edge
	reached := make([]bool, len(letters))
	reached[0] = true
	for i := range letters {
		if !reached[i] {
			continue
		}
		for n := 1; i+n <= len(letters); n++ {
			whole, begins := x.syllable(letters[i:i+n], guess)
			if !begins && n > 1 {
				break
			}
			if i+n == len(letters) {
				if i > 0 {
					all = append(all, edge{from: i})
				}
				break
			}
			if n == 1 || n == initialLength(letters[i:]) || whole {
				reached[i+n] = true
				all = append(all, edge{i, i + n})
			}
		}
	}
	return all
}

// crossing returns the lists of all pairs that have the letter at cut in
// their first glyph, and how many fields they have. Where the last glyph can
// have it, the lists are those of the last glyph and the one before it.
func (x *Index) crossing(edges []edge, letters string, cut int, guess bool) (lists [][]uint32, n int) {
	add := func(e edge) {
		for _, l := range x.pairsOf(letters[e.from], letters[e.next], guess) {
			lists = append(lists, l)
			n += len(l)
		}
	}
	for _, e := range edges {
		switch {
		case e.next > 0 && e.from <= cut && cut < e.next:
			add(e)
		case e.next == 0 && e.from <= cut:
			for _, before := range edges {
				if before.next == e.from {
					add(before)
				}
			}
		}
	}
	return lists, n
}

// syllable reports whether letters are a syllable of names, and whether they
// begin one.
func (x *Index) syllable(letters string, guess bool) (whole, begins bool) {
	if guess {
		whole, begins = x.speltLoose[letters]
		return whole, begins
	}
	whole, begins = x.spelt[letters]
	return whole, begins
}

// planSyllable takes the fields of one character that all letters stand for.
func (x *Index) planSyllable(to marks, letters string, guess bool) {
	if !guess {
		for _, s := range starting(x.syllables, letters) {
			to.add(s.list)
		}
		return
	}
	for _, s := range starting(x.loose, letters) {
		for _, n := range s.list {
			to.add(x.syllables[n].list)
		}
	}
}

// pairsOf returns the lists of two first letters side by side.
func (x *Index) pairsOf(a, b byte, guess bool) [][]uint32 {
	var lists [][]uint32
	for _, p := range likeInitials(a, guess) {
		for _, q := range likeInitials(b, guess) {
			if l := x.pairs[int(p-'a')*26+int(q-'a')]; len(l) > 0 {
				lists = append(lists, l)
			}
		}
	}
	return lists
}

// likeInitials returns the first letters for which a may stand: by ear, n and
// l, f and h are one.
func likeInitials(a byte, guess bool) string {
	if guess {
		for _, likes := range []string{"nl", "fh"} {
			if strings.IndexByte(likes, a) >= 0 {
				return likes
			}
		}
	}
	return string(a)
}
