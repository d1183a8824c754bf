package exchange

import (
	"reflect"
	"regexp"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"mingbai/catalog"
)

// maxCell is the longest text that is written into a cell, in UTF-16 units;
// a spreadsheet holds 32,767.
const maxCell = 32000

const tooLong = "…（太长，这里只显示开头）"

// inLine stands for a line break within one line of a list.
const inLine = "↵"

// escaped is what spreadsheets take for a character in disguise.
var escaped = regexp.MustCompile(`_(x[0-9A-Fa-f]{4}_)`)

// norm is a text as cells are compared: line ends as "\n", no blanks around.
func norm(s string) string {
	return strings.TrimSpace(strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n"))
}

// clean is a text as a cell can hold it.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0xFFFE || r == 0xFFFF || r == utf8.RuneError {
			return ' '
		}
		return r
	}, norm(s))
	s = escaped.ReplaceAllString(s, "＿$1")
	if len(s) <= maxCell || len(utf16.Encode([]rune(s))) <= maxCell {
		return norm(s)
	}
	r := []rune(s)
	return norm(string(r[:min(len(r), maxCell/2)])) + tooLong
}

func showString(_ *column, v reflect.Value, _ *directory) string { return clean(v.String()) }

func sameString(_ *column, v reflect.Value, val any) bool {
	s, _ := val.(string)
	return norm(v.String()) == s
}

// readString takes digits and letters of full width for plain ones: numbers,
// codes and addresses are looked up, dialled and typed.
func readString(c *column, s string, _ *directory) (any, *fault) {
	s = plainDigits(s)
	if c.field.key != "Link.url" {
		return s, nil
	}
	if _, wrong := readAddress(s); wrong != nil {
		return nil, wrong
	}
	return s, nil
}

func showText(c *column, v reflect.Value, _ *directory) string {
	return clean(v.Interface().(catalog.Text)[c.lang])
}

func readText(_ *column, s string, _ *directory) (any, *fault) { return s, nil }

func sameText(c *column, v reflect.Value, val any) bool {
	s, _ := val.(string)
	return norm(v.Interface().(catalog.Text)[c.lang]) == s
}

func putText(c *column, v reflect.Value, val any) {
	s, _ := val.(string)
	v.Set(reflect.ValueOf(with(v.Interface().(catalog.Text), c.lang, s)))
}

// with returns t with other words in one language; "" takes them away.
func with(t catalog.Text, lang catalog.Lang, s string) catalog.Text {
	other := catalog.Text{}
	for l, words := range t {
		other[l] = words
	}
	if other[lang] = s; s == "" {
		delete(other, lang)
	}
	if len(other) == 0 {
		return nil
	}
	return other
}

// lines returns the words of a list in one language, without those that are
// missing at its end.
func lines(list []catalog.Text, lang catalog.Lang) []string {
	var all []string
	for _, t := range list {
		all = append(all, norm(t[lang]))
	}
	return trimmed(all)
}

func trimmed(all []string) []string {
	for len(all) > 0 && all[len(all)-1] == "" {
		all = all[:len(all)-1]
	}
	return all
}

func showLines(c *column, v reflect.Value, _ *directory) string {
	all := lines(v.Interface().([]catalog.Text), c.lang)
	for i := range all {
		all[i] = strings.ReplaceAll(all[i], "\n", inLine)
	}
	return cleanLines(all)
}

// cleanLines joins lines, of which the first may be missing.
func cleanLines(all []string) string {
	blank := 0
	for blank < len(all) && all[blank] == "" {
		blank++
	}
	return strings.Repeat(inLine+"\n", blank) + clean(strings.Join(all[blank:], "\n"))
}

func readLines(_ *column, s string, _ *directory) (any, *fault) {
	var all []string
	for line := range strings.SplitSeq(s, "\n") {
		all = append(all, norm(strings.ReplaceAll(line, inLine, "\n")))
	}
	return trimmed(all), nil
}

func sameLines(c *column, v reflect.Value, val any) bool {
	all, _ := val.([]string)
	return slices.Equal(lines(v.Interface().([]catalog.Text), c.lang), all)
}

func putLines(c *column, v reflect.Value, val any) {
	all, _ := val.([]string)
	v.Set(reflect.ValueOf(withLines(v.Interface().([]catalog.Text), c.lang, all)))
}

// withLines returns list with other lines in one language.
func withLines(list []catalog.Text, lang catalog.Lang, all []string) []catalog.Text {
	other := make([]catalog.Text, max(len(list), len(all)))
	copy(other, list)
	for i := range other {
		s := ""
		if i < len(all) {
			s = all[i]
		}
		if other[i] = with(other[i], lang, s); other[i] == nil {
			other[i] = catalog.Text{} // an item without words is {}, not null
		}
	}
	for len(other) > 0 && other[len(other)-1].Empty() {
		other = other[:len(other)-1]
	}
	if len(other) == 0 {
		return nil
	}
	return other
}
