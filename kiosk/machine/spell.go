package machine

import (
	"mingbai/catalog"
	"mingbai/catalog/search"
	"mingbai/kiosk"
)

// Spell returns up to n words that letters of pinyin may stand for: see
// page.Speller.
func (m *Machine) Spell(letters string, n int) []kiosk.Spelling {
	meant := func(letters string) []string {
		found, err := m.Find(catalog.Search{Words: letters, Lang: catalog.ZH, Limit: 1})
		if err != nil {
			return nil // the characters are enough to go on
		}
		return found.Meant
	}
	var all []kiosk.Spelling
	for _, s := range search.Spell(letters, n, meant) {
		all = append(all, kiosk.Spelling(s))
	}
	return all
}
