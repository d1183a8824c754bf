package exchange

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// aside are the parts of a number format that are shown as they stand or
// only colour it.
var aside = regexp.MustCompile(`"[^"]*"|\\.|_.|\*.|\[[^\]]*\]`)

// numberForms tells how numbers look in the styles of a workbook.
type numberForms struct {
	book     *excelize.File
	from1904 bool
	known    map[int]form
	scratch  *excelize.File // formats the odd number
}

// A form is what a style does with a number.
type form struct {
	what   oddity
	clock  bool // day: only a time
	number *excelize.Style
}

// of returns the form of a style.
func (n *numberForms) of(style int) form {
	f, ok := n.known[style]
	if !ok {
		f = n.look(style)
		n.known[style] = f
	}
	return f
}

// look tells the form of a style by its built-in number (ECMA-376 part 1,
// 18.8.30; those that East Asian programs add included) or by its code.
func (n *numberForms) look(style int) form {
	s, err := n.book.GetStyle(style)
	if style == 0 || err != nil {
		return form{}
	}
	id := s.NumFmt
	switch {
	case s.CustomNumFmt != nil:
		return codeForm(*s.CustomNumFmt, s)
	case id == 0 || id == 1 || id == 49:
		return form{}
	case id >= 14 && id <= 17, id == 22, id >= 27 && id <= 31, id == 36, id >= 50 && id <= 54, id == 57, id == 58:
		return form{what: day}
	case id >= 18 && id <= 21, id >= 32 && id <= 35, id >= 45 && id <= 47, id == 55, id == 56:
		return form{what: day, clock: true}
	}
	return form{what: styled, number: &excelize.Style{NumFmt: id}}
}

func codeForm(code string, s *excelize.Style) form {
	bare := strings.ToLower(aside.ReplaceAllString(code, ""))
	switch {
	case bare == "" || strings.Contains(bare, "general") || bare == "@" || strings.Contains(bare, "g/通用格式"):
		return form{}
	case strings.ContainsAny(bare, "yd") || strings.Contains(bare, "m") && !strings.ContainsAny(bare, "hs0#"):
		return form{what: day}
	case strings.ContainsAny(bare, "hs"):
		return form{what: day, clock: true}
	}
	return form{what: styled, number: &excelize.Style{CustomNumFmt: s.CustomNumFmt}}
}

// shown says how a number looks in a style, where that matters.
func (n *numberForms) shown(style int, number float64, raw string) (oddity, string) {
	f := n.of(style)
	switch f.what {
	case day:
		return n.moment(f, number)
	case styled:
		return styled, n.styledText(f.number, number, raw)
	}
	if len(raw) > 15 { // 0.1 is kept as 0.10000000000000001
		if short := strconv.FormatFloat(number, 'f', -1, 64); len(short) < len(raw) {
			return styled, short
		}
	}
	return 0, ""
}

// moment shows a number as the day or the time that it counts.
func (n *numberForms) moment(f form, number float64) (oddity, string) {
	t, err := excelize.ExcelDateToTime(number, n.from1904)
	if err != nil {
		return 0, ""
	}
	t = t.Round(time.Minute)
	switch {
	case f.clock && number >= 0 && number < 1:
		return day, t.Format("15:04")
	case t.Hour() == 0 && t.Minute() == 0:
		return day, t.Format(time.DateOnly)
	}
	return day, t.Format("2006-01-02 15:04")
}

// styledText lets the library show a number that few cells have: a share in
// percent, a post code with its noughts.
func (n *numberForms) styledText(style *excelize.Style, number float64, raw string) string {
	if n.scratch == nil {
		n.scratch = excelize.NewFile()
	}
	id, err := n.scratch.NewStyle(style)
	if err != nil || n.scratch.SetCellStyle("Sheet1", "A1", "A1", id) != nil || n.scratch.SetCellValue("Sheet1", "A1", number) != nil {
		return raw
	}
	text, err := n.scratch.GetCellValue("Sheet1", "A1", excelize.Options{RawCellValue: false})
	if err != nil || text == "" {
		return raw
	}
	return strings.TrimSpace(text)
}
