package review

import (
	"fmt"
	"strings"
	"unicode"

	"mingbai/catalog"
)

// glyphsNamed is how many characters one finding names at most.
const glyphsNamed = 8

// glyphMissing notes characters that the font of kiosks lacks: a visitor sees
// a box in their place.
func glyphMissing(f *folder, _ *catalog.Record, note func(catalog.Finding)) {
	if f.Glyph == nil {
		return
	}
	for _, l := range f.page.words {
		var lacks []string
		for _, r := range l.words {
			name := fmt.Sprintf("%c U+%04X", r, r)
			if hidden(r) || unicode.IsSpace(r) || f.Glyph(r) || strings.Contains(strings.Join(lacks, " "), name) {
				continue
			}
			if lacks = append(lacks, name); len(lacks) == glyphsNamed {
				break
			}
		}
		if len(lacks) > 0 {
			all := strings.Join(lacks, ", ")
			note(advise("glyph-missing", l.path, "终端的字体没有这些字："+all+"，会显示成方框，请换字或更新字体",
				"the font of kiosks lacks "+all+" and shows boxes: write it otherwise, or renew the font", "В шрифте терминалов нет знаков "+all+": напишите иначе или обновите шрифт"))
		}
	}
}
