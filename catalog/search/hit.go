package search

import (
	"maps"
	"slices"

	"mingbai/catalog"
)

const (
	spare = 12    // choices beyond the limit, for those that turn out wrong
	early = 128   // choices that are weighed again without an index
	most  = 2_000 // choices that are looked at for one answer
)

// list makes hits of the best of a pass, until the limit is reached. A record
// of which the postings promised too much is taken back.
func (h *hunt) list(p *pass) error {
	match := p.match.Clone()
	if h.s.Kind != "" {
		match = h.kindOnly(match)
	}
	spotters := h.spotters(p)
	n := h.limit + spare
	if h.index == nil {
		n += early
	}
	for ; len(h.found.Hits) < h.limit; n *= 4 {
		some := h.choose(p, match, n)
		if err := h.fetch(some); err != nil {
			return err
		}
		if h.index == nil {
			h.weighAgain(p, some)
		}
		for _, c := range some {
			if len(h.found.Hits) == h.limit {
				return nil
			}
			match.Remove(c.slot)
			if err := h.add(p, spotters, c); err != nil {
				return err
			}
		}
		if len(some) < n || n > most {
			break
		}
	}
	return nil
}

// add makes a hit of a choice, or takes it back.
func (h *hunt) add(p *pass, spotters []*spotter, c choice) error {
	hit, ok, err := h.hit(p, spotters, c.slot)
	switch {
	case err != nil:
		return err
	case ok:
		h.found.Hits = append(h.found.Hits, hit)
		h.listed.Add(c.slot)
	case p.reason == "":
		h.uncount(c.slot)
	}
	return nil
}

func (h *hunt) kindOnly(match *posting) *posting {
	if of := h.kinds[h.s.Kind]; of != nil {
		match.And(of)
	} else {
		match.Clear()
	}
	return match
}

func (h *hunt) spotters(p *pass) []*spotter {
	var all []*spotter
	for i := range p.answers {
		all = append(all, h.spotter(&p.answers[i]))
	}
	return all
}

// hit makes a hit of a record; ok is false when it does not match after all.
func (h *hunt) hit(p *pass, spotters []*spotter, slot uint32) (hit catalog.Hit, ok bool, err error) {
	e, err := h.entry(slot)
	if err != nil || e == nil {
		return catalog.Hit{}, false, err
	}
	v := &viewing{hit: catalog.Hit{Head: e.Head}, all: spotters, missing: slices.Clone(spotters), shown: h.s.Lang}
	v.best(h, slot)
	v.title(e)
	v.names(e)
	code := p.codes.own.Contains(slot) || p.codes.bases.Contains(slot)
	if len(v.missing) > 0 || code {
		s, err := h.sheet(slot)
		if err != nil {
			return catalog.Hit{}, false, err
		}
		if code {
			v.wholeCode(s, h.query.joined())
		}
		v.codes(s)
		v.texts(s)
	}
	if p.reason != "" {
		v.hit.Reason = p.reason
	}
	return v.hit, len(v.missing) == 0 || p.partly && len(v.missing) < len(spotters), nil
}

// entry returns the entry of a slot, nil when the index lacks it.
func (h *hunt) entry(slot uint32) (*Entry, error) {
	if h.index != nil {
		if i := h.index.entryAt(slot); i >= 0 {
			return &h.index.entries[i], nil
		}
		return nil, nil
	}
	if h.entries[slot] == nil {
		if err := h.fetch([]choice{{slot: slot, textual: true}}); err != nil {
			return nil, err
		}
	}
	return h.entries[slot], nil
}

func (h *hunt) sheet(slot uint32) (sheet, error) {
	if _, ok := h.sheets[slot]; !ok {
		if err := h.fetch([]choice{{slot: slot, textual: true}}); err != nil {
			return sheet{}, err
		}
	}
	return h.sheets[slot], nil
}

// fetch reads at once what hits of some choices will need.
func (h *hunt) fetch(some []choice) error {
	var slots []uint32
	for _, c := range some {
		if _, ok := h.sheets[c.slot]; c.textual && !ok && (h.index == nil || len(slots) < h.limit) {
			slots = append(slots, c.slot)
		}
	}
	sheets, err := readSheets(h.ctx, h.tx, slots)
	if err != nil {
		return err
	}
	maps.Copy(h.sheets, sheets)
	if h.index != nil {
		return nil
	}
	entries, err := someEntries(h.ctx, h.tx, slots)
	maps.Copy(h.entries, entries)
	return err
}
