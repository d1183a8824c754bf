package shelf

import (
	"bufio"
	"context"
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"mingbai/catalog"
)

// childEnv names the file to which the test binary applies editions until it
// is killed.
const childEnv = "SHELF_TEST_APPLY_TO"

// moveEnv is childEnv for moves with trust.
const moveEnv = "SHELF_TEST_MOVE_TO"

func TestMain(m *testing.M) {
	if path := os.Getenv(childEnv); path != "" {
		fmt.Println("error", applyForEver(path))
		os.Exit(1)
	}
	if path := os.Getenv(moveEnv); path != "" {
		fmt.Println("error", moveForEver(path))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// applyForEver applies one edition after the other and says what it does.
func applyForEver(path string) error {
	ctx := context.Background()
	s, err := Open(ctx, path)
	if err != nil {
		return err
	}
	e, _, err := s.Edition(ctx)
	if err != nil {
		return err
	}
	for n := e.Number + 1; ; n++ {
		fmt.Println("begin", n)
		lines := killLines(n)
		if _, err := s.Apply(ctx, Edition{Number: n, Digest: digest(lines)}, time.Unix(n, 0), each(lines...)); err != nil {
			return err
		}
		fmt.Println("end", n)
	}
}

// killLines returns edition n: records come, change, stay and go.
func killLines(n int64) []string {
	random := rand.New(rand.NewPCG(uint64(n), 1))
	var lines []string
	for i := range 150 {
		if random.IntN(4) > 0 {
			lines = append(lines, line(fmt.Sprintf("guide/g%03d", i), fmt.Sprint(random.IntN(3)),
				fmt.Sprintf(`"body":{"topics":["topic/t%d"],"summary":%q}`, random.IntN(2), strings.Repeat("字", 300))))
		}
	}
	return append(lines, line("notice/only", fmt.Sprint(n)))
}

func digest(lines []string) string {
	return fmt.Sprintf("%x", sha256.Sum256([]byte(strings.Join(lines, "\n"))))
}

func TestKilledShelfHoldsOneWholeEdition(t *testing.T) {
	path := filepath.Join(t.TempDir(), "catalog.db")
	const trials = 15
	inside := 0
	for range trials {
		began, ended := killOne(t, path)
		if began > ended {
			inside++
		}
		wholeAfterKill(t, path, began, ended)
	}
	if inside == 0 {
		t.Errorf("none of %d kills met a change: the test proves nothing", trials)
	}
	t.Logf("%d of %d kills met a change", inside, trials)
}

// killOne kills a child at a random moment and returns the last editions it
// began and ended.
func killOne(t *testing.T, path string) (began, ended int64) { return killChild(t, childEnv+"="+path) }

// killChild kills a child that env sets to work.
func killChild(t *testing.T, env string) (began, ended int64) {
	t.Helper()
	child := exec.CommandContext(t.Context(), os.Args[0])
	child.Env = append(os.Environ(), env)
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	var kill *time.Timer
	for said := bufio.NewScanner(out); said.Scan(); {
		if kill == nil { // now it works
			kill = time.AfterFunc(time.Duration(rand.IntN(120_000))*time.Microsecond, func() { child.Process.Kill() })
			defer kill.Stop()
		}
		fmt.Sscanf(said.Text(), "begin %d", &began)
		fmt.Sscanf(said.Text(), "end %d", &ended)
		if strings.HasPrefix(said.Text(), "error") {
			t.Error(said.Text())
		}
	}
	child.Wait() // it was killed
	return began, ended
}

// wholeAfterKill checks that everything on the shelf is of one edition, and of
// none before the last that ended.
func wholeAfterKill(t *testing.T, path string, began, ended int64) {
	t.Helper()
	s := mustOpen(t, path)
	defer s.Close()
	e, lines, err := kept(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	if e.Number < ended || e.Number > began {
		t.Errorf("edition %d is there, but %d had ended and %d had begun", e.Number, ended, began)
	}
	if e.Number == 0 {
		return // killed inside the first
	}
	if got := digest(lines); got != e.Digest || !slices.Equal(lines, killLines(e.Number)) {
		t.Fatalf("edition %d: digest %s, want %s", e.Number, got, e.Digest)
	}
	m := newModel()
	m.edition = e
	for _, l := range lines {
		m.line[read(t, l).ID] = l
	}
	sameLists(t, t, s, m, []catalog.Query{{}, {Topic: "topic/t0"}, {Topic: "topic/t1"}})
	if err := s.VerifySearch(t.Context()); err != nil {
		t.Error(err)
	}
	past, err := s.History(t.Context(), "notice/only")
	if err != nil || len(past) != int(e.Number-1) {
		t.Errorf("history has %d notices, %v, want %d", len(past), err, e.Number-1)
	}
}
