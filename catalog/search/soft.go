package search

import (
	"math"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"

	"mingbai/catalog"
)

// A chunk is a piece of what was typed: two characters, a word, a number; and
// the records that have it.
type chunk struct {
	term   term
	anyway *posting
	named  *posting
	weight float32
}

// guessSoft finds records with most of what was typed, the rare pieces first,
// and those whose name was typed among other words; where there is no hit at
// all, those with some of it.
func (h *hunt) guessSoft(*pass) error {
	chunks, wholes, err := h.chunks()
	if err != nil || len(chunks) == 0 {
		return err
	}
	p := &pass{reason: catalog.ReasonSoft, partly: true, codes: noCodes()}
	for _, c := range chunks {
		p.answers = append(p.answers, answer{term: c.term})
	}
	some := h.weighChunks(chunks, wholes)
	if err := h.fetch(some); err != nil {
		return err
	}
	spotters := h.spotters(p)
	for _, c := range some {
		if len(h.found.Hits) == h.limit {
			break
		}
		if err := h.add(p, spotters, c); err != nil {
			return err
		}
	}
	return nil
}

// chunks cuts what was typed, without stop phrases, and returns also the
// records of which a whole name is in it.
func (h *hunt) chunks() ([]chunk, *posting, error) {
	var terms []term
	var grams, names []gram
	for _, t := range h.query.terms {
		for _, run := range softRuns(t) {
			terms = append(terms, softTerms(run)...)
			names = append(names, wholeNames(run)...)
		}
	}
	for _, t := range terms {
		for _, v := range endings(t) {
			some, _ := termGrams(v)
			grams = append(append(grams, some...), inNames(some)...)
		}
	}
	p, err := readPostings(h.ctx, h.tx, distinct(append(grams, names...)))
	if err != nil {
		return nil, nil, err
	}
	all := 0.0
	for _, slots := range h.kinds {
		all += float64(slots.GetCardinality())
	}
	var some []chunk
	for _, t := range terms {
		some = append(some, h.chunk(t, p, all))
	}
	return some, p.any(names), nil
}

// chunk returns what is known of t. What no record has counts against all of
// them, unless a filler is in it.
func (h *hunt) chunk(t term, p postings, all float64) chunk {
	for _, v := range endings(t) {
		grams, _ := termGrams(v)
		c := chunk{term: v, anyway: p.all(grams), named: p.all(inNames(grams))}
		if h.index != nil && v.latin() {
			slots := h.index.having(v)
			c.named.Or(slots)
			c.anyway.Or(slots)
		}
		if n := float64(c.anyway.GetCardinality()); n > 0 {
			c.weight = float32(math.Log1p(all / n))
			return c
		}
	}
	if slices.ContainsFunc(t, isFiller) {
		return chunk{term: t, anyway: roaring.New(), named: roaring.New()}
	}
	return chunk{term: t, anyway: roaring.New(), named: roaring.New(), weight: softUnknown * float32(math.Log1p(all))}
}

// weighChunks returns the best records that have enough of the chunks or,
// where there is no hit at all, a few that have some of them.
func (h *hunt) weighChunks(chunks []chunk, wholes *posting) []choice {
	shares := h.shares(chunks)
	wholes.Iterate(func(slot uint32) bool {
		if int(slot) < len(shares) && shares[slot] > 0 {
			shares[slot] += softWhole
		}
		return true
	})
	some := h.bestShares(shares, softShare, h.limit)
	if len(some) > 0 || len(h.found.Hits) > 0 {
		return some
	}
	return h.bestShares(shares, softLast, min(h.limit, softFew))
}

// bestShares returns the best n records that have the least share or more.
func (h *hunt) bestShares(shares []float32, least float32, n int) []choice {
	var top best
	of, heaviest := h.kinds[h.s.Kind], h.heaviest()
	for slot, share := range shares {
		slot := uint32(slot)
		if share == 0 || share < least || len(top) == n && softScore*share+heaviest < top[0].score {
			continue
		}
		if h.listed.Contains(slot) || h.s.Kind != "" && (of == nil || !of.Contains(slot)) {
			continue
		}
		if weight, ok := h.weighSlot(slot); ok {
			top.offer(choice{slot, softScore*share + weight, true}, n)
		}
	}
	return top.sorted()
}

// shares returns which share of the chunks each slot has, by weight.
func (h *hunt) shares(chunks []chunk) []float32 {
	total, most := float32(0), uint32(0)
	for _, c := range chunks {
		total += c.weight
		if !c.anyway.IsEmpty() {
			most = max(most, c.anyway.Maximum()+1)
		}
	}
	shares := make([]float32, most)
	for _, c := range chunks {
		in, anyway := c.weight/total, c.weight/total*softText
		c.anyway.Iterate(func(slot uint32) bool {
			shares[slot] += anyway
			return true
		})
		c.named.Iterate(func(slot uint32) bool {
			shares[slot] += in - anyway
			return true
		})
	}
	return shares
}
