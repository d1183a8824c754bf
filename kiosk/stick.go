package kiosk

import "mingbai/catalog"

// A Stick is what is plugged in, or the folder into which the system copies
// what is on sticks.
type Stick struct {
	Path  string // names it in StaffDesk.WriteEntries; not for the screen
	Label string
	Files []StickFile // that an import may read, the newest first; at most 100
}

// A StickFile is a file found on a stick.
type StickFile struct {
	Path  string // names it in StaffDesk.ReadFile; not for the screen
	Name  string
	Stick string // the label of the stick
	Bytes int64
	Sort  FileSort
}

// A FileSort says what a file is by its name; what is in it is looked at when
// it is read.
type FileSort string

// The sorts of files.
const (
	FileWorkbook FileSort = "workbook" // .xlsx
	FileEntries  FileSort = "entries"  // .mingbai-hall: what another kiosk of the hall wrote, signed
	FileEdition  FileSort = "edition"  // .zip: a publisher's bundle
	FileText     FileSort = "text"     // .txt: words to put into a field, see page.Paster
)

// An Import is what a file would change. Nothing is changed yet.
type Import struct {
	File     StickFile
	Sheets   int // of a workbook that were read
	Rows     []ImportRow
	Problems []Problem // of the file as a whole
}

// Count returns how many rows have a verdict.
func (i Import) Count(v Verdict) int {
	n := 0
	for _, r := range i.Rows {
		if r.Verdict == v {
			n++
		}
	}
	return n
}

// An ImportRow is one record of a file, compared with what the kiosk has.
type ImportRow struct {
	Row     int // in its sheet; 0 does not say
	Sheet   string
	Record  catalog.ID
	Title   catalog.Text
	Verdict Verdict
	Changes []Difference
	Problem Problem // of VerdictWrong: what is wrong and what to do
}

// A Verdict says what an import would do with a row.
type Verdict string

// The verdicts.
const (
	VerdictNew     Verdict = "new"     // 新增: a draft of a record of the hall
	VerdictChanged Verdict = "changed" // 修改: drafts of amendments, or of a record of the hall
	VerdictSame    Verdict = "same"    // 没变
	VerdictWrong   Verdict = "wrong"   // 有问题: left out
)

// A Difference is one field in which a row differs.
type Difference struct {
	Path     string       // JSON path, such as "body.promised.n"
	Say      catalog.Text // its name, or none
	Old, New string       // in words, "" for nothing
}

// A Problem is something wrong in a file, in words that say what to do.
type Problem struct {
	Where string // as spreadsheets write it, 服务指南!C12; "" is the whole file
	Say   catalog.Text
}
