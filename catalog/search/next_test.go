package search_test

import (
	"strings"
	"testing"

	"mingbai/catalog"
	"mingbai/catalog/search"
)

const allKeys = "abcdefghijklmnopqrstuvwxyz0123456789水保险абвгдеёжз"

// TestKeysThatLeadOn compares Next with a search for each key.
func TestKeysThatLeadOn(t *testing.T) {
	records := seed(t)
	d := newDesk(t, records)
	for _, words := range strings.Fields("社保 社 s sh yanglaob 社b 12345 1 pass паспорт zzz 居民身份证 новорожденн") {
		for _, f := range []*search.Finder{d.full, d.early} {
			for _, words := range []string{words, words + " "} {
				sameNext(t, f, words)
			}
		}
	}
	sameNext(t, d.full, "")
	sameNext(t, d.early, "")
}

func sameNext(t *testing.T, f *search.Finder, words string) {
	t.Helper()
	found := find(t, f, catalog.Search{Words: words, Keys: allKeys})
	for _, key := range allKeys {
		then := find(t, f, catalog.Search{Words: words + string(key)})
		leads := strings.ContainsRune(found.Next, key)
		if then.Total() > 0 && !leads {
			t.Errorf("%q: %c is not said to lead on, but %d records match", words, key, then.Total())
		}
		if then.Total() == 0 && leads && found.Total() <= 12 {
			t.Errorf("%q: %c is said to lead on", words, key)
		}
	}
}
