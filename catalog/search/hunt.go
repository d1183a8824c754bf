package search

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"slices"
	"time"

	"github.com/RoaringBitmap/roaring/v2"

	"mingbai/catalog"
)

// A hunt is the work on one answer.
type hunt struct {
	ctx     context.Context // of the queries, never cancelled
	asked   context.Context // by whom
	waits   time.Time       // when the visitor begins to wait
	tx      *sql.Tx
	s       catalog.Search
	query   query
	limit   int
	today   catalog.Date
	index   *Index // nil: there is none of this generation
	kinds   map[catalog.Kind]*posting
	weights []float32 // by slot, without an index
	lang    int       // of the screen, in Index.langs; -1 is none
	damaged error
	sheets  map[uint32]sheet
	listed  *posting // hits already
	entries map[uint32]*Entry
	found   catalog.Found
}

func (h *hunt) useIndex(x *Index) {
	h.index, h.kinds = x, x.kinds
	h.lang = slices.Index(x.langs, h.s.Lang)
}

// An answer is the records that have one term.
type answer struct {
	term  term
	guess bool
	match *matcher    // with an index
	names []nameMatch // by the index, unless it keeps the term
	kept  *kept
	have  *posting // the term in a name, by the index; never changed
	text  *posting // by the postings, a few too many
	named *posting // of them, in a name or code
	coded bool     // it may be meant as a part of a code
	all   *posting
}

// A pass goes through the catalog once: for the terms as they were typed, or
// for what may have been meant.
type pass struct {
	answers []answer
	codes   codes
	match   *posting
	reason  catalog.Reason // of all its hits; "" where each has its own
	partly  bool           // a record need not have every term
}

// find answers the search.
func (h *hunt) find() (catalog.Found, error) {
	if len(h.query.terms) == 0 {
		err := h.next(nil)
		return h.found, err
	}
	p, err := h.ask(h.query.terms, false)
	if err != nil {
		return h.found, err
	}
	h.count(p.match)
	if err := h.list(p); err != nil {
		return h.found, err
	}
	guessed := h.guess(p)
	h.meant(p)
	err = errors.Join(guessed, h.next(p), h.damaged)
	return h.found, err
}

// allOf returns the slots of the records that have every term, as a bitmap
// of its own.
func allOf(answers []answer) *posting {
	var all []*posting
	for i := range answers {
		all = append(all, answers[i].all)
	}
	return roaring.FastAnd(all...)
}

// count says how many records of each kind match.
func (h *hunt) count(match *posting) {
	h.found.Counts = map[catalog.Kind]int{}
	for kind, slots := range h.kinds {
		if n := match.AndCardinality(slots); n > 0 {
			h.found.Counts[kind] = int(n)
		}
	}
}

// uncount takes back one that was counted and does not match.
func (h *hunt) uncount(slot uint32) {
	for kind, slots := range h.kinds {
		if !slots.Contains(slot) {
			continue
		}
		if h.found.Counts[kind]--; h.found.Counts[kind] == 0 {
			delete(h.found.Counts, kind)
		}
	}
}

// codes are the slots that have all that was typed as a code, the number of
// a law or, without an index, as a name.
type codes struct{ own, bases, names *posting }

func noCodes() codes { return codes{roaring.New(), roaring.New(), roaring.New()} }

func (h *hunt) readCodes(p postings, joined []rune) codes {
	return codes{p.all([]gram{wholeCode(joined)}), p.all([]gram{wholeBasis(joined)}), p.all([]gram{wholeName(joined)})}
}

// ask answers every term.
func (h *hunt) ask(terms []term, guess bool) (*pass, error) {
	joined := h.query.joined()
	grams := []gram{wholeCode(joined), wholeBasis(joined)}
	if h.index == nil {
		grams = append(grams, wholeName(joined))
	}
	for _, t := range terms {
		grams = append(grams, h.gramsOf(t)...)
	}
	read, err := h.read(grams)
	if err != nil {
		return nil, err
	}
	var answers []answer
	for _, t := range terms {
		answers = append(answers, h.answer(t, guess, read))
	}
	return newPass(answers, h.readCodes(read, joined)), nil
}

// askInstead answers t instead of one of the terms of a pass.
func (h *hunt) askInstead(p *pass, at int, t term) (*pass, error) {
	read, err := h.read(h.gramsOf(t))
	if err != nil {
		return nil, err
	}
	answers := slices.Clone(p.answers)
	answers[at] = h.answer(t, false, read)
	return newPass(answers, p.codes), nil
}

func newPass(answers []answer, codes codes) *pass {
	p := &pass{answers: answers, codes: codes, match: allOf(answers)}
	p.match.Or(codes.own)
	p.match.Or(codes.bases)
	return p
}

// read reads postings; where they are damaged the index has to do alone.
func (h *hunt) read(grams []gram) (postings, error) {
	read, err := readPostings(h.ctx, h.tx, distinct(grams))
	if errors.Is(err, ErrDamaged) && h.index != nil {
		h.damaged, read, err = err, postings{}, nil
	}
	return read, err
}

// gramsOf returns the grams to read for a term: those of names where the
// index does not know them.
func (h *hunt) gramsOf(t term) []gram {
	grams, _ := termGrams(t)
	if h.index != nil && !t.isCoded() {
		return grams
	}
	return append(grams, inNames(grams)...)
}

func inNames(grams []gram) []gram {
	var some []gram
	for _, g := range grams {
		some = append(some, g|named)
	}
	return some
}

func (h *hunt) answer(t term, guess bool, p postings) answer {
	grams, _ := termGrams(t)
	a := answer{term: t, guess: guess, coded: t.isCoded(), text: p.all(grams), named: p.all(inNames(grams))}
	if h.index == nil {
		a.all = a.text.Clone()
		return a
	}
	a.match = h.index.matcher(t, guess)
	if k := h.index.kept[string(t)]; k != nil && !guess {
		a.kept, a.have = k, k.slots
	} else {
		a.names = h.index.matchNames(a.match, h.lang)[0]
		a.have = h.index.slotsOf(a.names)
	}
	a.all = roaring.Or(a.have, a.text)
	return a
}

// nameIn returns the best match in the names of an entry.
func (h *hunt) nameIn(a *answer, entry uint32) (nameMatch, bool) {
	if a.kept != nil {
		return h.index.matchEntry(a.match, entry, h.lang)
	}
	i, ok := slices.BinarySearchFunc(a.names, entry, func(n nameMatch, entry uint32) int { return cmp.Compare(n.entry, entry) })
	if !ok {
		return nameMatch{}, false
	}
	return a.names[i], true
}
