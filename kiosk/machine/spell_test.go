package machine_test

import (
	"slices"
	"testing"

	"mingbai/kiosk"
)

// TestSpellOffersWordsOfTheCatalog finds a word of the catalog by its letters
// and its initials, and characters that are in no record.
func TestSpellOffersWordsOfTheCatalog(t *testing.T) {
	m := open(t, t.TempDir(), fee("a", "养老保险"), fee("b", "热力入网"))
	if got := m.Spell("shi", 3); len(got) != 3 || got[0] != (kiosk.Spelling{Words: "是", Takes: 3}) {
		t.Errorf("before the index is there: %v", got)
	}
	if err := m.PrepareSearch(t.Context()); err != nil {
		t.Fatal(err)
	}
	for letters, want := range map[string]kiosk.Spelling{"yanglao": {Words: "养老", Takes: 7}, "rl": {Words: "热力", Takes: 2}, "relide": {Words: "热力", Takes: 4}, "chuang": {Words: "窗", Takes: 6}} {
		if got := m.Spell(letters, 20); !slices.Contains(got, want) {
			t.Errorf("%s: %v, want %v", letters, got, want)
		}
	}
}
