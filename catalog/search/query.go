package search

import (
	"slices"
	"strings"
	"unicode"
)

// How much of what was typed is looked at: more is a forgotten cat on the
// keys. A term has to fit the bits of a matcher.
const (
	maxTerm  = 63 // runes
	maxTerms = 12
)

// A term is one stretch of what was typed, folded, without spaces. All terms
// have to match.
type term []rune

// A query is what was typed, taken apart.
type query struct {
	terms []term
	ended bool // by a space: what is typed next is a new term
}

// parse takes apart what was typed: at spaces, and between words.
func parse(words string) query {
	var q query
	for piece := range strings.FieldsSeq(words) {
		if len(q.terms) == maxTerms {
			break
		}
		for _, runes := range splitRunes(foldText(piece).runes, ' ') {
			for part := range slices.Chunk(runes, maxTerm) {
				if len(q.terms) < maxTerms {
					q.terms = append(q.terms, part)
				}
			}
		}
	}
	if n := len(words); n > 0 {
		q.ended = strings.TrimRightFunc(words, unicode.IsSpace) != words
	}
	return q
}

// splitRunes returns the stretches of runes between the parters.
func splitRunes(runes []rune, parter rune) [][]rune {
	var all [][]rune
	for len(runes) > 0 {
		n := slices.Index(runes, parter)
		if n < 0 {
			n = len(runes)
		}
		if n > 0 {
			all = append(all, runes[:n:n])
		}
		runes = runes[min(n+1, len(runes)):]
	}
	return all
}

// joined returns all terms as one.
func (q query) joined() []rune {
	var all []rune
	for _, t := range q.terms {
		all = append(all, t...)
	}
	return all
}

// last returns the term that the next rune goes on, nil when it begins one.
func (q query) last() term {
	if len(q.terms) == 0 || q.ended {
		return nil
	}
	return q.terms[len(q.terms)-1]
}

func (t term) has(c class) bool {
	return slices.ContainsFunc(t, func(r rune) bool { return classOf(r) == c })
}

// alphabetic reports whether t is of letters alone.
func (t term) alphabetic() bool { return !t.has(han) && !t.has(digit) }

func isLatin(r rune) bool { return r >= 'a' && r <= 'z' }

// latin reports whether t may be pinyin alone.
func (t term) latin() bool {
	return !slices.ContainsFunc(t, func(r rune) bool { return !isLatin(r) })
}
