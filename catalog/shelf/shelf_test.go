package shelf

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"mingbai/catalog"
	"mingbai/catalog/db"
)

func open(t *testing.T) *Shelf { return mustOpen(t, filepath.Join(t.TempDir(), "catalog.db")) }

func TestNewShelfIsEmpty(t *testing.T) {
	s := open(t)
	if e, ok, err := s.Edition(t.Context()); ok || err != nil || e != (Edition{}) {
		t.Errorf("edition = %+v, %v, %v, want none", e, ok, err)
	}
	if heads, err := s.Browse(t.Context(), catalog.Query{}); err != nil || heads != nil {
		t.Errorf("browse = %v, %v, want nothing", heads, err)
	}
	if _, err := s.Record(t.Context(), "guide/a"); !errors.Is(err, catalog.ErrNoRecord) {
		t.Errorf("err = %v, want catalog.ErrNoRecord", err)
	}
}

func TestStarterCatalogIsAnEdition(t *testing.T) {
	s := open(t)
	want := Edition{Number: 0, Source: "seed", On: catalog.Date{Year: 2026, Month: 11, Day: 18}}
	mustApply(t, s, want, noon)
	if e, ok, err := s.Edition(t.Context()); !ok || err != nil || e != want {
		t.Errorf("edition = %+v, %v, %v, want %+v", e, ok, err, want)
	}
}

func TestFieldsOfTomorrowSurvive(t *testing.T) {
	s := open(t)
	want := line("fee/a", "费", `"tomorrow":{"n":1.50,"deep":[null]}`, `"body":{"later":"x"}`)
	mustApply(t, s, Edition{Number: 1}, noon, want)
	r, err := s.Record(t.Context(), "fee/a")
	if err != nil {
		t.Fatal(err)
	}
	if got := catalog.UnknownFields(r); !slices.Equal(got, []string{"body.later", "tomorrow"}) {
		t.Errorf("unknown fields = %v", got)
	}
	if got, err := r.MarshalJSON(); err != nil || string(got) != want {
		t.Errorf("written back = %s, %v, want %s", got, err, want)
	}
}

func TestBadLineRefusesAll(t *testing.T) {
	good := []string{line("fee/a", "甲"), line("fee/b", "乙")}
	longest := line("fee/long", strings.Repeat("x", catalog.MaxLine-len(line("fee/long", ""))))
	if len(longest) != catalog.MaxLine {
		t.Fatalf("the longest line has %d bytes", len(longest))
	}
	tooLong := line("fee/long", strings.Repeat("x", catalog.MaxLine+1-len(line("fee/long", ""))))
	for name, c := range map[string]struct {
		bad  string
		want error
	}{
		"same id twice":       {line("fee/a", "丙"), errTwice},
		"same line twice":     {good[1], errTwice},
		"too long":            {tooLong, errLong},
		"empty":               {"", nil},
		"cut":                 {good[0][:20], nil},
		"two records":         {line("fee/c", "") + line("fee/d", ""), nil},
		"no id":               {`{"title":{"zh":"x"}}`, nil},
		"malformed id":        {line("fee/../a", "x"), nil},
		"field of wrong type": {line("fee/c", "x", `"body":{"payer":5}`), nil},
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t)
			first := Edition{Number: 1, Digest: "one"}
			mustApply(t, s, first, noon, longest)
			_, err := s.Apply(t.Context(), Edition{Number: 2}, noon.Add(time.Hour), each(append(slices.Clone(good), c.bad)...))
			var bad *LineError
			if !errors.As(err, &bad) || bad.Number != 3 || !strings.Contains(err.Error(), "hint: ") {
				t.Fatalf("err = %v, want a LineError of line 3 with a hint", err)
			}
			if c.want != nil && !errors.Is(err, c.want) {
				t.Errorf("err = %v, want %v", err, c.want)
			}
			if e, lines, err := kept(t.Context(), s); err != nil || e != first || !slices.Equal(lines, []string{longest}) {
				t.Errorf("kept = %+v, %d lines, %v, want the first edition", e, len(lines), err)
			}
		})
	}
}

// failing yields lines, calling end before the last one; its error is
// yielded after them.
func failing(lines []string, end func() error) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		for line := range each(lines...) {
			if !yield(line, nil) {
				return
			}
		}
		if err := end(); err != nil {
			yield(nil, err)
		}
	}
}

func TestChangeThatEndsEarlyLeavesNothing(t *testing.T) {
	s := open(t)
	first, a := Edition{Number: 1}, line("fee/a", "甲")
	mustApply(t, s, first, noon, a)
	next := []string{line("fee/a", "改"), line("fee/b", strings.Repeat("乙", 50_000))}
	unplugged := errors.New("stick unplugged")
	ctx, cancel := context.WithCancel(t.Context())
	for name, c := range map[string]struct {
		end  func() error
		want error
	}{
		"source fails":     {func() error { return unplugged }, unplugged},
		"context ends":     {func() error { cancel(); return nil }, context.Canceled},
		"disk has no room": {func() error { return fill(t, s) }, nil},
	} {
		t.Run(name, func(t *testing.T) {
			ctx := ctx
			if c.want != context.Canceled {
				ctx = t.Context()
			}
			_, err := s.Apply(ctx, Edition{Number: 2}, noon.Add(time.Hour), failing(next, c.end))
			if c.want != nil && !errors.Is(err, c.want) || c.want == nil && !db.Full(err) {
				t.Errorf("err = %v, want %v", err, c.want)
			}
			if e, lines, err := kept(t.Context(), s); err != nil || e != first || !slices.Equal(lines, []string{a}) {
				t.Errorf("kept = %+v, %q, %v, want the first edition", e, lines, err)
			}
			if past, err := s.History(t.Context(), "fee/a"); err != nil || past != nil {
				t.Errorf("history = %v, %v, want none", past, err)
			}
		})
	}
}

// fill leaves the file no room to grow; SQLite raises 1 to what it has.
func fill(t *testing.T, s *Shelf) error {
	t.Cleanup(func() { s.db.Write.Exec(`PRAGMA max_page_count = 1000000`) })
	_, err := s.db.Write.Exec(`PRAGMA max_page_count = 1`)
	return err
}

func TestContextThatEndsInsideTheTransactionLeavesNothing(t *testing.T) {
	s := open(t)
	a := line("fee/a", "甲")
	mustApply(t, s, Edition{Number: 1}, noon, a)
	next, err := readSet(t.Context(), each(line("fee/b", "乙")))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	err = s.change(ctx, func(tx *sql.Tx) error {
		if _, err := replace(ctx, tx, Edition{Number: 2}, noon.Unix(), next); err != nil {
			t.Fatal(err)
		}
		cancel()
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("err = %v, want context.Canceled", err)
	}
	if e, lines, err := kept(t.Context(), s); err != nil || e.Number != 1 || !slices.Equal(lines, []string{a}) {
		t.Errorf("kept = %+v, %q, %v, want the first edition", e, lines, err)
	}
}

func TestHistoryProvesWhatWasShown(t *testing.T) {
	s := open(t)
	old, now := line("fee/a", "二十元"), line("fee/a", "免费")
	day := func(n int) time.Time { return noon.AddDate(0, 0, n) }
	mustApply(t, s, Edition{Number: 1}, day(0), old)
	mustApply(t, s, Edition{Number: 2}, day(1), old, line("fee/b", "别的"))
	mustApply(t, s, Edition{Number: 3}, day(2), now)
	mustApply(t, s, Edition{Number: 4}, day(4))
	mustApply(t, s, Edition{Number: 5}, day(6), now)

	past, err := s.History(t.Context(), "fee/a")
	if err != nil || len(past) != 2 {
		t.Fatalf("history = %v, %v, want two", past, err)
	}
	for i, want := range []Superseded{{[]byte(now), day(2), day(4)}, {[]byte(old), day(0), day(2)}} {
		if got := past[i]; string(got.Line) != string(want.Line) || !got.From.Equal(want.From) || !got.Until.Equal(want.Until) {
			t.Errorf("history[%d] = %s %v %v, want %s %v %v", i, got.Line, got.From, got.Until, want.Line, want.From, want.Until)
		}
	}
	for _, c := range []struct {
		at   time.Time
		want string
	}{
		{day(0).Add(-time.Second), ""}, {day(0), "二十元"}, {day(1), "二十元"}, {day(2).Add(-time.Second), "二十元"},
		{day(2), "免费"}, {day(4), ""}, {day(5), ""}, {day(6), "免费"}, {day(99), "免费"},
	} {
		r, err := s.Shown(t.Context(), "fee/a", c.at)
		if c.want == "" {
			if !errors.Is(err, catalog.ErrNoRecord) {
				t.Errorf("at %v: %v, %v, want none", c.at, r, err)
			}
		} else if err != nil || r.Title[catalog.ZH] != c.want {
			t.Errorf("at %v: %v, %v, want %s", c.at, r, err, c.want)
		}
	}
}

// A hall's clock ran back four years when its battery died; the history has to
// stay in order.
func TestHistoryNeverRunsBack(t *testing.T) {
	s := open(t)
	for i, at := range []time.Time{noon, noon.AddDate(-4, 0, 0), noon.Add(time.Minute)} {
		mustApply(t, s, Edition{Number: int64(i)}, at, line("fee/a", fmt.Sprint(i)))
	}
	past, err := s.History(t.Context(), "fee/a")
	if err != nil || len(past) != 2 {
		t.Fatalf("history = %v, %v, want two", past, err)
	}
	if !past[1].Until.Equal(noon) || !past[0].From.Equal(noon) || !past[0].Until.Equal(noon.Add(time.Minute)) {
		t.Errorf("history = %v", past)
	}
}

func TestUnchangedLinesAreNotRewritten(t *testing.T) {
	s := open(t)
	b := line("fee/b", "乙")
	mustApply(t, s, Edition{Number: 1}, noon, b)
	mark := func(query string) (n int) {
		t.Helper()
		if err := s.db.Write.QueryRow(query).Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	if _, err := s.db.Write.Exec(`CREATE TABLE touched(id TEXT) STRICT;
		CREATE TRIGGER t1 AFTER UPDATE ON record BEGIN INSERT INTO touched VALUES (new.id); END;
		CREATE TRIGGER t2 AFTER DELETE ON record BEGIN INSERT INTO touched VALUES (old.id); END;
		CREATE TRIGGER t3 AFTER INSERT ON record BEGIN INSERT INTO touched VALUES (new.id); END`); err != nil {
		t.Fatal(err)
	}
	mustApply(t, s, Edition{Number: 2}, noon, line("fee/a", "丙"), b)
	if n := mark(`SELECT count(*) FROM touched WHERE id = 'fee/b'`); n != 0 {
		t.Errorf("the unchanged line was written %d times", n)
	}
	if n := mark(`SELECT count(*) FROM touched WHERE id = 'fee/a'`); n != 1 {
		t.Errorf("the new line was written %d times, want 1: the trigger does not work", n)
	}
	mustApply(t, s, Edition{Number: 2}, noon.Add(time.Hour), line("fee/a", "丙"), b)
	if n := mark(`SELECT count(*) FROM edition`); n != 2 {
		t.Errorf("editions entered = %d, want 2: the second came twice", n)
	}
}

func TestWrongFileIsToldApart(t *testing.T) {
	other := func(id int32, steps ...string) func(t *testing.T, path string) {
		return func(t *testing.T, path string) {
			d, err := db.Open(t.Context(), path, db.Schema{ApplicationID: id, Migrations: migrations(steps)})
			if err != nil {
				t.Fatal(err)
			}
			d.Close()
		}
	}
	picture := func(t *testing.T, path string) {
		if err := os.WriteFile(path, []byte(strings.Repeat("\x89PNG\r\n", 1000)), 0o640); err != nil {
			t.Fatal(err)
		}
	}
	for name, c := range map[string]struct {
		make func(t *testing.T, path string)
		is   func(error) bool
	}{
		"foreign": {other(7, `CREATE TABLE x(y)`), func(err error) bool { return errors.Is(err, db.ErrForeign) }},
		"newer": {other(applicationID, `CREATE TABLE x(y)`, `CREATE TABLE y(z)`, `CREATE TABLE z(x)`, `CREATE TABLE w(x)`, `CREATE TABLE v(x)`),
			func(err error) bool { return errors.Is(err, db.ErrNewer) }},
		"damaged": {picture, db.Damaged},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "catalog.db")
			c.make(t, path)
			if _, err := Open(t.Context(), path); !c.is(err) {
				t.Errorf("err = %v, want %s", err, name)
			}
		})
	}
}

// uniform returns the lines of an edition whose every title is its number.
func uniform(edition int64, records int) []string {
	var lines []string
	for i := range records {
		lines = append(lines, line(fmt.Sprintf("guide/g%d", i), fmt.Sprint(edition), `"body":{"topics":["topic/t"]}`))
	}
	return append(lines, line("topic/t", fmt.Sprint(edition), `"body":{"members":["guide/g0"]}`))
}

func TestReadersSeeOneWholeEdition(t *testing.T) {
	s := open(t)
	const records, last = 40, 25
	mustApply(t, s, Edition{Number: 1}, noon, uniform(1, records)...)
	done := make(chan struct{})
	var readers sync.WaitGroup
	for range 3 {
		readers.Go(func() {
			for ended := false; !ended; {
				select {
				case <-done:
					ended = true // and look once more
				default:
				}
				if n := wholeEdition(t, s, records+1); n == 0 || ended && n != last {
					t.Errorf("saw edition %d, ended %v", n, ended)
					return
				}
			}
		})
	}
	for n := int64(2); n <= last; n++ {
		mustApply(t, s, Edition{Number: n}, noon, uniform(n, records)...)
	}
	close(done)
	readers.Wait()
}

// wholeEdition asks everything once and returns the number of the edition, or
// 0 when an answer was mixed.
func wholeEdition(t *testing.T, s *Shelf, records int) int64 {
	e, lines, err := kept(t.Context(), s)
	if err != nil || len(lines) != records {
		t.Errorf("%d lines, %v", len(lines), err)
		return 0
	}
	for _, l := range lines {
		if !strings.Contains(l, fmt.Sprintf(`"zh":"%d"`, e.Number)) {
			t.Errorf("edition %d holds %s", e.Number, l)
			return 0
		}
	}
	for _, q := range []catalog.Query{{}, {Topic: "topic/t"}, {Office: ""}, {Kind: catalog.KindGuide}} {
		heads, err := s.Browse(t.Context(), q)
		if err != nil || len(heads) < records-1 {
			t.Errorf("browse %+v: %d heads, %v", q, len(heads), err)
			return 0
		}
		for _, h := range heads {
			if h.Title[catalog.ZH] != heads[0].Title[catalog.ZH] {
				t.Errorf("browse %+v mixes editions %v and %v", q, h.Title, heads[0].Title)
				return 0
			}
		}
	}
	return e.Number
}
