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
	c := counted{nodes: []node{{}}, next: map[[2]uint32]uint32{}}
	for _, n := range names {
		name := x.glyphsOf(&x.fields[n.field])
		if run := name[n.start:n.end]; len(run) > 1 && !m.literal(run) {
			c.add(run, wordness(int(n.start), int(n.end), len(name)))
		}
	}
	return c.meanings(x.glyphs)
}

// counted adds up what runs of glyphs weigh, in a tree.
type counted struct {
	nodes []node // of which the first is no glyph
	next  map[[2]uint32]uint32
}

// A node is a run: the run before its last glyph, and what it weighs.
type node struct {
	before, glyph uint32
	weight        int
}

func (c *counted) add(run []uint32, weight int) {
	at := uint32(0)
	for _, g := range run {
		step := [2]uint32{at, g}
		to, ok := c.next[step]
		if !ok {
			to = uint32(len(c.nodes))
			c.next[step] = to
			c.nodes = append(c.nodes, node{before: at, glyph: g})
		}
		at = to
	}
	c.nodes[at].weight += weight
}

func (c *counted) meanings(glyphs []glyph) []meaning {
	var all []meaning
	for _, n := range c.nodes {
		if n.weight == 0 {
			continue
		}
		word := []rune{glyphs[n.glyph].rune}
		for at := n.before; at != 0; at = c.nodes[at].before {
			word = append(word, glyphs[c.nodes[at].glyph].rune)
		}
		slices.Reverse(word)
		all = append(all, meaning{string(word), n.weight})
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
