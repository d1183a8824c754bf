package search

import "slices"

// weighAgain orders choices as an index would, by what their sheets say: it
// sees titles and names, but no pinyin.
func (h *hunt) weighAgain(p *pass, some []choice) {
	for i := range some {
		c := &some[i]
		e := h.entries[c.slot]
		if e == nil {
			continue
		}
		score := float32(0)
		for k := range p.answers {
			score += h.bestName(p.answers[k].term, h.sheets[c.slot])
		}
		c.score = score/float32(len(p.answers)) + h.weighEntry(e, c.slot) + p.codes.score(c.slot)
	}
	slices.SortFunc(some, better)
}

// bestName weighs the best place of a term in the names of a sheet.
func (h *hunt) bestName(t term, s sheet) float32 {
	best := float32(weightText)
	spotter := &spotter{term: t}
	look := func(name string, p spot) {
		f := foldText(name)
		for _, span := range spotter.inFolded(f) {
			p.start, p.end, p.length, p.typed, p.sure = span, span+len(t), len(f.runes), len(t), true
			best = max(best, scoreName(p))
		}
	}
	for _, page := range s.pages {
		shown := page.lang == h.s.Lang
		look(page.title, spot{role: isTitle, shown: shown})
		for i, n := range page.names {
			look(n, spot{role: nameRole(i), shown: shown})
		}
	}
	for _, code := range slices.Concat(s.codes, s.bases) {
		if t.isCoded() && len(spotter.inFolded(foldText(code))) > 0 {
			best = max(best, weightInCode)
		}
	}
	return best
}
