package speech

import (
	"encoding/json"
	"io/fs"
	"strings"
	"testing"
	"unicode"

	"mingbai/assets"
	"mingbai/catalog"
)

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

// seedTexts yields every text of the starter catalog with its language.
// Numbers of documents, telephones and codes are read in every language.
func seedTexts(t testing.TB, yield func(lang catalog.Lang, text string)) {
	seed := assets.Seed()
	err := fs.WalkDir(seed, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".json") {
			return err
		}
		b, err := fs.ReadFile(seed, name)
		if err != nil {
			return err
		}
		var record any
		if err := json.Unmarshal(b, &record); err != nil {
			return err
		}
		walk(record, "", yield)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func walk(v any, key string, yield func(catalog.Lang, string)) {
	switch v := v.(type) {
	case string:
		switch lang := catalog.Lang(key); lang {
		case catalog.ZH, catalog.EN, catalog.RU:
			yield(lang, v)
		case "number", "telephone", "value", "item_code", "date", "on", "from", "to":
			for _, lang := range catalog.Langs() {
				yield(lang, v)
			}
		}
	case []any:
		for _, e := range v {
			walk(e, key, yield)
		}
	case map[string]any:
		for k, e := range v {
			walk(e, k, yield)
		}
	}
}

// TestTheStarterCatalogLeavesNoSignUnsaid finds digits, signs and letters
// that a voice would stumble over.
func TestTheStarterCatalogLeavesNoSignUnsaid(t *testing.T) {
	n := map[catalog.Lang]int{}
	seedTexts(t, func(lang catalog.Lang, text string) {
		n[lang]++
		words := Words(lang, text)
		if r, bad := leftover(lang, words); bad {
			t.Errorf("%s %q leaves %q: %q", lang, text, r, words)
		}
		if words == "" && text != "" {
			t.Errorf("%s %q is not said at all", lang, text)
		}
		if lang == catalog.ZH {
			checkPinyin(t, words)
		}
	})
	if n[catalog.ZH] < 1000 || n[catalog.EN] < 500 || n[catalog.RU] < 500 {
		t.Errorf("too few texts: %v", n)
	}
}

// checkPinyin wants a syllable for every character.
func checkPinyin(t *testing.T, words string) {
	t.Helper()
	said := 0
	for _, s := range strings.Fields(Pinyin(words)) {
		s = strings.TrimRight(s, ",.;!?")
		if !isSyllable(s) && !(len(s) == 1 && s[0] >= 'A' && s[0] <= 'Z') {
			t.Errorf("%q has %q, which is no syllable", words, s)
		}
		said++
	}
	want := 0
	for _, r := range words {
		if !isPause(r) {
			want++
		}
	}
	if said != want {
		t.Errorf("%q: %d characters, %d syllables: %s", words, want, said, Pinyin(words))
	}
}
