package search

import (
	"slices"
	"strings"
)

// few is how many records may match where all their texts are looked at.
const few = 12

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
