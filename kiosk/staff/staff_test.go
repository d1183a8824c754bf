package staff_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"mingbai/catalog"
	"mingbai/catalog/amend"
	"mingbai/catalog/db"
	"mingbai/kiosk/desk"
	"mingbai/kiosk/staff"
)

// The PINs of the people of newHall.
const (
	pinLi    staff.PIN = "482917"
	pinWang  staff.PIN = "730264"
	pinZhao  staff.PIN = "915038"
	pinWrong staff.PIN = "604729"
)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// A hall is a book in a file, with three people.
type hall struct {
	*staff.Book
	db  *db.DB
	dir string
}

func openHall(t testing.TB, dir string, opt staff.Options) hall {
	t.Helper()
	d, err := desk.Open(context.Background(), filepath.Join(dir, "desk.db"))
	must(t, err)
	t.Cleanup(func() { d.Close() })
	b, err := staff.New(d, opt)
	must(t, err)
	return hall{b, d, dir}
}

// template is a desk.db with the people of newHall: their PINs are hashed
// once, not for every test. withTemplate sets it.
var template []byte

// withTemplate makes the template and runs the tests.
func withTemplate(run func() int) int {
	dir, err := os.MkdirTemp("", "staff")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	if template, err = makeTemplate(context.Background(), filepath.Join(dir, "desk.db")); err != nil {
		panic(err)
	}
	return run()
}

func makeTemplate(ctx context.Context, path string) ([]byte, error) {
	d, err := desk.Open(ctx, path)
	if err != nil {
		return nil, err
	}
	b, err := staff.New(d, staff.Options{})
	if err != nil {
		return nil, err
	}
	err = errors.Join(
		b.Add(ctx, nil, staff.Person{Badge: "RS-017", Name: "李敏", Role: staff.Writer}, pinLi),
		b.Add(ctx, nil, staff.Person{Badge: "RS-020", Name: "王晓东", Role: staff.Reviewer}, pinWang),
		b.Add(ctx, nil, staff.Person{Badge: "ADM-1", Name: "赵颖", Role: staff.Administrator}, pinZhao),
		d.Close())
	if err != nil {
		return nil, err
	}
	return os.ReadFile(path)
}

func newHall(t testing.TB) hall {
	t.Helper()
	dir := t.TempDir()
	must(t, os.WriteFile(filepath.Join(dir, "desk.db"), template, 0o640))
	return openHall(t, dir, staff.Options{})
}

func (h hall) enter(t testing.TB, badge string, pin staff.PIN) *staff.Session {
	t.Helper()
	s, err := h.Enter(t.Context(), badge, pin)
	must(t, err)
	return s
}

func heat(t testing.TB) *catalog.Record {
	t.Helper()
	r, err := catalog.ReadRecord([]byte(`{"id":"office/heat","title":{"zh":"供热公司"},"body":{"hours":{"zh":"工作日 8:30–17:00"},"telephone":"0454-555-0127"}}`))
	must(t, err)
	return r
}

var day = catalog.Date{Year: 2026, Month: 11, Day: 18}

// hours amends the hours of the heating company.
func hours(ctx context.Context, s *staff.Session, base *catalog.Record, id, words string) error {
	on := staff.On{Act: staff.Amend, Sort: staff.Amendment, Key: "office/heat#hours", Record: base.ID, Field: "hours"}
	return staff.Change(ctx, s, on, func(p staff.Person, old amend.Amendment) (amend.Amendment, error) {
		return amend.Correct(base, old, amend.Draft{ID: id, Field: "hours", Value: amend.Value(fmt.Sprintf(`{"body.hours":{"zh":%q}}`, words)),
			By: amend.Person{Badge: p.Badge, Name: p.Name}, On: day, Until: day.Add(30)})
	})
}

func id(n int) string { return fmt.Sprintf("revision-%010d", n) }

func TestChangeLiesWithItsEntry(t *testing.T) {
	h := newHall(t)
	s := h.enter(t, "RS-017", pinLi)
	must(t, hours(t.Context(), s, heat(t), id(1), "周一至周五 9:00–16:00"))
	must(t, hours(t.Context(), s, heat(t), id(2), "周一至周四 9:00–16:00"))
	all, err := staff.Papers[amend.Amendment](t.Context(), h.Book, staff.Amendment)
	must(t, err)
	if len(all) != 1 || all[0].Turn != 2 || all[0].By.Name != "李敏" {
		t.Errorf("papers = %+v", all)
	}
	entries, err := h.Entries(t.Context(), "office/heat", 0, 10)
	must(t, err)
	if len(entries) != 2 || entries[0].Name != "李敏" || entries[0].Field != "hours" || !bytes.Equal(entries[0].Before, entries[1].After) {
		t.Errorf("entries = %+v", entries)
	}
	must(t, h.Verify(t.Context()))
}

func TestRefusedChangeLeavesNothing(t *testing.T) {
	h := newHall(t)
	s := h.enter(t, "RS-017", pinLi)
	before, err := h.Head(t.Context())
	must(t, err)
	var r *amend.Refusal
	if err := hours(t.Context(), s, heat(t), id(1), "工作日 8:30–17:00"); !errors.As(err, &r) || r.Code != "no-change" {
		t.Errorf("err = %v, want a refusal", err)
	}
	stop := errors.New("stop")
	on := staff.On{Act: staff.Hide, Sort: staff.Hidden, Key: "office/heat", Record: "office/heat"}
	ctx, cancel := context.WithCancel(t.Context())
	err = staff.Change(ctx, s, on, func(staff.Person, amend.Hiding) (amend.Hiding, error) { cancel(); return amend.Hiding{}, nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("err = %v, want canceled", err)
	}
	err = staff.Change(t.Context(), s, on, func(staff.Person, amend.Hiding) (amend.Hiding, error) { return amend.Hiding{}, stop })
	if !errors.Is(err, stop) {
		t.Errorf("err = %v, want stop", err)
	}
	if after, _ := h.Head(t.Context()); after != before {
		t.Errorf("head moved from %v to %v", before, after)
	}
	must(t, h.Verify(t.Context()))
}

func TestRoleDecidesWhoMay(t *testing.T) {
	h := newHall(t)
	on := staff.On{Act: staff.Clear, Sort: staff.Local, Key: "notice/x", Record: "notice/x"}
	nothing := func(_ staff.Person, l map[string]any) (map[string]any, error) { return map[string]any{"a": 1}, nil }
	if err := staff.Change(t.Context(), h.enter(t, "RS-017", pinLi), on, nothing); !errors.Is(err, staff.ErrRight) || !strings.Contains(err.Error(), "reviewer") {
		t.Errorf("staff clears: %v", err)
	}
	must(t, staff.Change(t.Context(), h.enter(t, "RS-020", pinWang), on, nothing))
	admin := h.enter(t, "ADM-1", pinZhao)
	if err := hours(t.Context(), admin, heat(t), id(1), "周日"); !errors.Is(err, staff.ErrRight) {
		t.Errorf("an administrator amends: %v", err)
	}
	must(t, h.Add(t.Context(), admin, staff.Person{Badge: "N1", Name: "新人", Role: staff.Writer}, "283746"))
	if err := h.Add(t.Context(), h.enter(t, "N1", "283746"), staff.Person{Badge: "N2", Name: "又一个", Role: staff.Writer}, "283746"); !errors.Is(err, staff.ErrRight) {
		t.Errorf("staff lets others in: %v", err)
	}
	must(t, h.Verify(t.Context()))
}

func TestRemovedPersonIsOutAtOnce(t *testing.T) {
	h := newHall(t)
	s := h.enter(t, "RS-017", pinLi)
	must(t, h.Remove(t.Context(), nil, "RS-017"))
	if err := hours(t.Context(), s, heat(t), id(1), "周一"); !errors.Is(err, staff.ErrEnded) {
		t.Errorf("err = %v, want ended", err)
	}
	if _, err := h.Enter(t.Context(), "RS-017", pinLi); !errors.Is(err, staff.ErrPIN) {
		t.Errorf("err = %v, want wrong PIN", err)
	}
	must(t, h.Add(t.Context(), nil, staff.Person{Badge: "RS-017", Name: "李敏", Role: staff.Writer}, pinWrong))
	h.enter(t, "RS-017", pinWrong)
	must(t, h.Verify(t.Context()))
}

func TestOwnPINCanBeChanged(t *testing.T) {
	h := newHall(t)
	s := h.enter(t, "RS-017", pinLi)
	if err := h.SetPIN(t.Context(), s, "123456"); err == nil {
		t.Error("123456 was taken")
	}
	must(t, h.SetPIN(t.Context(), s, pinWrong))
	if _, err := h.Enter(t.Context(), "RS-017", pinLi); !errors.Is(err, staff.ErrPIN) {
		t.Errorf("the old PIN: %v", err)
	}
	h.enter(t, "RS-017", pinWrong)
	must(t, h.Verify(t.Context()))
}

func TestDraftSurvivesAndEndsWithItsChange(t *testing.T) {
	h := newHall(t)
	s := h.enter(t, "RS-017", pinLi)
	on := staff.On{Sort: staff.Amendment, Key: "office/heat#hours", Record: "office/heat", Field: "hours"}
	before, _ := h.Head(t.Context())
	for _, b := range []string{`{"text":"周"}`, `{"text":"周一"}`, `{"text":"周一至"}`} {
		must(t, s.Autosave(t.Context(), on, []byte(b)))
	}
	if after, _ := h.Head(t.Context()); after.Entries != before.Entries+1 {
		t.Errorf("%d entries for one draft", after.Entries-before.Entries)
	}
	again := openHall(t, h.dir, staff.Options{}) // after a power cut
	s = again.enter(t, "RS-017", pinLi)
	all, err := s.Drafts(t.Context())
	must(t, err)
	if len(all) != 1 || string(all[0].Body) != `{"text":"周一至"}` {
		t.Fatalf("drafts = %+v", all)
	}
	other, err := again.enter(t, "RS-020", pinWang).Drafts(t.Context())
	must(t, err)
	if len(other) != 0 {
		t.Error("somebody else sees the draft")
	}
	s = again.enter(t, "RS-017", pinLi)
	must(t, hours(t.Context(), s, heat(t), id(1), "周一至周五"))
	if all, _ = s.Drafts(t.Context()); len(all) != 0 {
		t.Errorf("the draft outlived its change: %v", all)
	}
	must(t, s.Autosave(t.Context(), on, []byte(`{"text":"不要"}`)))
	must(t, s.Drop(t.Context(), on))
	last, err := again.Entries(t.Context(), "office/heat", 0, 1)
	must(t, err)
	if len(last) != 1 || string(last[0].Before) != `{"text":"不要"}` {
		t.Errorf("the dropped draft is lost: %+v", last)
	}
	must(t, again.Verify(t.Context()))
}

func TestPapersWaitUntilTheOutboxHasThem(t *testing.T) {
	h := newHall(t)
	s := h.enter(t, "RS-017", pinLi)
	must(t, hours(t.Context(), s, heat(t), id(1), "周一"))
	first, err := h.Waiting(t.Context())
	must(t, err)
	must(t, hours(t.Context(), s, heat(t), id(2), "周二"))
	must(t, h.Sent(t.Context(), first[0])) // too late: it was changed since
	second, err := h.Waiting(t.Context())
	must(t, err)
	if len(first) != 1 || len(second) != 1 || bytes.Equal(first[0].Body, second[0].Body) {
		t.Fatalf("waiting = %v, then %v", first, second)
	}
	must(t, h.Sent(t.Context(), second[0]))
	on := staff.On{Act: staff.Receive, Sort: staff.Amendment, Key: "office/gas#hours", Record: "office/gas", Field: "hours"}
	same := func(old map[string]string) (map[string]string, error) { return map[string]string{"id": "x"}, nil }
	for n, want := range []bool{true, false} { // it comes twice
		must(t, h.Tx(t.Context(), func(tx *sql.Tx) error {
			changed, err := staff.Keep(t.Context(), tx, h.Book, on, same)
			if changed != want {
				t.Errorf("%d: changed = %v", n, changed)
			}
			return err
		}))
	}
	if rest, _ := h.Waiting(t.Context()); len(rest) != 0 {
		t.Errorf("waiting = %v", rest)
	}
	must(t, h.Verify(t.Context()))
}

func TestUnsureClockIsWrittenDown(t *testing.T) {
	h := openHall(t, t.TempDir(), staff.Options{Now: func() time.Time { return time.Unix(1, 0) }, Sure: func() bool { return false }})
	must(t, h.Add(t.Context(), nil, staff.Person{Badge: "A", Name: "甲", Role: staff.Writer}, pinLi))
	e, err := h.Entries(t.Context(), "", 0, 1)
	must(t, err)
	if e[0].Clock != "unsure" || e[0].At != 1 {
		t.Errorf("entry = %+v", e[0])
	}
}

// TestWhatWasWrittenHereWaitsAlthoughSomethingCame: another kiosk wrote of the
// same field before ours was handed to the outbox.
func TestWhatWasWrittenHereWaitsAlthoughSomethingCame(t *testing.T) {
	h := newHall(t)
	s := h.enter(t, "RS-017", pinLi)
	must(t, hours(t.Context(), s, heat(t), id(1), "周一"))
	key := staff.PaperKey{Sort: staff.Amendment, Key: "office/heat#hours"}
	on := staff.On{Act: staff.Receive, Sort: key.Sort, Key: key.Key, Record: "office/heat", Field: "hours"}
	came := func(words string) {
		t.Helper()
		must(t, h.Tx(t.Context(), func(tx *sql.Tx) error {
			_, err := staff.Keep(t.Context(), tx, h.Book, on, func(old map[string]any) (map[string]any, error) {
				old["came"] = words
				return old, nil
			})
			return err
		}))
	}
	way := func(want staff.Way) {
		t.Helper()
		ways, err := h.Ways(t.Context())
		must(t, err)
		if ways[key] != want {
			t.Errorf("way = %d, want %d", ways[key], want)
		}
	}
	came("周二")
	way(staff.Waits)
	waiting, err := h.Waiting(t.Context())
	must(t, err)
	if len(waiting) != 1 {
		t.Fatalf("waiting = %v", waiting)
	}
	must(t, h.Sent(t.Context(), waiting[0]))
	way(staff.Handed)
	came("周三")
	way(staff.Came)
	must(t, hours(t.Context(), s, heat(t), id(2), "周四"))
	way(staff.Waits)
	one, ok, err := staff.PaperOf[map[string]any](t.Context(), h.Book, key.Sort, key.Key)
	if err != nil || !ok || one["field"] != "hours" {
		t.Errorf("paper %v, %v, %v", one, ok, err)
	}
	if _, ok, err := staff.PaperOf[map[string]any](t.Context(), h.Book, key.Sort, "office/none#hours"); ok || err != nil {
		t.Errorf("no paper is %v, %v", ok, err)
	}
	must(t, h.Verify(t.Context()))
}

// TestKeyOfAnotherKioskIsInTheRecordOfChanges, and only a reviewer vouches.
func TestKeyOfAnotherKioskIsInTheRecordOfChanges(t *testing.T) {
	h := newHall(t)
	on := staff.On{Act: staff.Trust, Sort: staff.Peer, Key: "KIOSKB02KIOSKB02"}
	trust := func(s *staff.Session) error {
		return staff.Change(t.Context(), s, on, func(staff.Person, map[string]string) (map[string]string, error) {
			return map[string]string{"key": "x"}, nil
		})
	}
	if err := trust(h.enter(t, "RS-017", pinLi)); !errors.Is(err, staff.ErrRight) {
		t.Errorf("staff vouch for a kiosk: %v", err)
	}
	must(t, trust(h.enter(t, "RS-020", pinWang)))
	must(t, h.Verify(t.Context()))
	if _, err := h.db.Write.Exec(`UPDATE staff_paper SET body = '{"key":"y"}' WHERE sort = 'peer'`); err != nil {
		t.Fatal(err)
	}
	if err := h.Verify(t.Context()); !errors.Is(err, staff.ErrTampered) {
		t.Errorf("another key without an entry: %v", err)
	}
}
