package shelf

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"mingbai/catalog"
	"mingbai/catalog/trust"
)

// sortedLines returns the lines of killLines in the order of ids.
func sortedLines(v int64) []string {
	lines := killLines(v)
	slices.SortFunc(lines, func(a, b string) int { return strings.Compare(idOf(a), idOf(b)) })
	return lines
}

func idOf(line string) string {
	var r struct{ ID string }
	json.Unmarshal([]byte(line), &r) // a line of these tests
	return r.ID
}

func TestMovesLeadFromAnyEditionToTheNewest(t *testing.T) {
	dir, p := t.TempDir(), &press{}
	random := rand.New(rand.NewPCG(2, 2))
	shelves := map[*Shelf]int64{}
	for i := range 3 {
		shelves[mustOpen(t, filepath.Join(dir, fmt.Sprint(i)))] = 0
	}
	for v := int64(1); v <= 24; v++ {
		p.publish(t, v, sortedLines(v)...)
		for s := range shelves {
			if random.IntN(3) > 0 {
				continue // it was switched off
			}
			mustMove(t, s, p.move(t, s, v))
			shelves[s] = v
			e, lines, err := kept(t.Context(), s)
			if err != nil || e.Number != v || !e.Signed || !slices.Equal(lines, sortedLines(v)) {
				t.Fatalf("edition = %+v, %v, want %d", e, err, v)
			}
			if got, err := s.Scrub(t.Context()); err != nil || got != e.Digest {
				t.Errorf("digest of the rows = %s, %v, want %s", got, err, e.Digest)
			}
			if err := s.VerifySearch(t.Context()); err != nil {
				t.Error(err)
			}
			got, err := s.Trusted(t.Context())
			if want := trusted(v); err != nil || !reflect.DeepEqual(got.State, want.State) || !got.Issued.Equal(want.Issued) {
				t.Errorf("trust = %v, %v, want that of edition %d", got.State, err, v)
			}
		}
	}
	for s, v := range shelves {
		if v == 0 {
			t.Errorf("a shelf %p was never moved: the test proves less", s)
		}
	}
}

func TestSignedEditionReplacesTheStarterCatalog(t *testing.T) {
	s, p := open(t), &press{}
	mustApply(t, s, Edition{Source: "seed", Digest: "seed"}, noon, line("fee/seed", "示例"))
	p.publish(t, 1, line("fee/a", "费"))
	mustMove(t, s, p.move(t, s, 1))
	if e, lines, err := kept(t.Context(), s); err != nil || e.Number != 1 || !e.Signed || e.Source != "https" || len(lines) != 1 {
		t.Errorf("edition = %+v, %q, %v", e, lines, err)
	}
	if w, err := s.Way(t.Context(), p.offers); err != nil || len(w.Files) != 0 || w.Room != 0 {
		t.Errorf("way to where it is = %+v, %v", w, err)
	}
}

// wrongDelta puts a delta that has other words in the place of the newest.
func (p *press) wrongDelta(t *testing.T, old, other []string) {
	t.Helper()
	q := &press{}
	q.publish(t, 1, old...)
	q.publish(t, 2, other...)
	for i, target := range p.offers {
		for _, f := range q.offers {
			if f.Path == target.Path && f.Path == "since-1.zst" {
				custom := strings.Replace(string(target.Custom), rawOf(target), rawOf(f), 1)
				p.offers[i] = trust.NewTarget(f.Path, q.body[f.File()], json.RawMessage(custom))
				p.body[p.offers[i].File()] = q.body[f.File()]
				return
			}
		}
	}
	t.Fatal("there is no delta")
}

// rawOf is the unpacked size as it is written in an offer.
func rawOf(t trust.Target) string {
	var o struct{ Raw int64 }
	json.Unmarshal(t.Custom, &o) // of these tests
	return fmt.Sprintf(`"raw":%d,`, o.Raw)
}

func TestWrongDeltaRollsBackAndTheKeyframeLeadsThere(t *testing.T) {
	s, p := open(t), &press{}
	old := sortedLines(1)
	next := append(sortedLines(1), line("notice/z", "二"))
	p.publish(t, 1, old...)
	mustMove(t, s, p.move(t, s, 1))
	p.publish(t, 2, next...)
	p.wrongDelta(t, old, append(old, line("notice/z", "不是这一行")))
	before := describeAll(t, s)
	m := p.move(t, s, 2)
	if len(m.Way.Files) != 1 || m.Way.Files[0].Path != "since-1.zst" {
		t.Fatalf("the way is %v, no delta", m.Way.Files)
	}
	if _, err := s.Move(t.Context(), m, noon); !errors.Is(err, ErrBroken) {
		t.Fatalf("err = %v, want ErrBroken", err)
	}
	if got := describeAll(t, s); got != before {
		t.Errorf("a move that failed left\n%s\nwant\n%s", got, before)
	}
	q := &press{}
	q.publish(t, 2, next...)
	w, err := Anew(q.offers)
	if err != nil {
		t.Fatal(err)
	}
	m.Way, m.Open = w, q.open
	mustMove(t, s, m)
	if r, err := s.Record(t.Context(), "notice/z"); err != nil || r.Title[catalog.ZH] != "二" {
		t.Errorf("record = %v, %v", r, err)
	}
}

// describeAll is everything a move may change.
func describeAll(t *testing.T, s *Shelf) string {
	t.Helper()
	e, lines, err := kept(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	trust, err := s.Trusted(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	list, err := s.Withdrawn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%+v\n%q\n%s\n%v\n%s", e, lines, trust.State, list, describe(t, s))
}

func TestWithdrawnRecordDisappearsAtOnce(t *testing.T) {
	s, p := open(t), &press{}
	p.publish(t, 1, line("fee/a", "水费"), line("fee/b", "电费"))
	mustMove(t, s, p.move(t, s, 1))
	gone := func(v int64) {
		t.Helper()
		if _, err := s.Record(t.Context(), "fee/a"); !errors.Is(err, catalog.ErrNoRecord) {
			t.Errorf("edition %d: err = %v, want ErrNoRecord", v, err)
		}
		if heads, err := s.Browse(t.Context(), catalog.Query{}); err != nil || slices.ContainsFunc(heads, func(h catalog.Head) bool { return h.ID == "fee/a" }) {
			t.Errorf("edition %d: it is listed: %v, %v", v, heads, err)
		}
		if found, err := s.Finder(onNoon).Find(t.Context(), catalog.Search{Words: "水费"}); err != nil || found.Total() != 0 {
			t.Errorf("edition %d: found %+v, %v", v, found.Hits, err)
		}
		if past, err := s.History(t.Context(), "fee/a"); err != nil || len(past) == 0 {
			t.Errorf("edition %d: history = %v, %v: nobody can tell what was shown", v, past, err)
		}
		if _, err := s.Scrub(t.Context()); err != nil {
			t.Errorf("edition %d: %v", v, err)
		}
		if err := s.VerifySearch(t.Context()); err != nil {
			t.Error(err)
		}
	}
	if c := mustMove(t, s, p.move(t, s, 2, "fee/a", "fee/never")); c.Withdrawn != 1 {
		t.Errorf("change = %+v", c)
	}
	gone(1)
	p.publish(t, 2, line("fee/a", "水费（新）"), line("fee/b", "电费"), line("fee/c", "气费"))
	mustMove(t, s, p.move(t, s, 3, "fee/a", "fee/never"))
	gone(2)
	if list, err := s.Withdrawn(t.Context()); err != nil || !sameList(list, listOf("fee/a", "fee/never")) {
		t.Errorf("list = %v, %v", list, err)
	}
	mustMove(t, s, p.move(t, s, 4)) // the reviewer put it back
	if r, err := s.Record(t.Context(), "fee/a"); err != nil || r.Title[catalog.ZH] != "水费（新）" {
		t.Errorf("record = %v, %v", r, err)
	}
}

func TestOldTrustDoesNotComeBack(t *testing.T) {
	s := open(t)
	for _, v := range []int64{5, 3} {
		if err := s.Absorb(t.Context(), Trusted{State: trust.State{trust.Root: trusted(v).State[trust.Root]}, Issued: trusted(v).Issued, List: v}); err != nil {
			t.Fatal(err)
		}
	}
	got, err := s.Trusted(t.Context())
	if err != nil || !got.Issued.Equal(trusted(5).Issued) || got.List != 5 {
		t.Errorf("trusted = %+v, %v: the clock's lower bound went back", got, err)
	}
	if err := s.Check(t.Context(), noon); err != nil {
		t.Fatal(err)
	}
	if at, err := s.Checked(t.Context()); err != nil || !at.Equal(noon) {
		t.Errorf("checked = %v, %v", at, err)
	}
}

func TestEditionOfANewerSchemaStaysAway(t *testing.T) {
	s, p := open(t), &press{}
	p.publish(t, 1, line("fee/a", "一"))
	for i, o := range p.offers {
		p.offers[i].Custom = json.RawMessage(strings.Replace(string(o.Custom), `"schema":1`, `"schema":2`, 1))
	}
	if _, err := s.Way(t.Context(), p.offers); !errors.Is(err, ErrSchema) {
		t.Errorf("err = %v, want ErrSchema", err)
	}
}

func TestScrubFindsRotAndTheKeyframeMendsIt(t *testing.T) {
	s, p := open(t), &press{}
	p.publish(t, 1, line("fee/a", "四十元"), line("fee/b", "一"))
	mustMove(t, s, p.move(t, s, 1))
	if err := s.QuickCheck(t.Context()); err != nil {
		t.Error(err)
	}
	if _, err := s.db.Write.Exec(`UPDATE record SET line = CAST(replace(CAST(line AS TEXT), '四', '九') AS BLOB) WHERE id = 'fee/a'`); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Scrub(t.Context()); !errors.Is(err, ErrDamaged) {
		t.Fatalf("err = %v, want ErrDamaged", err)
	}
	w, err := Anew(p.offers)
	if err != nil {
		t.Fatal(err)
	}
	mustMove(t, s, Move{Way: w, Open: p.open, Trusted: trusted(1), Source: "last-good"})
	if _, err := s.Scrub(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestReaderSeesNoMixtureWhileTheShelfMoves(t *testing.T) {
	s, p := open(t), &press{}
	p.publish(t, 1, sortedLines(1)...)
	mustMove(t, s, p.move(t, s, 1))
	var stop atomic.Bool
	var readers sync.WaitGroup
	var reads atomic.Int64
	for range 2 {
		readers.Go(func() {
			for !stop.Load() {
				e, lines, err := kept(t.Context(), s)
				if err != nil || !slices.Equal(lines, sortedLines(e.Number)) {
					t.Errorf("edition %d is a mixture: %v", e.Number, err)
					return
				}
				reads.Add(1)
			}
		})
	}
	for v := int64(2); v <= 12; v++ {
		p.publish(t, v, sortedLines(v)...)
		mustMove(t, s, p.move(t, s, v))
	}
	stop.Store(true)
	readers.Wait()
	if reads.Load() < 5 {
		t.Errorf("only %d reads beside the moves: the test proves little", reads.Load())
	}
}
