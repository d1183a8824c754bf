package exchange

import (
	"io"
	"slices"

	"mingbai/catalog"
)

// A WorkbookReader reads workbooks. The zero value reads one by itself.
type WorkbookReader struct {
	// Base has the records as they are now, usually those of the folder
	// that is imported into. A cell that was changed in the workbook while
	// the same thing was changed in the base is a problem, not a guess.
	Base []*catalog.Record
	// Partial imports the records without a problem and leaves the others
	// as they are; a file that cannot be read is refused all the same.
	Partial bool
	// Progress, where it is not nil, is told now and then how many rows of
	// how many are done, in the goroutine of the caller.
	Progress func(done, total int)
}

// ReadWorkbook reads a workbook of size bytes that [WriteWorkbook] made, or a
// simple sheet of others: one row a guide, a fee or an office, with headings
// of which the common ones are known. The base are the records as they are
// now; it may be nil.
//
// What was edited in the workbook since it was written is changed, and
// nothing else: the workbook carries the records it was made from, unseen. In
// a sheet without ids an empty cell says nothing.
//
// An error is ErrWorkbook; then nothing is to be imported, and
// Import.Problems says where and what to do. It refuses macros, external
// links, encrypted files, other formats, and files made to fill the memory;
// formulas are problems of their cell. It writes sheets over 16 MB into
// temporary files, which it removes.
func ReadWorkbook(r io.ReaderAt, size int64, base []*catalog.Record) (Import, error) {
	return WorkbookReader{Base: base}.Read(r, size)
}

// Read reads a workbook as [ReadWorkbook] does.
func (w WorkbookReader) Read(r io.ReaderAt, size int64) (Import, error) {
	l, err := newLayout()
	if err != nil {
		return Import{}, err
	}
	x := &reading{WorkbookReader: w, layout: l, drafts: map[catalog.ID]*draft{}, tabs: map[string]int{}}
	if f := x.open(r, size); f != nil {
		return Import{Problems: []Problem{f.in("", spot{}, "")}}, f.refuse()
	}
	x.merge()
	return x.result()
}

// A reading is one workbook being read.
type reading struct {
	WorkbookReader
	layout      *layout
	base        map[catalog.ID]*catalog.Record
	origin      map[catalog.ID]*catalog.Record // what the workbook was made from
	hasOrigin   bool
	directory   *directory
	tables      []*table
	tabs        map[string]int // where each sheet is among the others
	drafts      map[catalog.ID]*draft
	done, total int
	problems    []Problem
	ignored     []Problem
}

// open reads every sheet into a table.
func (x *reading) open(r io.ReaderAt, size int64) *fault {
	b, f := openBook(r, size)
	if f != nil {
		return f
	}
	defer b.close()
	swept, f := x.survey(b)
	if f != nil {
		return f
	}
	for i, l := range b.sheets {
		if swept[i] == nil || swept[i].cells == 0 {
			continue
		}
		if f := x.sheet(b, l, swept[i]); f != nil {
			return f
		}
	}
	x.index()
	return nil
}

// survey sweeps every sheet that may be read, to know how much there is before it is kept.
func (x *reading) survey(b *book) ([]*sweep, *fault) {
	swept := make([]*sweep, len(b.sheets))
	made := slices.ContainsFunc(b.sheets, func(l listed) bool { return l.name == originSheet })
	cells, span := 0, 0
	for i, l := range b.sheets {
		x.tabs[l.name] = i + 1
		if !b.parts.isSheet(l.part) || made && slices.Contains(toRead, l.name) {
			continue
		}
		var f *fault
		if swept[i], f = b.survey(l); f != nil {
			return nil, f
		}
		x.total += 2 * swept[i].at.row
		cells, span = cells+swept[i].cells, span+swept[i].span
		if cells > maxCells || span > maxSpan {
			return nil, faultf("格数超过 %d，请分成几个工作簿，或删掉用不到的列", "there are more than %d cells; split it, or remove columns that nobody needs", maxCells)
		}
	}
	return swept, nil
}

// sheet reads one sheet: into a table, or as what the workbook was made from.
func (x *reading) sheet(b *book, l listed, s *sweep) *fault {
	if slices.Contains(toRead, l.name) || l.hidden && l.name != originSheet {
		x.step(2 * s.at.row)
		x.ignore(&fault{"隐藏的或供查看的表，没有导入", "this sheet is hidden, or only for reading, and was not read"}, l.name, spot{})
		return nil
	}
	g, f := b.grid(l, s, func() { x.step(1) })
	if f != nil {
		return f
	}
	if l.name == originSheet {
		x.step(s.at.row)
		x.origin, f = readOrigins(g)
		x.hasOrigin = true
		return f
	}
	x.table(g)
	return nil
}

// table recognises a sheet.
func (x *reading) table(g *grid) {
	t := x.layout.recognise(g)
	switch {
	case t == nil && len(x.layout.named(g.name)) == 1:
		x.fault(faultf("前 %d 行里找不到表头；请恢复表头，或删掉这张表", "there are no headings in the first %d rows; restore them, or remove the sheet", headRows), g.name, spot{}, "")
	case t == nil:
		x.ignore(&fault{"看不出是哪一类内容，没有导入", "no headings are known here; the sheet was not read"}, g.name, spot{})
	case t.twice != 0:
		x.fault(faultf("表头「%s」出现了两次，请删掉一列", "the heading %q is there twice; remove a column", brief(t.text(spot{t.head, t.twice}))), g.name, spot{t.head, t.twice}, "")
	default:
		for _, col := range t.unread {
			x.ignore(faultf("不认识「%s」这一列，没有导入", "the column %q is not known and was not read", brief(t.text(spot{t.head, col}))), g.name, spot{t.head, col})
		}
		x.tables = append(x.tables, t)
	}
}

// index makes the records findable by id and by title.
func (x *reading) index() {
	x.base = map[catalog.ID]*catalog.Record{}
	for _, r := range x.Base {
		x.base[r.ID] = r
	}
	x.directory = newDirectory(x.records())
}

func (x *reading) step(n int) {
	before := x.done
	x.done += n
	if x.Progress != nil && (x.done/500 != before/500 || x.done >= x.total) {
		x.Progress(min(x.done, x.total), x.total)
	}
}

// fault notes a problem of a record, or of a sheet where id is "".
func (x *reading) fault(f *fault, sheet string, at spot, id catalog.ID) {
	x.problems = append(x.problems, f.in(sheet, at, id))
	if d := x.drafts[id]; d != nil {
		d.bad = true
	}
}

func (x *reading) ignore(f *fault, sheet string, at spot) {
	x.ignored = append(x.ignored, f.in(sheet, at, ""))
}
