package machine_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"mingbai/catalog"
	"mingbai/catalog/trust"
	"mingbai/kiosk/machine"
)

// yes agrees to every turn.
func yes(machine.Turn) error { return nil }

func rootOf(t testing.TB, p *publisher) []byte {
	t.Helper()
	return ok(os.ReadFile(filepath.Join(p.dir, "1.root.json")))(t)
}

// own lets a hall keep its root in its data directory.
func (h *hall) own() *hall {
	if _, err := os.Stat("/etc/mingbai/root.json"); err == nil {
		h.t.Skip("this machine has a root of its own: a kiosk here does not keep one")
	}
	h.setup.Config.Root = ""
	return h
}

// TestKioskTurnsToAnotherPublisher has a kiosk with edition 3 go to a
// publisher who is at edition 1, older than its own in every number.
func TestKioskTurnsToAnotherPublisher(t *testing.T) {
	p, q := newPublisher(t), newPublisher(t)
	for _, title := range []string{"一", "二", "三"} {
		p.publish(fee("a", title), fee("b", "旧"))
	}
	p.withdraw("fee/b")
	q.at = q.at.Add(-time.Hour)
	q.publish(fee("b", "新的"))
	h := newHall(t, p, p.dir).own()
	m := h.open()
	pull(t, m)
	var asked machine.Turn
	got, err := m.TakePublisher(t.Context(), q.dir, rootOf(t, q), func(turn machine.Turn) error {
		asked = turn
		shows(t, m, "a 三") // what was there stays until somebody agrees
		return nil
	})
	if err != nil || got.Edition != 1 || got.Was != 3 || got.Change.Added != 1 || got.Change.Withdrawn != 1 || got.Bytes == 0 {
		t.Fatalf("pulled %+v, %v", got, err)
	}
	if asked.Was == asked.Is || asked.WasEdition != 3 || asked.WasRecords != 1 || asked.Edition != 1 || asked.Records != 1 || asked.Threshold != 2 || len(asked.Quorum) != 2 {
		t.Errorf("asked about %+v", asked)
	}
	shows(t, m, "b 新的") // who took it down is nobody any more
	if s := m.State(); !s.Issued.Equal(q.at) || s.Withdrawn != 0 || len(s.Conditions) > 0 {
		t.Errorf("state = %+v", s)
	}
	if _, err := m.Pull(t.Context(), p.dir); !machine.NotTrusted(err) {
		t.Errorf("the old publisher is believed still: %v", err)
	}
	q.at = q.at.Add(time.Minute)
	q.publish(fee("b", "更新"))
	if got, err := m.Pull(t.Context(), q.dir); err != nil || got.Edition != 2 {
		t.Errorf("the new one: %+v, %v", got, err)
	}
	m.Close()
	ok(0, os.Remove(filepath.Join(h.dir, "catalog.db")))(t)
	m = h.open() // from the last good bundle, which is the new publisher's
	shows(t, m, "b 更新")
	if _, err := m.TakePublisher(t.Context(), q.dir, rootOf(t, q), yes); !errors.Is(err, machine.ErrSamePublisher) {
		t.Errorf("to the same: %v", err)
	}
	h.at = h.at.Add(time.Hour)
	if back, err := m.TakePublisher(t.Context(), p.dir, rootOf(t, p), yes); err != nil || back.Edition != 3 {
		t.Errorf("and back: %+v, %v", back, err)
	}
	shows(t, m, "a 三")
}

// TestTurnThatFailsChangesNothing tries what a wrong or a bad publisher does,
// and a person who does not agree.
func TestTurnThatFailsChangesNothing(t *testing.T) {
	no := errors.New("no")
	for name, c := range map[string]struct {
		late  bool // by a web server; a stick may be
		spoil func(q *publisher)
		from  func(p, q *publisher) string
		root  func(p, q *publisher) []byte
		agree func(machine.Turn) error
		wants func(error) bool
	}{
		"nobody agrees":                    {agree: func(machine.Turn) error { return no }, wants: func(err error) bool { return errors.Is(err, no) }},
		"the source is of the old one":     {from: func(p, q *publisher) string { return p.dir }, wants: machine.NotTrusted},
		"the source is away":               {from: func(p, q *publisher) string { return filepath.Join(q.dir, "away") }, wants: machine.Unreachable},
		"the root is not signed":           {root: func(p, q *publisher) []byte { return ok(trust.NewRoot(q.roster(q.online), q.issue()))(t) }, wants: machine.NotTrusted},
		"the root is torn":                 {root: func(p, q *publisher) []byte { return rootOf(t, q)[:100] }, wants: machine.NotTrusted},
		"the root is of the old publisher": {root: func(p, q *publisher) []byte { return rootOf(t, p) }, wants: func(err error) bool { return errors.Is(err, machine.ErrSamePublisher) }},
		"the timestamp has expired":        {late: true, wants: machine.NotTrusted},
		"the edition is not what is signed": {spoil: func(q *publisher) {
			for _, target := range q.targets {
				q.write(target.File(), []byte("x"))
			}
		}, wants: machine.NotTrusted},
	} {
		t.Run(name, func(t *testing.T) {
			p, q := newPublisher(t), newPublisher(t)
			p.publish(fee("a", "一"))
			if c.late {
				q.at = q.at.AddDate(0, 0, -30)
			}
			q.publish(fee("b", "二"))
			if c.spoil != nil {
				c.spoil(q)
			}
			from, root, agree := q.dir, rootOf(t, q), yes
			if c.from != nil {
				from = c.from(p, q)
			}
			if c.root != nil {
				root = c.root(p, q)
			}
			if c.agree != nil {
				agree = c.agree
			}
			h := newHall(t, p, p.dir).own()
			if c.late {
				s := serve(t, q.dir)
				h.trusts(s)
				from = s.URL
			}
			m := h.open()
			pull(t, m)
			before, good := m.State(), ok(os.ReadFile(filepath.Join(h.dir, "last-good.zip")))(t)
			if _, err := m.TakePublisher(t.Context(), from, root, agree); err == nil || !c.wants(err) {
				t.Errorf("err = %v", err)
			}
			shows(t, m, "a 一")
			if s := m.State(); s.Edition != before.Edition || s.Generation != before.Generation {
				t.Errorf("state = %+v", s)
			}
			if b := ok(os.ReadFile(filepath.Join(h.dir, "root.json")))(t); string(b) != string(rootOf(t, p)) {
				t.Error("the root is another")
			}
			if b := ok(os.ReadFile(filepath.Join(h.dir, "last-good.zip")))(t); string(b) != string(good) {
				t.Error("the last good bundle is another")
			}
			p.at = p.at.Add(time.Minute)
			p.publish(fee("a", "三"))
			pull(t, m)
			shows(t, m, "a 三")
		})
	}
}

// A root that an administrator has put into /etc or named is not the kiosk's
// to change.
func TestTurnWantsTheNamedRootChangedFirst(t *testing.T) {
	p, q := newPublisher(t), newPublisher(t)
	p.publish(fee("a", "一"))
	q.publish(fee("b", "二"))
	h := newHall(t, p, p.dir)
	m := h.open()
	pull(t, m)
	if _, err := m.TakePublisher(t.Context(), q.dir, rootOf(t, q), yes); err == nil || !strings.Contains(err.Error(), "hint: put this one there first") {
		t.Errorf("err = %v", err)
	}
	m.Close()
	ok(0, os.WriteFile(h.setup.Config.Root, rootOf(t, q), 0o640))(t)
	m = h.open()
	shows(t, m, "a 一")
	if _, err := m.TakePublisher(t.Context(), q.dir, rootOf(t, q), yes); err != nil {
		t.Fatal(err)
	}
	shows(t, m, "b 二")
}

// A power cut between the root and the move leaves the old content, and the
// old bundle is nobody's.
func TestTurnThatWasCutShowsTheOldContent(t *testing.T) {
	p, q := newPublisher(t), newPublisher(t)
	p.publish(fee("a", "一"))
	q.publish(fee("b", "二"))
	h := newHall(t, p, p.dir).own()
	m := h.open()
	pull(t, m)
	m.Close()
	ok(0, os.WriteFile(filepath.Join(h.dir, "root.json"), rootOf(t, q), 0o640))(t)
	m = h.open()
	shows(t, m, "a 一")
	if _, err := m.TakePublisher(t.Context(), q.dir, rootOf(t, q), yes); err != nil {
		t.Fatal(err)
	}
	shows(t, m, "b 二")
	m.Close()
	ok(0, os.WriteFile(filepath.Join(h.dir, "last-good.zip"), ok(os.ReadFile(zipOf(t, p.dir)))(t), 0o640))(t)
	ok(0, os.Remove(filepath.Join(h.dir, "catalog.db")))(t)
	m = h.open()
	if _, err := m.Record("fee/a"); !errors.Is(err, catalog.ErrNoRecord) {
		t.Errorf("the old publisher's bundle came back: %v", err)
	}
}

func TestExpiriesAreThoseOfThePublisher(t *testing.T) {
	p := newPublisher(t)
	p.publish(fee("a", "一"))
	m := newHall(t, p, p.dir).open()
	if all, err := m.Expiries(t.Context()); err != nil || len(all) != 0 {
		t.Errorf("of the starter catalog: %+v, %v", all, err)
	}
	pull(t, m)
	want := ok(trust.Expiries(p.state))(t)
	all, err := m.Expiries(t.Context())
	if err != nil || len(all) != len(want) || all[0] != want[0] {
		t.Errorf("%+v, %v, want %+v", all, err, want)
	}
}
