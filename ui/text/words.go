package text

import (
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"time"

	"mingbai/assets"
	"mingbai/catalog"
)

// Words are the words of one language. The zero Words has none.
type Words struct {
	Lang  catalog.Lang
	words map[string]string
}

var loaded = sync.OnceValue(func() map[catalog.Lang]map[string]string {
	all := map[catalog.Lang]map[string]string{}
	for _, lang := range catalog.Langs() {
		words, err := read(lang)
		if err != nil {
			panic(err) // embedded: a test reads every language
		}
		all[lang] = words
	}
	return all
})

func read(lang catalog.Lang) (map[string]string, error) {
	b, err := assets.Text(string(lang))
	if err != nil {
		return nil, fmt.Errorf("open words of %s: %w", lang, err)
	}
	var words map[string]string
	if err := json.Unmarshal(b, &words); err != nil {
		return nil, fmt.Errorf("read words of %s: %w", lang, err)
	}
	return words, nil
}

// In returns the words of lang.
func In(lang catalog.Lang) Words { return Words{lang, loaded()[lang]} }

// Get returns the words of key; each {name} in them is replaced by the value
// that follows name in pairs. A missing key is returned as it is, for the
// test that fails on it.
func (w Words) Get(key string, pairs ...any) string {
	s, ok := w.words[key]
	if !ok {
		return key
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		s = strings.ReplaceAll(s, fmt.Sprintf("{%v}", pairs[i]), fmt.Sprint(pairs[i+1]))
	}
	return s
}

// Has reports whether there are words for key.
func (w Words) Has(key string) bool { return w.words[key] != "" }

// Count returns key's words for n things: in Russian the form for one, few
// or many under key.one, key.few and key.many, in English .one and .many, in
// Chinese .many. Words without {n} stand apart from the number.
func (w Words) Count(key string, n int) string {
	return w.Get(key+"."+w.form(n), "n", n)
}

// form follows the plural rules of Unicode CLDR for whole numbers.
func (w Words) form(n int) string {
	tens, ones := n%100, n%10
	switch {
	case w.Lang == catalog.EN && n == 1:
		return "one"
	case w.Lang != catalog.RU:
		return "many"
	case ones == 1 && tens != 11:
		return "one"
	case ones >= 2 && ones <= 4 && (tens < 12 || tens > 14):
		return "few"
	}
	return "many"
}

// Date writes a day as the language does: 2026-11-18, 18 Nov 2026,
// 18.11.2026.
func (w Words) Date(d catalog.Date) string {
	switch {
	case d.IsZero():
		return w.Get("unknown")
	case w.Lang == catalog.EN:
		return d.Time().Format("2 Jan 2006")
	case w.Lang == catalog.RU:
		return d.Time().Format("02.01.2006")
	}
	return d.String()
}

// Moment writes a day of this year with the time of day: 11-18 18:30,
// 18 Nov 18:30, 18.11 18:30.
func (w Words) Moment(t time.Time) string {
	switch w.Lang {
	case catalog.EN:
		return t.Format("2 Jan 15:04")
	case catalog.RU:
		return t.Format("02.01 15:04")
	}
	return t.Format("01-02 15:04")
}
