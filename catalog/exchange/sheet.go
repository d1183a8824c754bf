package exchange

import (
	"errors"
	"reflect"
	"strings"

	"github.com/xuri/excelize/v2"

	"mingbai/catalog"
)

// spareRows is how many rows below the last have drop-down lists too.
const spareRows = 1000

// plan writes a sheet of records or of a list.
func (x *writing) plan(p *plan, rows []sheetRow) error {
	sw, err := x.file.NewStreamWriter(p.sheet)
	if err != nil {
		return err
	}
	first := 2 // column of the first of p.columns
	if p.kind == "" {
		first = 4
	}
	if err := x.shape(sw, p); err != nil {
		return err
	}
	if err := sw.SetRow("A1", x.headRow(p), excelize.RowOpts{Height: 34}); err != nil {
		return err
	}
	for i, row := range rows {
		if err := sw.SetRow(spot{i + 2, 1}.String(), x.cells(p, row), excelize.RowOpts{Height: x.height(p, row)}); err != nil {
			return err
		}
		if p.kind != "" {
			x.step()
		}
	}
	last := len(rows) + 1
	if err := x.validate(p, first, last+spareRows); err != nil {
		return err
	}
	end := spot{max(last, 2), first + len(p.columns) - 1}
	if err := x.file.AutoFilter(p.sheet, "A1:"+end.String(), nil); err != nil {
		return err
	}
	if p.kind != "" {
		if err := x.file.ProtectSheet(p.sheet, allowed()); err != nil {
			return err
		}
	}
	return sw.Flush()
}

// allowed is what may be done on a sheet whose ids are locked: everything
// else.
func allowed() *excelize.SheetProtectionOptions {
	return &excelize.SheetProtectionOptions{AutoFilter: true, DeleteRows: true, EditObjects: true, EditScenarios: true, FormatCells: true,
		FormatColumns: true, FormatRows: true, InsertHyperlinks: true, InsertRows: true, SelectLockedCells: true, SelectUnlockedCells: true, Sort: true}
}

// A colShape is how wide a column is and how its cells look.
type colShape struct {
	width  float64
	look   int
	hidden bool
}

// shape sets widths, looks and what stays in sight.
func (x *writing) shape(sw *excelize.StreamWriter, p *plan) error {
	cols := []colShape{{width: 24, look: x.looks.text}}
	if p.kind == "" {
		cols = append(cols, colShape{width: 24, look: x.looks.locked}, colShape{width: 6, look: x.looks.plain})
	}
	for _, c := range p.columns {
		cols = append(cols, colShape{width: c.width(), look: x.looks.of(c)})
	}
	if p.kind == "" {
		cols = append(cols, colShape{width: 8, hidden: true})
	}
	if err := shapeColumns(sw, cols); err != nil {
		return err
	}
	return sw.SetPanes(&excelize.Panes{Freeze: true, XSplit: 2, YSplit: 1, TopLeftCell: "C2", ActivePane: "bottomRight"})
}

// shapeColumns shapes the first columns of a sheet, the last one first: the
// library puts what it is told before the rest, and spreadsheets want the
// columns in order.
func shapeColumns(sw *excelize.StreamWriter, cols []colShape) error {
	for i := len(cols) - 1; i >= 0; i-- {
		n, c := i+1, cols[i]
		err := errors.Join(sw.SetColWidth(n, n, c.width), sw.SetColStyle(n, n, c.look))
		if c.hidden {
			err = errors.Join(err, sw.SetColVisible(n, n, false))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// headRow returns the headings of a plan.
func (x *writing) headRow(p *plan) []any {
	heads := []string{headID}
	if p.kind == "" {
		heads = append(heads, headName, headOrder)
	}
	for _, c := range p.columns {
		heads = append(heads, c.head)
	}
	if p.kind == "" {
		heads = append(heads, headOrigin)
	}
	var row []any
	for _, head := range heads {
		row = append(row, excelize.Cell{StyleID: x.looks.headOf(head), Value: head})
	}
	return row
}

// cells returns the cells of a row.
func (x *writing) cells(p *plan, row sheetRow) []any {
	all := append([]any{}, row.before...)
	for _, c := range p.columns {
		all = append(all, x.cell(c, row.root))
	}
	return append(all, row.behind...)
}

// cell returns what a column says, nil for nothing.
func (x *writing) cell(c *column, root reflect.Value) any {
	v := c.in(root)
	if parent, there := reach(root, c.at[:len(c.at)-1]); !there || parent.IsZero() {
		return nil
	}
	s := c.leaf.show(c, v, x.directory)
	switch {
	case s == "" && c.leaf.read == nil:
		return nil
	case !c.faithful(v, x.directory):
		return excelize.Cell{StyleID: x.looks.locked, Value: s}
	case s == "":
		return nil
	case c.leaf.cell == nil:
		return excelize.Cell{StyleID: x.looks.of(c), Value: s}
	}
	if value := c.leaf.cell(v); value != nil {
		return excelize.Cell{StyleID: x.looks.of(c), Value: value}
	}
	return excelize.Cell{StyleID: x.looks.text, Value: s}
}

// height leaves room for the longest cell of a row, up to eight lines.
func (x *writing) height(p *plan, row sheetRow) float64 {
	most := 1
	for _, c := range p.columns {
		if _, there := reach(row.root, c.at); !there {
			continue
		}
		n := 0
		for line := range strings.SplitSeq(c.leaf.show(c, c.in(row.root), x.directory), "\n") {
			n += 1 + int(float64(len(line))*2/3/c.width()) // three bytes are two columns wide
		}
		most = max(most, n)
	}
	return 16 * float64(min(most, 8))
}

// width is a sensible width of the column, in characters.
func (c *column) width() float64 {
	switch t := c.field.typ; {
	case t == dateType:
		return 12
	case t.Kind() == reflect.Bool, t.Kind() == reflect.Int, t.Kind() == reflect.Int64, t.Kind() == reflect.Uint32:
		return 9
	case t == codeType, t == reflect.PointerTo(limitType):
		return 15
	case t.Kind() == reflect.Pointer:
		return 10
	case c.field.key == "Link.url", t.Kind() == reflect.Slice && c.lang != catalog.EN && c.lang != catalog.RU:
		return 34
	case c.lang == catalog.ZH, t == idType:
		return 26
	case t.Kind() == reflect.String:
		return 18
	}
	return 20
}
