package shelf

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"mingbai/catalog"
	"mingbai/catalog/db"
	"mingbai/catalog/search"
)

func onNoon() catalog.Date { return catalog.DateOf(noon) }

// someWords is what is searched for after every generated edition.
var someWords = []string{"水", "水费", "费", "水水", "a", "water", "on", "only", "12", "5401", "05401", "😀", "b"}

// sameSearch wants every search to list exactly the records that have the
// words, and everything search keeps to be as if made anew.
func sameSearch(rt rapid.TB, t *testing.T, s *Shelf, m *model, some ...string) {
	if err := s.VerifySearch(t.Context()); err != nil {
		rt.Fatal(err)
	}
	f := s.Finder(onNoon)
	for _, words := range some {
		found, err := f.Find(t.Context(), catalog.Search{Words: words, Limit: 1000})
		if err != nil {
			rt.Fatalf("search %q: %v", words, err)
		}
		var got, want []catalog.ID
		for _, h := range found.Hits {
			if !found.Guess && h.Reason != catalog.ReasonSoft {
				got = append(got, h.ID)
			}
		}
		for id, line := range m.line {
			if hasWords(read(rt, line), words) {
				want = append(want, id)
			}
		}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) || found.Total() != len(want) {
			rt.Fatalf("search %q: %v, %d in all, want %v", words, got, found.Total(), want)
		}
	}
}

// hasWords looks through all of a record.
func hasWords(r *catalog.Record, words string) bool {
	has := false
	for t := range r.Words {
		for _, text := range t {
			has = has || holds(text, words)
		}
	}
	switch b := r.Body.(type) {
	case *catalog.Guide:
		has = has || holds(b.ItemCode, words)
	case *catalog.Office:
		has = has || holds(b.Telephone, words)
	}
	return has
}

// holds reports whether a text has words: letters of an alphabet at the
// beginning of one of its own, everything else anywhere but for punctuation.
func holds(text, words string) bool {
	if words[0] >= 'a' && words[0] <= 'z' {
		parts := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) })
		return slices.ContainsFunc(parts, func(p string) bool { return strings.HasPrefix(p, words) })
	}
	if words = searched(words); words == "" {
		return false
	}
	return strings.Contains(searched(text), words)
}

// searched leaves the letters and numbers of a text.
func searched(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return r
		}
		return -1
	}, text)
}

// copyOfFirstRelease makes a file as the first release left it.
func copyOfFirstRelease(t *testing.T, path string, lines []string) {
	t.Helper()
	first, err := os.ReadFile("schema/001.sql")
	if err != nil {
		t.Fatal(err)
	}
	d, err := db.Open(t.Context(), path, db.Schema{ApplicationID: applicationID, Migrations: migrations([]string{string(first)})})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	for _, l := range lines {
		if _, err := d.Write.Exec(`INSERT INTO record(id, since, line) VALUES (?, ?, ?)`, read(t, l).ID, noon.Unix(), []byte(l)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := d.Write.Exec(`INSERT INTO edition(number, source, signed, day, digest, since) VALUES (1, 'seed', 0, '', '', ?)`, noon.Unix()); err != nil {
		t.Fatal(err)
	}
}

// After the update that brought search, halls found nothing until the next
// edition.
func TestFileOfFirstReleaseCanBeSearchedAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "catalog.db")
	lines := []string{line("guide/a", "水费", `"body":{"summary":"水表"}`), line("fee/a", "水费"), line("notice/a", "停电")}
	copyOfFirstRelease(t, path, lines)
	s := mustOpen(t, path)
	m := newModel()
	for _, l := range lines {
		m.line[read(t, l).ID] = l
	}
	sameSearch(t, t, s, m, someWords...)
	mustApply(t, s, Edition{Number: 2}, noon, lines[1:]...)
	delete(m.line, "guide/a")
	sameSearch(t, t, s, m, someWords...)
}

func TestPostingsOfAnotherVersionAreMadeAnew(t *testing.T) {
	path := filepath.Join(t.TempDir(), "catalog.db")
	s := mustOpen(t, path)
	mustApply(t, s, Edition{Number: 1}, noon, listed...)
	before, err := s.Finder(onNoon).Entries(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, query := range []string{`UPDATE tokenizer SET version = version - 1`, `DELETE FROM post WHERE term % 3 = 0`, `UPDATE sheet SET text = 'old'`} {
		if _, err := s.db.Write.Exec(query); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.VerifySearch(t.Context()); !errors.Is(err, search.ErrDamaged) {
		t.Fatalf("verify: %v, want search.ErrDamaged", err)
	}
	s.Close()
	s = mustOpen(t, path)
	if err := s.VerifySearch(t.Context()); err != nil {
		t.Error(err)
	}
	after, err := s.Finder(onNoon).Entries(t.Context())
	if err != nil || len(after.List) != len(listed) || after.Generation <= before.Generation {
		t.Errorf("%d entries of generation %d after %d, %v", len(after.List), after.Generation, before.Generation, err)
	}
}

// slots returns the slot of each record.
func slots(t *testing.T, s *Shelf) map[catalog.ID]uint32 {
	t.Helper()
	e, err := s.Finder(onNoon).Entries(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	all := map[catalog.ID]uint32{}
	for _, e := range e.List {
		all[e.ID] = e.Slot
	}
	return all
}

func TestSlotsStayWithTheirRecords(t *testing.T) {
	s := open(t)
	lines := []string{line("fee/a", "甲"), line("fee/b", "乙"), line("fee/c", "丙"), line("fee/d", "丁")}
	mustApply(t, s, Edition{Number: 1}, noon, lines...)
	first := slots(t, s)
	changed := line("fee/c", "丙改")
	mustApply(t, s, Edition{Number: 2}, noon, lines[0], changed, lines[3])
	mustApply(t, s, Edition{Number: 3}, noon, lines[0], changed, lines[3], line("fee/e", "戊"))
	got := slots(t, s)
	for _, id := range []catalog.ID{"fee/a", "fee/c", "fee/d"} {
		if got[id] != first[id] {
			t.Errorf("%s moved from slot %d to %d", id, first[id], got[id])
		}
	}
	if got["fee/e"] != first["fee/b"] || len(got) != 4 {
		t.Errorf("slots %v, want fee/e in that of fee/b, of %v", got, first)
	}
	if err := s.VerifySearch(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestRefusedEditionLeavesTheSearchAsItWas(t *testing.T) {
	s := open(t)
	mustApply(t, s, Edition{Number: 1}, noon, line("fee/a", "水费"))
	lines := []string{line("fee/a", "电费")}
	for i := range 400 {
		lines = append(lines, line("guide/g"+strings.Repeat("x", i%70)+string(rune('a'+i%26)), strings.Repeat(string(rune(0x4E00+i*7)), 30)))
	}
	slices.Sort(lines)
	lines = slices.Compact(lines)
	if err := fill(t, s); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Apply(t.Context(), Edition{Number: 2}, noon, each(lines...)); !db.Full(err) {
		t.Fatalf("err = %v, want a full disk", err)
	}
	m := newModel()
	m.line["fee/a"] = line("fee/a", "水费")
	sameSearch(t, t, s, m, someWords...)
}
