package search

import (
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
)

// sparse is how many times as many records there are as match, where it is
// better to weigh each of those than to look for them among all.
const sparse = 16

// single weighs the records of a match that has one term as slot does, but
// only as many as may be among the best.
func (c *chooser) single(match *posting) {
	a := &c.p.answers[0]
	codes := roaring.Or(c.p.codes.own, c.p.codes.bases)
	codes.And(match)
	c.every(codes)
	rest := roaring.AndNot(match, codes)
	c.names(a, rest)
	rest.AndNot(a.have)
	if a.coded {
		c.heaviest(roaring.And(rest, a.named), weightInCode)
		rest.AndNot(a.named)
	}
	c.heaviest(rest, weightText)
}

// every weighs every record of a match.
func (c *chooser) every(match *posting) {
	c.entry = 0
	clear(c.at)
	match.Iterate(c.slot)
}

// sure reports whether nothing that comes after next can be among the best.
func (c *chooser) sure(next choice) bool { return len(c.top) == c.n && better(c.top[0], next) <= 0 }

// offer offers a record that was weighed without regard to the day.
func (c *chooser) offer(next choice, entry uint32) {
	if c.h.index.expired(int(entry), c.today) {
		next.score += weightExpired
	}
	c.top.offer(next, c.n)
}

// names weighs the records of a match that have the term in a name.
func (c *chooser) names(a *answer, match *posting) {
	if a.kept != nil {
		if top := slices.Clone(c.top); !c.inOrder(a.kept.in(c.h.lang), match) {
			c.top = top
			c.every(roaring.And(match, a.have))
		}
		return
	}
	x := c.h.index
	for _, n := range a.names {
		next := choice{slot: x.slots[n.entry], score: n.score + x.base[n.entry]}
		if !c.sure(next) && match.Contains(next.slot) {
			c.offer(next, n.entry)
		}
	}
}

// inOrder goes through the records of a kept term, and reports whether those
// that it does not know can be left out.
func (c *chooser) inOrder(v *view, match *posting) bool {
	for _, next := range v.best {
		if c.sure(next) {
			return true
		}
		if match.Contains(next.slot) {
			c.offer(next, uint32(c.h.index.entryAt(next.slot)))
		}
	}
	return v.whole || c.sure(v.best[len(v.best)-1])
}

// heaviest weighs records that have the term in no name, and all weigh so
// much for it.
func (c *chooser) heaviest(match *posting, weight float32) {
	x := c.h.index
	switch n := int(match.GetCardinality()); {
	case n == 0 || c.sure(choice{score: weight + x.base[x.heaviest[0]]}):
		return
	case n < len(x.entries)/sparse:
		c.every(match)
		return
	}
	for _, entry := range x.heaviest {
		next := choice{x.slots[entry], weight + x.base[entry], true}
		if c.sure(next) {
			return
		}
		if match.Contains(next.slot) {
			c.offer(next, entry)
		}
	}
}
