package exchange

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"mingbai/catalog"
)

// An Import is what a workbook would change.
type Import struct {
	// Records has every record that the workbook holds, changed or not,
	// sorted by id. They share what they do not change with the base: never
	// change them.
	Records []*catalog.Record
	Added   []catalog.ID // records that are not in the base
	Changed []catalog.ID // records that are in the base, and differ now
	// Changes is what differs in them, and in those added that the workbook
	// was made from.
	Changes []Change
	// Missing has the records that the workbook was made from and that have
	// no row any more in the sheet of their kind. They are left as they
	// are, but for lists of theirs that were edited.
	Missing []catalog.ID
	// Ignored are sheets, columns and rows that were not read, because they
	// say nothing that a record holds.
	Ignored []Problem
	// At says where a record has its row; those that have none are not in it.
	At map[catalog.ID]Row
	// Sheets are the names of those that were read.
	Sheets []string
	// Problems are what was wrong. With Partial they say what was left out;
	// otherwise nothing is imported while there is one.
	Problems []Problem
}

// A Row is a row of a sheet, from 1.
type Row struct {
	Sheet string
	Row   int
}

// Edited returns the records that are added or changed: those to write.
func (im Import) Edited() []*catalog.Record {
	edited := map[catalog.ID]bool{}
	for _, id := range slices.Concat(im.Added, im.Changed) {
		edited[id] = true
	}
	return slices.DeleteFunc(slices.Clone(im.Records), func(r *catalog.Record) bool { return !edited[r.ID] })
}

// A Change is one difference in the JSON form of a record.
type Change struct {
	ID       catalog.ID
	Field    string // the JSON path, such as "body.materials[2].name.zh"
	Old, New string // as JSON; "" is not there
}

// A Problem is something wrong at a place of a workbook, in words that say
// what to do.
type Problem struct {
	Sheet string       // "" for the file as a whole
	Cell  string       // such as C12; "" for the sheet as a whole
	ID    catalog.ID   // the record that is left out because of it; "" for none
	Say   catalog.Text // what is wrong and what to do, zh and en

	at spot
}

// Where returns the place as spreadsheets write it, such as 服务指南!C12.
func (p Problem) Where() string {
	if p.Cell == "" {
		return p.Sheet
	}
	return p.Sheet + "!" + p.Cell
}

// In returns the place and what to do there, in a language.
func (p Problem) In(lang catalog.Lang) string {
	say, _ := p.Say.In(lang)
	if p.Sheet == "" {
		return say
	}
	return p.Where() + ": " + say
}

// in places a fault; the zero spot is the sheet as a whole.
func (f *fault) in(sheet string, at spot, id catalog.ID) Problem {
	p := Problem{Sheet: sheet, ID: id, Say: catalog.Text{catalog.ZH: f.zh, catalog.EN: f.en}, at: at}
	if at.row > 0 {
		p.Cell = at.String()
	}
	return p
}

// refusal is the error of an import with problems; it names the first.
func refusal(problems []Problem) error {
	var all []error
	for _, p := range problems[:min(len(problems), most)] {
		all = append(all, errors.New(p.In(catalog.EN)))
	}
	if n := len(problems) - most; n > 0 {
		all = append(all, fmt.Errorf("and %d more", n))
	}
	return fmt.Errorf("%w: %w", ErrWorkbook, errors.Join(all...))
}

// plainHead is a heading as headings are compared: without blanks, and
// without what stands in brackets or marks behind it.
func plainHead(s string) string {
	s = strings.Join(strings.Fields(narrow(s)), "")
	if i := strings.IndexByte(s, '('); i > 0 {
		s = s[:i]
	}
	return strings.ToLower(strings.Trim(s, "*:;。、"))
}
