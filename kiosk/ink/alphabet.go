package ink

import (
	"iter"
	"slices"
	"unicode"
)

// Alphabet returns the Chinese characters in texts, each once, in ascending
// order: the unified ideographs of Unicode and 〇, with which years are
// written. Digits, letters and marks are left out; they have a keyboard.
func Alphabet(texts iter.Seq[string]) []rune {
	seen := map[rune]bool{}
	var all []rune
	for text := range texts {
		for _, r := range text {
			if !seen[r] && (r == '〇' || unicode.Is(unicode.Unified_Ideograph, r)) {
				seen[r] = true
				all = append(all, r)
			}
		}
	}
	slices.Sort(all)
	return all
}

// ordered returns alphabet in ascending order, each character once.
func ordered(alphabet []rune) []rune {
	all := slices.Clone(alphabet)
	slices.Sort(all)
	return slices.Compact(all)
}
