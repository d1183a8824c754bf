package review

import (
	"fmt"
	"strings"
	"unicode"
)

// Plain returns words as a terminal and a page show them as they are: what
// moves the cursor, turns the direction of writing or is not seen at all is
// spelled out, as ‹U+202E›, and a line end as ⏎. A reviewer must see what
// visitors will see, and nothing that looks like another line of a list.
func Plain(words string) string {
	if !strings.ContainsFunc(words, hidden) {
		return words
	}
	var out strings.Builder
	for _, r := range words {
		switch {
		case r == '\n':
			out.WriteString(" ⏎ ")
		case hidden(r):
			fmt.Fprintf(&out, "‹U+%04X›", r)
		default:
			out.WriteRune(r)
		}
	}
	return out.String()
}

// hidden reports whether a rune does something else than show itself. The
// variation selectors of Han characters and the joiners of emoji count too:
// nobody writes them by hand.
func hidden(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r) || r == '\u2028' || r == '\u2029'
}
