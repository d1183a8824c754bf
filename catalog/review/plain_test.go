package review_test

import (
	"testing"

	"mingbai/catalog/review"
)

func TestNothingHidesInAList(t *testing.T) {
	for words, want := range map[string]string{
		"80 元":                   "80 元",
		"免费\n新增 added fee/x":     "免费 ⏎ 新增 added fee/x",
		"\x1b[2J免费":              "‹U+001B›[2J免费",
		"08\u202e09":             "08‹U+202E›09",
		"免\u200b费":               "免‹U+200B›费",
		"Пошлина – “80” · 100 %": "Пошлина – “80” · 100 %",
	} {
		if got := review.Plain(words); got != want {
			t.Errorf("%q is shown as %q", words, got)
		}
	}
}
