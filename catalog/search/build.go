package search

import (
	"cmp"
	"math/bits"
	"slices"

	"mingbai/catalog"
)

// A builder makes an index, field by field.
type builder struct {
	*Index
	syllable map[string][]uint32
	word     map[string][]uint32
	seen     []uint32 // by glyph: 1 + the last entry that has it
	beside   map[[2]uint32]bool
}

func newBuilder(e Entries) *builder {
	x := &Index{generation: e.Generation, entries: e.List, kinds: kindsOf(e.List),
		langs: catalog.Langs(), glyphOf: map[rune]uint32{}, bySound: map[string][]uint32{}}
	return &builder{Index: x, syllable: map[string][]uint32{}, word: map[string][]uint32{}, beside: map[[2]uint32]bool{}}
}

func (b *builder) addEntry(i uint32, opens int) {
	e := &b.entries[i]
	b.slots = append(b.slots, e.Slot)
	b.firsts = append(b.firsts, uint32(len(b.fields)))
	b.base = append(b.base, kindWeights[e.ID.Kind()]+popular(opens))
	b.lasts = append(b.lasts, dayNumber(e.Until))
	for _, lang := range languages(e.Title, e.Names) {
		n, ok := b.lang(lang)
		if !ok {
			continue
		}
		first := len(b.fields)
		b.addField(field{entry: i, lang: n, role: isTitle}, first)
		for k := range e.Names {
			b.addField(field{entry: i, lang: n, role: nameRole(k), name: uint16(k)}, first)
		}
	}
}

// nameRole tells the plain or short name, which comes first, from aliases.
func nameRole(k int) role {
	if k == 0 {
		return isPlain
	}
	return isAlias
}

// lang returns the number of a language, a new one where need be.
func (b *builder) lang(lang catalog.Lang) (uint8, bool) {
	n := slices.Index(b.langs, lang)
	if n < 0 && len(b.langs) < 255 {
		n = len(b.langs)
		b.langs = append(b.langs, lang)
	}
	return uint8(n), n >= 0
}

// addField adds a field unless one since first has the same words.
func (b *builder) addField(f field, first int) {
	runes := foldText(b.text(&f)).runes
	runes = runes[:min(len(runes), maxName)]
	if len(runes) == 0 {
		return
	}
	f.from, f.length = uint32(len(b.names)), uint16(len(runes))
	for _, r := range runes {
		b.names = append(b.names, b.glyph(r))
	}
	name := b.glyphsOf(&f)
	for i := first; i < len(b.fields); i++ {
		if slices.Equal(b.glyphsOf(&b.fields[i]), name) {
			b.names = b.names[:f.from]
			return
		}
	}
	n := uint32(len(b.fields))
	b.fields = append(b.fields, f)
	b.listField(n, name, runes)
}

func (b *builder) glyph(r rune) uint32 {
	n, ok := b.glyphOf[r]
	if !ok {
		n = uint32(len(b.glyphs))
		b.glyphOf[r] = n
		b.glyphs = append(b.glyphs, newGlyph(r))
		b.seen = append(b.seen, 0)
	}
	return n
}

// listField enters field n in every list it belongs to.
func (b *builder) listField(n uint32, name []uint32, runes []rune) {
	entry := b.fields[n].entry
	chinese := slices.ContainsFunc(name, func(g uint32) bool { return b.glyphs[g].class == han })
	for i, k := range name {
		g := &b.glyphs[k]
		g.fields = enter(g.fields, n)
		if b.seen[k] != entry+1 {
			b.seen[k] = entry + 1
			g.records++
		}
		for _, s := range g.tight.syllables {
			b.syllable[s] = enter(b.syllable[s], n)
		}
		if i > 0 {
			b.listNeighbours(name[i-1], k)
		}
		if chinese && i > 0 {
			b.listPair(n, &b.glyphs[name[i-1]], g)
		}
	}
	for _, word := range splitWords(runes) {
		b.word[string(word)] = enter(b.word[string(word)], n)
	}
}

func (b *builder) listNeighbours(x, y uint32) {
	if both := [2]uint32{x, y}; !b.beside[both] {
		b.beside[both] = true
		b.glyphs[x].after = append(b.glyphs[x].after, y)
	}
}

// listPair enters field n for all first letters of two glyphs side by side.
func (b *builder) listPair(n uint32, x, y *glyph) {
	for p := x.tight.first; p != 0; p &= p - 1 {
		for q := y.tight.first; q != 0; q &= q - 1 {
			at := bits.TrailingZeros32(p)*26 + bits.TrailingZeros32(q)
			b.pairs[at] = enter(b.pairs[at], n)
		}
	}
}

// enter adds a field to a list, once; fields come in order.
func enter(list []uint32, n uint32) []uint32 {
	if len(list) > 0 && list[len(list)-1] == n {
		return list
	}
	return append(list, n)
}

// splitWords returns the words of alphabets.
func splitWords(runes []rune) [][]rune {
	var words [][]rune
	start := -1
	for i, r := range runes {
		switch is := isLetter(r); {
		case is && start < 0:
			start = i
		case !is && start >= 0:
			words = append(words, runes[start:i])
			start = -1
		}
	}
	if start >= 0 {
		words = append(words, runes[start:])
	}
	return words
}

func (b *builder) finish() *Index {
	b.firsts = append(b.firsts, uint32(len(b.fields)))
	for i := range b.entries {
		b.heaviest = append(b.heaviest, uint32(i))
	}
	slices.SortStableFunc(b.heaviest, func(x, y uint32) int { return cmp.Compare(b.base[y], b.base[x]) })
	b.syllables, b.words = sortLists(b.syllable), sortLists(b.word)
	loose := map[string][]uint32{}
	for i, s := range b.syllables {
		for _, e := range allByEar(s.word) {
			loose[e] = append(loose[e], uint32(i))
		}
	}
	b.loose = sortLists(loose)
	b.spelt, b.speltLoose = beginnings(b.syllables), beginnings(b.loose)
	for i := range b.glyphs {
		for _, s := range b.glyphs[i].sounds {
			b.bySound[s] = append(b.bySound[s], uint32(i))
		}
	}
	return b.Index
}

func sortLists(m map[string][]uint32) []wordList {
	lists := make([]wordList, 0, len(m))
	for word, list := range m {
		lists = append(lists, wordList{word, list})
	}
	slices.SortFunc(lists, func(a, b wordList) int { return cmp.Compare(a.word, b.word) })
	return lists
}

// beginnings returns every beginning of the words, and whether it is one.
func beginnings(lists []wordList) map[string]bool {
	all := map[string]bool{}
	for _, l := range lists {
		for n := 1; n < len(l.word); n++ {
			if _, known := all[l.word[:n]]; !known {
				all[l.word[:n]] = false // it begins words and is none itself
			}
		}
		all[l.word] = true
	}
	return all
}
