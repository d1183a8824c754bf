package search

import (
	"slices"
	"strings"

	"github.com/mozillazg/go-pinyin"
)

// maxReadings of a character are accepted, the most frequent first; the
// fourth and later ones are of poems and names.
const maxReadings = 3

// readingsOf returns how a character is read, as letters are typed: without
// tones, ü as v and as u. Others than characters have none.
func readingsOf(r rune) []string {
	if !isHan(r) {
		return nil
	}
	args := pinyin.NewArgs()
	args.Heteronym = true
	var some []string
	for _, s := range pinyin.SinglePinyin(r, args) {
		if len(some) < maxReadings && !strings.ContainsFunc(s, func(r rune) bool { return !isLatin(r) }) {
			some = append(some, s)
		}
	}
	for _, s := range some {
		if u := strings.Replace(s, "v", "u", 1); !slices.Contains(some, u) {
			some = append(some, u)
		}
	}
	return some
}

// initialLength returns how many letters of a syllable may stand for its
// initial beside the first: 2 for zh, ch and sh, else 1.
func initialLength(s string) int {
	if len(s) > 1 && s[1] == 'h' && strings.IndexByte("zcs", s[0]) >= 0 {
		return 2
	}
	return 1
}

// Sounds that many people of the north-east or the south do not tell apart,
// or not in spelling. The second is the common form.
var (
	initialEars = [][2]string{{"zh", "z"}, {"ch", "c"}, {"sh", "s"}, {"l", "n"}, {"f", "h"}}
	finalEars   = [][2]string{{"ang", "an"}, {"eng", "en"}, {"ing", "in"}}
)

// byEar returns the common form of a syllable: two that are easily taken for
// each other have the same.
func byEar(s string) string {
	for _, e := range initialEars {
		if strings.HasPrefix(s, e[0]) {
			s = e[1] + s[len(e[0]):]
			break
		}
	}
	for _, e := range finalEars {
		if strings.HasSuffix(s, e[0]) {
			return s[:len(s)-len(e[0])] + e[1]
		}
	}
	return s
}

// allByEar returns every spelling that has the common form of a syllable.
func allByEar(s string) []string {
	common := byEar(s)
	all := []string{common}
	for _, e := range initialEars {
		if strings.HasPrefix(common, e[1]) {
			all = append(all, e[0]+common[len(e[1]):])
		}
	}
	for _, s := range all {
		for _, e := range finalEars {
			if strings.HasSuffix(s, e[1]) {
				all = append(all, s[:len(s)-len(e[1])]+e[0])
			}
		}
	}
	return all
}

// soundsOf returns the common forms of the readings of a character.
func soundsOf(spelled []string) []string {
	var all []string
	for _, s := range spelled {
		if e := byEar(s); !slices.Contains(all, e) {
			all = append(all, e)
		}
	}
	return all
}

// share reports whether a and b have something in common.
func share(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}
