package search_test

import (
	"os"
	"strings"
	"testing"

	"mingbai/catalog/search"
)

// spelled joins what letters may stand for, with the letters each takes.
func spelled(letters string, n int, words map[string][]string) string {
	var all []string
	for _, s := range search.Spell(letters, n, func(l string) []string { return words[l] }) {
		all = append(all, s.Words+strings.Repeat("'", s.Takes))
	}
	return strings.Join(all, " ")
}

// TestSpell finds words first, for as many letters as there are any, and the
// frequent characters of the first syllable after them.
func TestSpell(t *testing.T) {
	words := map[string][]string{"ck": {"窗口", "长"}, "chuangkou": {"窗口"}, "yanglao": {"养老", "养老保险"}}
	for _, c := range []struct {
		letters string
		n       int
		want    string
	}{
		{"shi", 3, "是''' 时''' 十'''"},
		{"ck", 1, "窗口''"},
		{"ckyl", 1, "窗口''"},
		{"chuangkou", 3, "窗口''''''''' 创'''''' 床''''''"},
		{"yanglaobx", 2, "养老''''''' 养老保险'''''''"},
		{"xian", 2, "现'''' 先''''"},
		{"lv", 2, "律'' 绿''"},
		{"zhu", 1, "主'''"},
		{"", 5, ""},
		{"vvv", 2, ""},
	} {
		if got := spelled(c.letters, c.n, words); got != c.want {
			t.Errorf("%s: %s, want %s", c.letters, got, c.want)
		}
	}
}

// TestEveryCharacterCanBeSpelled finds each of the 8,105 characters of the
// national table under some syllable.
func TestEveryCharacterCanBeSpelled(t *testing.T) {
	table, err := os.ReadFile("../../assets/testdata/tgh.txt")
	if err != nil {
		t.Fatal(err)
	}
	known := map[rune]bool{}
	for _, syllable := range syllablesOf(t) {
		for _, s := range search.Spell(syllable, 10000, func(string) []string { return nil }) {
			known[[]rune(s.Words)[0]] = true
		}
	}
	missing := 0
	for _, r := range string(table) {
		if r != '\n' && !known[r] {
			missing++
			if missing < 10 {
				t.Errorf("%c cannot be typed", r)
			}
		}
	}
	if missing > 0 || len(known) < 8105 {
		t.Errorf("%d characters cannot be typed, %d can", missing, len(known))
	}
}

func syllablesOf(t *testing.T) []string {
	t.Helper()
	b, err := os.ReadFile("syllables.txt")
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for line := range strings.Lines(string(b)) {
		s, _, _ := strings.Cut(line, " ")
		all = append(all, s)
	}
	return all
}
