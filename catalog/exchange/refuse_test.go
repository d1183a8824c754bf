package exchange_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"hash/crc32"
	"runtime"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"mingbai/catalog"
	"mingbai/catalog/exchange"
)

// raw writes a zip of one entry more, whose sizes are as claimed.
func raw(t testing.TB, b []byte, name string, content []byte, claimed uint64) []byte {
	t.Helper()
	var packed bytes.Buffer
	z, err := flate.NewWriter(&packed, flate.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := z.Write(content); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	r, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range r.File {
		if f.Name != name {
			if err := w.Copy(f); err != nil {
				t.Fatal(err)
			}
		}
	}
	e, err := w.CreateRaw(&zip.FileHeader{Name: name, Method: zip.Deflate, CRC32: crc32.ChecksumIEEE(content), CompressedSize64: uint64(packed.Len()), UncompressedSize64: claimed})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := e.Write(packed.Bytes()); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func zipOf(t testing.TB, files map[string]string) []byte {
	t.Helper()
	return rezip(t, []byte("PK\x05\x06"+strings.Repeat("\x00", 18)), keep, files)
}

// inSheet changes the first sheet of a workbook.
func inSheet(t testing.TB, b []byte, change func(s string) string) []byte {
	t.Helper()
	return rezip(t, b, func(name string, part []byte) []byte {
		if name == "xl/worksheets/sheet1.xml" {
			return []byte(change(string(part)))
		}
		return part
	}, nil)
}

func TestWhatIsNoPlainWorkbookIsRefused(t *testing.T) {
	good := sheetOf(t, "单位", [][]any{{"单位名称", "电话"}, {"区局", "1"}})
	if _, err := read(good, nil); err != nil {
		t.Fatal(err)
	}
	var locked bytes.Buffer
	f := excelize.NewFile()
	if err := f.Write(&locked, excelize.Options{Password: "geheim"}); err != nil {
		t.Fatal(err)
	}
	ole := append([]byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1}, make([]byte, 2000)...)
	blanks := bytes.Repeat([]byte(" "), 8<<20)
	for name, c := range map[string]struct {
		b    []byte
		want string
	}{
		"nothing":                {nil, "空的"},
		"csv":                    {[]byte("单位名称,电话\n区局,1\n"), "csv"},
		"csv of China":           {[]byte("\xb5\xa5\xce\xbb,\xb5\xe7\xbb\xb0\n1,2\n"), "csv"},
		"a web page":             {[]byte("\ufeff <html><table><tr><td>x</table>"), "网页"},
		"a picture":              {[]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d"), "不是 Excel 工作簿"},
		"the old format":         {ole, "旧格式"},
		"encrypted":              {locked.Bytes(), "打开密码"},
		"cut off":                {good[:len(good)/2], "不完整"},
		"a renamed zip":          {zipOf(t, map[string]string{"照片/1.jpg": "x"}), "改了名的压缩包"},
		"OpenDocument":           {zipOf(t, map[string]string{"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}), ".ods"},
		"a document":             {zipOf(t, map[string]string{"[Content_Types].xml": "<Types/>", "word/document.xml": "<x/>"}), "文档"},
		"binary":                 {zipOf(t, map[string]string{"[Content_Types].xml": "<Types/>", "xl/workbook.bin": "x"}), ".xlsb"},
		"macros":                 {rezip(t, good, keep, map[string]string{"xl/vbaProject.bin": "x"}), "宏"},
		"macros by another name": {rezip(t, good, keep, map[string]string{"xl/macrosheets/sheet1.xml": "<x/>"}), "宏"},
		"external links":         {rezip(t, good, keep, map[string]string{"xl/externalLinks/externalLink1.xml": "<x/>"}), "链接到别的文件"},
		"data connections":       {rezip(t, good, keep, map[string]string{"xl/connections.xml": "<x/>"}), "链接到别的文件"},
		"a gigabyte of blanks":   {raw(t, good, "xl/media/blank.bin", blanks, 1<<30), "解压后超过"},
		"more than it claims":    {raw(t, good, "xl/worksheets/sheet1.xml", blanks, 100), "损坏"},
		"a sheet of blanks":      {raw(t, good, "xl/worksheets/sheet1.xml", blanks, uint64(len(blanks))), "损坏"},
		"a text without end":     {inSheet(t, good, func(s string) string { return strings.Replace(s, "<sheetData>", "<sheetData>"+string(blanks), 1) }), "endless"},
		"elements without end":   {inSheet(t, good, func(s string) string { return strings.Replace(s, "<sheetData>", strings.Repeat("<a>", 99), 1) }), "损坏"},
		"a sheet cut off":        {inSheet(t, good, func(s string) string { return s[:strings.Index(s, "</row>")] }), "损坏"},
		"a sheet cut between":    {inSheet(t, good, func(s string) string { return s[:strings.Index(s, "</row>")+6] }), "损坏"},
		"cells out of order":     {inSheet(t, good, func(s string) string { return strings.Replace(s, `r="B2"`, `r="A2"`, 1) }), "损坏"},
		"rows out of order":      {inSheet(t, good, func(s string) string { return strings.Replace(s, `<row r="2"`, `<row r="1"`, 1) }), "损坏"},
		"a text that is not":     {inSheet(t, good, func(s string) string { return strings.Replace(s, "<v>0</v>", "<v>99</v>", 1) }), "损坏"},
		"another encoding":       {inSheet(t, good, func(s string) string { return strings.Replace(s, "UTF-8", "UTF-16", 1) }), "损坏"},
		"a sheet that is not": {rezip(t, good, func(name string, part []byte) []byte {
			return map[bool][]byte{true: nil, false: part}[name == "xl/worksheets/sheet1.xml"]
		}, nil), "损坏"},
		"a part twice":            {rezip(t, good, keep, map[string]string{"XL/workbook.xml": "<x/>"}), "不规范"},
		"a part outside":          {rezip(t, good, keep, map[string]string{"../../x.xml": "<x/>"}), "不规范"},
		"thousands of columns":    {inSheet(t, good, func(s string) string { return strings.Replace(s, `r="B2"`, `r="XFD2"`, 1) }), "columns"},
		"a workbook of workbooks": {rezip(t, good, keep, many(6000)), "解压后超过"},
	} {
		im, err := read(c.b, nil)
		if !errors.Is(err, exchange.ErrWorkbook) || len(im.Problems) != 1 || !strings.Contains(im.Problems[0].In(catalog.ZH), c.want) || im.Problems[0].Say[catalog.EN] == "" {
			t.Errorf("%s: %v, %v, want %q", name, err, im.Problems, c.want)
		}
		if len(im.Records) > 0 {
			t.Errorf("%s: %d records in spite of it", name, len(im.Records))
		}
	}
	if im, err := exchange.ReadWorkbook(bytes.NewReader(nil), exchange.MaxWorkbook+1, nil); !errors.Is(err, exchange.ErrWorkbook) || len(im.Problems) != 1 {
		t.Errorf("too large: %v", err)
	}
	if _, err := (exchange.WorkbookReader{Partial: true}).Read(bytes.NewReader(good[:100]), 100); !errors.Is(err, exchange.ErrWorkbook) {
		t.Errorf("partial: %v", err)
	}
}

func many(n int) map[string]string {
	all := map[string]string{}
	for i := range n {
		all["xl/x/"+strings.Repeat("i", i%50)+string(rune('a'+i%26))+string(rune('0'+i/26%10))+string(rune('A'+i/260))] = "x"
	}
	return all
}

// TestHiddenSheetThatWasChangedIsRefused does not compare with records that
// somebody made up.
func TestHiddenSheetThatWasChangedIsRefused(t *testing.T) {
	const hidden = "原文（请勿改动）"
	for name, change := range map[string]func(f *excelize.File){
		"cut":    func(f *excelize.File) { put(t, f, hidden, "B2", "AAAA") },
		"id":     func(f *excelize.File) { put(t, f, hidden, "A2", "guide/zz") },
		"mark":   func(f *excelize.File) { put(t, f, hidden, "A1", "mingbai workbook 9") },
		"no row": func(f *excelize.File) { put(t, f, hidden, "A1", "") },
	} {
		im, err := read(edit(t, workbook(t, offices(t)), change), nil)
		if !errors.Is(err, exchange.ErrWorkbook) || len(im.Problems) != 1 || !strings.Contains(im.Problems[0].In(catalog.ZH), "重新导出") {
			t.Errorf("%s: %v %v", name, err, im.Problems)
		}
	}
}

// TestBlanksDoNotFillTheMemory reads what unpacks to a hundred times its
// size.
func TestBlanksDoNotFillTheMemory(t *testing.T) {
	good := sheetOf(t, "单位", [][]any{{"单位名称", "电话"}, {"区局", "1"}})
	b := raw(t, good, "xl/worksheets/sheet1.xml", bytes.Repeat([]byte(" "), 200<<20), 200<<20)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if _, err := read(b, nil); !errors.Is(err, exchange.ErrWorkbook) {
		t.Error(err)
	}
	runtime.ReadMemStats(&after)
	if used := (after.TotalAlloc - before.TotalAlloc) >> 20; used > 100 {
		t.Errorf("%d MB were allocated", used)
	}
}
