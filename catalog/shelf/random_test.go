package shelf

import (
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"mingbai/catalog"
)

// TestAnyEditionsAreKeptAsTheModelSays applies random editions one after the
// other and asks for everything after each.
func TestAnyEditionsAreKeptAsTheModelSays(t *testing.T) {
	dir, n := t.TempDir(), 0
	queries := someQueries()
	rapid.Check(t, func(rt *rapid.T) {
		n++
		path := filepath.Join(dir, fmt.Sprintf("%d.db", n))
		s, err := Open(t.Context(), path)
		if err != nil {
			rt.Fatal(err)
		}
		defer func() { s.Close() }()
		m, at := newModel(), noon
		for i := range rapid.IntRange(1, 4).Draw(rt, "editions") {
			next := nextLines(rt, m.line)
			at = at.Add(time.Duration(rapid.IntRange(-2, 3).Draw(rt, "hours")) * time.Hour)
			e := Edition{Number: int64(i), Source: "folder", Signed: i%2 == 0, On: catalog.DateOf(at), Digest: fmt.Sprint(i)}
			applyBoth(rt, t, s, m, e, at, next)
			if rapid.Bool().Draw(rt, "reopen") {
				s.Close()
				if s, err = Open(t.Context(), path); err != nil {
					rt.Fatal(err)
				}
			}
			sameEdition(rt, t, s, m)
			sameRecords(rt, t, s, m)
			sameHistory(rt, t, s, m)
			sameSearch(rt, t, s, m, rapid.SliceOfN(rapid.SampledFrom(someWords), 4, 4).Draw(rt, "words")...)
			sameLists(rt, t, s, m, rapid.SliceOfN(rapid.SampledFrom(queries), 20, 20).Draw(rt, "queries"))
		}
	})
}

// applyBoth applies next to the shelf and its model; sometimes a bad line
// comes first and has to be refused.
func applyBoth(rt *rapid.T, t *testing.T, s *Shelf, m *model, e Edition, at time.Time, next map[catalog.ID]string) {
	lines := slices.Collect(maps.Values(next))
	slices.Sort(lines)
	lines = rapid.Permutation(lines).Draw(rt, "order")
	if len(lines) > 0 && rapid.IntRange(0, 4).Draw(rt, "bad") == 0 {
		bad := append(slices.Clone(lines), one(rt, "bad line", []string{"", "{}", `{"id":"Guide/a"}`, lines[0], "null", "[]"}))
		var le *LineError
		if _, err := s.Apply(t.Context(), e, at, each(bad...)); !errors.As(err, &le) || le.Number != len(bad) {
			rt.Fatalf("err = %v, want one of line %d", err, len(bad))
		}
		sameEdition(rt, t, s, m)
		sameHistory(rt, t, s, m)
	}
	got, err := s.Apply(t.Context(), e, at, each(lines...))
	if want := m.apply(e, at, next); err != nil || got != want {
		rt.Fatalf("change = %+v, %v, want %+v", got, err, want)
	}
}

func sameEdition(rt *rapid.T, t *testing.T, s *Shelf, m *model) {
	e, lines, err := kept(t.Context(), s)
	if err != nil || e != m.edition || !slices.Equal(lines, m.lines()) {
		rt.Fatalf("kept = %+v, %q, %v, want %+v, %q", e, lines, err, m.edition, m.lines())
	}
}

func sameRecords(rt *rapid.T, t *testing.T, s *Shelf, m *model) {
	counts := map[catalog.Kind]int{}
	for _, name := range someIDs {
		id := catalog.ID(name)
		got, err := s.Record(t.Context(), id)
		if m.line[id] == "" {
			if !errors.Is(err, catalog.ErrNoRecord) {
				rt.Fatalf("%s: err = %v, want catalog.ErrNoRecord", id, err)
			}
			continue
		}
		counts[id.Kind()]++
		if want := read(rt, m.line[id]); err != nil || !reflect.DeepEqual(got, want) {
			rt.Fatalf("%s = %+v, %v, want %+v", id, got, err, want)
		}
	}
	if got, err := s.Counts(t.Context()); err != nil || !maps.Equal(got, counts) {
		rt.Fatalf("counts = %v, %v, want %v", got, err, counts)
	}
}

func sameHistory(rt *rapid.T, t *testing.T, s *Shelf, m *model) {
	for _, name := range someIDs {
		id := catalog.ID(name)
		got, err := s.History(t.Context(), id)
		if err != nil || !reflect.DeepEqual(got, m.past[id]) {
			rt.Fatalf("history of %s = %q, %v, want %q", id, got, err, m.past[id])
		}
		if len(m.past[id]) == 0 {
			continue
		}
		for hour := -3; hour < 8; hour += 2 {
			sameShown(rt, t, s, m, id, noon.Add(time.Duration(hour)*time.Hour))
		}
	}
}

func sameShown(rt *rapid.T, t *testing.T, s *Shelf, m *model, id catalog.ID, at time.Time) {
	got, err := s.Shown(t.Context(), id, at)
	want := m.shown(id, at.Unix())
	if want == "" {
		if !errors.Is(err, catalog.ErrNoRecord) {
			rt.Fatalf("%s at %v: %v, %v, want catalog.ErrNoRecord", id, at, got, err)
		}
		return
	}
	if err != nil || !reflect.DeepEqual(got, read(rt, want)) {
		rt.Fatalf("%s at %v = %+v, %v, want %s", id, at, got, err, want)
	}
}

func sameLists(rt rapid.TB, t *testing.T, s *Shelf, m *model, queries []catalog.Query) {
	c := m.collection(rt)
	for _, q := range queries {
		got, err := s.Browse(t.Context(), q)
		if want := c.Browse(q); err != nil || !reflect.DeepEqual(got, want) {
			rt.Fatalf("browse %+v =\n%v, %v, want\n%v", q, got, err, want)
		}
	}
}

// TestEveryListIsInTheOrderOfTheScreen asks every query of one large edition
// that came in three steps.
func TestEveryListIsInTheOrderOfTheScreen(t *testing.T) {
	s, m := mustOpen(t, filepath.Join(t.TempDir(), "catalog.db")), newModel()
	full := rapid.Custom(func(rt *rapid.T) map[catalog.ID]string {
		lines := map[catalog.ID]string{}
		for _, id := range makeIDs("a", "b", "c", "d", "e") {
			lines[catalog.ID(id)] = someLine(rt, id)
		}
		return lines
	})
	for i := range 3 {
		next := full.Example(i + 1)
		for id := range next {
			if old := m.line[id]; old != "" && len(old)%2 == 0 {
				next[id] = old // some stay
			}
		}
		e := Edition{Number: int64(i)}
		mustApply(t, s, e, noon, slices.Collect(maps.Values(next))...)
		m.apply(e, noon, next)
		sameLists(t, t, s, m, someQueries())
	}
}
