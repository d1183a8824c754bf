package search

import (
	"cmp"
	"slices"
	"strings"
)

// A meaning is a run of characters of names that letters may stand for.
type meaning struct {
	word   string
	weight int
}

// meant offers words of the catalog for the letters that were typed last.
func (h *hunt) meant(p *pass) {
	if h.index == nil {
		return
	}
	for _, a := range slices.Backward(p.answers) {
		if slices.ContainsFunc(a.term, isLatin) {
			h.found.Meant = h.meanings(&a)
			return
		}
	}
}

func (h *hunt) meanings(a *answer) []string {
	if a.kept != nil {
		return slices.Clone(a.kept.in(h.lang).meant)
	}
	return h.index.meanings(a.match, a.names)
}

// meanings returns the runs of characters that a term can be, those of the
// most records first. A record counts more where the run begins a name, and
// more still where it is one: that is a word, and no accident.
func (x *Index) meanings(m *matcher, names []nameMatch) []string {
	all := append(x.oneCharacter(m.term), x.severalCharacters(m, names)...)
	slices.SortFunc(all, func(a, b meaning) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(len(b.word), len(a.word)), cmp.Compare(a.word, b.word))
	})
	var words []string
	for _, m := range all[:min(len(all), mostMeant)] {
		words = append(words, m.word)
	}
	return words
}

func (x *Index) oneCharacter(t term) []meaning {
	if !t.latin() {
		return nil
	}
	var all []meaning
	letters := string(t)
	for i := range x.glyphs {
		g := &x.glyphs[i]
		starts := func(s string) bool { return strings.HasPrefix(s, letters) }
		if g.tight.first&letterBit(t[0]) != 0 && slices.ContainsFunc(g.tight.syllables, starts) {
			all = append(all, meaning{string(g.rune), g.records})
		}
	}
	return all
}

// severalCharacters counts the run of each record by which it was weighed.
func (x *Index) severalCharacters(m *matcher, names []nameMatch) []meaning {
	counted := map[string]*meaning{}
	word := make([]byte, 0, 64)
	for _, n := range names {
		name := x.glyphsOf(&x.fields[n.field])
		run := name[n.start:n.end]
		if len(run) == 1 || m.literal(run) {
			continue
		}
		word = word[:0]
		for _, g := range run {
			word = append(word, string(x.glyphs[g].rune)...)
		}
		c := counted[string(word)]
		if c == nil {
			c = &meaning{word: string(word)}
			counted[c.word] = c
		}
		c.weight += wordness(int(n.start), int(n.end), len(name))
	}
	var all []meaning
	for _, c := range counted {
		all = append(all, *c)
	}
	return all
}

// wordness says how much a run of a name counts.
func wordness(start, end, length int) int {
	switch {
	case start == 0 && end == length:
		return meantWhole
	case start == 0:
		return meantBegins
	}
	return 1
}
