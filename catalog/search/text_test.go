package search_test

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"mingbai/catalog"
)

// plain is how texts are compared, once more and in the fewest words: the
// words of alphabets, and everything else in one string.
func plain(text string) string {
	var b strings.Builder
	last := ' '
	parted := false
	for _, r := range strings.ToLower(text) {
		switch {
		case r == '\'' || r == '’' || unicode.Is(unicode.Mn, r):
			continue
		case !unicode.IsLetter(r) && !unicode.IsNumber(r):
			parted = true
			continue
		case parted && alphabetic(r) && alphabetic(last):
			b.WriteByte(' ')
		}
		if r == 'ё' {
			r = 'е'
		}
		b.WriteRune(r)
		last, parted = r, false
	}
	return b.String()
}

func alphabetic(r rune) bool { return unicode.IsLetter(r) && !unicode.Is(unicode.Han, r) }

// holds reports whether a text has a term in it, a word from its beginning.
func holds(text, term string) bool {
	for at := range text {
		if !strings.HasPrefix(text[at:], term) {
			continue
		}
		first := []rune(term)[0]
		before := []rune(text[:at])
		if len(before) == 0 || !alphabetic(first) || !alphabetic(before[len(before)-1]) {
			return true
		}
	}
	return false
}

// textsOf returns all texts of a record that search has to know.
func textsOf(r *catalog.Record) []string {
	var all []string
	for t := range r.Words {
		for _, words := range t {
			all = append(all, plain(words))
		}
	}
	codes := []string{}
	switch b := r.Body.(type) {
	case *catalog.Guide:
		codes = append(codes, b.ItemCode, b.BaseCode)
		for _, m := range b.Materials {
			for _, basis := range m.Basis {
				codes = append(codes, basis.Number)
			}
		}
		for _, a := range b.Agents {
			codes = append(codes, a.Telephone)
		}
		for _, w := range b.Channels {
			codes = append(codes, onlyNumber(w.Value))
		}
	case *catalog.Office:
		codes = append(codes, b.Telephone, b.Hotline)
	case *catalog.Channel:
		codes = append(codes, onlyNumber(b.Value))
	case *catalog.Disclosure:
		codes = append(codes, b.Number, b.Index)
	case *catalog.Request:
		for _, w := range b.Ways {
			codes = append(codes, onlyNumber(w.Value))
		}
	case *catalog.Decision:
		for _, w := range b.Ways {
			codes = append(codes, onlyNumber(w.Value))
		}
	case *catalog.Fee:
		for _, e := range b.Exemptions {
			if e.Basis != nil {
				codes = append(codes, e.Basis.Number)
			}
		}
	case *catalog.Power:
		for _, d := range b.Discretion {
			if d.Basis != nil {
				codes = append(codes, d.Basis.Number)
			}
		}
	}
	for _, b := range r.Basis {
		codes = append(codes, b.Number)
	}
	for _, c := range codes {
		all = append(all, plain(c))
	}
	return all
}

// onlyNumber leaves telephone numbers.
func onlyNumber(value string) string {
	if strings.ContainsFunc(value, alphabetic) {
		return ""
	}
	return value
}

// TestPostingsFindWhatReadingAllFinds compares the postings with a look at
// every text of every record.
func TestPostingsFindWhatReadingAllFinds(t *testing.T) {
	records := seed(t)
	d := newDesk(t, records)
	texts := map[catalog.ID][]string{}
	var all []string
	for _, r := range records {
		texts[r.ID] = textsOf(r)
		all = append(all, texts[r.ID]...)
	}
	rapid.Check(t, func(rt *rapid.T) {
		term := someTerm(rt, all)
		if term == "" {
			return
		}
		var want []catalog.ID
		for id, some := range texts {
			if slices.ContainsFunc(some, func(text string) bool { return holds(text, term) }) {
				want = append(want, id)
			}
		}
		found := find(rt, d.early, catalog.Search{Words: term, Limit: len(records)})
		got := []catalog.ID{}
		for _, h := range found.Hits {
			if h.Reason != catalog.ReasonSoft && !isNumber(records, h.ID, term) {
				got = append(got, h.ID)
			}
		}
		want = slices.DeleteFunc(want, func(id catalog.ID) bool { return isNumber(records, id, term) })
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			rt.Fatalf("%q is in %v, found %v", term, want, got)
		}
	})
}

// isNumber reports whether term is the number of a record's page.
func isNumber(records []*catalog.Record, id catalog.ID, term string) bool {
	return slices.ContainsFunc(records, func(r *catalog.Record) bool { return r.ID == id && plain(itoa(r.Number)) == term })
}

// someTerm cuts a piece out of some text, mostly.
func someTerm(rt *rapid.T, all []string) string {
	runes := []rune(rapid.SampledFrom(all).Draw(rt, "text"))
	if len(runes) == 0 {
		return ""
	}
	from := rapid.IntRange(0, len(runes)-1).Draw(rt, "from")
	to := rapid.IntRange(from+1, min(len(runes), from+20)).Draw(rt, "to")
	term := strings.TrimSpace(string(runes[from:to]))
	if rapid.IntRange(0, 4).Draw(rt, "other") == 0 {
		term += rapid.SampledFrom([]string{"水", "1", "a", "б"}).Draw(rt, "end")
	}
	if strings.Contains(term, " ") || len(plain(term)) == 0 {
		return ""
	}
	return plain(term)
}
