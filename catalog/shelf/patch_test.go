package shelf

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"mingbai/catalog"
)

// listing is random records of every kind that is listed in its own way.
func listing(random *rand.Rand) []string {
	var lines []string
	for i := range 40 {
		if random.IntN(5) == 0 {
			continue
		}
		title := string(rune('甲' + random.IntN(6)))
		lines = append(lines,
			line(fmt.Sprintf("guide/g%02d", i), title, fmt.Sprintf(`"body":{"topics":["topic/t%d"]}`, random.IntN(2))),
			line(fmt.Sprintf("channel/c%02d", i), title, fmt.Sprintf(`"body":{"order":%d}`, random.IntN(4))),
			line(fmt.Sprintf("notice/n%02d", i), title, fmt.Sprintf(`"body":{"issued":"2026-11-%02d","priority":%d}`, 1+random.IntN(5), random.IntN(2))))
	}
	slices.SortFunc(lines, func(a, b string) int { return strings.Compare(idOf(a), idOf(b)) })
	return lines
}

// some changes a few of the lines of old to those of next, and takes a few
// away.
func some(random *rand.Rand, old, next []string) []string {
	lines := map[string]string{}
	for _, l := range old {
		if random.IntN(15) > 0 {
			lines[idOf(l)] = l
		}
	}
	for _, l := range next {
		if random.IntN(10) == 0 {
			lines[idOf(l)] = l
		}
	}
	var all []string
	for _, l := range lines {
		all = append(all, l)
	}
	slices.SortFunc(all, func(a, b string) int { return strings.Compare(idOf(a), idOf(b)) })
	return all
}

// A delta that is laid over the rows has to do what applying everything does.
func TestDeltaOverTheRowsDoesWhatTheWholeEditionDoes(t *testing.T) {
	dir, p := t.TempDir(), &press{}
	s, peer := mustOpen(t, filepath.Join(dir, "a")), mustOpen(t, filepath.Join(dir, "b"))
	random := rand.New(rand.NewPCG(7, 7))
	lines, patched := listing(random), 0
	down := []catalog.ID{"guide/g01", "notice/n02"}
	for v := int64(1); v <= 40; v++ {
		p.publish(t, v, lines...)
		m := p.move(t, s, v, down...)
		now, err := current(t.Context(), s.db.Read)
		if err != nil {
			t.Fatal(err)
		}
		if m.patches(now) {
			patched++
		}
		got := mustMove(t, s, m)
		w, err := Anew(p.offers)
		if err != nil {
			t.Fatal(err)
		}
		m.Way = w
		if want := mustMove(t, peer, m); got != want {
			t.Errorf("edition %d: change %+v, want %+v", v, got, want)
		}
		if got, want := describeAll(t, s), describeAll(t, peer); !strings.HasSuffix(got, want[strings.Index(want, "\n"):]) {
			t.Fatalf("edition %d:\n%s\nwant\n%s", v, got, want)
		}
		if err := s.VerifySearch(t.Context()); err != nil {
			t.Fatalf("edition %d: %v", v, err)
		}
		for _, id := range []catalog.ID{"guide/g01", "guide/g03", "notice/n05"} {
			a, err := s.History(t.Context(), id)
			b, err2 := peer.History(t.Context(), id)
			if err != nil || err2 != nil || len(a) != len(b) {
				t.Errorf("edition %d: %d of %s in the history, want %d", v, len(a), id, len(b))
			}
		}
		lines = some(random, lines, listing(random))
	}
	if patched < 20 {
		t.Errorf("only %d of 40 moves laid a delta over the rows", patched)
	}
}
