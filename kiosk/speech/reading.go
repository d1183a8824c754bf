package speech

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/mozillazg/go-pinyin"
)

//go:embed word.txt
var wordTable string

// book is word.txt as it is looked up. It is read once and never changes.
var book = sync.OnceValues(func() (*readings, error) { return parseReadings(wordTable) })

// readings says how characters sound by themselves and in words.
type readings struct {
	single  map[rune]string
	words   map[string][]string // a sound for each character
	fixed   map[string]bool     // words whose sounds do not change
	longest map[rune]int        // of the words that begin with it, in characters
}

// parseReadings reads the form of word.txt.
func parseReadings(table string) (*readings, error) {
	r := &readings{map[rune]string{}, map[string][]string{}, map[string]bool{}, map[rune]int{}}
	for n, line := range strings.Split(table, "\n") {
		fields := strings.Fields(line)
		if len(fields) == 0 || fields[0] == "#" {
			continue
		}
		if err := r.line(fields); err != nil {
			return nil, fmt.Errorf("word.txt line %d: %w", n+1, err)
		}
	}
	return r, r.fill()
}

// line takes one line; sounds that it leaves open are "".
func (r *readings) line(fields []string) error {
	if len(fields) < 2 {
		return fmt.Errorf("%q has no sound", fields[0])
	}
	if fields[0] == "=" {
		if len(fields)-2 != utf8.RuneCountInString(fields[1]) {
			return fmt.Errorf("%q needs a sound for each character", fields[1])
		}
		r.add(fields[1], fields[2:])
		r.fixed[fields[1]] = true
		return nil
	}
	head, sound := fields[0], fields[1]
	if len(fields) == 2 {
		c, _ := utf8.DecodeRuneInString(head)
		r.single[c] = sound
	}
	for _, word := range fields[2:] {
		if !strings.Contains(word, head) {
			return fmt.Errorf("%q does not hold %q", word, head)
		}
		if r.fixed[word] {
			continue
		}
		sounds := r.words[word]
		if sounds == nil {
			sounds = make([]string, utf8.RuneCountInString(word))
		}
		for i, c := range []rune(word) {
			if string(c) == head {
				sounds[i] = sound
			}
		}
		r.add(word, sounds)
	}
	return nil
}

func (r *readings) add(word string, sounds []string) {
	first, _ := utf8.DecodeRuneInString(word)
	r.words[word] = sounds
	r.longest[first] = max(r.longest[first], len(sounds))
}

// fill gives every open character of a word the sound it has by itself or in
// a shorter word inside.
func (r *readings) fill() error {
	for word, sounds := range r.words {
		chars := []rune(word)
		for i := range chars {
			if sounds[i] == "" {
				sounds[i] = r.inside(chars, i)
			}
			if !isSyllable(sounds[i]) {
				return fmt.Errorf("word.txt: %q in %q is no syllable", sounds[i], word)
			}
		}
	}
	return nil
}

// inside returns the sound of chars[i] by a shorter word around it.
func (r *readings) inside(chars []rune, i int) string {
	for size := len(chars) - 1; size > 1; size-- {
		for from := max(0, i-size+1); from <= i && from+size <= len(chars); from++ {
			if s := r.words[string(chars[from:from+size])]; s != nil && s[i-from] != "" {
				return s[i-from]
			}
		}
	}
	return r.alone(chars[i])
}

// alone returns the sound of a character by itself, "" for one that has none.
func (r *readings) alone(c rune) string {
	if s := r.single[c]; s != "" {
		return s
	}
	args := pinyin.NewArgs()
	args.Style = pinyin.Tone3
	some := pinyin.SinglePinyin(c, args)
	if len(some) == 0 {
		return ""
	}
	s := strings.NewReplacer("ü", "v", "ê", "e").Replace(some[0])
	if s != "" && strings.IndexByte("12345", s[len(s)-1]) < 0 {
		s += "5"
	}
	if !isSyllable(s) {
		return ""
	}
	return s
}

// at returns the sounds of the word at the beginning of chars, and whether
// nothing changes them; a character that begins no word is one of its own.
func (r *readings) at(chars []rune) (sounds []string, fixed bool) {
	for n := min(r.longest[chars[0]], len(chars)); n > 0; n-- {
		if s := r.words[string(chars[:n])]; s != nil {
			return s, r.fixed[string(chars[:n])]
		}
	}
	return []string{r.alone(chars[0])}, false
}
