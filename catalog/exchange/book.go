package exchange

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"
)

// A book is a workbook that is open for reading, after everything that can
// be refused without looking at its words.
type book struct {
	parts  parts
	file   *excelize.File
	forms  *numberForms
	sheets []listed
	texts  int // in the table of strings
}

// A grid is what one sheet holds.
type grid struct {
	name   string
	rows   [][]string // as kept: numbers without their form
	odd    map[spot]oddCell
	merged [][2]spot
}

// openBook opens a workbook of size bytes. The caller closes it.
func openBook(r io.ReaderAt, size int64) (*book, *fault) {
	if f := sniff(r, size); f != nil {
		return nil, f
	}
	p, f := openParts(r, size)
	if f != nil {
		return nil, f
	}
	b := &book{parts: p}
	var from1904 bool
	if b.sheets, from1904, f = p.sheets(); f != nil {
		return nil, f
	}
	if f := b.preamble(); f != nil {
		return nil, f
	}
	err := guarded(func() (err error) {
		b.file, err = excelize.OpenReader(io.NewSectionReader(r, 0, size), excelize.Options{RawCellValue: true, UnzipSizeLimit: maxUnzipped, UnzipXMLSizeLimit: 16 << 20})
		return err
	})
	if err != nil {
		b.close()
		return nil, broken("xl/workbook.xml", err)
	}
	b.forms = &numberForms{book: b.file, from1904: from1904, known: map[int]form{}}
	return b, nil
}

// preamble reads through what the library unpacks before any sheet is swept,
// and counts the table of strings.
func (b *book) preamble() *fault {
	nothing := func(xml.Token) error { return nil }
	for name := range b.parts {
		switch {
		case name == "xl/sharedstrings.xml":
			if f := b.parts.tokens(name, b.countText); f != nil {
				return f
			}
		case b.parts.isSheet(name) && strings.HasSuffix(name, ".xml"):
			if f := b.parts.skim(name); f != nil {
				return f
			}
		case understood(name):
			if f := b.parts.tokens(name, nothing); f != nil {
				return f
			}
		}
	}
	return nil
}

func (b *book) countText(t xml.Token) error {
	if e, ok := t.(xml.StartElement); ok && e.Name.Local == "si" {
		b.texts++
	}
	return nil
}

// guarded runs f of the library, which may stumble over a file made to harm.
func guarded(f func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("the library stumbled: %v", v)
		}
	}()
	return f()
}

func (b *book) close() {
	if b.file != nil {
		_ = b.file.Close() // it only removes temporary files
	}
}

// survey sweeps a sheet.
func (b *book) survey(l listed) (*sweep, *fault) {
	s := newSweep(b.texts, b.forms.shown)
	var f *fault
	err := guarded(func() error {
		f = b.parts.tokens(l.part, s.see)
		return nil
	})
	if err != nil {
		return nil, broken(l.part, err)
	}
	return s, f
}

// grid reads a sheet that was swept.
func (b *book) grid(l listed, s *sweep, step func()) (*grid, *fault) {
	g := &grid{name: l.name, odd: s.odd, merged: s.merged}
	err := guarded(func() error {
		rows, err := b.file.Rows(l.name)
		if err != nil {
			return err
		}
		for rows.Next() && len(g.rows) < s.at.row {
			row, err := rows.Columns()
			if err != nil {
				return errors.Join(err, rows.Close())
			}
			g.rows = append(g.rows, row)
			step()
		}
		return rows.Close()
	})
	if err != nil {
		return nil, broken(l.part, err)
	}
	g.spread()
	return g, nil
}

// spread writes what merged cells hold into each row that they cover.
func (g *grid) spread() {
	left := maxRows
	for _, m := range g.merged {
		from, to := m[0], m[1]
		s := g.raw(from)
		if s == "" {
			continue
		}
		for row := from.row + 1; row <= min(to.row, len(g.rows)) && left > 0; row++ {
			left--
			for len(g.rows[row-1]) < from.col {
				g.rows[row-1] = append(g.rows[row-1], "")
			}
			if g.rows[row-1][from.col-1] == "" {
				g.rows[row-1][from.col-1] = s
				if o, ok := g.odd[from]; ok {
					g.odd[spot{row, from.col}] = o
				}
			}
		}
	}
}

// raw returns a cell as it is kept, "" where there is none.
func (g *grid) raw(at spot) string {
	if at.row < 1 || at.row > len(g.rows) || at.col < 1 || at.col > len(g.rows[at.row-1]) {
		return ""
	}
	return g.rows[at.row-1][at.col-1]
}

// text returns a cell as it shows.
func (g *grid) text(at spot) string {
	if o := g.odd[at]; o.what == day || o.what == styled {
		return o.text
	}
	return norm(g.raw(at))
}
