package search

import (
	"slices"

	"mingbai/catalog"
)

// A viewing looks through one record for the places where terms stand.
type viewing struct {
	hit     catalog.Hit
	shown   catalog.Lang // the language of the screen
	all     []*spotter
	missing []*spotter // not found so far
}

// sureness orders reasons; that of a hit is the least sure of its terms.
var sureness = []catalog.Reason{"", catalog.ReasonCode, catalog.ReasonTitle, catalog.ReasonAlias, catalog.ReasonPinyin, catalog.ReasonText}

func (v *viewing) because(r catalog.Reason) {
	if slices.Index(sureness, r) > slices.Index(sureness, v.hit.Reason) {
		v.hit.Reason = r
	}
}

// best looks at a name first that is typed in pinyin and was weighed higher
// than the title: sb is 社保 before it is 参保.
func (v *viewing) best(h *hunt, slot uint32) {
	if h.index == nil {
		return
	}
	entry := h.index.entryAt(slot)
	for _, s := range v.all {
		n, ok := h.nameIn(s.answer, uint32(entry))
		if !ok {
			continue
		}
		f := &h.index.fields[n.field]
		if f.role == isTitle {
			continue
		}
		if name := h.index.text(f); len(s.inText(foldText(name))) == 0 {
			v.look(name, catalog.ReasonAlias)
		}
	}
}

// title looks at the title as it is shown.
func (v *viewing) title(e *Entry) {
	shown, _ := e.Title.In(v.shown)
	f := foldText(shown)
	v.missing = slices.DeleteFunc(v.missing, func(s *spotter) bool {
		spans, pinyin := s.inName(f)
		if len(spans) == 0 {
			return false
		}
		v.hit.Title = append(v.hit.Title, spans...)
		v.because(byPinyin(pinyin, catalog.ReasonTitle))
		return true
	})
	v.hit.Title = join(v.hit.Title)
}

func byPinyin(pinyin bool, otherwise catalog.Reason) catalog.Reason {
	if pinyin {
		return catalog.ReasonPinyin
	}
	return otherwise
}

// names looks at the names, first in the language of the screen, and at the
// title in the others.
func (v *viewing) names(e *Entry) {
	if len(v.missing) == 0 {
		return
	}
	for _, lang := range append([]catalog.Lang{v.shown}, languages(e.Title, e.Names)...) {
		for _, n := range e.Names {
			v.look(n[lang], catalog.ReasonAlias)
		}
		v.look(e.Title[lang], catalog.ReasonTitle)
	}
}

// look looks at a name where something is missing.
func (v *viewing) look(name string, reason catalog.Reason) {
	if len(v.missing) == 0 || name == "" {
		return
	}
	f := foldText(name)
	found := false
	v.missing = slices.DeleteFunc(v.missing, func(s *spotter) bool {
		spans, pinyin := s.inName(f)
		if len(spans) == 0 {
			return false
		}
		v.because(byPinyin(pinyin, reason))
		found = true
		return true
	})
	if !found || v.hit.Words != "" {
		return
	}
	v.hit.Words = name
	for _, s := range v.all {
		spans, _ := s.inName(f)
		v.hit.Marks = append(v.hit.Marks, spans...)
	}
	v.hit.Marks = join(v.hit.Marks)
}

// wholeCode shows the code that is all that was typed; then nothing is
// missing.
func (v *viewing) wholeCode(s sheet, typed []rune) {
	for _, code := range slices.Concat([]string{s.short}, s.codes, s.bases) {
		f := foldText(code)
		if len(f.runes) == 0 || !slices.Equal(f.runes, typed) && !slices.Equal(digitsOf(f.runes), typed) {
			continue
		}
		v.hit.Reason, v.missing = catalog.ReasonCode, nil
		if len(v.hit.Title) == 0 {
			v.hit.Words, v.hit.Marks = code, []catalog.Span{f.span(0, len(f.runes))}
		}
		return
	}
}

// codes looks at the codes.
func (v *viewing) codes(s sheet) {
	for _, code := range slices.Concat(s.codes, s.bases) {
		v.lookText(code, catalog.ReasonCode)
	}
}

// texts looks at the texts, first in the language of the screen.
func (v *viewing) texts(s sheet) {
	for _, first := range []bool{true, false} {
		for _, p := range s.pages {
			if (p.lang == v.shown) != first {
				continue
			}
			for _, text := range p.rest {
				v.lookText(text, catalog.ReasonText)
			}
			for _, text := range append([]string{p.title}, p.names...) { // as the postings know them
				v.lookText(text, catalog.ReasonText)
			}
		}
	}
}

// lookText looks at a text where something is missing, and shows a piece.
func (v *viewing) lookText(text string, reason catalog.Reason) {
	if text == "" || !slices.ContainsFunc(v.missing, func(s *spotter) bool { return s.mayBeIn(text) }) {
		return
	}
	f := foldText(text)
	var first []catalog.Span
	v.missing = slices.DeleteFunc(v.missing, func(s *spotter) bool {
		spans := s.inText(f)
		if len(first) == 0 {
			first = spans
		}
		return len(spans) > 0
	})
	if len(first) == 0 {
		return
	}
	v.because(reason)
	if v.hit.Words != "" {
		return
	}
	var spans []catalog.Span
	for _, s := range v.all {
		spans = append(spans, s.inText(f)...)
	}
	v.hit.Words, v.hit.Marks = piece(text, first[0], join(spans))
}

// around is how many runes of a text are shown on each side of a match.
const around = 20

// piece cuts a text around a span, with … where it is cut, and moves the
// spans along.
func piece(text string, about catalog.Span, spans []catalog.Span) (string, []catalog.Span) {
	runes := []rune(text)
	from, to := max(0, about.From-around), min(len(runes), about.To+around)
	cut := string(runes[from:to])
	shift := -from
	if from > 0 {
		cut = "…" + cut
		shift++
	}
	if to < len(runes) {
		cut += "…"
	}
	var some []catalog.Span
	for _, s := range spans {
		if s.From < to && s.To > from {
			some = append(some, catalog.Span{From: max(s.From, from) + shift, To: min(s.To, to) + shift})
		}
	}
	return cut, some
}
