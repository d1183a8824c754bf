package part

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/go-text/typesetting/segmenter"

	"mingbai/ui/theme"
)

// units are what a number keeps on its line, longest first.
var units = []string{
	"个工作日", "个自然日", "平方米", "立方米", "千瓦时", "个月", "工作日", "小时", "分钟", "公里", "周岁", "万元", "亿元",
	"元", "天", "日", "月", "年", "岁", "份", "件", "次", "号", "楼", "米", "人", "户", "项", "条", "个", "名", "张", "本", "秒", "倍", "吨", "%", "℃",
}

// Break divides words into lines no wider than w when set in style. It keeps
// Chinese punctuation where it belongs (no line begins with 、。，）》 or ends
// with （《), a number with its unit, and a telephone number whole; only what
// is wider than a whole line is divided anywhere. U+3000 stays inside a line.
func Break(words string, style theme.Style, w float32) []string {
	var lines []string
	for _, paragraph := range strings.Split(words, "\n") {
		lines = append(lines, breakParagraph(paragraph, style, w)...)
	}
	return lines
}

func breakParagraph(words string, style theme.Style, w float32) []string {
	if theme.Width(words, style) <= w+0.5 {
		return []string{words}
	}
	var lines []string
	line, lineW := "", float32(0)
	for _, piece := range pieces(words) {
		pieceW := theme.Width(strings.TrimRight(piece, " "), style)
		if line != "" && lineW+pieceW > w+0.5 {
			lines, line, lineW = append(lines, strings.TrimRight(line, " ")), "", 0
		}
		for line == "" && pieceW > w+0.5 { // wider than a line: divide anywhere
			head := fitting(piece, style, w)
			lines, piece = append(lines, strings.TrimRight(head, " ")), strings.TrimLeft(piece[len(head):], " ")
			pieceW = theme.Width(strings.TrimRight(piece, " "), style)
		}
		line += piece
		lineW = theme.Width(line, style)
	}
	if line = strings.TrimRight(line, " "); line != "" || len(lines) == 0 {
		lines = append(lines, line)
	}
	return lines
}

// fitting returns the longest beginning of s that is at most w wide, and at
// least one rune of it.
func fitting(s string, style theme.Style, w float32) string {
	end := 0
	for i, r := range s {
		next := i + len(string(r))
		if end > 0 && theme.Width(s[:next], style) > w {
			break
		}
		end = next
	}
	for severed(s[:end], s[end:]) && utf8.RuneCountInString(s[:end]) > 1 {
		end -= utf8.RuneLen(lastRune(s[:end]))
	}
	return s[:end]
}

// Signs with which no line begins, and with which none ends.
const (
	closing = "、。，．！？；：）》〉」』】〕”’…"
	opening = "（《〈「『【〔“‘"
)

// severed reports whether a line that ends between before and after would
// leave a sign on the wrong side.
func severed(before, after string) bool {
	return strings.ContainsRune(closing, firstRune(strings.TrimLeft(after, " "))) || strings.ContainsRune(opening, lastRune(strings.TrimRight(before, " ")))
}

// pieces divides words at the places where a line may end.
func pieces(words string) []string {
	var seg segmenter.Segmenter
	seg.Init([]rune(words))
	var all []string
	rest := words
	for it := seg.LineIterator(); it.Next(); {
		for _, part := range atQuotes(string(it.Line().Text)) {
			if n := len(all); n > 0 && glued(all[n-1], rest) {
				all[n-1] += part
			} else {
				all = append(all, part)
			}
			rest = rest[len(part):]
		}
	}
	return all
}

// atQuotes divides a segment before an opening and after a closing quotation
// mark, where Chinese lines may end; the standard cannot tell one from the
// other and keeps both sides together (UAX #14, LB19).
func atQuotes(s string) []string {
	var all []string
	var before rune
	from := 0
	for i, r := range s {
		if i > from && (r == '“' || before == '”') && !severed(s[from:i], s[i:]) {
			all, from = append(all, s[from:i]), i
		}
		before = r
	}
	return append(all, s[from:])
}

// glued reports whether the line must not end between before and after.
func glued(before, after string) bool {
	if severed(before, after) {
		return true
	}
	trimmed := strings.TrimRight(before, " ")
	last, first := lastRune(trimmed), firstRune(after)
	if first == '·' || first == '\u3000' || (unicode.IsDigit(last) && strings.ContainsRune("–—~/", first)) || (strings.ContainsRune("–—~", last) && unicode.IsDigit(first)) {
		return true
	}
	if strings.HasSuffix(before, "〕") && unicode.IsDigit(first) {
		return true
	}
	if unicode.IsDigit(last) {
		for _, u := range units {
			if strings.HasPrefix(after, u) {
				return true
			}
		}
		return false
	}
	return withinUnit(trimmed, after)
}

// withinUnit reports whether before ends with a number and the beginning of
// a unit that after goes on with.
func withinUnit(before, after string) bool {
	for _, u := range units {
		for i := range u {
			if i == 0 || !strings.HasSuffix(before, u[:i]) || !strings.HasPrefix(after, u[i:]) {
				continue
			}
			if unicode.IsDigit(lastRune(strings.TrimRight(before[:len(before)-i], " "))) {
				return true
			}
		}
	}
	return false
}

func lastRune(s string) (last rune) {
	for _, r := range s[max(0, len(s)-4):] {
		last = r
	}
	return last
}

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}
