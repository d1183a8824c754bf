package exchange

import (
	"bytes"
	"compress/flate"
	"encoding/base64"
	"fmt"
	"io"
	"strings"

	"mingbai/catalog"
)

// Sheets of a workbook that hold no records to edit.
const (
	guideSheet   = "说明"
	exampleSheet = "示例"
	choiceSheet  = "选项"
	originSheet  = "原文（请勿改动）"
)

// toRead are the sheets that are only for people to read.
var toRead = []string{guideSheet, exampleSheet, choiceSheet}

// originMark begins the hidden sheet with what the workbook was made from:
// one record a row, its id and its canonical line, deflated and in base64.
const originMark = "mingbai workbook 1"

// maxOrigins is how much all records of the hidden sheet unpack to at most,
// in bytes: a catalog of 10,000 guides has 30 MB.
const maxOrigins = 128 << 20

// A packer packs records into rows.
type packer struct {
	flate  *flate.Writer
	packed bytes.Buffer
}

func newPacker() (*packer, error) {
	p := &packer{}
	var err error
	p.flate, err = flate.NewWriter(&p.packed, flate.DefaultCompression)
	return p, err
}

// row packs a record into the cells of a row.
func (p *packer) row(id catalog.ID, line []byte) ([]any, error) {
	p.packed.Reset()
	p.flate.Reset(&p.packed)
	if _, err := p.flate.Write(line); err != nil {
		return nil, err
	}
	if err := p.flate.Close(); err != nil {
		return nil, err
	}
	row := []any{string(id)}
	for s := base64.StdEncoding.EncodeToString(p.packed.Bytes()); s != ""; {
		n := min(len(s), maxCell)
		row, s = append(row, s[:n]), s[n:]
	}
	return row, nil
}

// readOrigins unpacks the hidden sheet.
func readOrigins(g *grid) (map[catalog.ID]*catalog.Record, *fault) {
	if mark := g.text(spot{1, 1}); mark != originMark {
		return nil, faultf("这个工作簿是别的版本导出的（%s），请用现在的程序重新导出", "the workbook was made by another version (%s); export it again", brief(mark))
	}
	all := map[catalog.ID]*catalog.Record{}
	z, left := flate.NewReader(strings.NewReader("")), maxOrigins
	for _, row := range g.rows[1:] {
		if len(row) == 0 {
			continue
		}
		r, n, err := unpack(z, strings.Join(row[1:], ""))
		if left -= n; left < 0 || err != nil || string(r.ID) != row[0] || all[r.ID] != nil {
			return nil, faultf("隐藏的「%s」表被改动过（%s），没法比对；请重新导出，再把改动填一遍", "the hidden sheet %s was changed (%s); export again and repeat the changes", originSheet, brief(row[0]))
		}
		all[r.ID] = r
	}
	return all, nil
}

// unpack returns the record that a row holds, and the length of its line.
func unpack(z io.ReadCloser, s string) (*catalog.Record, int, error) {
	if err := z.(flate.Resetter).Reset(base64.NewDecoder(base64.StdEncoding, strings.NewReader(s)), nil); err != nil {
		return nil, 0, err
	}
	line, err := io.ReadAll(io.LimitReader(z, catalog.MaxLine+1))
	if err != nil {
		return nil, 0, err
	}
	if len(line) > catalog.MaxLine {
		return nil, len(line), fmt.Errorf("larger than %d bytes", catalog.MaxLine)
	}
	r, err := catalog.ReadRecord(line)
	return r, len(line), err
}
