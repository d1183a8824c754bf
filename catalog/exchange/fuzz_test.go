package exchange_test

import (
	"bytes"
	"errors"
	"testing"

	"mingbai/catalog"
	"mingbai/catalog/exchange"
)

// sound wants an import that is whole or refused, never in between.
func sound(t *testing.T, im exchange.Import, err error) {
	t.Helper()
	if err != nil && (!errors.Is(err, exchange.ErrWorkbook) || len(im.Records) > 0 || len(im.Problems) == 0) {
		t.Fatalf("%v: %d records, problems %v", err, len(im.Records), im.Problems)
	}
	if err == nil && len(im.Problems) > 0 {
		t.Fatalf("no error in spite of %v", im.Problems)
	}
	for _, p := range im.Problems {
		if p.Say[catalog.ZH] == "" || p.Say[catalog.EN] == "" || bytes.Contains([]byte(p.Say[catalog.ZH]+p.Say[catalog.EN]), []byte("(EXTRA ")) {
			t.Fatalf("problem %+v", p)
		}
	}
	for _, r := range im.Records {
		b, err := r.Line()
		if err != nil {
			t.Fatal(err)
		}
		if again, err := catalog.ReadRecord(b); err != nil || again.ID != r.ID {
			t.Fatalf("%s: %v", b, err)
		}
	}
}

func FuzzReadWorkbook(f *testing.F) {
	f.Add(workbook(f, offices(f)))
	f.Add(sheetOf(f, "单位", [][]any{{"单位名称", "电话"}, {"区局", "1"}}))
	f.Add([]byte("PK\x05\x06" + string(make([]byte, 18))))
	f.Fuzz(func(t *testing.T, b []byte) {
		im, err := read(b, offices(t))
		sound(t, im, err)
	})
}

// FuzzSheet makes up the XML of a sheet in a workbook that is sound.
func FuzzSheet(f *testing.F) {
	good := sheetOf(f, "Sheet1", guides, merge("Sheet1", "A1", "N1"), merge("Sheet1", "B4", "B5"))
	rezip(f, good, func(name string, part []byte) []byte {
		if name == "xl/worksheets/sheet1.xml" {
			f.Add(part)
		}
		return part
	}, nil)
	for _, cell := range []string{`<c r="A2" t="e"><v>#REF!</v></c>`, `<c t="inlineStr"><is><r><t>x</t></r><t>y</t></is></c>`, `<c t="b"><v>1</v></c><c><f>1</f></c>`, `<c t="str"><v>_x000D_</v></c>`, `<c t="d"><v>2026-11-18</v></c>`} {
		f.Add([]byte(`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c t="inlineStr"><is><t>事项名称</t></is></c><c t="inlineStr"><is><t>实施主体</t></is></c></row><row>` + cell + `</row></sheetData></worksheet>`))
	}
	f.Fuzz(func(t *testing.T, sheet []byte) {
		b := rezip(t, good, func(name string, part []byte) []byte {
			if name == "xl/worksheets/sheet1.xml" {
				return append([]byte{}, sheet...)
			}
			return part
		}, nil)
		im, err := read(b, nil)
		sound(t, im, err)
		partial, err := exchange.WorkbookReader{Partial: true}.Read(reader(b))
		if err == nil {
			partial.Problems = nil
			sound(t, partial, nil)
		}
	})
}
