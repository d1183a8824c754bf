package exchange

import (
	"encoding/xml"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// What one sheet may hold at most.
const (
	maxRows    = 200_000
	maxColumns = 1000
	maxCells   = 4_000_000  // of all sheets, with content
	maxSpan    = 16_000_000 // of all sheets, with those before the last of each row
)

// An oddity is what the text of a cell does not tell.
type oddity int

const (
	formula  oddity = iota + 1 // computed by the spreadsheet
	failed                     // an error of the spreadsheet, as #REF!
	day                        // a number that is shown as a day or a time
	styled                     // a number that is shown otherwise
	shortcut                   // a number of which the last digits are lost
)

// A note on a cell is its oddity, and how the cell shows what it holds.
type oddCell struct {
	what oddity
	text string
}

// A spot is a cell, row and column from 1.
type spot struct{ row, col int }

func (s spot) String() string {
	name, err := excelize.CoordinatesToCellName(s.col, s.row)
	if err != nil {
		return fmt.Sprintf("R%dC%d", s.row, s.col)
	}
	return name
}

// A sweep reads through a sheet once, before the library does, and finds
// what the library does not tell: formulas, errors, how numbers are shown,
// merged cells, and whether the sheet is whole and in order. The library
// takes a sheet that is cut off for a shorter one.
type sweep struct {
	shown    func(style int, number float64, raw string) (oddity, string)
	strings  int // how many there are in the table of strings
	odd      map[spot]oddCell
	merged   [][2]spot
	rows     int // with content
	cells    int // with content
	span     int // cells up to the last of each row
	last     int // column of the last cell with content
	at       spot
	style    int
	kind     string // the t of the cell
	element  string
	value    strings.Builder
	hasValue bool
	inCell   bool
	rowFull  bool
}

// newSweep returns a sweep that asks shown how a number looks in a style.
func newSweep(strings int, shown func(int, float64, string) (oddity, string)) *sweep {
	return &sweep{shown: shown, strings: strings, odd: map[spot]oddCell{}}
}

// see takes the next token of the sheet.
func (s *sweep) see(t xml.Token) error {
	switch t := t.(type) {
	case xml.StartElement:
		s.element = t.Name.Local
		switch t.Name.Local {
		case "row":
			return s.row(t)
		case "c":
			return s.cell(t)
		case "f":
			if s.inCell {
				s.odd[s.at] = oddCell{what: formula}
				s.hasValue = true
			}
		case "mergeCell":
			return s.merge(attribute(t, "ref"))
		}
	case xml.CharData:
		if s.inCell && (s.element == "v" || s.element == "t") {
			s.value.Write(t)
		}
	case xml.EndElement:
		s.element = ""
		if t.Name.Local == "c" && s.inCell {
			return s.end()
		}
	}
	return nil
}

func attribute(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func (s *sweep) row(t xml.StartElement) error {
	next := s.at.row + 1
	if r := attribute(t, "r"); r != "" {
		n, err := strconv.Atoi(r)
		if err != nil || n < next || n > excelize.TotalRows {
			return fmt.Errorf("row %s after row %d", brief(r), s.at.row)
		}
		next = n
	}
	s.at, s.rowFull, s.last = spot{row: next}, false, 0
	return nil
}

func (s *sweep) cell(t xml.StartElement) error {
	next := s.at.col + 1
	if r := attribute(t, "r"); r != "" {
		col, row, err := excelize.CellNameToCoordinates(r)
		if err != nil || row != s.at.row || col < next {
			return fmt.Errorf("cell %s after %s", brief(r), s.at)
		}
		next = col
	}
	s.at.col, s.inCell, s.hasValue = next, true, false
	s.kind = attribute(t, "t")
	s.style, _ = strconv.Atoi(attribute(t, "s"))
	s.value.Reset()
	return nil
}

// end looks at a cell that is complete.
func (s *sweep) end() error {
	s.inCell = false
	raw := strings.TrimSpace(s.value.String())
	if s.hasValue = s.hasValue || raw != ""; !s.hasValue {
		return nil
	}
	if s.cells++; !s.rowFull {
		s.rowFull = true
		s.rows++
	}
	s.span, s.last = s.span+s.at.col-s.last, s.at.col
	if s.at.col > maxColumns || s.rows > maxRows || s.cells > maxCells || s.span > maxSpan {
		return fmt.Errorf("more than %d rows, %d columns or %d cells", maxRows, maxColumns, maxCells)
	}
	switch s.kind {
	case "", "n":
		s.number(raw)
	case "e":
		s.note(failed, raw)
	case "b":
		s.note(styled, map[bool]string{true: "TRUE", false: "FALSE"}[raw == "1"])
	case "d":
		s.note(day, raw[:min(len(raw), len("2026-11-18"))])
	case "s":
		if i, err := strconv.Atoi(raw); err != nil || i < 0 || i >= s.strings {
			return errors.New("a text that is not in the table of texts")
		}
	}
	return nil
}

func (s *sweep) number(raw string) {
	n, err := strconv.ParseFloat(raw, 64)
	if err != nil {
		return
	}
	if math.Abs(n) >= 1e15 && cutShort(raw) {
		s.note(shortcut, raw)
		return
	}
	if what, text := s.shown(s.style, n, raw); what != 0 {
		s.note(what, text)
	}
}

// cutShort reports whether a number was cut to the 15 digits that
// spreadsheets keep.
func cutShort(raw string) bool {
	digits := strings.TrimLeft(raw, "+-")
	return strings.ContainsAny(raw, "eE") || len(digits) > 15 && strings.Trim(digits[15:], "0.") == ""
}

func (s *sweep) note(what oddity, text string) {
	if s.odd[s.at].what != formula {
		s.odd[s.at] = oddCell{what, text}
	}
}

func (s *sweep) merge(ref string) error {
	from, to, ok := strings.Cut(ref, ":")
	if !ok {
		return nil
	}
	c1, r1, err1 := excelize.CellNameToCoordinates(from)
	c2, r2, err2 := excelize.CellNameToCoordinates(to)
	if err := errors.Join(err1, err2); err != nil {
		return err
	}
	if len(s.merged) > maxRows {
		return errors.New("too many merged cells")
	}
	s.merged = append(s.merged, [2]spot{{min(r1, r2), min(c1, c2)}, {max(r1, r2), max(c1, c2)}})
	return nil
}
