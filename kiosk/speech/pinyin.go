package speech

import (
	"bytes"
	"slices"
	"strings"
)

// Pinyin writes Chinese words, as [Words] returns them, as syllables with
// tones: the one form that espeak-ng 1.51 reads rightly, by its voice
// cmn-latn-pinyin. A capital letter stays; any other sign is a pause or
// nothing. 一 and 不 have the tone that they take before the next syllable.
func Pinyin(words string) string {
	r, err := book()
	if err != nil {
		return "" // a test reads the table, which is part of the program
	}
	chars, sounds := sound(r, words)
	var b []byte
	for i, c := range chars {
		b = appendSound(b, c, sounds[i])
	}
	return strings.TrimSpace(string(b))
}

// sound gives every character its sound, "" where it has none.
func sound(r *readings, words string) (chars []rune, sounds []string) {
	chars = []rune(words)
	var fixed []bool
	for len(sounds) < len(chars) {
		word, f := r.at(chars[len(sounds):])
		sounds = append(sounds, word...)
		fixed = append(fixed, slices.Repeat([]bool{f}, len(word))...)
	}
	for i := range chars {
		if !fixed[i] {
			sounds[i] = turn(chars, sounds, i)
		}
	}
	return chars, sounds
}

// ends reports whether a clause ends before chars[i].
func ends(chars []rune, i int) bool { return i >= len(chars) || isPause(chars[i]) }

func appendSound(b []byte, c rune, syllable string) []byte {
	switch {
	case syllable != "":
		return append(append(b, syllable...), ' ')
	case c >= 'A' && c <= 'Z':
		return append(b, byte(c), ' ')
	case isPause(c):
		return append(append(bytes.TrimSuffix(b, []byte(" ")), asciiPause(c)...), ' ')
	}
	return b
}

// asciiPause returns the sign by which the voice makes a pause.
func asciiPause(c rune) string {
	switch c {
	case '。', '.':
		return "."
	case '！', '!':
		return "!"
	case '？', '?':
		return "?"
	case '；', ';':
		return ";"
	}
	return ","
}

// turn returns the sound of a character after what follows has changed it.
func turn(chars []rune, sounds []string, i int) string {
	s := sounds[i]
	if chars[i] == '还' && s == "hai2" && ends(chars, i+1) {
		return "huan2" // 自己还，
	}
	if i+1 >= len(chars) || i > 0 && chars[i-1] == chars[i] {
		return s
	}
	next := tone(sounds[i+1])
	switch {
	case next == 0:
		return s
	case chars[i] == '不' && next == '4':
		return "bu2"
	case chars[i] != '一' || counted(chars, i):
		return s
	case i > 0 && chars[i-1] == chars[i+1]:
		return "yi5" // 数一数
	case next == '4' || chars[i+1] == '个':
		return "yi2"
	case next == '5':
		return s
	}
	return "yi4"
}

// counted reports whether the 一 at i counts out an order or stands in a row
// of digits: it keeps its own tone there.
func counted(chars []rune, i int) bool {
	const numerals = "零一二三四五六七八九十幺"
	if i > 0 && strings.ContainsRune(numerals+"第百千万初周", chars[i-1]) {
		return chars[i-1] != '万' && chars[i-1] != '千' || !strings.ContainsRune("百千", chars[i+1])
	}
	return strings.ContainsRune(numerals[:len(numerals)-len("十幺")]+"点月日号楼层级等期档区单班栋院", chars[i+1])
}
