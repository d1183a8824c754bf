package search

import (
	"unicode"
	"unicode/utf8"
)

// A class says how a rune takes part in matching.
type class uint8

const (
	gap    class = iota // left out; parts words
	mark                // left out; parts nothing: apostrophes, accents
	han                 // a Chinese character
	digit               // a digit or other number
	letter              // of an alphabet
)

// fold returns the rune by which r is compared, and its class.
func fold(r rune) (rune, class) {
	switch {
	case r >= '！' && r <= '～': // full width
		return fold(r - '！' + '!')
	case r >= 'a' && r <= 'z':
		return r, letter
	case r >= 'A' && r <= 'Z':
		return r + 'a' - 'A', letter
	case r >= '0' && r <= '9':
		return r, digit
	case r == '\'' || r == '’' || r == 'ʼ' || r == '`' || r == '´':
		return r, mark
	case r < utf8.RuneSelf:
		return r, gap
	case isHan(r):
		return r, han
	}
	return foldOther(r)
}

func isHan(r rune) bool { return r >= 0x4E00 && r <= 0x9FFF || unicode.Is(unicode.Han, r) }

func foldOther(r rune) (rune, class) {
	switch {
	case r == 'ё' || r == 'Ё':
		return 'е', letter
	case unicode.IsLetter(r):
		return unicode.ToLower(r), letter
	case unicode.IsNumber(r):
		return r, digit
	case unicode.Is(unicode.Mn, r):
		return r, mark
	}
	return r, gap
}

// classOf returns the class of a rune that fold returned.
func classOf(r rune) class {
	_, c := fold(r)
	return c
}

func isLetter(r rune) bool { return classOf(r) == letter }

// A folded is a text as it is compared: its folded runes, and one space
// wherever anything parts two words of an alphabet.
type folded struct {
	runes []rune
	at    []int // where each stands among the runes of the text
}

func foldText(text string) folded {
	f := folded{runes: make([]rune, 0, len(text)/2), at: make([]int, 0, len(text)/2)}
	parted, last := false, gap
	i := -1
	for _, r := range text {
		i++
		r, c := fold(r)
		switch c {
		case mark:
			continue
		case gap:
			parted = true
			continue
		case letter:
			if parted && last == letter {
				f.add(' ', i-1)
			}
		}
		f.add(r, i)
		parted, last = false, c
	}
	return f
}

func (f *folded) add(r rune, at int) {
	f.runes = append(f.runes, r)
	f.at = append(f.at, at)
}
