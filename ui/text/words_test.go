package text_test

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"mingbai/assets"
	"mingbai/catalog"
	"mingbai/ui/text"

	"encoding/json"
)

func words(t *testing.T, lang catalog.Lang) map[string]string {
	t.Helper()
	b, err := assets.Text(string(lang))
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]string
	if err := json.Unmarshal(b, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

// forms are the endings of a counted key by language.
var forms = map[catalog.Lang][]string{catalog.ZH: {".many"}, catalog.EN: {".one", ".many"}, catalog.RU: {".one", ".few", ".many"}}

// stem takes the form off a counted key.
func stem(key string, counted map[string]bool) (string, bool) {
	for _, form := range []string{".one", ".few", ".many"} {
		if s, ok := strings.CutSuffix(key, form); ok && counted[s] {
			return s, true
		}
	}
	return key, false
}

// used finds the keys in the source of the screen: plain ones, counted ones,
// and the prefixes to which the program adds a code.
func used(t *testing.T) (plain, counted map[string]bool, prefixes []string) {
	t.Helper()
	plain, counted = map[string]bool{}, map[string]bool{}
	key := regexp.MustCompile(`"([a-z]+(?:\.[a-z0-9_-]+)*)"`)
	count := regexp.MustCompile(`Count\("([a-z.-]*[a-z])"`)
	prefix := regexp.MustCompile(`"([a-z]+(?:\.[a-z]+)*\.)(?:"|%d)`)
	code := regexp.MustCompile(`code\("([a-z]+)"`)
	seen := map[string]bool{}
	for _, pattern := range []string{"../*.go", "../page/*.go", "../part/*.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("no files under %s: %v", pattern, err)
		}
		for _, f := range files {
			b, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range key.FindAllSubmatch(b, -1) {
				plain[string(m[1])] = true
			}
			for _, m := range count.FindAllSubmatch(b, -1) {
				counted[string(m[1])] = true
			}
			for _, m := range prefix.FindAllSubmatch(b, -1) {
				seen[string(m[1])] = true
			}
			for _, m := range code.FindAllSubmatch(b, -1) {
				seen[string(m[1])+"."] = true
			}
		}
	}
	for _, unit := range []string{"workday", "day", "hour", "minute", "month"} {
		counted["limit."+unit] = true
	}
	counted["money.yuan"] = true // the form is that of the amount
	return plain, counted, slices.Collect(maps.Keys(seen))
}

// TestEveryKeyHasWords wants every key of the program in every language and
// no others, none of them empty, with the same placeholders.
func TestEveryKeyHasWords(t *testing.T) {
	plain, counted, prefixes := used(t)
	all := map[catalog.Lang]map[string]string{}
	for _, lang := range catalog.Langs() {
		all[lang] = words(t, lang)
	}
	for key := range all[catalog.ZH] {
		s, isCounted := stem(key, counted)
		short := strings.HasSuffix(key, ".short") || strings.HasSuffix(key, ".sub")
		if !isCounted && !plain[key] && !short && !slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(key, p) }) {
			t.Errorf("%s: nothing uses it", key)
		}
		for _, lang := range catalog.Langs() {
			want := []string{key}
			if isCounted {
				want = nil
				for _, form := range forms[lang] {
					want = append(want, s+form)
				}
			}
			for _, k := range want {
				checkWords(t, lang, k, all[lang][k], all[catalog.ZH][key])
			}
		}
	}
	for s := range counted {
		if all[catalog.ZH][s+".many"] == "" {
			t.Errorf("%s is counted and has no words", s)
		}
	}
	for _, lang := range []catalog.Lang{catalog.EN, catalog.RU} {
		for key := range all[lang] {
			s, isCounted := stem(key, counted)
			if !isCounted && all[catalog.ZH][key] == "" || isCounted && all[catalog.ZH][s+".many"] == "" {
				t.Errorf("%s: %s is not in Chinese", lang, key)
			}
		}
	}
}

var placeholder = regexp.MustCompile(`\{[a-z]+\}`)

func checkWords(t *testing.T, lang catalog.Lang, key, got, chinese string) {
	t.Helper()
	if strings.TrimSpace(got) == "" && strings.TrimSpace(chinese) != "" {
		t.Errorf("%s: %s has no words", lang, key)
		return
	}
	set := func(s string) []string {
		names := placeholder.FindAllString(s, -1)
		slices.Sort(names)
		return slices.Compact(names)
	}
	if !slices.Equal(set(got), set(chinese)) {
		t.Errorf("%s: %s has the placeholders %v, Chinese has %v", lang, key, set(got), set(chinese))
	}
}

// TestCodesHaveWords wants words for every code that the catalog's own lists
// name.
func TestCodesHaveWords(t *testing.T) {
	lists := map[string][]string{"column.": catalog.Columns(), "sort.": catalog.OfficeSorts(), "channel.": catalog.ChannelSorts()}
	for _, lang := range catalog.Langs() {
		w := text.In(lang)
		for prefix, codes := range lists {
			for _, code := range codes {
				if !w.Has(prefix + code) {
					t.Errorf("%s: %s%s has no words", lang, prefix, code)
				}
			}
		}
	}
}

func TestCount(t *testing.T) {
	for _, c := range []struct {
		lang catalog.Lang
		n    int
		want string
	}{
		{catalog.ZH, 1, "1 天"}, {catalog.EN, 1, "1 day"}, {catalog.EN, 0, "0 days"}, {catalog.EN, 11, "11 days"},
		{catalog.RU, 1, "1 день"}, {catalog.RU, 2, "2 дня"}, {catalog.RU, 5, "5 дней"}, {catalog.RU, 11, "11 дней"},
		{catalog.RU, 12, "12 дней"}, {catalog.RU, 21, "21 день"}, {catalog.RU, 22, "22 дня"}, {catalog.RU, 111, "111 дней"},
	} {
		if got := text.In(c.lang).Count("limit.day", c.n); got != c.want {
			t.Errorf("%s %d: %q, want %q", c.lang, c.n, got, c.want)
		}
	}
}

func TestDate(t *testing.T) {
	day := catalog.Date{Year: 2026, Month: 11, Day: 8}
	for lang, want := range map[catalog.Lang]string{catalog.ZH: "2026-11-08", catalog.EN: "8 Nov 2026", catalog.RU: "08.11.2026"} {
		if got := text.In(lang).Date(day); got != want {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
	}
}
