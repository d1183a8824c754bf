package speech

import (
	"strings"

	"mingbai/catalog"
)

// A Piece is what a voice says in one breath: a sentence, or part of a long
// one.
type Piece struct {
	Lang  catalog.Lang
	Words string // as Words returns them
}

// longestPiece is where a sentence is parted at its next comma, in
// characters: about twenty seconds.
const longestPiece = 90

// Page returns the pieces of the texts in lang, in their order. A text that
// is not in lang is read in the language it is in.
func Page(lang catalog.Lang, texts ...catalog.Text) []Piece {
	var all []Piece
	for _, t := range texts {
		if words, in := t.In(lang); in != "" {
			all = append(all, Pieces(in, words)...)
		}
	}
	return all
}

// Pieces returns the sentences of a text as they are said. A text without a
// word has none.
func Pieces(lang catalog.Lang, text string) []Piece {
	var all []Piece
	for _, s := range sentences(Words(lang, text)) {
		all = append(all, Piece{lang, s})
	}
	return all
}

// sentences parts words after every full stop, and a long sentence after a
// comma; what has neither is parted at twice the length.
func sentences(words string) []string {
	var all []string
	start, size := 0, 0
	for i, c := range words {
		size++
		end := i + len(string(c))
		if strings.ContainsRune("。！？；.!?;", c) || isPause(c) && size >= longestPiece || size >= 2*longestPiece && (c == ' ' || c >= 0x2E80) {
			all = appendSpoken(all, words[start:end])
			start, size = end, 0
		}
	}
	return appendSpoken(all, words[start:])
}

// appendSpoken adds s when there is something to say in it.
func appendSpoken(all []string, s string) []string {
	s = strings.TrimSpace(s)
	if strings.Trim(s, pauses+" ") == "" {
		return all
	}
	return append(all, s)
}

// Spoken returns what the voice of the piece's language is given.
func (p Piece) Spoken() string {
	if p.Lang == catalog.ZH {
		return Pinyin(p.Words)
	}
	return p.Words
}
