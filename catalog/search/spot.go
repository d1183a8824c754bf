package search

import (
	"slices"
	"strings"
	"unicode/utf8"

	"mingbai/catalog"
)

// A spotter finds one term in texts: by characters, and with an index also
// by pinyin.
type spotter struct {
	term    term
	answer  *answer
	index   *Index
	matcher *matcher
}

func (h *hunt) spotter(a *answer) *spotter {
	s := &spotter{term: a.term, answer: a, index: h.index, matcher: a.match}
	if h.index != nil && s.matcher == nil {
		s.matcher = h.index.matcher(a.term, a.guess)
	}
	return s
}

// mayBeIn reports whether a text has the characters of the term, one after
// the other: no more than a glance, where the text is not folded yet.
func (s *spotter) mayBeIn(text string) bool {
	for _, r := range s.term {
		if classOf(r) != han {
			continue
		}
		at := strings.IndexRune(text, r)
		if at < 0 {
			return false
		}
		text = text[at+utf8.RuneLen(r):]
	}
	return true
}

// inText returns where the term itself stands in a text, in runes of it.
func (s *spotter) inText(f folded) []catalog.Span {
	var all []catalog.Span
	for _, p := range s.inFolded(f) {
		all = append(all, f.span(p, p+len(s.term)))
	}
	return all
}

// inFolded returns where the term itself begins in the runes of f.
func (s *spotter) inFolded(f folded) []int {
	var all []int
	for p := 0; p+len(s.term) <= len(f.runes); p++ {
		if f.runes[p] != s.term[0] || !slices.Equal(f.runes[p:p+len(s.term)], s.term) {
			continue
		}
		if p > 0 && isLetter(f.runes[p]) && isLetter(f.runes[p-1]) {
			continue // inside a word
		}
		all = append(all, p)
		p += len(s.term) - 1
	}
	return all
}

// inName returns where the term stands in a name, by characters or else by
// pinyin, and whether it was pinyin.
func (s *spotter) inName(f folded) (all []catalog.Span, pinyin bool) {
	if all := s.inText(f); len(all) > 0 || s.matcher == nil {
		return all, false
	}
	name := s.index.glyphsIn(f.runes[:min(len(f.runes), maxName)])
	for start, end := s.matcher.find(name, 0); start >= 0; start, end = s.matcher.find(name, end) {
		all = append(all, f.span(start, end))
	}
	return all, len(all) > 0
}

// glyphsIn returns the glyphs of runes of a name of this index, up to the
// first that is of another.
func (x *Index) glyphsIn(runes []rune) []uint32 {
	name := make([]uint32, 0, len(runes))
	for _, r := range runes {
		g, ok := x.glyphOf[r]
		if !ok {
			break
		}
		name = append(name, g)
	}
	return name
}

// span turns a range of folded runes into a range of the runes of the text.
func (f folded) span(from, to int) catalog.Span {
	return catalog.Span{From: f.at[from], To: f.at[to-1] + 1}
}

// join sorts spans and joins those that touch or overlap.
func join(spans []catalog.Span) []catalog.Span {
	slices.SortFunc(spans, func(a, b catalog.Span) int { return a.From - b.From })
	var all []catalog.Span
	for _, s := range spans {
		if last := len(all) - 1; last >= 0 && s.From <= all[last].To {
			all[last].To = max(all[last].To, s.To)
			continue
		}
		all = append(all, s)
	}
	return all
}
