package machine_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"mingbai/catalog"
	"mingbai/catalog/shelf"
	"mingbai/kiosk/machine"
)

func TestSignedEditionComesInPlaceOfTheStarterCatalog(t *testing.T) {
	p := newPublisher(t)
	p.publish(fee("a", "水费"), fee("b", "电费"))
	s := serve(t, p.dir)
	h := newHall(t, p, s.URL)
	h.trusts(s)
	m := h.open()
	shows(t, m, "seed 示例")
	var rung atomic.Int32
	m.OnChange(func() { rung.Add(1) })
	got := pull(t, m)
	if got.Was != 0 || got.Edition != 1 || got.Change.Added != 2 || !got.News() || got.From != s.URL || !got.Issued.Equal(p.at) || got.Bytes == 0 {
		t.Errorf("pulled %+v", got)
	}
	shows(t, m, "a 水费", "b 电费")
	state := m.State()
	if !state.Signed || state.Edition != 1 || state.Source != "https" || state.Digest != got.Digest || len(state.Conditions) != 0 || state.ContentDate.Day != 18 {
		t.Errorf("state = %+v", state)
	}
	if rung.Load() == 0 {
		t.Error("nobody told the screen")
	}
	if found, err := m.Find(catalog.Search{Words: "shuifei"}); err != nil || found.Total() != 1 {
		t.Errorf("by pinyin found %+v, %v", found, err)
	}
	rung.Store(0)
	if again := pull(t, m); again.News() || again.Edition != 1 || s.same != 1 || rung.Load() != 0 {
		t.Errorf("asked again: %+v, %d answers of nothing new, %d rings", again, s.same, rung.Load())
	}
	m.Close()
	shows(t, h.open(), "a 水费", "b 电费") // what was there stays without a network
}

// A delta of one record came with everything else beside it.
func TestOneChangedRecordIsFewBytes(t *testing.T) {
	p := newPublisher(t)
	all := fees(400)
	p.publish(all...)
	h := newHall(t, p, p.dir)
	m := h.open()
	first := pull(t, m)
	all[7] = fee("n007", "改了")
	p.publish(all...)
	got := pull(t, m)
	if got.Change.Changed != 1 || got.Change.Added != 0 || got.Bytes*4 > first.Bytes {
		t.Errorf("pulled %+v after %d bytes", got, first.Bytes)
	}
	t.Logf("%d bytes of 400 records, then %d of one", first.Bytes, got.Bytes)
}

func TestWrongDeltaLeadsToTheKeyframe(t *testing.T) {
	p := newPublisher(t)
	all := fees(100)
	p.publish(all...)
	h := newHall(t, p, p.dir)
	m := h.open()
	pull(t, m)
	q := newPublisher(t) // whose delta says something else
	q.publish(all...)
	q.publish(append(fees(100), fee("z", "不是这个"))...)
	wrong := map[string][]byte{}
	for _, target := range q.targets {
		wrong[target.Path] = ok(os.ReadFile(filepath.Join(q.dir, filepath.FromSlash(target.File()))))(t)
	}
	raw := int64(0)
	for _, target := range q.targets {
		if target.Path == "since-1.zst" {
			raw = int64(len(ok(fee("z", "不是这个").Line())(t))) + 1
		}
	}
	p.garble = garbled(wrong, raw)
	p.publish(append(fees(100), fee("z", "是这个啊"))...)
	if _, err := m.Pull(t.Context(), ""); !errors.Is(err, shelf.ErrBroken) || !machine.NotTrusted(err) {
		t.Errorf("err = %v: there was no other way, want ErrBroken", err)
	}
	if n := len(ok(m.Browse(catalog.Query{Kind: catalog.KindFee}))(t)); n != 100 {
		t.Errorf("%d fees after a move that failed", n)
	}
	p.at = p.at.AddDate(0, 0, 40) // now a keyframe is due
	h.at = p.at.Add(time.Minute)
	p.publish(append(fees(100), fee("z", "是这个啊"))...)
	got := pull(t, m)
	if r, err := m.Record("fee/z"); err != nil || r.Title[catalog.ZH] != "是这个啊" || got.Edition != 3 {
		t.Errorf("pulled %+v, record %v, %v", got, r, err)
	}
}

func TestNewerSchemaKeepsTheContentAndSaysSo(t *testing.T) {
	p := newPublisher(t)
	p.publish(fee("a", "一"), fee("b", "二"))
	h := newHall(t, p, p.dir)
	m := h.open()
	pull(t, m)
	for i := range p.targets {
		p.targets[i].Custom = []byte(strings.Replace(string(p.targets[i].Custom), `"schema":1`, `"schema":2`, 1))
	}
	p.sign()
	p.withdraw("fee/b")
	if _, err := m.Pull(t.Context(), ""); !errors.Is(err, shelf.ErrSchema) {
		t.Errorf("err = %v, want ErrSchema", err)
	}
	shows(t, m, "a 一") // what was withdrawn goes all the same
	if got := codes(m); got != "needs-app-update/0" {
		t.Errorf("conditions = %q", got)
	}
}

func TestWithdrawnRecordIsGoneWithTheNextPull(t *testing.T) {
	p := newPublisher(t)
	p.publish(fee("a", "水费"), fee("b", "电费"))
	h := newHall(t, p, p.dir)
	m := h.open()
	pull(t, m)
	if _, err := m.Record("fee/b"); err != nil { // it is in memory now
		t.Fatal(err)
	}
	p.withdraw("fee/b")
	if got := pull(t, m); got.Withdrawn != 1 || got.Change.Withdrawn != 1 || !got.News() {
		t.Errorf("pulled %+v", got)
	}
	shows(t, m, "a 水费")
	if _, err := m.Record("fee/b"); !errors.Is(err, catalog.ErrNoRecord) {
		t.Errorf("err = %v, want ErrNoRecord", err)
	}
	if found, err := m.Find(catalog.Search{Words: "电费"}); err != nil || !found.Guess && found.Total() != 0 {
		t.Errorf("found %+v, %v", found.Hits, err)
	}
	if s := m.State(); s.Withdrawn != 1 || s.Counts[catalog.KindFee] != 1 {
		t.Errorf("state = %+v", s)
	}
	p.withdraw()
	pull(t, m)
	shows(t, m, "a 水费", "b 电费")
}

func TestListThatDidNotComeIsAskedForAgain(t *testing.T) {
	p := newPublisher(t)
	p.publish(fee("a", "水费"), fee("b", "电费"))
	h := newHall(t, p, p.dir)
	m := h.open()
	pull(t, m)
	p.withdraw("fee/b")
	folder := filepath.Join(p.dir, "targets", "withdraw")
	ok(0, os.Rename(folder, folder+".away"))(t)
	if _, err := m.Pull(t.Context(), ""); !machine.Unreachable(err) {
		t.Errorf("err = %v, want unreachable", err)
	}
	shows(t, m, "a 水费", "b 电费")
	ok(0, os.Rename(folder+".away", folder))(t)
	pull(t, m)
	shows(t, m, "a 水费")
}

func TestFullDiskKeepsTheContent(t *testing.T) {
	p := newPublisher(t)
	p.publish(fee("a", "一"))
	h := newHall(t, p, p.dir)
	m := h.open()
	pull(t, m)
	p.publish(fee("a", "二"))
	m.SetFree(10 << 20)
	for _, want := range []string{"", "disk-low/0"} {
		if _, err := m.Pull(t.Context(), ""); !errors.Is(err, machine.ErrFull) || !strings.Contains(err.Error(), "hint: ") {
			t.Errorf("err = %v, want ErrFull with a hint", err)
		}
		if got := codes(m); got != want {
			t.Errorf("conditions = %q, want %q", got, want)
		}
		h.at = h.at.Add(10 * time.Minute)
	}
	shows(t, m, "a 一")
	m.SetFree(1 << 40)
	pull(t, m)
	shows(t, m, "a 二")
	if got := codes(m); got != "" {
		t.Errorf("conditions = %q", got)
	}
}

func TestWithoutARootNothingSignedIsTaken(t *testing.T) {
	p := newPublisher(t)
	p.publish(fee("a", "一"))
	h := newHall(t, p, p.dir)
	if err := os.Remove(h.setup.Config.Root); err != nil {
		t.Fatal(err)
	}
	m := h.open()
	if _, err := m.Pull(t.Context(), ""); !errors.Is(err, machine.ErrNoRoot) || !machine.NotTrusted(err) {
		t.Errorf("err = %v, want ErrNoRoot", err)
	}
	shows(t, m, "seed 示例")
	if got := codes(m); got != "no-root/0" || len(m.State().Conditions[0].Say) != 3 {
		t.Errorf("conditions = %q", got)
	}
}

func TestTwoKiosksDoNotShareADataDirectory(t *testing.T) {
	p := newPublisher(t)
	p.publish(fee("a", "一"))
	h := newHall(t, p, p.dir)
	m := h.open()
	pull(t, m)
	if _, err := machine.Open(t.Context(), h.setup); !errors.Is(err, machine.ErrTaken) || !strings.Contains(err.Error(), "hint: ") {
		t.Errorf("err = %v, want ErrTaken with a hint", err)
	}
	beside := *h
	beside.setup.Alone = false
	shows(t, beside.open(), "a 一")
	other := newHall(t, p, p.dir) // which shows its starter catalog
	running := other.open()
	beside = *other
	beside.setup.Alone, beside.setup.Content = false, content(fee("seed", "别的示例"))
	shows(t, beside.open(), "seed 示例")
	pull(t, running)
	shows(t, beside.open(), "a 一")
	m.Close()
	shows(t, h.open(), "a 一")
}
