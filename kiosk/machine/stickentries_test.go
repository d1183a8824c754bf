package machine_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/kiosk/machine"
	"mingbai/kiosk/staff"
)

// TestStickBringsWhatAHallWithoutAHubWrote from screen to screen.
func TestStickBringsWhatAHallWithoutAHubWrote(t *testing.T) {
	here, stick := plugged(t, heat(t, "工作日 8:30", "12345"), fee("a", "水费"))
	there := newScreen(t, heat(t, "工作日 8:30", "12345"), fee("a", "水费"))
	there.setup.Sticks = here.setup.Sticks
	a, b := here.open(), there.open()
	id := writeNotice(t, a, "", "二楼电梯停用")
	must(t, a.Amend("office/heat", "hours", words("body.hours", "周一"), lastDay()))
	must(t, a.Hide("fee/a", "金额写错了，物价局来电"))
	draft := ok(a.NewLocal(catalog.KindNotice))(t)
	must(t, a.Write(draft))
	var name string
	must(t, await(func(done func(error)) { a.WriteEntries(stick, func(n string, err error) { name = n; done(err) }) }))
	enter(t, b, "RS-017", pinLi)
	im := ok(readFile(b, fileOn(t, b, name)))(t)
	if im.Count(kiosk.VerdictNew) != 3 || len(im.Rows) != 3 || len(im.Problems) != 1 || !strings.Contains(im.Problems[0].Say[catalog.ZH], "指纹") {
		t.Errorf("read %s, %+v", verdicts(im), im.Problems)
	}
	if _, err := take(b); !errors.Is(err, kiosk.ErrRight) {
		t.Errorf("staff vouch for a kiosk that nobody knows: %v", err)
	}
	enter(t, b, "RS-020", pinWang)
	if n := ok(take(b))(t); n != 3 {
		t.Errorf("%d entries taken", n)
	}
	_, err := b.Record("fee/a")
	if hours(t, b) != "周一" || listed(t, b, catalog.Query{Kind: catalog.KindNotice}) != string(id) || !errors.Is(err, catalog.ErrNoRecord) {
		t.Errorf("there it shows %s, %s, %v", hours(t, b), listed(t, b, catalog.Query{Kind: catalog.KindNotice}), err)
	}
	if c := ok(b.Changes("", 0, 10))(t); !slices.ContainsFunc(c, func(c kiosk.Change) bool { return c.Act == "trust" && c.Name == "王晓东" }) {
		t.Errorf("nobody vouched: %+v", c)
	}
	enter(t, b, "RS-017", pinLi)
	if im = ok(readFile(b, fileOn(t, b, name)))(t); im.Count(kiosk.VerdictSame) != 3 || len(im.Problems) != 0 {
		t.Errorf("read again: %s, %+v", verdicts(im), im.Problems)
	}
	must(t, b.Amend("office/heat", "hours", words("body.hours", "周二"), lastDay()))
	must(t, a.Amend("office/heat", "hours", words("body.hours", "周三"), lastDay()))
	must(t, await(func(done func(error)) { a.WriteEntries(stick, func(_ string, err error) { done(err) }) }))
	if im = ok(readFile(b, fileOn(t, b, name)))(t); im.Count(kiosk.VerdictChanged) != 1 {
		t.Errorf("read what differs: %s", verdicts(im))
	}
	ok(take(b))(t)
	if p := ok(b.Papers(kiosk.PaperQuery{Record: "office/heat"}))(t); len(p) != 1 || p[0].State != kiosk.StateConflict || hours(t, b) != "工作日 8:30" {
		t.Errorf("two that did not know of each other: %+v", p)
	}
	must(t, b.VerifyChanges(t.Context()))
	forgedStick(t, b, stick, name)
}

// forgedStick has files that somebody touched read.
func forgedStick(t *testing.T, m *machine.Machine, stick, name string) {
	t.Helper()
	path := filepath.Join(stick, name)
	good := ok(os.ReadFile(path))(t)
	for what, b := range map[string][]byte{
		"words":   bytes.Replace(good, []byte("周三"), []byte("周四"), 1),
		"cut":     good[:len(good)/2],
		"no end":  good[:bytes.LastIndexByte(good[:len(good)-1], '\n')+1],
		"empty":   {},
		"newline": []byte("\n"),
		"zeros":   make([]byte, 1<<20),
	} {
		must(t, os.WriteFile(path, b, 0o644))
		var o *kiosk.Objection
		if _, err := readFile(m, fileOn(t, m, name)); !errors.As(err, &o) || o.Code != "no-entries" {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// TestRecordOfChangesGoesOntoAStick for a reviewer, and is in itself.
func TestRecordOfChangesGoesOntoAStick(t *testing.T) {
	h, stick := plugged(t, heat(t, "工作日", "12345"))
	m := h.open()
	var name, head string
	write := func(stick string) error {
		return await(func(done func(error)) {
			m.WriteChanges(stick, func(n, h string, err error) { name, head = n, h; done(err) })
		})
	}
	if err := write(stick); !errors.Is(err, kiosk.ErrEnded) {
		t.Errorf("for nobody: %v", err)
	}
	enter(t, m, "RS-017", pinLi)
	if err := write(stick); !errors.Is(err, kiosk.ErrRight) {
		t.Errorf("for staff: %v", err)
	}
	enter(t, m, "RS-020", pinWang)
	var o *kiosk.Objection
	if err := write("/etc"); !errors.As(err, &o) || o.Code != "stick-gone" {
		t.Errorf("to /etc: %v", err)
	}
	must(t, write(stick))
	b := ok(os.ReadFile(filepath.Join(stick, name)))(t)
	if got := ok(staff.VerifyExport(bytes.NewReader(b)))(t); got.Hash != head || !bytes.Contains(b, []byte(`"act":"export"`)) {
		t.Errorf("head %s, want %s, of %s", got.Hash, head, b)
	}
}
