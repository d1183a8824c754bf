package machine_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"mingbai/catalog"
	xlsx "mingbai/catalog/exchange"
	"mingbai/kiosk"
	"mingbai/kiosk/machine"
)

// plugged is a kiosk with a stick.
func plugged(t testing.TB, records ...*catalog.Record) (h *hall, stick string) {
	h, stick = newScreen(t, records...), filepath.Join(t.TempDir(), "TJ-RS")
	must(t, os.Mkdir(stick, 0o755))
	h.setup.Sticks = []string{filepath.Join(filepath.Dir(stick), "*"), "/nowhere/*"}
	return h, stick
}

// fileOn returns a file of the only stick.
func fileOn(t testing.TB, m *machine.Machine, name string) kiosk.StickFile {
	t.Helper()
	sticks := ok(m.Sticks())(t)
	if len(sticks) != 1 {
		t.Fatalf("sticks %+v", sticks)
	}
	for _, f := range sticks[0].Files {
		if f.Name == name {
			return f
		}
	}
	t.Fatalf("no %s on %+v", name, sticks)
	return kiosk.StickFile{}
}

func readFile(m *machine.Machine, f kiosk.StickFile) (im kiosk.Import, err error) {
	err = await(func(done func(error)) { m.ReadFile(f, func(got kiosk.Import, err error) { im = got; done(err) }) })
	return im, err
}

func take(m *machine.Machine) (n int, err error) {
	err = await(func(done func(error)) { m.Take(func(got int, err error) { n = got; done(err) }) })
	return n, err
}

// A book is a workbook that somebody edits.
type book struct {
	t testing.TB
	*excelize.File
}

func workbookOf(t testing.TB, records ...*catalog.Record) book {
	t.Helper()
	var b bytes.Buffer
	must(t, xlsx.WriteWorkbook(&b, records))
	return book{t, ok(excelize.OpenReader(&b))(t)}
}

// replace types other words into the cell that has some.
func (b book) replace(sheet, was, is string) {
	b.t.Helper()
	cells := ok(b.SearchSheet(sheet, was))(b.t)
	if len(cells) != 1 {
		b.t.Fatalf("%s has %q in %v", sheet, was, cells)
	}
	must(b.t, b.SetCellValue(sheet, cells[0], is))
}

// add types a new row, by the headings of the sheet.
func (b book) add(sheet string, cells map[string]string) {
	b.t.Helper()
	rows := ok(b.GetRows(sheet))(b.t)
	head := slices.IndexFunc(rows, func(r []string) bool { return slices.Contains(r, "条目编号") })
	for name, words := range cells {
		col := slices.IndexFunc(rows[head], func(s string) bool { return strings.TrimRight(s, " *") == name })
		if col < 0 {
			b.t.Fatalf("%s has no column %s: %q", sheet, name, rows[head])
		}
		must(b.t, b.SetCellValue(sheet, ok(excelize.CoordinatesToCellName(col+1, len(rows)+1))(b.t), words))
	}
}

func (b book) bytes() []byte {
	b.t.Helper()
	var out bytes.Buffer
	must(b.t, b.Write(&out))
	return out.Bytes()
}

func verdicts(im kiosk.Import) string {
	var all []string
	for _, r := range im.Rows {
		all = append(all, string(r.Verdict)+" "+r.Title[catalog.ZH])
	}
	return strings.Join(all, ", ")
}

// TestWorkbookOnAStickBecomesDrafts and never anything else.
func TestWorkbookOnAStickBecomesDrafts(t *testing.T) {
	office, price := heat(t, "工作日 8:30", "0454-555-0127"), fee("a", "水费")
	h, stick := plugged(t, office, price, fee("b", "电费"))
	b := workbookOf(t, office, price, fee("b", "电费"))
	b.replace("单位", "工作日 8:30", "周一至周六 9:00")
	b.replace("收费", "水费", "水费（贵一点）")
	b.add("公告", map[string]string{"标题": "周三停水", "负责单位": "office/heat", "发布日期": "2026-11-23"})
	must(t, os.WriteFile(filepath.Join(stick, "供热公司.xlsx"), b.bytes(), 0o644))
	m := h.open()
	enter(t, m, "RS-017", pinLi)
	im := ok(readFile(m, fileOn(t, m, "供热公司.xlsx")))(t)
	if got := verdicts(im); got != "wrong 水费（贵一点）, new 周三停水, changed 供热公司, same 电费" {
		t.Errorf("read %s", got)
	}
	row := im.Rows[2]
	if c := row.Changes; len(c) != 1 || c[0].Old != "工作日 8:30" || c[0].New != "周一至周六 9:00" || c[0].Say[catalog.ZH] != "办公时间" || row.Sheet != "单位" || row.Row < 2 || im.Sheets < 3 {
		t.Errorf("changes %+v of %+v", c, row)
	}
	if p := im.Rows[0].Problem; !strings.Contains(p.Say[catalog.ZH], "标题") || !strings.Contains(p.Where, "收费!") {
		t.Errorf("problem %+v", p)
	}
	wantPapers(t, m, kiosk.PaperQuery{}) // nothing yet
	var name string
	must(t, await(func(done func(error)) { m.WriteProblems(func(n string, err error) { name = n; done(err) }) }))
	if list := string(ok(os.ReadFile(filepath.Join(stick, name)))(t)); name != "供热公司-问题清单.csv" || !strings.HasPrefix(list, "\ufeff") || !strings.Contains(list, "fee/a") {
		t.Errorf("%s has %s", name, list)
	}
	if n := ok(take(m))(t); n != 2 {
		t.Errorf("%d became drafts, want 2", n)
	}
	if hours(t, m) != "工作日 8:30" || ok(m.Record("fee/a"))(t).Title[catalog.ZH] != "水费" || listed(t, m, catalog.Query{Kind: catalog.KindNotice}) != "" {
		t.Error("an import is shown to visitors")
	}
	begun := ok(m.Papers(kiosk.PaperQuery{Sort: kiosk.PaperBegun}))(t)
	if len(begun) != 1 || begun[0].Record != "office/heat" || begun[0].Field != "hours" {
		t.Errorf("begun %+v", begun)
	}
	if body := ok(m.Autosaved("office/heat", "hours"))(t); !strings.Contains(string(body), "周一至周六 9:00") {
		t.Errorf("autosaved %s", body)
	}
	drafts := ok(m.Papers(kiosk.PaperQuery{Sort: kiosk.PaperLocal, States: []kiosk.PaperState{kiosk.StateDraft}}))(t)
	if len(drafts) != 1 || drafts[0].Title[catalog.ZH] != "周三停水" || !strings.HasPrefix(drafts[0].Record.Name(), "h-") {
		t.Errorf("drafts %+v", drafts)
	}
	var o *kiosk.Objection
	if _, err := take(m); !errors.As(err, &o) || o.Code != "nothing-read" {
		t.Errorf("taken twice: %v", err)
	}
	must(t, m.Autosave("office/heat", "hours", []byte(`{"mine":1}`)))
	if im = ok(readFile(m, fileOn(t, m, "供热公司.xlsx")))(t); im.Count(kiosk.VerdictWrong) != 2 {
		t.Errorf("an import would write over what somebody has begun: %s", verdicts(im))
	}
	ok(take(m))(t)
	if body := ok(m.Autosaved("office/heat", "hours"))(t); string(body) != `{"mine":1}` {
		t.Errorf("the import wrote over it: %s", body)
	}
}

// TestWorkbookCorrectsATextOfTheHallAsADraft: what visitors see stays.
func TestWorkbookCorrectsATextOfTheHallAsADraft(t *testing.T) {
	h, stick := plugged(t, heat(t, "工作日", "12345"))
	m := h.open()
	id := writeNotice(t, m, "", "二楼电梯停用")
	b := workbookOf(t, ok(m.Record(id))(t))
	b.replace("公告", "二楼电梯停用", "二楼电梯和扶梯停用")
	must(t, os.WriteFile(filepath.Join(stick, "公告.XLSX"), b.bytes(), 0o644))
	im := ok(readFile(m, fileOn(t, m, "公告.XLSX")))(t)
	if got := verdicts(im); got != "changed 二楼电梯和扶梯停用" || im.Rows[0].Changes[0].Say[catalog.ZH] != "标题" {
		t.Errorf("read %s: %+v", got, im.Rows)
	}
	if n := ok(take(m))(t); n != 1 || ok(m.Record(id))(t).Title[catalog.ZH] != "二楼电梯停用" {
		t.Errorf("%d taken, and visitors see %v", n, ok(m.Record(id))(t).Title)
	}
	text := ok(catalog.ReadRecord(ok(m.Autosaved(id, ""))(t)))(t)
	must(t, m.Write(text))
	if l := ok(m.Local(id))(t); l.State != kiosk.StateDraft || l.Text.Title[catalog.ZH] != "二楼电梯和扶梯停用" || l.Public.Title[catalog.ZH] != "二楼电梯停用" {
		t.Errorf("local %+v", l)
	}
}

// TestOnlyFilesOfAStickAreRead: a page cannot have just any file read.
func TestOnlyFilesOfAStickAreRead(t *testing.T) {
	h, stick := plugged(t, heat(t, "工作日", "12345"))
	secret := filepath.Join(t.TempDir(), "secret.xlsx")
	must(t, os.WriteFile(secret, workbookOf(t, heat(t, "工作日", "12345")).bytes(), 0o600))
	must(t, os.Symlink(secret, filepath.Join(stick, "link.xlsx")))
	must(t, os.Mkdir(filepath.Join(stick, "folder.xlsx"), 0o755))
	must(t, os.WriteFile(filepath.Join(stick, ".hidden.xlsx"), nil, 0o600))
	must(t, os.WriteFile(filepath.Join(stick, "~$lock.xlsx"), nil, 0o600))
	must(t, os.WriteFile(filepath.Join(stick, "run.exe"), nil, 0o600))
	m := h.open()
	if _, err := m.Sticks(); !errors.Is(err, kiosk.ErrEnded) {
		t.Errorf("sticks for nobody: %v", err)
	}
	enter(t, m, "RS-017", pinLi)
	if s := ok(m.Sticks())(t); len(s) != 1 || s[0].Label != "TJ-RS" || len(s[0].Files) != 0 {
		t.Errorf("sticks %+v", s)
	}
	for _, path := range []string{secret, filepath.Join(stick, "link.xlsx"), "/etc/passwd", filepath.Join(stick, "..", "x.xlsx")} {
		var o *kiosk.Objection
		if _, err := readFile(m, kiosk.StickFile{Path: path, Sort: kiosk.FileWorkbook}); !errors.As(err, &o) || o.Code != "stick-gone" {
			t.Errorf("%s: %v", path, err)
		}
	}
	enter(t, m, "ADM-1", pinZhao)
	if _, err := readFile(m, kiosk.StickFile{}); !errors.Is(err, kiosk.ErrRight) {
		t.Errorf("an administrator imports: %v", err)
	}
}

// TestEditionOnAStickIsVerified like any other.
func TestEditionOnAStickIsVerified(t *testing.T) {
	p := newPublisher(t)
	p.publish(fee("a", "水费"))
	h := newHall(t, p).staffed()
	stick := t.TempDir()
	h.setup.Sticks = []string{stick}
	must(t, os.Rename(zipOf(t, p.dir), filepath.Join(stick, "usb.zip")))
	must(t, os.WriteFile(filepath.Join(stick, "bad.zip"), []byte("PK\x03\x04 no"), 0o644))
	other := newPublisher(t)
	other.publish(fee("a", "假的"))
	must(t, os.Rename(zipOf(t, other.dir), filepath.Join(stick, "other.zip")))
	m := h.open()
	enter(t, m, "RS-017", pinLi)
	for _, name := range []string{"bad.zip", "other.zip"} {
		ok(readFile(m, fileOn(t, m, name)))(t)
		var o *kiosk.Objection
		if n, err := take(m); !errors.As(err, &o) || n != 0 {
			t.Errorf("%s was applied: %d, %v", name, n, err)
		}
	}
	ok(readFile(m, fileOn(t, m, "usb.zip")))(t)
	ok(take(m))(t)
	shows(t, m, "a 水费")
}
