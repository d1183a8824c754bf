package search

import (
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/RoaringBitmap/roaring/v2"
	"pgregory.net/rapid"

	"mingbai/catalog"
)

// opened makes some records heavier, always the same.
func opened(id catalog.ID) int { return len(id) * 7 % 5 }

// newKept returns an index of the starter catalog that keeps more than it
// would of so few records; some of them hold no more on [aDay].
func newKept(t testing.TB) *Index {
	e := seedEntries(t)
	for i := range e.List {
		if i%5 == 0 {
			e.List[i].Until = aDay.Add(-i)
		}
	}
	return newIndex(e, opened, keeping{from: 3, terms: 400, best: 12})
}

var aDay = catalog.Date{Year: 2026, Month: 11, Day: 23}

// TestTheMostFrequentTermsAreKept counts for every term of up to three
// letters, and every rune of names, how many records have it.
func TestTheMostFrequentTermsAreKept(t *testing.T) {
	x := newKept(t)
	least := len(x.entries)
	for _, k := range x.kept {
		least = min(least, int(k.slots.GetCardinality()))
	}
	if len(x.kept) != 400 || least <= 3 {
		t.Fatalf("%d terms kept, %d records have the rarest: too few to tell", len(x.kept), least)
	}
	kept := x.kept
	x.kept = nil // counted anew
	var all []term
	for i := range x.glyphs {
		if g := &x.glyphs[i]; g.class != gap {
			all = append(all, term{g.rune})
		}
	}
	for a := 'a'; a <= 'z'; a++ {
		all = append(all, term{a})
		for b := 'a'; b <= 'z'; b++ {
			all = append(all, term{a, b})
			for c := 'a'; c <= 'z'; c++ {
				all = append(all, term{a, b, c})
			}
		}
	}
	for _, typed := range all {
		slots := x.having(typed)
		switch k := kept[string(typed)]; {
		case k != nil && !k.slots.Equals(slots):
			t.Errorf("%s is kept with %d records, %d have it", string(typed), k.slots.GetCardinality(), slots.GetCardinality())
		case k == nil && int(slots.GetCardinality()) > least:
			t.Errorf("%s is not kept, but %d records have it", string(typed), slots.GetCardinality())
		}
	}
}

// TestWhatIsKeptIsWhatIsFound compares what is kept with what is worked out
// for each answer.
func TestWhatIsKeptIsWhatIsFound(t *testing.T) {
	x := newKept(t)
	for words, k := range x.kept {
		m := x.matcher(term(words), false)
		for lang := -1; lang < len(x.langs); lang++ {
			names := x.matchNames(m, lang)[0]
			if !k.slots.Equals(x.slotsOf(names)) {
				t.Errorf("%s: other records are kept", words)
			}
			if m.term.has(letter) && !slices.Equal(k.in(lang).meant, x.meanings(m, names)) {
				t.Errorf("%s may mean %v, kept is %v", words, x.meanings(m, names), k.in(lang).meant)
			}
			for _, n := range names {
				if got, ok := x.matchEntry(m, n.entry, lang); !ok || got != n {
					t.Errorf("%s in entry %d: %v, alone %v", words, n.entry, n, got)
				}
			}
		}
	}
}

// TestOneTermIsWeighedLikeAnyOther compares the best of one term with the
// best when every record is weighed.
func TestOneTermIsWeighedLikeAnyOther(t *testing.T) {
	x := newKept(t)
	kept := slices.Sorted(maps.Keys(x.kept))
	certain, weighed := 0, 0
	rapid.Check(t, func(rt *rapid.T) {
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(rt, "seed"), 0))
		typed := term(kept[r.IntN(len(kept))])
		if r.IntN(2) == 0 {
			typed = append(typed, []rune("aeinxs保")[r.IntN(7)])
		}
		h := &hunt{index: x, today: aDay, lang: r.IntN(len(x.langs)+1) - 1}
		a := h.answer(typed, false, postings{})
		a.text, a.named, a.coded = x.some(r), x.some(r), r.IntN(2) == 0
		a.all = roaring.Or(a.have, a.text)
		p := newPass([]answer{a}, codes{x.some(r), x.some(r), roaring.New()})
		p.match.And(x.some(r))
		for n := 1; n < 40; n++ {
			all := &chooser{h: h, p: p, n: n, at: make([]int, 1), coded: p.codes.some(), today: dayNumber(h.today)}
			all.every(p.match)
			if got, want := h.choose(p, p.match, n), all.top.sorted(); !slices.Equal(got, want) {
				rt.Fatalf("%s: best of %d\n%v, want\n%v", string(typed), n, got, want)
			}
			if a.kept == nil {
				continue
			}
			weighed++
			if c := (&chooser{h: h, p: p, n: n, today: all.today}); c.inOrder(a.kept.in(h.lang), p.match) {
				certain++
			}
		}
	})
	if certain == 0 || certain == weighed {
		t.Errorf("%d of %d kept terms are certain: one way is not tried", certain, weighed)
	}
}

// some returns some slots: none, few, many or all.
func (x *Index) some(r *rand.Rand) *posting {
	of := []int{0, 0, 3, 50, 97, 100}[r.IntN(6)]
	p := roaring.New()
	for _, slot := range x.slots {
		if r.IntN(100) < of {
			p.Add(slot)
		}
	}
	return p
}
