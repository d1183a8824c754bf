package search

import (
	"slices"
	"strings"
)

// stopPhrases say what a visitor wants to know, not about what. Longer ones
// stand first.
var stopPhrases = []string{
	"打什么电话",
	"怎么办理", "如何办理", "怎样办理", "在哪里办", "在哪儿办", "需要什么", "需要多久", "多长时间", "什么时候", "可不可以",
	"什么材料", "哪些材料", "什么手续", "哪个窗口",
	"怎么办", "怎么样", "在哪里", "在哪儿", "多少钱", "为什么", "要什么", "是什么", "能不能", "我想要", "我要办", "要多久",
	"有没有", "是不是", "要不要", "办什么",
	"怎么", "如何", "怎样", "在哪", "哪里", "哪儿", "多少", "多久", "什么", "请问", "我要", "我想", "想要", "可以", "需要",
	"找谁", "去哪", "几天", "吗", "呢",
}

// fillers join words and are rarely a part of one: two characters side by
// side that no record has say nothing where one of them is a filler.
const fillers = "了的我你他她要想去来能会把被没不在给从和跟与个这那刚有就也还都又再让"

func isFiller(r rune) bool { return strings.ContainsRune(fillers, r) }

// stopWords are the same in words of alphabets.
var stopWords = strings.Fields("how what where when which who why does can could should would the for and get need want have much " +
	"как что где когда какой какая какие кто почему можно нужно надо или для мне мой моя есть хочу получить сделать сколько стоит стоят")

// softRuns returns the stretches of one class that are left of a term without
// stop phrases.
func softRuns(t term) [][]rune {
	text := string(t)
	for _, s := range stopPhrases {
		text = strings.ReplaceAll(text, s, " ")
	}
	var all [][]rune
	for _, part := range splitRunes([]rune(text), ' ') {
		all = append(all, runsOf(part)...)
	}
	return slices.DeleteFunc(all, func(run []rune) bool {
		return isLetter(run[0]) && (len(run) < shortest || slices.Contains(stopWords, string(run)))
	})
}

// softTerms cuts characters into every two side by side.
func softTerms(run []rune) []term {
	if len(run) == 1 || classOf(run[0]) != han {
		return []term{run}
	}
	var all []term
	for i := range len(run) - 1 {
		all = append(all, run[i:i+2])
	}
	return all
}

// Names of fewer runes are no sign that a record is meant, longer ones are
// not looked for inside what was typed.
const shortName, longName = 2, 10

// wholeNames returns the grams of all names that may be in a run.
func wholeNames(run []rune) []gram {
	var all []gram
	for from := range run {
		for to := from + shortName; to <= min(len(run), from+longName); to++ {
			all = append(all, wholeName(run[from:to]))
		}
	}
	return all
}

// runsOf cuts runes where their class changes.
func runsOf(runes []rune) [][]rune {
	var all [][]rune
	from := 0
	for i := 1; i <= len(runes); i++ {
		if i == len(runes) || classOf(runes[i]) != classOf(runes[from]) {
			all = append(all, runes[from:i:i])
			from = i
		}
	}
	return all
}

// maxEnding is how many letters of an ending may differ: пенсия, пенсией.
const maxEnding = 2

// endings returns a word with and without its ending; anything else as it is.
func endings(t term) []term {
	all := []term{t}
	for cut := 1; t.alphabetic() && cut <= maxEnding && len(t)-cut >= 4; cut++ {
		all = append(all, t[:len(t)-cut])
	}
	return all
}
