package shelf

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"testing"

	"mingbai/catalog/trust"
)

// moveForEver moves to one edition after the other and says what it does.
// Beside every third is a list that takes the notice down.
func moveForEver(path string) error {
	ctx := context.Background()
	s, err := Open(ctx, path)
	if err != nil {
		return err
	}
	e, _, err := s.Edition(ctx)
	if err != nil {
		return err
	}
	p := &press{}
	for n := e.Number + 1; ; n++ {
		if err := p.make(n, sortedLines(n)); err != nil {
			return err
		}
		w, err := s.Way(ctx, p.offers)
		if err != nil {
			return err
		}
		m := Move{Way: w, Open: p.open, Trusted: trusted(n), Source: "https", Withdrawn: downIn(n)}
		fmt.Println("begin", n)
		if _, err := s.Move(ctx, m, noon); err != nil {
			return err
		}
		fmt.Println("end", n)
	}
}

// downIn is the list of withdrawn records beside edition n.
func downIn(n int64) []trust.Withdrawal {
	if n%3 == 0 {
		return listOf("notice/only")
	}
	return nil
}

// kills is how often a test kills: 20, or what MINGBAI_KILLS says.
func kills(t *testing.T) int {
	t.Helper()
	n, err := strconv.Atoi(os.Getenv("MINGBAI_KILLS"))
	if err != nil || n < 1 {
		return 20
	}
	return n
}

func TestKilledMoveLeavesContentAndTrustOfOneEdition(t *testing.T) {
	path := filepath.Join(t.TempDir(), "catalog.db")
	inside, n := 0, kills(t)
	for range n {
		began, ended := killChild(t, moveEnv+"="+path)
		if began > ended {
			inside++
		}
		oneEdition(t, path, began, ended)
	}
	if inside == 0 {
		t.Errorf("none of %d kills met a move: the test proves nothing", n)
	}
	t.Logf("%d of %d kills met a move", inside, n)
}

// oneEdition checks that records, search, withdrawn list and trust are of one
// edition, and of none before the last that ended.
func oneEdition(t *testing.T, path string, began, ended int64) {
	t.Helper()
	s := mustOpen(t, path)
	defer s.Close()
	e, _, err := s.Edition(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if e.Number < ended || e.Number > began {
		t.Errorf("edition %d is there, but %d had ended and %d had begun", e.Number, ended, began)
	}
	if e.Number == 0 {
		return // killed inside the first
	}
	if _, err := s.Scrub(t.Context()); err != nil {
		t.Error(err)
	}
	if err := s.VerifySearch(t.Context()); err != nil {
		t.Error(err)
	}
	got, err := s.Trusted(t.Context())
	if err != nil || !reflect.DeepEqual(got.State, trusted(e.Number).State) {
		t.Errorf("edition %d has the trust %s, %v", e.Number, got.State, err)
	}
	_, err = s.Record(t.Context(), "notice/only")
	if down := len(downIn(e.Number)) > 0; (err == nil) == down {
		t.Errorf("edition %d: notice = %v, withdrawn %v", e.Number, err, down)
	}
}
