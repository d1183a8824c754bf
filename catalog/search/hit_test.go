package search_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"mingbai/catalog"
	"mingbai/catalog/search"
)

func TestHitsSayWhereTheyMatch(t *testing.T) {
	long := strings.Repeat("甲", 60) + "带户口簿原件" + strings.Repeat("乙", 60)
	r := guide("guide/a", "给孩子「上户口」", func(g *catalog.Guide) {
		g.PlainName, g.Aliases, g.Summary = zh("落户"), []catalog.Text{zh("报 户 口"), {catalog.RU: "Прописать ребёнка"}}, zh(long)
	})
	r.Title[catalog.EN] = "Registering a child"
	d := newDesk(t, []*catalog.Record{r})
	for _, c := range []struct {
		words  string
		lang   catalog.Lang
		reason catalog.Reason
		want   string // the title or what else matched, marked
	}{
		{"上户口", catalog.ZH, catalog.ReasonTitle, "给孩子「[上户口]」"},
		{"子上", catalog.ZH, catalog.ReasonTitle, "给孩[子「上]户口」"},
		{"shhk", catalog.ZH, catalog.ReasonPinyin, "给孩子「[上户口]」"},
		{"户口 孩", catalog.ZH, catalog.ReasonTitle, "给[孩]子「上[户口]」"},
		{"落户", catalog.ZH, catalog.ReasonAlias, "[落户]"},
		{"报户口", catalog.ZH, catalog.ReasonAlias, "[报 户 口]"},
		{"baohuk", catalog.ZH, catalog.ReasonPinyin, "[报 户 口]"},
		{"REGIST", catalog.EN, catalog.ReasonTitle, "[Regist]ering a child"},
		{"regist", catalog.ZH, catalog.ReasonTitle, "[Regist]ering a child"},
		{"上户口", catalog.EN, catalog.ReasonTitle, "给孩子「[上户口]」"},
		{"ребенка", catalog.RU, catalog.ReasonAlias, "Прописать [ребёнка]"},
		{"户口簿", catalog.ZH, catalog.ReasonText, "…" + strings.Repeat("甲", 19) + "带[户口簿]原件" + strings.Repeat("乙", 18) + "…"},
		{"上护口", catalog.ZH, catalog.ReasonSound, "给孩子「[上户口]」"},
	} {
		found := find(t, d.full, catalog.Search{Words: c.words, Lang: c.lang})
		if len(found.Hits) != 1 {
			t.Errorf("%s: %d hits", c.words, len(found.Hits))
			continue
		}
		h := found.Hits[0]
		shown, _ := h.Head.Title.In(c.lang)
		got := marked(shown, h.Title)
		if h.Words != "" {
			got = marked(h.Words, h.Marks)
		}
		if got != c.want || h.Reason != c.reason || found.Guess != (c.reason == catalog.ReasonSound) {
			t.Errorf("%s: %s by %s, guess %v, want %s by %s", c.words, got, h.Reason, found.Guess, c.want, c.reason)
		}
	}
}

// marked writes spans as brackets.
func marked(text string, spans []catalog.Span) string {
	var b strings.Builder
	for i, r := range []rune(text + "\x00") {
		for _, s := range spans {
			if s.To == i {
				b.WriteByte(']')
			}
		}
		for _, s := range spans {
			if s.From == i {
				b.WriteByte('[')
			}
		}
		if r != 0 {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// TestSpansLieInTheText types pieces of the catalog and looks at every hit.
func TestSpansLieInTheText(t *testing.T) {
	records := seed(t)
	d := newDesk(t, records)
	var all []string
	for _, r := range records {
		all = append(all, textsOf(r)...)
	}
	rapid.Check(t, func(rt *rapid.T) {
		words := someTerm(rt, all) + rapid.SampledFrom([]string{"", " ", "b", " 水", "怎么办", "x"}).Draw(rt, "more")
		s := catalog.Search{Words: words, Lang: rapid.SampledFrom(catalog.Langs()).Draw(rt, "lang"), Keys: allKeys}
		for _, f := range []*search.Finder{d.full, d.early} {
			soundAnswer(rt, s, find(rt, f, s))
		}
	})
}

// soundAnswer checks what must hold of every answer.
func soundAnswer(t rapid.TB, s catalog.Search, found catalog.Found) {
	seen := map[catalog.ID]bool{}
	for _, h := range found.Hits {
		shown, _ := h.Head.Title.In(s.Lang)
		soundSpans(t, s.Words, shown, h.Title)
		soundSpans(t, s.Words, h.Words, h.Marks)
		if seen[h.ID] || h.Reason == "" || len(h.Title)+len(h.Marks) == 0 || (h.Words == "") != (len(h.Marks) == 0) {
			t.Fatalf("%q: hit %+v", s.Words, h)
		}
		seen[h.ID] = true
		if guess := h.Reason == catalog.ReasonSoft || h.Reason == catalog.ReasonSound; found.Guess && !guess {
			t.Fatalf("%q is said to be guessed, but %s matches", s.Words, h.ID)
		}
	}
	if found.Guess && found.Total() > 0 || !found.Guess && found.Total() == 0 && len(found.Hits) > 0 {
		t.Fatalf("%q: guess %v, %v match, %d hits", s.Words, found.Guess, found.Counts, len(found.Hits))
	}
}

func soundSpans(t rapid.TB, words, text string, spans []catalog.Span) {
	last := -1
	for _, s := range spans {
		if s.From <= last || s.To <= s.From || s.To > len([]rune(text)) {
			t.Fatalf("%q: spans %v in %q", words, spans, text)
		}
		last = s.To - 1
	}
}

func FuzzFind(f *testing.F) {
	for _, j := range judgements(f, tuned) {
		f.Add(j.search.Words, string(j.search.Lang), allKeys, 5)
	}
	f.Add("\xff\x00'", "", "\xff", -1)
	f.Add(strings.Repeat("shebao", 40), "zh", "s", 1)
	f.Add(strings.Repeat("社 ", 40), "xx", " ", 0)
	d := newDesk(f, seed(f))
	f.Fuzz(func(t *testing.T, words, lang, keys string, limit int) {
		s := catalog.Search{Words: words, Lang: catalog.Lang(lang), Keys: keys, Limit: min(limit, 100)}
		for _, finder := range []*search.Finder{d.full, d.early} {
			soundAnswer(t, s, find(t, finder, s))
		}
	})
}
