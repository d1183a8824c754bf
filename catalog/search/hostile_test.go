package search_test

import (
	"strings"
	"testing"

	"mingbai/catalog"
	"mingbai/catalog/search"
)

// pasteLength is how many characters somebody pastes who wants no answer.
const pasteLength = 10_000

// pastes are long and strange things to search for.
func pastes() map[string]string {
	some := map[string]string{}
	for name, piece := range map[string]string{
		"characters": "养老保险", "letters": "shebao", "digits": "2016", "mixed": "社b保ao", "words": "社保 护照 低保 ",
		"single words": "a ", "spaces": " ", "one letter": "z", "sentence": "看不起病怎么办，", "Russian": "как получить ",
		"wildcards": "%_*?\"'\\;--", "emoji": "👨\u200d👩\u200d👧🏽", "accents": "e\u0301\u0302", "right to left": "\u202e保\u200f社",
		"controls": "\x00\x07\x1b[2J\x7f\u0085", "broken": "\xff\xc0\x80", "rare characters": "𠮷𪚥", "Arabic": "جواز ",
	} {
		some[name] = strings.Repeat(piece, pasteLength/len([]rune(piece))+1)
	}
	return some
}

func TestAnyPasteIsAnswered(t *testing.T) {
	d := newDesk(t, seed(t))
	for name, words := range pastes() {
		for _, f := range []*search.Finder{d.full, d.early} {
			s := catalog.Search{Words: words, Lang: catalog.ZH, Keys: allKeys, Limit: 5}
			found := find(t, f, s)
			soundAnswer(t, s, found)
			if len(found.Hits) > s.Limit {
				t.Errorf("%s: %d hits", name, len(found.Hits))
			}
		}
	}
}

// TestLongerPastesAreNoMoreWork counts what is allocated, which grows with
// every term, reading and guess: a hundred times the paste may need some
// steps more to fold it.
func TestLongerPastesAreNoMoreWork(t *testing.T) {
	d := newDesk(t, seed(t))
	work := func(words string) float64 {
		s := catalog.Search{Words: words, Lang: catalog.ZH, Keys: allKeys, Limit: 5}
		find(t, d.full, s)
		return testing.AllocsPerRun(3, func() { find(t, d.full, s) })
	}
	for _, piece := range []string{"社保 ", "养老保险", "shebao", "a ", "看不起病怎么办，", "😀", "\u202e保\x00"} {
		short, long := work(strings.Repeat(piece, 1_000)), work(strings.Repeat(piece, 100_000))
		if long > 1.2*short+200 {
			t.Errorf("%q: %.0f pieces of memory, a hundred times as long %.0f", piece, short, long)
		}
	}
}

func TestSignsWithoutWordsFindNothing(t *testing.T) {
	d := newDesk(t, seed(t))
	for _, words := range []string{"😀", "👨\u200d👩\u200d👧", "\u202e\u200f", "\x00\x1b\u0085", "\xff\xfe", "\u0301", "%", "*", "\"", "' --", "。，！", "\u200b\ufeff"} {
		for _, f := range []*search.Finder{d.full, d.early} {
			if found := find(t, f, catalog.Search{Words: words, Lang: catalog.ZH}); len(found.Hits) > 0 || found.Total() > 0 {
				t.Errorf("%q finds %s", words, ids(found))
			}
		}
	}
}

func TestSignsAroundWordsAreOverlooked(t *testing.T) {
	d := newDesk(t, seed(t))
	want := ids(find(t, d.full, catalog.Search{Words: "社保", Lang: catalog.ZH}))
	if want == "" {
		t.Fatal("社保 finds nothing")
	}
	for _, words := range []string{"\u202e社保\u202c", "社\u200f保", "😀社保😀", "社\x00保", "\ufeff社保", "社保\n", "“社保”", "社\u0301保"} {
		if got := ids(find(t, d.full, catalog.Search{Words: words, Lang: catalog.ZH})); got != want {
			t.Errorf("%q finds %s, want %s", words, got, want)
		}
	}
}
