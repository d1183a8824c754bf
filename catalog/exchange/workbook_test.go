package exchange_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"io"
	"os"
	"regexp"
	"slices"
	"strconv"
	"sync"
	"testing"

	"github.com/xuri/excelize/v2"

	"mingbai/assets"
	"mingbai/catalog"
	"mingbai/catalog/exchange"
	"mingbai/catalog/source"
)

func seed(t testing.TB) []*catalog.Record {
	t.Helper()
	records, err := source.Folder(assets.Seed())
	if err != nil {
		t.Fatal(err)
	}
	return records
}

func workbook(t testing.TB, records []*catalog.Record) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := exchange.WriteWorkbook(&b, records); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// seedBook is the workbook of the starter catalog. It takes long to write,
// and is the same every time.
func seedBook(t testing.TB) []byte {
	t.Helper()
	wrote.Do(func() { wroteBook = workbook(t, seed(t)) })
	return wroteBook
}

var (
	wrote     sync.Once
	wroteBook []byte
)

func line(t testing.TB, r *catalog.Record) string {
	t.Helper()
	b, err := r.Line()
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func byID(records []*catalog.Record) map[catalog.ID]*catalog.Record {
	all := map[catalog.ID]*catalog.Record{}
	for _, r := range records {
		all[r.ID] = r
	}
	return all
}

func read(b []byte, base []*catalog.Record) (exchange.Import, error) {
	return exchange.ReadWorkbook(bytes.NewReader(b), int64(len(b)), base)
}

// same wants exactly the records that are there.
func same(t *testing.T, im exchange.Import, want []*catalog.Record) {
	t.Helper()
	got := byID(im.Records)
	for _, r := range want {
		switch {
		case got[r.ID] == nil:
			t.Errorf("%s is gone", r.ID)
		case line(t, got[r.ID]) != line(t, r):
			t.Errorf("%s is\n%s, want\n%s", r.ID, line(t, got[r.ID]), line(t, r))
		}
	}
	if len(im.Records) != len(want) {
		t.Errorf("%d records, want %d", len(im.Records), len(want))
	}
}

func TestUnchangedWorkbookReadsBackByteForByte(t *testing.T) {
	records := seed(t)
	b := seedBook(t)
	if path := os.Getenv("MINGBAI_WORKBOOK"); path != "" {
		if err := os.WriteFile(path, b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for name, base := range map[string][]*catalog.Record{"with the folder": records, "without": nil} {
		im, err := read(b, base)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		same(t, im, records)
		if len(im.Changes)+len(im.Changed)+len(im.Missing)+len(im.Ignored)+len(im.Problems) > 0 {
			t.Errorf("%s: %+v %v", name, im.Changes, im.Ignored)
		}
	}
}

// edit opens a workbook as a spreadsheet does, changes it and saves it.
func edit(t testing.TB, b []byte, change func(f *excelize.File)) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	change(f)
	f.ZipWriter = func(w io.Writer) excelize.ZipWriter { // packing is most of the time, and not what is tested
		z := zip.NewWriter(w)
		z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.NoCompression) })
		return z
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// put writes cells of one row from a column on.
func put(t testing.TB, f *excelize.File, sheet, cell string, values ...any) {
	t.Helper()
	if err := f.SetSheetRow(sheet, cell, &values); err != nil {
		t.Fatal(err)
	}
}

// where finds a cell by the words of its row's first cells and its heading.
func where(t testing.TB, f *excelize.File, sheet, head string, first ...string) string {
	t.Helper()
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	for col, h := range rows[0] {
		for row, cells := range rows {
			if h == head && len(cells) > 0 && cells[0] == first[0] && (len(first) < 2 || cells[2] == first[1]) {
				name, err := excelize.CoordinatesToCellName(col+1, row+1)
				if err != nil {
					t.Fatal(err)
				}
				return name
			}
		}
	}
	t.Fatalf("no cell %s of %v in %s", head, first, sheet)
	return ""
}

// TestWorkbookSavedByAnotherProgram copies every cell into a new file, with
// the table of texts that spreadsheets write and without any style.
func TestWorkbookSavedByAnotherProgram(t *testing.T) {
	records := seed(t)
	from, err := excelize.OpenReader(bytes.NewReader(seedBook(t)))
	if err != nil {
		t.Fatal(err)
	}
	defer from.Close()
	to := excelize.NewFile()
	defer to.Close()
	for _, sheet := range from.GetSheetList() {
		if _, err := to.NewSheet(sheet); err != nil {
			t.Fatal(err)
		}
		rows, err := from.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			name, _ := excelize.CoordinatesToCellName(1, i+1)
			if err := to.SetSheetRow(sheet, name, &row); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := to.DeleteSheet("Sheet1"); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := to.Write(&b); err != nil {
		t.Fatal(err)
	}
	im, err := read(b.Bytes(), nil)
	if err != nil {
		t.Fatal(err)
	}
	same(t, im, records)
}

// TestWorkbookWithoutItsHiddenSheet compares with the folder instead.
func TestWorkbookWithoutItsHiddenSheet(t *testing.T) {
	records := seed(t)
	b := edit(t, seedBook(t), func(f *excelize.File) {
		if err := f.DeleteSheet("原文（请勿改动）"); err != nil {
			t.Fatal(err)
		}
		put(t, f, "收费", where(t, f, "收费", "收费范围", "fee/vehicle-licence"), "只限补发")
	})
	im, err := read(b, records)
	if err != nil {
		t.Fatal(err)
	}
	if len(im.Changes) != 1 || im.Changes[0].Field != "body.scope.zh" || im.Changes[0].New != `"只限补发"` {
		t.Errorf("changes %+v", im.Changes)
	}
}

func record(t testing.TB, s string) *catalog.Record {
	t.Helper()
	r, err := catalog.ReadRecord([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestWhatNoCellCanHoldIsKept writes what a flat sheet cannot say: fields of
// a later version, lists in lists, texts that are too long or of characters
// that a spreadsheet changes.
func TestWhatNoCellCanHoldIsKept(t *testing.T) {
	records := []*catalog.Record{
		record(t, `{"id":"guide/a","title":{"zh":"甲","ko":"가"},"office":"office/a","later":{"x":[1,2.50]},"body":{"new":[{}],"item_code":"=1+1","conditions":[{"zh":"一\n二"},{},{"en":"only"}],"aliases":[{}],"subjects":[{"code":"person","text":{"zh":"个人","en":"Person"}},"odd one"],
			"materials":[{"name":{"zh":"证"},"basis":[{"title":{"zh":"法"},"number":"1号"}]}],"legal":{"n":3,"unit":"now"},"promised":{"unit":""},"special":{"zh":"_x000D_ tab\there","en":"  blanks  "}}}`),
		record(t, `{"id":"notice/a","title":{"zh":"","en":"no Chinese"},"body":{"body":[{"table":[[{"zh":"a|b"},{}],[],[{"ru":"x"}]]},{"text":{"zh":"`+string(bytes.Repeat([]byte("长"), 40000))+`"}}],"full":{"url":""}}}`),
		record(t, `{"id":"poem/a","title":{"zh":"诗"},"body":{"verses":["春眠不觉晓"]}}`),
		record(t, `{"id":"counter/a","title":{"zh":"角落"},"body":{"floor":-1,"place":{"x":0,"y":0,"w":0,"h":5},"handles":[{"zh":"↵"}],"window":"\u0001\u001f"}}`),
	}
	im, err := read(workbook(t, records), nil)
	if err != nil {
		t.Fatal(err)
	}
	same(t, im, records)
	b := edit(t, workbook(t, records), func(f *excelize.File) {
		put(t, f, "服务指南", where(t, f, "服务指南", "简介", "guide/a"), "改了")
		put(t, f, "申请材料", where(t, f, "申请材料", "原件份数", "guide/a"), 2)
	})
	im, err = read(b, records)
	if err != nil || len(im.Changes) != 2 {
		t.Fatalf("changes %+v, %v", im.Changes, err)
	}
	if got := line(t, byID(im.Records)["guide/a"]); !bytes.Contains([]byte(got), []byte(`"later":{"x":[1,2.50]}`)) || !bytes.Contains([]byte(got), []byte(`"basis":[{"number":"1号"`)) || !bytes.Contains([]byte(got), []byte(`"new":[{}]`)) {
		t.Errorf("something is lost: %s", got)
	}
}

func TestCellThatCannotHoldAllRefusesAnEdit(t *testing.T) {
	records := []*catalog.Record{record(t, `{"id":"guide/a","title":"甲","office":"office/a","body":{"special":{"zh":"`+string(bytes.Repeat([]byte("长"), 40000))+`"},
		"materials":[{"name":{"zh":"证"},"basis":[{"title":{"zh":"法"},"number":"1号"}]}]}}`)}
	b := edit(t, workbook(t, records), func(f *excelize.File) {
		put(t, f, "服务指南", where(t, f, "服务指南", "特别程序", "guide/a"), "短了")
		put(t, f, "申请材料", where(t, f, "申请材料", "材料依据", "guide/a"), "")
	})
	im, err := read(b, records)
	if err == nil || len(im.Problems) != 2 || len(im.Records) > 0 {
		t.Fatalf("%v, problems %+v", err, im.Problems)
	}
	for _, p := range im.Problems {
		if p.ID != "guide/a" || p.Say[catalog.ZH] == "" || p.Say[catalog.EN] == "" {
			t.Errorf("%+v", p)
		}
	}
}

func TestTwoRecordsWithOneIdAreNotWritten(t *testing.T) {
	r := record(t, `{"id":"fee/a","title":"a"}`)
	if err := exchange.WriteWorkbook(&bytes.Buffer{}, []*catalog.Record{r, r}); err == nil {
		t.Error("no error")
	}
}

func TestEmptyFormImportsNothing(t *testing.T) {
	im, err := read(workbook(t, nil), seed(t))
	if err != nil || len(im.Records)+len(im.Changes)+len(im.Missing)+len(im.Ignored) > 0 {
		t.Errorf("%+v, %v", im, err)
	}
}

// TestSheetsAreAsSpreadsheetsWantThem looks at the files themselves: columns
// in order, ids locked and the rest open, lists and help where they belong.
func TestSheetsAreAsSpreadsheetsWantThem(t *testing.T) {
	b := seedBook(t)
	columns := regexp.MustCompile(`<col min="(\d+)" max="(\d+)"`)
	sheets := 0
	rezip(t, b, func(name string, part []byte) []byte {
		last := 0
		for _, m := range columns.FindAllSubmatch(part, -1) {
			from, _ := strconv.Atoi(string(m[1]))
			to, _ := strconv.Atoi(string(m[2]))
			if from <= last || to < from {
				t.Errorf("%s: columns %d to %d after %d", name, from, to, last)
			}
			last = to
		}
		if last > 0 {
			sheets++
		}
		return part
	}, nil)
	if sheets < 30 {
		t.Errorf("%d sheets have columns", sheets)
	}
	f, err := excelize.OpenReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for cell, want := range map[string]bool{"A2": true, "B2": false, "B90": false, "A90": false} {
		id, err := f.GetCellStyle("服务指南", cell)
		if err != nil {
			t.Fatal(err)
		}
		style, err := f.GetStyle(id)
		if err != nil {
			t.Fatal(err)
		}
		if locked := style.Protection == nil || style.Protection.Locked; locked != want {
			t.Errorf("%s is locked: %v", cell, locked)
		}
	}
	for sheet, head := range map[string]string{"服务指南": "办件类型", "申请材料": "必要性", "收费": "负责单位", "单位": "示例"} {
		rules, err := f.GetDataValidations(sheet)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(rules, func(dv *excelize.DataValidation) bool {
			return dv.PromptTitle != nil && *dv.PromptTitle == head && dv.Type == "list" && len(*dv.Prompt) > 3
		}) {
			t.Errorf("%s: no list for %s", sheet, head)
		}
		panes, err := f.GetPanes(sheet)
		if err != nil || !panes.Freeze || panes.YSplit != 1 {
			t.Errorf("%s: %+v, %v", sheet, panes, err)
		}
	}
	rows, err := f.GetRows("示例")
	if err != nil || len(rows) < 30 {
		t.Errorf("%d rows of examples, %v", len(rows), err)
	}
}

// TestOnlyEditedRecordsAreWritten imports into a folder that people keep in a
// form of their own.
func TestOnlyEditedRecordsAreWritten(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, assets.Seed()); err != nil {
		t.Fatal(err)
	}
	base, err := source.Folder(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	b := edit(t, seedBook(t), func(f *excelize.File) {
		put(t, f, "收费", where(t, f, "收费", "金额（元）", "fee/vehicle-licence"), "16 元")
	})
	im, err := read(b, base)
	if err != nil {
		t.Fatal(err)
	}
	if n, err := exchange.WriteFolder(dir, im.Edited()); err != nil || n != 1 {
		t.Errorf("%d files written, %v", n, err)
	}
	want := []exchange.Change{{ID: "fee/vehicle-licence", Field: "body.standard.amount", Old: "1500", New: "1600"}}
	if !slices.Equal(im.Changes, want) {
		t.Errorf("changes %+v", im.Changes)
	}
	after, err := source.Folder(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range after {
		if changed := line(t, r) != line(t, base[i]); changed != (r.ID == "fee/vehicle-licence") {
			t.Errorf("%s: changed %v", r.ID, changed)
		}
	}
}
