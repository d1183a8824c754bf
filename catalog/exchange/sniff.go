package exchange

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode/utf16"
	"unicode/utf8"
)

// MaxWorkbook is the largest workbook that is read, in bytes.
const MaxWorkbook = 64 << 20

// ErrWorkbook means that a workbook cannot be read or that something in it
// is wrong; nothing of it is imported.
var ErrWorkbook = errors.New("workbook not imported")

var (
	oleHead = []byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1}
	zipHead = []byte("PK\x03\x04")
)

// sniff says why a file is no workbook, by its size and its bytes, or nil
// when it is a zip at least.
func sniff(r io.ReaderAt, size int64) *fault {
	if size <= 0 {
		return &fault{"文件是空的，请重新保存或重新导出", "the file is empty; save it again"}
	}
	if size > MaxWorkbook {
		return faultf("文件有 %d MB，最多读 %d MB，请分成几个工作簿", "the file has %d MB, at most %d are read; split it", size>>20, MaxWorkbook>>20)
	}
	head := make([]byte, min(size, 4096))
	if _, err := r.ReadAt(head, 0); err != nil && !errors.Is(err, io.EOF) {
		return faultf("文件读不出来（%v），请换一份", "the file cannot be read (%v); take another copy", err)
	}
	low := bytes.ToLower(bytes.TrimLeft(head, "\ufeff \t\r\n"))
	switch {
	case bytes.HasPrefix(head, zipHead):
		return nil
	case bytes.HasPrefix(head, oleHead) && contains(r, size, "EncryptedPackage"):
		return &fault{"工作簿有打开密码，请在「文件—信息—保护工作簿」里去掉密码后再导入", "the workbook is encrypted; remove its password, then import it"}
	case bytes.HasPrefix(head, oleHead):
		return &fault{"这是旧格式（xls 或 et），请用「另存为」存成 Excel 工作簿（.xlsx）", "this is the old format (xls or et); save it as .xlsx"}
	case bytes.HasPrefix(low, []byte("<")):
		return &fault{"这是网页或 XML，不是工作簿，请用表格程序打开，再「另存为」.xlsx", "this is a web page or XML; open it in a spreadsheet and save it as .xlsx"}
	case isText(head):
		return &fault{"这是文本（csv 之类），请用表格程序打开，再「另存为」.xlsx", "this is text, such as csv; open it in a spreadsheet and save it as .xlsx"}
	}
	return &fault{"这不是 Excel 工作簿，请选 .xlsx 文件", "this is no Excel workbook; choose an .xlsx file"}
}

// contains looks for a name in UTF-16 anywhere in a file.
func contains(r io.ReaderAt, size int64, name string) bool {
	var want []byte
	for _, u := range utf16.Encode([]rune(name)) {
		want = append(want, byte(u), byte(u>>8))
	}
	const step = 1 << 20
	chunk := make([]byte, step+len(want))
	for at := int64(0); at < size; at += step {
		n, err := r.ReadAt(chunk, at)
		if bytes.Contains(chunk[:n], want) {
			return true
		}
		if err != nil {
			break
		}
	}
	return false
}

// isText reports whether bytes are characters, whatever their encoding.
func isText(b []byte) bool {
	control := bytes.ContainsFunc(b, func(r rune) bool { return r < ' ' && r != '\n' && r != '\r' && r != '\t' })
	return !control && (utf8.Valid(b) || bytes.ContainsAny(b, "\n,;\t"))
}

// refuse turns a fault of the whole file into an error.
func (f *fault) refuse() error { return fmt.Errorf("%w: %s", ErrWorkbook, f.en) }
