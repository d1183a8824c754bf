package search

import (
	"slices"
	"sort"
)

// Nearly half of all records have a name with an s in it; to weigh them all
// would keep a visitor waiting with every first letter. So the index keeps
// beforehand what the terms that the most records have lead to: 2 MB and most
// of a second of work at 100,000 records, nothing worth telling at 1,000.
const (
	keepFrom  = 4_000 // records that have a term worth keeping
	keepTerms = 128   // terms, those of the most records
	keepBest  = 128   // records of each in their order
)

// A keeping says how much is kept.
type keeping struct{ from, terms, best int }

// A kept term is one of which the index knows beforehand what it finds.
type kept struct {
	slots *posting // of the records that have it in a name; never changed
	views []*view  // by 1 + the number of the language of the screen
}

// A view is a kept term on the screens of one language.
type view struct {
	best  []choice // by name and record alone, best first
	whole bool     // best is all of them
	meant []string
}

// in returns the view of a language of the screen; -1 is none of the index.
func (k *kept) in(lang int) *view { return k.views[lang+1] }

// keep works out the terms that the most records have, of single runes and
// of any number of letters: what has a term has all its beginnings, so none
// is missed by going on from the most frequent.
func (x *Index) keep(most keeping) {
	x.kept = map[string]*kept{}
	langs, letters := x.spoken(), x.letters()
	q := &frequent{least: most.from, room: most.terms}
	for _, t := range x.single(letters) {
		x.propose(q, t)
	}
	for len(q.all) > 0 {
		f := q.next()
		x.kept[string(f.term)] = &kept{f.slots, x.views(f.term, langs, most.best)}
		if !f.term.alphabetic() || len(f.term) == maxTerm {
			continue
		}
		for _, r := range letters {
			x.propose(q, append(slices.Clip(f.term), r))
		}
	}
}

// spoken returns the languages that have a name, -1 for all others.
func (x *Index) spoken() []int {
	some := []int{-1}
	for i := range x.fields {
		if lang := int(x.fields[i].lang); !slices.Contains(some, lang) {
			some = append(some, lang)
		}
	}
	return some
}

// letters are all that may be typed: Latin for any name, others for words.
func (x *Index) letters() []rune {
	var all []rune
	for r := 'a'; r <= 'z'; r++ {
		all = append(all, r)
	}
	for i := range x.glyphs {
		if g := &x.glyphs[i]; g.class == letter && !isLatin(g.rune) {
			all = append(all, g.rune)
		}
	}
	return all
}

// single returns all terms of one rune.
func (x *Index) single(letters []rune) []term {
	var all []term
	for _, r := range letters {
		all = append(all, term{r})
	}
	for i := range x.glyphs {
		if g := &x.glyphs[i]; g.class == han || g.class == digit {
			all = append(all, term{g.rune})
		}
	}
	return all
}

// propose queues a term that many records have.
func (x *Index) propose(q *frequent, t term) {
	if q.wants(x.candidates(t, false).count()) {
		slots := x.having(t)
		q.add(frequency{t, slots, int(slots.GetCardinality())})
	}
}

// views returns the view of each language.
func (x *Index) views(t term, langs []int, best int) []*view {
	m := x.matcher(t, false)
	all := make([]*view, 1+len(x.langs))
	for i, names := range x.matchNames(m, langs...) {
		all[1+langs[i]] = x.view(m, names, best)
	}
	for i := range all {
		if all[i] == nil {
			all[i] = all[0]
		}
	}
	return all
}

func (x *Index) view(m *matcher, names []nameMatch, n int) *view {
	var top best
	for _, name := range names {
		top.offer(choice{slot: x.slots[name.entry], score: name.score + x.base[name.entry]}, n)
	}
	v := &view{best: top.sorted(), whole: len(names) <= n}
	if slices.ContainsFunc(m.term, isLatin) {
		v.meant = x.meanings(m, names)
	}
	return v
}

// A frequency is a term and the records that have it in a name.
type frequency struct {
	term  term
	slots *posting
	n     int
}

// frequent are the terms that come next, the one of the most records first,
// as many as there is room for.
type frequent struct {
	all   []frequency
	least int // records
	room  int // terms
}

func (f *frequent) wants(n int) bool {
	return n >= f.least && (len(f.all) < f.room || f.room > 0 && n > f.all[f.room-1].n)
}

func (f *frequent) add(one frequency) {
	if !f.wants(one.n) {
		return
	}
	at := sort.Search(len(f.all), func(i int) bool { return f.all[i].n < one.n })
	f.all = slices.Insert(f.all, at, one)
	f.all = f.all[:min(len(f.all), f.room)]
}

// next takes the first.
func (f *frequent) next() frequency {
	first := f.all[0]
	first.slots.RunOptimize()
	f.all, f.room = slices.Delete(f.all, 0, 1), f.room-1
	return first
}
