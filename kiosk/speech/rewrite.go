package speech

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"mingbai/catalog"
)

// MaxText is the longest text that is read, in bytes; the rest is left out.
// It is an hour of speech.
const MaxText = 64 << 10

// Words writes a text as a voice says it in lang: only words, single capital
// letters that are said by their names, and pauses. Digits, signs, units and
// letters of other scripts become words of lang or nothing. Words of any text
// are at most about forty times as long. Safe for concurrent use.
func Words(lang catalog.Lang, text string) string {
	if len(text) > MaxText {
		text = text[:MaxText]
	}
	text = plain(text)
	switch lang {
	case catalog.EN:
		return rewrite(text, enTongue)
	case catalog.RU:
		return rewrite(text, ruTongue)
	}
	return rewrite(text, zhTongue)
}

// A tongue is how one language says what is not words.
type tongue struct {
	starts func(rune) bool // whether a rule may match here
	rules  func() []rule   // the first that matches counts
	sign   func(rune) string
	tidy   func(string) string
}

// A rule says one form of writing.
type rule struct {
	at  *regexp.Regexp // begins with ^
	say func(cut) (string, bool)
}

// A cut is where a rule matched.
type cut struct {
	m      []string // the match and its groups
	before string   // up to view bytes of the text before it
	after  string   // up to view bytes of the text behind it
}

// view is how far a rule sees, in bytes: no form of writing is longer, and
// the work for a text grows only as its length does.
const view = 400

func when(pattern string, say func(cut) (string, bool)) rule {
	return rule{regexp.MustCompile(`^(?:` + pattern + `)`), say}
}

func rewrite(text string, t tongue) string {
	var b strings.Builder
	rules := t.rules()
	for i := 0; i < len(text); {
		c, size := utf8.DecodeRuneInString(text[i:])
		if t.starts(c) {
			if said, n := apply(rules, text, i); n > 0 {
				b.WriteString(said)
				i += n
				continue
			}
		}
		b.WriteString(t.sign(c))
		i += size
	}
	return t.tidy(b.String())
}

// apply returns what the first rule that matches at i says, and the length of
// what it takes up; 0 when none does.
func apply(rules []rule, text string, i int) (string, int) {
	before, here := lastBytes(text[:i]), firstBytes(text[i:])
	for _, r := range rules {
		m := r.at.FindStringSubmatch(here)
		if m == nil || m[0] == "" {
			continue
		}
		if said, ok := r.say(cut{m, before, firstBytes(text[i+len(m[0]):])}); ok {
			return said, len(m[0])
		}
	}
	return "", 0
}

// firstBytes returns as much of the beginning of s as a rule sees.
func firstBytes(s string) string {
	if len(s) <= view {
		return s
	}
	n := view
	for !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// lastBytes returns as much of the end of s as a rule sees.
func lastBytes(s string) string {
	n := max(0, len(s)-view)
	for n < len(s) && !utf8.RuneStart(s[n]) {
		n++
	}
	return s[n:]
}

// plain writes letters and digits of full width as ordinary ones, every space
// as one kind, and leaves out what is not text.
func plain(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '０' && r <= '９' || r >= 'Ａ' && r <= 'Ｚ' || r >= 'ａ' && r <= 'ｚ':
			return r - 0xFEE0
		case strings.ContainsRune("％－．／＋＝＜＞＆＃＊", r):
			return r - 0xFEE0
		case r == '\u00a0' || r >= '\u2000' && r <= '\u200a' || r == '\u202f' || r == '\u3000' || r == '\t' || r == '\r':
			return ' '
		case r == '−' || r == '‑' || r == '‐':
			return '-'
		case r == utf8.RuneError || r == '\u00ad' || r == '\u200b' || r == '\ufeff' || r < ' ' && r != '\n':
			return -1
		}
		return r
	}, text)
}

// pauses are the signs that stay.
const pauses = "，、。；：？！,.;:?!"

func isPause(r rune) bool { return strings.ContainsRune(pauses, r) }

// tidyPauses keeps of several pauses in a row the longest, drops those at the
// beginning, and puts space after each or takes it away.
func tidyPauses(s, space string) string {
	var b strings.Builder
	var pending rune
	gap := false
	for _, c := range s {
		switch {
		case isPause(c):
			if weight(c) >= weight(pending) {
				pending = c
			}
		case c == ' ':
			gap = true
		default:
			if b.Len() > 0 {
				writeGap(&b, pending, gap, space)
			}
			b.WriteRune(c)
			pending, gap = 0, false
		}
	}
	if pending != 0 && b.Len() > 0 {
		b.WriteRune(pending)
	}
	return b.String()
}

func writeGap(b *strings.Builder, pause rune, gap bool, space string) {
	if pause != 0 {
		b.WriteRune(pause)
	}
	if pause != 0 || gap {
		b.WriteString(space)
	}
}

// weight orders pauses by length; 0 is none.
func weight(c rune) int {
	switch c {
	case 0:
		return 0
	case '、':
		return 1
	case ',', '，':
		return 2
	case ':', '：':
		return 3
	case ';', '；':
		return 4
	}
	return 5
}

// lastRune returns the last character before trailing spaces.
func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, " "))
	return r
}

// firstRune returns the first character after leading spaces.
func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, " "))
	return r
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func isLatin(r rune) bool { return r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' }

func isCyrillic(r rune) bool { return r >= 0x0400 && r <= 0x04FF }

// hasAny reports whether s begins with one of the words.
func hasAny(s string, words []string) bool {
	for _, w := range words {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

// endsAny reports whether s ends with one of the words.
func endsAny(s string, words []string) bool {
	for _, w := range words {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}
