package search

import (
	"cmp"
	"container/heap"
	"maps"
	"slices"
)

// A choice is a record that may become a hit.
type choice struct {
	slot    uint32
	score   float32
	textual bool // some term is in none of its names, as far as is known
}

func better(a, b choice) int {
	return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.slot, b.slot))
}

// best keeps the best of many choices; the worst of them is on top.
type best []choice

func (b best) Len() int           { return len(b) }
func (b best) Less(i, j int) bool { return better(b[i], b[j]) > 0 }
func (b best) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }
func (b *best) Push(c any)        { *b = append(*b, c.(choice)) }
func (b *best) Pop() any {
	last := len(*b) - 1
	c := (*b)[last]
	*b = (*b)[:last]
	return c
}

// offer keeps c when it is among the best n.
func (b *best) offer(c choice, n int) {
	switch {
	case len(*b) < n:
		heap.Push(b, c)
	case better(c, (*b)[0]) < 0:
		(*b)[0] = c
		heap.Fix(b, 0)
	}
}

// sorted returns the choices, best first.
func (b best) sorted() []choice {
	slices.SortFunc(b, better)
	return b
}

// A chooser weighs the records of a match, slot by slot.
type chooser struct {
	h     *hunt
	p     *pass
	n     int
	top   best
	at    []int // in the names of each answer
	entry int   // of the slot, with an index
	coded bool  // something is known by all that was typed as a code
	today int32
}

// choose returns the best n of match, best first.
func (h *hunt) choose(p *pass, match *posting, n int) []choice {
	c := &chooser{h: h, p: p, n: n, at: make([]int, len(p.answers)), coded: p.codes.some(), today: dayNumber(h.today)}
	switch {
	case h.index == nil:
		match.Iterate(c.early)
	case len(p.answers) == 1:
		c.single(match)
	default:
		match.Iterate(c.slot)
	}
	return c.top.sorted()
}

// slot weighs a record with the index; slots come in order.
func (c *chooser) slot(slot uint32) bool {
	x := c.h.index
	for c.entry < len(x.slots) && x.slots[c.entry] < slot {
		c.entry++
	}
	if c.entry == len(x.slots) {
		return false
	}
	if x.slots[c.entry] != slot {
		return true // the hall took it away
	}
	score, textual := c.terms(slot)
	score += x.base[c.entry]
	if x.expired(c.entry, c.today) {
		score += weightExpired
	}
	if c.coded {
		score += c.p.codes.score(slot)
	}
	c.top.offer(choice{slot, score, textual}, c.n)
	return true
}

// expired reports whether an entry holds no more on a day.
func (x *Index) expired(entry int, today int32) bool {
	last := x.lasts[entry]
	return last != 0 && last < today
}

// terms weighs how a record has the terms: by the name matches it may have,
// else by what the postings say.
func (c *chooser) terms(slot uint32) (score float32, textual bool) {
	for i := range c.p.answers {
		a := &c.p.answers[i]
		found, ok := c.name(i)
		switch {
		case ok:
			score += found
			continue
		case a.coded && a.named.Contains(slot):
			score += weightInCode
		default:
			score += weightText
		}
		textual = true
	}
	return score / float32(len(c.p.answers)), textual
}

// name weighs the best match in the names of a record.
func (c *chooser) name(i int) (score float32, ok bool) {
	a := &c.p.answers[i]
	if a.kept != nil {
		n, ok := c.h.nameIn(a, uint32(c.entry))
		return n.score, ok
	}
	at := c.at[i]
	for at < len(a.names) && a.names[at].entry < uint32(c.entry) {
		at++
	}
	c.at[i] = at
	if at < len(a.names) && a.names[at].entry == uint32(c.entry) {
		return a.names[at].score, true
	}
	return 0, false
}

// early weighs a record without an index.
func (c *chooser) early(slot uint32) bool {
	score := float32(0)
	for i := range c.p.answers {
		if c.p.answers[i].named.Contains(slot) {
			score += weightInside
		}
	}
	score = score/float32(len(c.p.answers)) + c.h.weigh(slot) + c.p.codes.score(slot)
	if c.p.codes.names.Contains(slot) {
		score += weightWhole
	}
	c.top.offer(choice{slot, score, true}, c.n)
	return true
}

// weigh weighs a record by its kind alone.
func (h *hunt) weigh(slot uint32) float32 {
	if int(slot) < len(h.weights) {
		return h.weights[slot]
	}
	return 0
}

func (c codes) some() bool { return !c.own.IsEmpty() || !c.bases.IsEmpty() }

// score weighs that all that was typed is a code.
func (c codes) score(slot uint32) float32 {
	switch {
	case c.own.Contains(slot):
		return weightCode
	case c.bases.Contains(slot):
		return weightBasis
	}
	return 0
}

// isCoded reports whether a term is long enough to be meant as a part of a
// code: any code has two digits.
func (t term) isCoded() bool { return len(digitsOf(t)) >= minCode-1 }

// weighSlot weighs a record itself; ok is false where the hall took it away.
func (h *hunt) weighSlot(slot uint32) (weight float32, ok bool) {
	if h.index == nil {
		return h.weigh(slot), true
	}
	i := h.index.entryAt(slot)
	if i < 0 {
		return 0, false
	}
	weight = h.index.base[i]
	if h.index.expired(i, dayNumber(h.today)) {
		weight += weightExpired
	}
	return weight, true
}

// heaviest is what the heaviest record weighs itself.
func (h *hunt) heaviest() float32 {
	switch {
	case h.index == nil:
		return slices.Max(slices.Collect(maps.Values(kindWeights)))
	case len(h.index.heaviest) == 0:
		return 0
	}
	return h.index.base[h.index.heaviest[0]]
}

// weighEntry weighs a record itself, wherever its entry comes from.
func (h *hunt) weighEntry(e *Entry, slot uint32) float32 {
	s := h.weigh(slot)
	if h.index != nil {
		s = h.index.base[h.index.entryAt(slot)]
	}
	if !e.Until.IsZero() && e.Until.Before(h.today) {
		s += weightExpired
	}
	return s
}
