package exchange

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"

	"github.com/xuri/excelize/v2"

	"mingbai/catalog"
)

// A WorkbookWriter writes workbooks. The zero value is ready.
type WorkbookWriter struct {
	// Progress, where it is not nil, is told now and then how many records
	// of how many are written, in the goroutine of the caller.
	Progress func(done, total int)
}

// WriteWorkbook writes records into one Excel workbook for people to edit: a
// sheet for each kind, and a sheet for each sort of list, keyed by the id and
// an order number, with a column for each language. Coded values have
// drop-down lists, every column says what belongs there, and an unseen sheet
// keeps the records as they are, so that [ReadWorkbook] can tell what was
// edited. What a cell cannot hold is grey and not to be edited. Records of
// kinds that this version does not know only travel along.
//
// Without records the workbook is an empty form. It refuses records that
// cannot be written, and two with one id.
func WriteWorkbook(w io.Writer, records []*catalog.Record) error {
	return WorkbookWriter{}.Write(w, records)
}

// Write writes a workbook as [WriteWorkbook] does.
func (ww WorkbookWriter) Write(w io.Writer, records []*catalog.Record) (err error) {
	l, err := newLayout()
	if err != nil {
		return err
	}
	x := &writing{WorkbookWriter: ww, layout: l, file: excelize.NewFile()}
	defer func() {
		if closed := x.file.Close(); err == nil && closed != nil {
			err = fmt.Errorf("write workbook: %w", closed)
		}
	}()
	if err := x.take(records); err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	if err := x.all(); err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	if err := x.file.Write(w); err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	if x.Progress != nil {
		x.Progress(len(records), len(records))
	}
	return nil
}

// A writing is one workbook being written.
type writing struct {
	WorkbookWriter
	layout    *layout
	file      *excelize.File
	looks     looks
	directory *directory
	records   []*catalog.Record // sorted by id
	lines     [][]byte
	choices   map[string]string // where the drop-down list of a field is
	done      int
}

// take makes the canonical lines and copies of what will be written.
func (x *writing) take(records []*catalog.Record) error {
	sorted := slices.Clone(records)
	slices.SortFunc(sorted, func(a, b *catalog.Record) int { return cmp.Compare(a.ID, b.ID) })
	for i, r := range sorted {
		if i > 0 && r.ID == sorted[i-1].ID {
			return fmt.Errorf("%s: there are two of them", r.ID)
		}
		line, err := r.Line()
		if err != nil {
			return err
		}
		if len(line) > catalog.MaxLine {
			return fmt.Errorf("%s: %d bytes, at most %d fit", r.ID, len(line), catalog.MaxLine)
		}
		again, err := catalog.ReadRecord(line)
		if err != nil {
			return err
		}
		x.records, x.lines = append(x.records, again), append(x.lines, line)
	}
	x.directory = newDirectory(x.records)
	return nil
}

// all writes the sheets in the order of their tabs.
func (x *writing) all() error {
	var err error
	if x.looks, err = newLooks(x.file); err != nil {
		return err
	}
	x.placeChoices()
	if err := x.tabs(); err != nil {
		return err
	}
	if err := x.guide(); err != nil {
		return err
	}
	for _, p := range x.layout.kinds {
		if err := x.plan(p, x.kindRows(p)); err != nil {
			return err
		}
	}
	for _, p := range x.layout.lists {
		if err := x.plan(p, x.listRows(p, x.records)); err != nil {
			return err
		}
	}
	if err := x.examples(); err != nil {
		return err
	}
	if err := x.writeChoices(); err != nil {
		return err
	}
	return x.origins()
}

// tabs makes the sheets, in the order of their tabs, while they are empty:
// to hide one, the library reads them all.
func (x *writing) tabs() error {
	names := []string{guideSheet, exampleSheet}
	for _, p := range x.layout.all() {
		names = append(names, p.sheet)
	}
	names = append(names, choiceSheet, originSheet)
	if err := x.file.SetSheetName("Sheet1", names[0]); err != nil {
		return err
	}
	for _, name := range names[1:] {
		if _, err := x.file.NewSheet(name); err != nil {
			return err
		}
	}
	return errors.Join(x.file.SetSheetVisible(choiceSheet, false, true), x.file.SetSheetVisible(originSheet, false, true))
}

// A sheetRow is a row to write: what its columns belong to, and the cells
// before and behind them.
type sheetRow struct {
	before, behind []any
	root           reflect.Value
}

// kindRows are the records of a kind.
func (x *writing) kindRows(p *plan) []sheetRow {
	var rows []sheetRow
	for _, r := range x.records {
		if r.Kind() == p.kind {
			rows = append(rows, sheetRow{before: []any{x.looks.id(string(r.ID))}, root: root(r)})
		}
	}
	return rows
}

// listRows are the items of the lists of records.
func (x *writing) listRows(p *plan, records []*catalog.Record) []sheetRow {
	var rows []sheetRow
	for _, r := range records {
		at, ok := p.lists[r.Kind()]
		if !ok {
			continue
		}
		list := at.of(r)
		for i := range list.Len() {
			rows = append(rows, sheetRow{root: list.Index(i),
				before: []any{string(r.ID), x.looks.id(clean(r.Title[catalog.ZH])), i + 1},
				behind: []any{i + 1}})
		}
	}
	return rows
}

// origins keeps what the workbook is made from, unseen.
func (x *writing) origins() error {
	sw, err := x.file.NewStreamWriter(originSheet)
	if err != nil {
		return err
	}
	if err := sw.SetRow("A1", []any{originMark}); err != nil {
		return err
	}
	p, err := newPacker()
	if err != nil {
		return err
	}
	for i, r := range x.records {
		row, err := p.row(r.ID, x.lines[i])
		if err != nil {
			return fmt.Errorf("%s: %w", r.ID, err)
		}
		if err := sw.SetRow(spot{i + 2, 1}.String(), row); err != nil {
			return err
		}
	}
	return sw.Flush()
}

func (x *writing) step() {
	x.done++
	if x.Progress != nil && x.done%500 == 0 {
		x.Progress(x.done, len(x.records))
	}
}
