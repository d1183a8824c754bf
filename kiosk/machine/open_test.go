package machine_test

import (
	"errors"
	"iter"
	"os"
	"path/filepath"
	"testing"
	"time"

	"mingbai/catalog"
	"mingbai/catalog/shelf"
	"mingbai/kiosk"
	"mingbai/kiosk/machine"
)

var morning = time.Date(2026, 11, 23, 1, 41, 0, 0, time.UTC)

func fee(name, title string) *catalog.Record {
	return &catalog.Record{ID: catalog.ID("fee/" + name), Title: catalog.Text{catalog.ZH: title}, Body: &catalog.Fee{},
		Checked: catalog.Stamp{On: catalog.Date{Year: 2026, Month: 11, Day: 18}}}
}

func content(records ...*catalog.Record) machine.Content {
	return machine.Content{Source: "seed", Read: func() ([]*catalog.Record, error) { return records, nil }}
}

func open(t *testing.T, dir string, records ...*catalog.Record) *machine.Machine {
	t.Helper()
	m, err := machine.Open(t.Context(), machine.Setup{Config: kiosk.Defaults(), Dir: dir, Content: content(records...),
		Today: catalog.Date{Year: 2026, Month: 11, Day: 20}, Now: func() time.Time { return morning }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { m.Close() })
	return m
}

func TestFirstStartShowsTheStarterCatalog(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "data")
	m := open(t, dir, fee("a", "甲"))
	if r, err := m.Record("fee/a"); err != nil || r.Title[catalog.ZH] != "甲" {
		t.Errorf("record = %v, %v", r, err)
	}
	if _, err := m.Record("fee/b"); !errors.Is(err, catalog.ErrNoRecord) {
		t.Errorf("err = %v, want ErrNoRecord", err)
	}
	s := m.State()
	if s.Source != "seed" || s.Signed || s.Counts[catalog.KindFee] != 1 || s.ContentDate != (catalog.Date{Year: 2026, Month: 11, Day: 18}) {
		t.Errorf("state = %+v", s)
	}
	if got := m.Today(); got != (catalog.Date{Year: 2026, Month: 11, Day: 20}) {
		t.Errorf("today = %v, want the catalog's own day", got)
	}
	if got := m.Now().Format("15:04"); got != "09:41" {
		t.Errorf("the clock shows %s, want that of the hall", got)
	}
	info, err := os.Stat(dir)
	if err != nil || info.Mode().Perm()&0o027 != 0 {
		t.Errorf("mode = %v, %v: others may look in", info.Mode(), err)
	}
}

func TestNewerProgramBringsItsOwnStarterCatalog(t *testing.T) {
	dir := t.TempDir()
	open(t, dir, fee("a", "甲"), fee("b", "乙")).Close()
	m := open(t, dir, fee("a", "丙"))
	if r, err := m.Record("fee/a"); err != nil || r.Title[catalog.ZH] != "丙" {
		t.Errorf("record = %v, %v", r, err)
	}
	if heads, err := m.Browse(catalog.Query{Kind: catalog.KindFee}); err != nil || len(heads) != 1 {
		t.Errorf("fees = %v, %v", heads, err)
	}
}

func TestSignedEditionStays(t *testing.T) {
	dir := t.TempDir()
	s, err := shelf.Open(t.Context(), filepath.Join(dir, "catalog.db"))
	if err != nil {
		t.Fatal(err)
	}
	line, err := fee("a", "已发布").Line()
	if err != nil {
		t.Fatal(err)
	}
	var one iter.Seq2[[]byte, error] = func(yield func([]byte, error) bool) { yield(line, nil) }
	if _, err := s.Apply(t.Context(), shelf.Edition{Number: 7, Source: "https", Signed: true}, morning, one); err != nil {
		t.Fatal(err)
	}
	s.Close()
	m := open(t, dir, fee("a", "甲"))
	if r, err := m.Record("fee/a"); err != nil || r.Title[catalog.ZH] != "已发布" {
		t.Errorf("record = %v, %v", r, err)
	}
	if s := m.State(); !s.Signed || s.Edition != 7 || len(s.Hosts.HTTPS) != 0 {
		t.Errorf("state = %+v", s)
	}
	if got := m.Today(); got != (catalog.Date{Year: 2026, Month: 11, Day: 23}) {
		t.Errorf("today = %v, want the clock's day", got)
	}
}

func TestSameContentIsReadOnce(t *testing.T) {
	dir, reads := t.TempDir(), 0
	for _, digest := range []string{"one", "one", "two", "", ""} {
		c := content(fee("a", "甲"))
		read := c.Read
		c.Digest, c.Read = digest, func() ([]*catalog.Record, error) { reads++; return read() }
		m, err := machine.Open(t.Context(), machine.Setup{Config: kiosk.Defaults(), Dir: dir, Content: c, Now: func() time.Time { return morning }})
		if err != nil {
			t.Fatal(err)
		}
		m.Close()
	}
	if reads != 4 {
		t.Errorf("read %d times, want 4", reads)
	}
}

func TestDataDirectoryThatCannotBeMade(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := machine.Open(t.Context(), machine.Setup{Dir: filepath.Join(file, "data"), Now: time.Now}); err == nil {
		t.Error("a file was taken for a directory")
	}
}
