package search

import "slices"

// Version numbers how texts are folded and cut into terms of postings. Raise
// it when fold, gram or sheet changes what they make of a record, or a kind
// its Words: the next opening of a shelf then builds the postings anew.
const Version = 1

// A gram is a term of the postings. The bits from 60 say its sort, bit 62
// whether it counts only in titles, names and codes:
//
//	00 one rune, or two side by side
//	01 three digits side by side
//	10 the beginning of a word, up to 12 letters, hashed
//	11 a whole title, name or code, hashed
type gram int64

const (
	threeDigits gram = 1 << 60
	wordStart   gram = 2 << 60
	whole       gram = 3 << 60
	named       gram = 1 << 62

	payload = 1<<60 - 1
	longest = 12 // letters of a wordStart
)

func one(r rune) gram    { return gram(r) }
func two(a, b rune) gram { return gram(a)<<21 | gram(b) }

func three(digits []rune) gram {
	return threeDigits | gram(digits[0])<<16 | gram(digits[1])<<8 | gram(digits[2])
}

// The hash is FNV-1a over runes (http://www.isthe.com/chongo/tech/comp/fnv/).
const (
	hashBegin uint64 = 14695981039346656037
	hashPrime uint64 = 1099511628211
)

func hashed(sort gram, runes []rune) gram {
	h := hashBegin
	for _, r := range runes {
		h = (h ^ uint64(r)) * hashPrime
	}
	return sort | gram(h&payload)
}

// isThree reports whether runes begin with three digits.
func isThree(runes []rune) bool {
	return len(runes) >= 3 && ascii(runes[0]) && ascii(runes[1]) && ascii(runes[2])
}

func ascii(r rune) bool { return r >= '0' && r <= '9' }

// textGrams adds every gram of a folded text.
func textGrams(to []gram, runes []rune) []gram {
	last := gap
	for i, r := range runes {
		c := classOf(r)
		if c == han || c == digit {
			to = append(to, one(r))
		}
		if isThree(runes[i:]) {
			to = append(to, three(runes[i:]))
		}
		if c == letter && last != letter {
			to = wordGrams(to, runes[i:])
		}
		if i > 0 && last != gap && c != gap && (last != letter || c != letter) {
			to = append(to, two(runes[i-1], r))
		}
		last = c
	}
	return to
}

// wordGrams adds every beginning of the word with which runes begin.
func wordGrams(to []gram, runes []rune) []gram {
	h := hashBegin
	for _, r := range runes[:min(longest, len(runes))] {
		if !isLetter(r) {
			break
		}
		h = (h ^ uint64(r)) * hashPrime
		to = append(to, wordStart|gram(h&payload))
	}
	return to
}

// termGrams returns the fewest grams that a text with t in it has, and
// whether every text that has them has t in it.
func termGrams(t term) (grams []gram, exact bool) {
	for i := range t {
		switch {
		case isThree(t[i:]):
			grams = append(grams, three(t[i:]))
		case i+1 < len(t) && !isLetter(t[i]) && !isLetter(t[i+1]) && !(i > 0 && isThree(t[i-1:])):
			grams = append(grams, two(t[i], t[i+1]))
		case i+1 < len(t) && isLetter(t[i]) != isLetter(t[i+1]):
			grams = append(grams, two(t[i], t[i+1]))
		}
		if isLetter(t[i]) && (i == 0 || !isLetter(t[i-1])) {
			n := 1
			for i+n < len(t) && n < longest && isLetter(t[i+n]) {
				n++
			}
			grams = append(grams, hashed(wordStart, t[i:i+n]))
		}
	}
	if len(t) == 1 && !isLetter(t[0]) {
		grams = append(grams, one(t[0]))
	}
	exact = len(grams) == 1 && (len(t) <= 2 || len(t) == 3 && isThree(t) || t.alphabetic() && len(t) <= longest)
	return distinct(grams), exact
}

func distinct(grams []gram) []gram {
	slices.Sort(grams)
	return slices.Compact(grams)
}
