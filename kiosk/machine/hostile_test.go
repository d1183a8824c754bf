package machine_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"mingbai/catalog"
	"mingbai/kiosk"
)

// rezip writes a workbook anew, each part as change makes it.
func rezip(t testing.TB, b []byte, change func(name string, part []byte) []byte, more map[string]string) []byte {
	t.Helper()
	r := ok(zip.NewReader(bytes.NewReader(b), int64(len(b))))(t)
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range r.File {
		part := ok(io.ReadAll(ok(f.Open())(t)))(t)
		ok(ok(w.Create(f.Name))(t).Write(change(f.Name, part)))(t)
	}
	for name, part := range more {
		ok(io.WriteString(ok(w.Create(name))(t), part))(t)
	}
	must(t, w.Close())
	return out.Bytes()
}

// in changes the parts whose names begin so.
func in(prefix string, change func([]byte) []byte) func(string, []byte) []byte {
	return func(name string, part []byte) []byte {
		if strings.HasPrefix(name, prefix) {
			return change(part)
		}
		return part
	}
}

func same(_ string, part []byte) []byte { return part }

func swap(was, is string) func([]byte) []byte {
	return func(part []byte) []byte { return bytes.Replace(part, []byte(was), []byte(is), 1) }
}

// evil returns workbooks that are no good, by what is wrong with them.
func evil(t testing.TB, good []byte) map[string][]byte {
	all := map[string][]byte{
		"empty": {}, "one byte": {'P'}, "zeros": make([]byte, 1<<20), "words": []byte("不是工作簿"), "page": []byte("<html><body>请登录</body></html>"),
		"old office": append([]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), make([]byte, 4096)...), "program": append([]byte("MZ\x90\x00"), make([]byte, 4096)...),
		"empty zip": rezip(t, emptyZip(t), same, nil), "other zip": rezip(t, emptyZip(t), same, map[string]string{"a.txt": "x"}),
		"macros":         rezip(t, good, same, map[string]string{"xl/vbaProject.bin": "x"}),
		"external link":  rezip(t, good, same, map[string]string{"xl/externalLinks/externalLink1.xml": "<x/>"}),
		"no workbook":    rezip(t, good, in("xl/workbook.xml", func([]byte) []byte { return nil }), nil),
		"no sheets":      rezip(t, good, in("xl/worksheets/", func([]byte) []byte { return nil }), nil),
		"no types":       rezip(t, good, in("[Content_Types].xml", func([]byte) []byte { return nil }), nil),
		"no rels":        rezip(t, good, in("_rels/", func([]byte) []byte { return nil }), nil),
		"broken sheet":   rezip(t, good, in("xl/worksheets/", swap("<sheetData>", "<sheetData><row><c")), nil),
		"broken strings": rezip(t, good, in("xl/sharedStrings.xml", func(b []byte) []byte { return b[:len(b)/2] }), nil),
		"laughs": rezip(t, good, in("xl/worksheets/", func([]byte) []byte {
			return []byte(`<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]><worksheet><sheetData><row><c t="inlineStr"><is><t>&c;</t></is></c></row></sheetData></worksheet>`)
		}), nil),
		"file entity": rezip(t, good, in("xl/worksheets/", func([]byte) []byte {
			return []byte(`<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row><c t="inlineStr"><is><t>&a;</t></is></c></row></sheetData></worksheet>`)
		}), nil),
		"bomb":      rezip(t, good, same, map[string]string{"xl/media/x.bin": strings.Repeat("\x00", 80<<20)}),
		"far cell":  rezip(t, good, in("xl/worksheets/", swap(`r="A1"`, `r="XFD1048576"`)), nil),
		"no cell":   rezip(t, good, in("xl/worksheets/", swap(`r="A1"`, `r="ZZZZZZ99999999999"`)), nil),
		"climbing":  rezip(t, good, same, map[string]string{"../../../../tmp/evil": "x"}),
		"many":      rezip(t, good, same, manyParts()),
		"twice":     twice(t, good),
		"utf-16":    rezip(t, good, in("xl/workbook.xml", func(b []byte) []byte { return append([]byte("\xff\xfe"), b...) }), nil),
		"deep":      rezip(t, good, in("xl/worksheets/", func([]byte) []byte { return []byte(strings.Repeat("<a>", 200_000)) }), nil),
		"long name": rezip(t, good, in("xl/workbook.xml", swap(`name="`, `name="`+strings.Repeat("长", 100_000))), nil),
		"origin":    rezip(t, good, in("xl/sharedStrings.xml", swap("office/heat", "office/gas")), nil),
		"trailer":   append(append([]byte{}, good...), bytes.Repeat([]byte("x"), 70_000)...),
	}
	r := rand.New(rand.NewPCG(8, 8))
	for n := 0; len(all) < 50; n++ {
		b := bytes.Clone(good)
		if n%2 == 0 {
			b = b[:r.IntN(len(b))]
		}
		for range 1 + r.IntN(40) {
			if len(b) > 0 {
				b[r.IntN(len(b))] ^= byte(1 + r.IntN(255))
			}
		}
		all[fmt.Sprintf("flipped %d", n)] = b
	}
	return all
}

func emptyZip(t testing.TB) []byte {
	var b bytes.Buffer
	must(t, zip.NewWriter(&b).Close())
	return b.Bytes()
}

func manyParts() map[string]string {
	all := map[string]string{}
	for n := range 20_000 {
		all[fmt.Sprintf("xl/worksheets/s%d.xml", n)] = "<worksheet/>"
	}
	return all
}

// twice has every part twice.
func twice(t testing.TB, b []byte) []byte {
	r := ok(zip.NewReader(bytes.NewReader(b), int64(len(b))))(t)
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for range 2 {
		for _, f := range r.File {
			must(t, w.Copy(f))
		}
	}
	must(t, w.Close())
	return out.Bytes()
}

// TestBadWorkbooksOnAStickDoNoHarm: fifty of them. Each gets words or becomes
// nothing but drafts, and the kiosk goes on.
func TestBadWorkbooksOnAStickDoNoHarm(t *testing.T) {
	office := heat(t, "工作日 8:30", "0454-555-0127")
	h, stick := plugged(t, office, fee("a", "水费"))
	good := workbookOf(t, office, fee("a", "水费")).bytes()
	m := h.open()
	enter(t, m, "RS-017", pinLi)
	refused := 0
	all := evil(t, good)
	for what, b := range all {
		path := filepath.Join(stick, what+".xlsx")
		must(t, os.WriteFile(path, b, 0o644))
		im, err := readFile(m, fileOn(t, m, what+".xlsx"))
		var o *kiosk.Objection
		switch {
		case errors.As(err, &o):
			if refused++; o.Say[catalog.ZH] == "" || o.Hint[catalog.ZH] == "" {
				t.Errorf("%s: no words: %v", what, err)
			}
		case err != nil:
			t.Errorf("%s: %v, want an objection", what, err)
		default:
			t.Logf("%s: %s, %d problems", what, verdicts(im), len(im.Problems))
		}
		if _, err := take(m); err != nil && !errors.As(err, &o) {
			t.Errorf("%s: taken: %v", what, err)
		}
		must(t, os.Remove(path))
		if hours(t, m) != "工作日 8:30" || len(m.Amendments("office/heat")) != 0 || m.State().Counts[catalog.KindFee] != 1 {
			t.Fatalf("%s changed what visitors see", what)
		}
	}
	if len(all) < 50 || refused < 30 {
		t.Errorf("%d of %d were refused: the test proves nothing", refused, len(all))
	}
	if _, err := os.Stat("/tmp/evil"); err == nil {
		t.Error("a workbook wrote a file")
	}
	wantPapers(t, m, kiosk.PaperQuery{Sort: kiosk.PaperAmendment})
	must(t, m.VerifyChanges(t.Context()))
	var mem runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&mem)
	if mem.HeapAlloc > 200<<20 {
		t.Errorf("%d MB stay in use", mem.HeapAlloc>>20)
	}
	must(t, os.WriteFile(filepath.Join(stick, "good.xlsx"), good, 0o644))
	if im := ok(readFile(m, fileOn(t, m, "good.xlsx")))(t); im.Count(kiosk.VerdictSame) != 2 {
		t.Errorf("and then a good one: %s", verdicts(im))
	}
}
