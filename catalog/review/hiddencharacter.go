package review

import (
	"strings"
	"unicode"

	"mingbai/catalog"
)

// hiddenCharacter notes characters that do something else than show
// themselves. Those that turn the direction of writing or control a machine
// make a text read as something else than it says, and block; others, such as
// spaces without width, keep search from finding it. Line ends and tabs are
// none.
func hiddenCharacter(f *folder, _ *catalog.Record, note func(catalog.Finding)) {
	for _, l := range f.page.words {
		worst, found := rune(0), false
		for _, r := range l.words {
			if !hidden(r) || strings.ContainsRune("\n\r\t", r) {
				continue
			}
			if !found || turns(r) && !turns(worst) {
				worst, found = r, true
			}
		}
		switch {
		case !found:
		case turns(worst):
			note(block("character-control", l.path, "含有看不见的控制或改变书写方向的字符 "+Plain(string(worst))+"，请删去",
				"it has an unseen character "+Plain(string(worst))+" that controls or turns the writing: remove it", "Есть невидимый управляющий знак "+Plain(string(worst))+": удалите"))
		default:
			note(advise("character-unseen", l.path, "含有看不见的字符 "+Plain(string(worst))+"，请删去",
				"it has an unseen character "+Plain(string(worst))+": remove it", "Есть невидимый знак "+Plain(string(worst))+": удалите"))
		}
	}
}

// turns reports whether a rune controls a machine or turns the direction of
// writing (Unicode Standard Annex 9).
func turns(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)
}
