package part_test

import (
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// chars makes a width of so many Chinese characters.
func chars(n float32) float32 { return n * theme.Width("办", theme.Body) }

func TestBreak(t *testing.T) {
	for _, c := range []struct {
		words string
		width float32 // Chinese characters
		want  string  // lines joined by |
	}{
		{"居民身份证", 5, "居民身份证"},
		{"居民身份证和户口簿", 5, "居民身份证|和户口簿"},
		{"居民身份证、户口簿", 5, "居民身份|证、户口簿"},
		{"不动产登记（住宅）", 6, "不动产登记|（住宅）"},
		{"办结要五天。谢谢", 5, "办结要五|天。谢谢"},
		{"最多可以等 5 个工作日吗", 7, "最多可以等|5 个工作日吗"},
		{"请打电话 0454-555-0121 问", 10, "请打电话|0454-555-0121 问"},
		{"依据《民法典》办理", 3, "依据|《民法|典》办|理"},
		{"Required documents", 6, "Required|documents"},
		{"第一行\n第二行", 10, "第一行|第二行"},
		{"养老·医疗·住房", 3, "养老·|医疗·|住房"},
		{"限 5 个工作日“ 5 个工作日", 9, "限 5 个工作日|“ 5 个工作日"},
		{"", 5, ""},
	} {
		got := strings.Join(part.Break(c.words, theme.Body, chars(c.width)), "|")
		if got != c.want {
			t.Errorf("%q at %v characters: %q, want %q", c.words, c.width, got, c.want)
		}
	}
}

// TestBreakKeepsTheRules makes texts of what halls write and wants the rules
// of Chinese lines held at every width, and nothing lost.
func TestBreakKeepsTheRules(t *testing.T) {
	pieces := []string{"居民", "身份证", "、", "。", "，", "）", "（", "《", "》", "五", " 5 个工作日", "0454-555-0121", "国发〔2014〕8号",
		"Mingbai", " ", "80 元", "2026-11-18", "Русский", "：", "；", "“", "”", "·"}
	rapid.Check(t, func(t *rapid.T) {
		words := strings.TrimSpace(strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 40).Draw(t, "pieces"), ""))
		width := chars(rapid.Float32Range(9, 30).Draw(t, "width"))
		lines := part.Break(words, theme.Body, width)
		if got, want := squeeze(strings.Join(lines, "")), squeeze(words); got != want {
			t.Fatalf("%q became %q", want, got)
		}
		for i, line := range lines {
			if w := theme.Width(line, theme.Body); w > width+1 {
				t.Fatalf("line %q is %.0f wide, want at most %.0f", line, w, width)
			}
			if i > 0 && strings.ContainsAny(first(line), "、。，）》：；”") && !onlySigns(lines[i-1]) && fits(lines[i-1], line, width) {
				t.Fatalf("line %q begins with a closing sign; before it %q", line, lines[i-1])
			}
			if i < len(lines)-1 && strings.ContainsAny(last(line), "（《“") && !onlySigns(line) {
				t.Fatalf("line %q ends with an opening sign", line)
			}
		}
	})
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }
func first(s string) string   { return string([]rune(s)[:1]) }
func last(s string) string    { r := []rune(s); return string(r[len(r)-1:]) }

// onlySigns reports whether a line has nothing but signs: a run of them wider
// than a line is divided anywhere.
func onlySigns(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// fits reports whether the sign could have gone with the word before it.
func fits(before, line string, width float32) bool {
	r := []rune(before)
	return theme.Width(string(r[len(r)-1:])+first(line), theme.Body) <= width && len(r) > 8
}
