package search

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

// A Spelled is what letters of pinyin may stand for, and how many of them it
// takes.
type Spelled struct {
	Words string
	Takes int
}

//go:embed syllables.txt
var syllablesText string

// syllables are the characters of each syllable, the frequent ones first.
var syllables = sync.OnceValue(func() map[string][]rune {
	all := map[string][]rune{}
	for line := range strings.Lines(syllablesText) {
		syllable, characters, _ := strings.Cut(strings.TrimSpace(line), " ")
		all[syllable] = []rune(characters)
	}
	return all
})

const (
	longestSyllable = 6 // zhuang
	mostPieces      = 6 // syllables or initials at which words are looked for
)

// Spell returns up to n words that letters may stand for, the best first:
// words of the catalog, which meant finds for letters, for as many of them as
// there are any; then characters of the first syllable. letters are a to z,
// lower case.
func Spell(letters string, n int, meant func(letters string) []string) []Spelled {
	var all []Spelled
	add := func(words string, takes int) {
		if !slices.ContainsFunc(all, func(s Spelled) bool { return s.Words == words }) {
			all = append(all, Spelled{words, takes})
		}
	}
	first := syllableLength(letters)
	ends := spellPieces(letters)
	for _, end := range slices.Backward(ends) {
		if end <= first && end < len(letters) {
			break // characters say that better
		}
		for _, words := range meant(letters[:end]) {
			if len([]rune(words)) > 1 {
				add(words, end)
			}
		}
		if len(all) > 0 {
			break
		}
	}
	for _, r := range spellCharacters(letters[:first]) {
		add(string(r), first)
	}
	for k := first - 1; k > 0; k-- {
		for _, r := range syllables()[letters[:k]] {
			if isSyllable(letters[:k]) {
				add(string(r), k)
			}
		}
	}
	return all[:min(n, len(all))]
}

// isSyllable reports whether letters are a syllable with a vowel.
func isSyllable(letters string) bool {
	return syllables()[letters] != nil && strings.ContainsAny(letters, "aeiouv")
}

// syllableLength returns how many of the letters are the first syllable, or the
// beginning of one: at least one where there is a letter.
func syllableLength(letters string) int {
	for k := min(longestSyllable, len(letters)); k > 0; k-- {
		if isSyllable(letters[:k]) || k == len(letters) && beginsSyllable(letters) {
			return k
		}
	}
	return min(1, len(letters))
}

// beginsSyllable reports whether a syllable begins with letters.
func beginsSyllable(letters string) bool {
	for s := range syllables() {
		if strings.HasPrefix(s, letters) {
			return true
		}
	}
	return false
}

// spellPieces returns where syllables and initials of letters end.
func spellPieces(letters string) []int {
	var ends []int
	for at := 0; at < len(letters) && len(ends) < mostPieces; {
		at += syllableLength(letters[at:])
		ends = append(ends, at)
	}
	if n := len(ends); n > 0 && n < mostPieces {
		ends[n-1] = len(letters)
	}
	return ends
}

// spellCharacters returns those of a syllable, or, where it is only the beginning
// of some, the first of each in turn.
func spellCharacters(letters string) []rune {
	if isSyllable(letters) {
		return syllables()[letters]
	}
	var lists [][]rune
	var names []string
	for s := range syllables() {
		if strings.HasPrefix(s, letters) && letters != "" {
			names = append(names, s)
		}
	}
	slices.Sort(names)
	for _, s := range names {
		lists = append(lists, syllables()[s])
	}
	var all []rune
	for i := 0; i < 3; i++ {
		for _, l := range lists {
			if i < len(l) {
				all = append(all, l[i])
			}
		}
	}
	return all
}
