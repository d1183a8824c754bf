package search

import (
	"iter"
	"slices"
	"strings"
)

// keyRows are the letters as they lie on the screen.
var keyRows = []string{"qwertyuiop", "asdfghjkl", "zxcvbnm"}

// slips yields what may have been meant by a term that no record has, the
// likelier first, of what some name has.
func (x *Index) slips(t term) iter.Seq[term] {
	return func(yield func(term) bool) {
		seen := map[string]bool{string(t): true}
		try := func(v term) bool {
			if s := string(v); !seen[s] {
				seen[s] = true
				return yield(v)
			}
			return true
		}
		switch {
		case !t.alphabetic():
			x.slipsOfCharacters(t, try)
		case len(t) < shortestSlip:
		case !t.latin() || x.slipsOfPinyin(t, try):
			x.slipsOfWords(t, try)
		}
	}
}

// In fewer letters a slip may mean anything; in more characters than these
// it is no slip.
const shortestSlip, longestSlip = 4, 10

// slipsOfPinyin tries what can be read as whole syllables and is in a name;
// it reports whether more is wanted.
func (x *Index) slipsOfPinyin(t term, try func(term) bool) bool {
	for v := range oneSlip(string(t)) {
		if !x.readable(v) {
			continue
		}
		if x.anyName(term(v), nil) && !try(term(v)) {
			return false
		}
	}
	return true
}

// oneSlip yields every other order of two letters, every letter too many,
// every neighbour on the keys, every letter left out.
func oneSlip(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := 0; i+1 < len(s); i++ {
			if !yield(s[:i] + s[i+1:i+2] + s[i:i+1] + s[i+2:]) {
				return
			}
		}
		for i := range len(s) {
			if !yield(s[:i] + s[i+1:]) {
				return
			}
		}
		for i := range len(s) {
			for _, near := range neighbours(s[i]) {
				if !yield(s[:i] + string(near) + s[i+1:]) {
					return
				}
			}
		}
		for i := range len(s) + 1 {
			for c := 'a'; c <= 'z'; c++ {
				if !yield(s[:i] + string(c) + s[i:]) {
					return
				}
			}
		}
	}
}

// neighbours returns the letters beside one on the keys.
func neighbours(c byte) string {
	for row, keys := range keyRows {
		at := strings.IndexByte(keys, c)
		if at < 0 {
			continue
		}
		near := keys[max(0, at-1):min(len(keys), at+2)]
		for _, other := range []int{row - 1, row + 1} {
			if other >= 0 && other < len(keyRows) {
				keys := keyRows[other]
				near += keys[min(len(keys), max(0, at-1)):min(len(keys), at+2)]
			}
		}
		return strings.ReplaceAll(near, string(c), "")
	}
	return ""
}

// readable reports whether letters are whole syllables of names, the last of
// them perhaps begun.
func (x *Index) readable(letters string) bool {
	can := make([]bool, len(letters)+1)
	can[0] = true
	for i := range letters {
		if !can[i] {
			continue
		}
		for n := 1; i+n <= len(letters); n++ {
			whole, begins := x.spelt[letters[i:i+n]]
			if !begins {
				break
			}
			if i+n == len(letters) {
				return true
			}
			can[i+n] = can[i+n] || whole
		}
	}
	return false
}

// slipsOfWords tries words of names that differ by one letter, and the word
// without its ending, which Russian bends.
func (x *Index) slipsOfWords(t term, try func(term) bool) {
	for _, w := range x.words {
		if nearly(t, []rune(w.word)) && !try(term(w.word)) {
			return
		}
	}
	for _, v := range endings(t) {
		if !try(v) {
			return
		}
	}
}

// nearly reports whether word begins with t but for one letter too many, too
// few or another, or two in another order.
func nearly(t, word []rune) bool {
	n := 0
	for n < len(t) && n < len(word) && t[n] == word[n] {
		n++
	}
	begins := func(t, word []rune) bool { return len(word) >= len(t) && slices.Equal(word[:len(t)], t) }
	a, b := t[n:], word[n:]
	switch {
	case len(a) == 0:
		return true
	case begins(a[1:], b): // too many
		return true
	case len(b) == 0:
		return false
	case begins(a, b[1:]), begins(a[1:], b[1:]): // too few, another
		return true
	}
	return len(a) > 1 && len(b) > 1 && a[0] == b[1] && a[1] == b[0] && begins(a[2:], b[2:])
}

// slipsOfCharacters tries two characters in the other order, and one left
// away, where that is in a name. Nobody is led to the number of another.
func (x *Index) slipsOfCharacters(t term, try func(term) bool) {
	if len(t) > longestSlip || t.has(digit) {
		return
	}
	known := func(v term) bool { return !x.anyName(v, nil) || try(v) }
	for i := 0; i+1 < len(t); i++ {
		v := slices.Clone(t)
		v[i], v[i+1] = v[i+1], v[i]
		if !known(v) {
			return
		}
	}
	for i := range t {
		if len(t) > 2 && !known(slices.Delete(slices.Clone(t), i, i+1)) {
			return
		}
	}
}
