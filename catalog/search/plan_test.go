package search

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"mingbai/catalog"
	"mingbai/catalog/source"
)

// seedEntries are the entries of the starter catalog.
func seedEntries(t testing.TB) Entries {
	t.Helper()
	records, err := source.Folder(os.DirFS(filepath.Join("..", "..", "assets", "seed")))
	if err != nil {
		t.Fatal(err)
	}
	return entriesOf(records)
}

func entriesOf(records []*catalog.Record) Entries {
	e := Entries{Generation: 1}
	for i, r := range records {
		e.List = append(e.List, Entry{Slot: uint32(i), Head: r.Heading(), Names: namesOf(r), Until: until(r)})
	}
	return e
}

// A reader says, in the fewest words, what the index has to say.
type reader map[rune][]string

// inName reports whether a term stands in a name somewhere.
func (k reader) inName(t term, name []rune) bool {
	for p := range name {
		if p > 0 && isLetter(name[p]) && isLetter(name[p-1]) {
			continue
		}
		if k.typedAs(t, name[p:]) {
			return true
		}
	}
	return false
}

// typedAs reports whether t may be typed for a name from its beginning on.
func (k reader) typedAs(t term, name []rune) bool {
	if len(t) == 0 {
		return true
	}
	if len(name) == 0 {
		return false
	}
	if t[0] == name[0] && k.typedAs(t[1:], name[1:]) {
		return true
	}
	if _, ok := k[name[0]]; !ok {
		k[name[0]] = readingsOf(name[0])
	}
	for _, s := range k[name[0]] {
		units := []string{s, s[:1]}
		if initialLength(s) == 2 {
			units = append(units, s[:2])
		}
		if strings.HasPrefix(s, string(t)) {
			return true
		}
		for _, u := range units {
			if strings.HasPrefix(string(t), u) && k.typedAs(t[len(u):], name[1:]) {
				return true
			}
		}
	}
	return false
}

// A planTest has an index and its folded names.
type planTest struct {
	*Index
	reader reader
	folded [][]rune
}

func newPlanTest(t *testing.T) *planTest {
	p := &planTest{Index: New(seedEntries(t), nil), reader: reader{}}
	for i := range p.fields {
		p.folded = append(p.folded, foldText(p.text(&p.fields[i])).runes)
	}
	return p
}

// same checks one term in every field.
func (p *planTest) same(t rapid.TB, typed term) {
	m, guess := p.matcher(typed, false), p.matcher(typed, true)
	planned, guessed := p.candidates(typed, false), p.candidates(typed, true)
	walked, heard := p.walk(m).arrives(), p.walk(guess).arrives()
	for i, name := range p.folded {
		if start, _ := guess.find(p.glyphsOf(&p.fields[i]), 0); start >= 0 && guessed[i/64]>>(i%64)&1 == 0 {
			t.Fatalf("%q: %q sounds alike, but is no candidate", string(typed), string(name))
		} else if start >= 0 && !heard {
			t.Fatalf("%q: %q sounds alike, but no walk leads there", string(typed), string(name))
		}
		want := p.reader.inName(typed, name)
		start, end := m.find(p.glyphsOf(&p.fields[i]), 0)
		if want != (start >= 0) {
			t.Fatalf("%q in %q: matched %v, want %v", string(typed), string(name), start >= 0, want)
		}
		if want && planned[i/64]>>(i%64)&1 == 0 {
			t.Fatalf("%q: %q matches, but is no candidate", string(typed), string(name))
		}
		if want && !walked {
			t.Fatalf("%q: %q matches, but no walk leads there", string(typed), string(name))
		}
		if want && !p.reader.typedAs(typed, name[start:end]) {
			t.Fatalf("%q: %q is no match", string(typed), string(name[start:end]))
		}
	}
}

// TestPlanComplete wants every match among the candidates, for all beginnings
// of many terms.
func TestPlanComplete(t *testing.T) {
	p := newPlanTest(t)
	n := 0
	for _, words := range strings.Fields("社保 养老保险 居民身份证首次申领 shebao yanglaobaoxian shenfenzheng sb ylbx gjjtq zhzhsh " +
		"社b s保 养老bx gong积金 12345 24h 300m ct检查 ctjc passport peoples паспорт елка xian lv nv lu zzzz 𠮷 canbao cenbao shenbao " +
		"anan eee hanghang chongqing zhongxue shsh gongshanghu zfbz jmyb xz行政fy 2026nian ctsgbg 宽带300m kuandai3") {
		runes := []rune(words)
		for k := range runes {
			n++
			p.same(t, term(runes[:k+1]))
		}
	}
	t.Logf("%d terms", n)
}

// TestAnyTermIsFoundWhereItStands types pieces of names in every way.
func TestAnyTermIsFoundWhereItStands(t *testing.T) {
	p := newPlanTest(t)
	rapid.Check(t, func(rt *rapid.T) {
		name := rapid.SampledFrom(p.folded).Draw(rt, "name")
		from := rapid.IntRange(0, len(name)-1).Draw(rt, "from")
		to := rapid.IntRange(from+1, min(len(name), from+8)).Draw(rt, "to")
		var typed term
		for _, r := range name[from:to] {
			typed = append(typed, typeOne(rt, r)...)
		}
		if cut := rapid.IntRange(0, 2).Draw(rt, "cut"); len(typed) > cut {
			typed = typed[:len(typed)-cut]
		}
		if typed = typed[:min(len(typed), maxTerm)]; !strings.ContainsRune(string(typed), ' ') {
			p.same(rt, typed)
		}
	})
}

// typeOne types a rune: itself, a syllable, an initial, or a slip.
func typeOne(rt *rapid.T, r rune) term {
	ways := []string{string(r)}
	for _, s := range readingsOf(r) {
		ways = append(ways, s, s[:1], s[:initialLength(s)])
	}
	return term(rapid.SampledFrom(ways).Draw(rt, "way"))
}

func TestLongAndStrangeNamesDoNotHarm(t *testing.T) {
	long := strings.Repeat("长", maxName+50) + "尾"
	x := New(Entries{List: []Entry{
		{Slot: 4_000_000_000, Head: catalog.Head{ID: "fee/z", Title: catalog.Text{catalog.ZH: long, "": "x", "mn": "Монгол"}}},
		{Slot: 0, Head: catalog.Head{ID: "fee/a"}, Names: []catalog.Text{{}, {catalog.ZH: "，"}, nil}},
	}}, func(catalog.ID) int { return -5 })
	if got := x.matchNames(x.matcher(term("монг"), false), 0)[0]; len(got) != 1 {
		t.Errorf("a title in another language is not found: %v", got)
	}
	if got := x.matchNames(x.matcher(term(strings.Repeat("c", maxTerm)), false), 0)[0]; len(got) != 1 {
		t.Errorf("a long term is not found: %v", got)
	}
	if empty := New(Entries{}, nil); len(empty.matchNames(empty.matcher(term("a"), true), 0)[0]) > 0 {
		t.Error("an empty index has a match")
	}
}
