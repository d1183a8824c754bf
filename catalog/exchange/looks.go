package exchange

import (
	"strings"

	"github.com/xuri/excelize/v2"
)

// looks are the styles of a workbook.
type looks struct {
	plain, text, date  int // to edit
	locked             int // to read
	head, foreign, big int
}

const (
	asDate = "yyyy-mm-dd"
	asText = 49 // the built-in number of the form @
)

func newLooks(f *excelize.File) (looks, error) {
	var l looks
	date := asDate
	open := &excelize.Protection{Locked: false}
	wrapped := &excelize.Alignment{WrapText: true, Vertical: "top"}
	grey := excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"EDEDED"}}
	middle := &excelize.Alignment{WrapText: true, Vertical: "center"}
	for _, s := range []struct {
		id    *int
		style excelize.Style
	}{
		{&l.plain, excelize.Style{Alignment: wrapped, Protection: open}},
		{&l.text, excelize.Style{Alignment: wrapped, Protection: open, NumFmt: asText}},
		{&l.date, excelize.Style{Alignment: wrapped, Protection: open, CustomNumFmt: &date}},
		{&l.locked, excelize.Style{Alignment: wrapped, Fill: grey, Font: &excelize.Font{Color: "595959"}}},
		{&l.head, excelize.Style{Alignment: middle, Font: &excelize.Font{Bold: true, Color: "FFFFFF"}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"1F4E79"}}}},
		{&l.foreign, excelize.Style{Alignment: middle, Font: &excelize.Font{Color: "1F4E79"}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"DDEBF7"}}}},
		{&l.big, excelize.Style{Font: &excelize.Font{Bold: true, Size: 14}}},
	} {
		var err error
		if *s.id, err = f.NewStyle(&s.style); err != nil {
			return l, err
		}
	}
	return l, nil
}

// of returns the look of a column's cells. Numbers that are names, such as
// item codes, are text: a spreadsheet keeps 15 digits of a number.
func (l looks) of(c *column) int {
	switch {
	case c.leaf.read == nil:
		return l.locked
	case c.field.typ == dateType:
		return l.date
	case c.field.typ.Kind().String() == "string":
		return l.text
	}
	return l.plain
}

// headOf returns the look of a heading, paler for other languages.
func (l looks) headOf(head string) int {
	for _, suffix := range languages {
		if suffix != "" && strings.HasSuffix(head, suffix) {
			return l.foreign
		}
	}
	return l.head
}

// id returns a cell to read.
func (l looks) id(s string) excelize.Cell { return excelize.Cell{StyleID: l.locked, Value: s} }
