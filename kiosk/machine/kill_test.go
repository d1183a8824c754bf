package machine_test

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"mingbai/catalog"
	"mingbai/catalog/shelf"
	"mingbai/catalog/trust"
	"mingbai/kiosk"
	"mingbai/kiosk/machine"
)

// pullEnv names the data directory and the folder of trees to a child that
// pulls one after the other until it is killed.
const pullEnv = "MACHINE_TEST_PULL"

func TestMain(m *testing.M) {
	if dirs := os.Getenv(pullEnv); dirs != "" {
		fmt.Println("error", pullForEver(strings.Split(dirs, ":")))
		os.Exit(1)
	}
	if dir := os.Getenv(amendEnv); dir != "" {
		fmt.Println("error", amendForEver(dir))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// pullForEver pulls edition after edition, and hands in a slip after each.
func pullForEver(dirs []string) error {
	ctx := context.Background()
	h := hall{dir: dirs[0], at: morning.Add(time.Hour)}
	h.setup = machine.Setup{Dir: h.dir, Content: content(fee("seed", "示例")), Now: func() time.Time { return h.at }, Alone: true}
	h.setup.Config.HubHall, h.setup.Config.Root = "hall", filepath.Join(dirs[1], "1", "1.root.json")
	m, err := machine.Open(ctx, h.setup)
	if err != nil {
		return err
	}
	for n := m.State().Edition + 1; ; n++ {
		fmt.Println("begin", n)
		p, err := m.Pull(ctx, filepath.Join(dirs[1], strconv.FormatInt(n, 10)))
		if err != nil {
			return err
		}
		fmt.Println("end", n)
		if p.Pictures.Lacking == 0 && p.Pictures.Err == nil {
			fmt.Println("drawn", n)
		}
		if err := m.Hand(kiosk.Slip{Sort: kiosk.SlipWrong, About: catalog.ID(fmt.Sprintf("fee/s%d", n))}); err != nil {
			return err
		}
		fmt.Println("slip", n)
	}
}

// killed are the fees of edition n: most change.
func killed(n int) []*catalog.Record {
	var all []*catalog.Record
	for i := range 30 {
		if (i+n)%7 > 0 {
			all = append(all, fee(fmt.Sprintf("n%02d", i), fmt.Sprintf("收费 %d", (i*n)%5)))
		}
	}
	return append(all, fee("only", strconv.Itoa(n)), shownBy("drawn", strconv.Itoa(n), draw(0), draw(uint8(n))))
}

// trees publishes n editions and keeps the tree as it was after each.
func trees(t *testing.T, n int) string {
	p, dir := newPublisher(t), t.TempDir()
	for v := 1; v <= n; v++ {
		p.at = p.at.Add(time.Second)
		for _, d := range []drawing{draw(0), draw(uint8(v))} {
			p.write(d.tree(), d.body)
		}
		p.publish(killed(v)...)
		ok(0, os.CopyFS(filepath.Join(dir, strconv.Itoa(v)), os.DirFS(p.dir)))(t)
	}
	return dir
}

// A child that pulls to the end of the trees before it is killed ends with an
// error; that is no fault.
const editions = 40

func TestKilledKioskHoldsOneWholeEditionAndItsTrust(t *testing.T) {
	n := 20
	if more, err := strconv.Atoi(os.Getenv("MINGBAI_KILLS")); err == nil && more > 0 {
		n = more
	}
	from := trees(t, editions)
	dir, inside := "", 0
	for i := range n {
		if i%5 == 0 { // begin again, from an empty disk
			dir = t.TempDir()
		}
		began, ended := killOne(t, dir, from)
		if began > ended {
			inside++
		}
		wholeAfterKill(t, dir, began, ended)
	}
	if inside == 0 {
		t.Errorf("none of %d kills met a pull: the test proves nothing", n)
	}
	t.Logf("%d of %d kills met a pull", inside, n)
}

// killOne kills a child at a random moment and returns the last editions it
// began and ended.
func killOne(t *testing.T, dir, from string) (began, ended int64) {
	t.Helper()
	l := end(t, dir, from, 150*time.Millisecond, func(child *os.Process) { child.Kill() })
	if l.words != "" && l.began <= editions {
		t.Error(l.words)
	}
	wholePictures(t, dir, l.drawn)
	return l.began, l.ended
}

// A life is what a child said before it was ended.
type life struct {
	began, ended int64  // the last editions
	drawn        int64  // the last whose pictures had come
	slip         int64  // the last that was kept
	words        string // an error
	hit          bool   // it did not end by itself
}

// end lets a child pull, and ends it at a random moment of a while after it
// has begun.
func end(t *testing.T, dir, from string, within time.Duration, now func(*os.Process)) (l life) {
	t.Helper()
	child := exec.CommandContext(t.Context(), os.Args[0])
	child.Env = append(os.Environ(), pullEnv+"="+dir+":"+from)
	out := ok(child.StdoutPipe())(t)
	ok(0, child.Start())(t)
	var kill *time.Timer
	done := make(chan struct{})
	for said := bufio.NewScanner(out); said.Scan(); {
		if kill == nil { // now it works
			kill = time.AfterFunc(rand.N(within), func() { now(child.Process); close(done) })
		}
		fmt.Sscanf(said.Text(), "begin %d", &l.began)
		fmt.Sscanf(said.Text(), "end %d", &l.ended)
		fmt.Sscanf(said.Text(), "drawn %d", &l.drawn)
		fmt.Sscanf(said.Text(), "slip %d", &l.slip)
		if words, is := strings.CutPrefix(said.Text(), "error "); is {
			l.words = words
		}
	}
	child.Wait() // it was killed
	if l.hit = kill != nil && !kill.Stop(); l.hit {
		<-done
	}
	return l
}

// wholeAfterKill checks that content and trust are of one edition, and of
// none before the last that ended.
func wholeAfterKill(t *testing.T, dir string, began, ended int64) {
	t.Helper()
	s := ok(shelf.Open(t.Context(), filepath.Join(dir, "catalog.db")))(t)
	defer s.Close()
	e, _, err := s.Edition(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if e.Number < ended || e.Number > began {
		t.Errorf("edition %d is there, but %d had ended and %d had begun", e.Number, ended, began)
	}
	if !e.Signed {
		return // killed inside the first
	}
	if _, err := s.Scrub(t.Context()); err != nil {
		t.Error(err)
	}
	if err := s.VerifySearch(t.Context()); err != nil {
		t.Error(err)
	}
	r, err := s.Record(t.Context(), "fee/only")
	if err != nil || r.Title[catalog.ZH] != strconv.FormatInt(e.Number, 10) {
		t.Errorf("edition %d says %v, %v", e.Number, r, err)
	}
	got := ok(s.Trusted(t.Context()))(t)
	if v := stamp(t, got.State[trust.Targets]); v != e.Number {
		t.Errorf("edition %d has targets %d", e.Number, v)
	}
	if v := stamp(t, got.State[trust.Timestamp]); v != e.Number {
		t.Errorf("edition %d has timestamp %d", e.Number, v)
	}
}

// stamp reads the version of a document.
func stamp(t *testing.T, document []byte) int64 {
	t.Helper()
	var d struct{ Signed struct{ Version int64 } }
	ok(0, json.Unmarshal(document, &d))(t)
	return d.Signed.Version
}

// wholePictures checks that whatever has the name of a picture is it, and
// that those are here of which it was reported.
func wholePictures(t *testing.T, dir string, drawn int64) {
	t.Helper()
	files := ok(filepath.Glob(filepath.Join(dir, "blob", "*")))(t)
	for _, f := range files {
		if b := ok(os.ReadFile(f))(t); !strings.HasSuffix(f, ".part") && filepath.Base(f) != fmt.Sprintf("%x", sha256.Sum256(b)) {
			t.Errorf("%s has other bytes", f)
		}
	}
	if drawn > 0 {
		for _, d := range []drawing{draw(0), draw(uint8(drawn))} {
			if _, err := os.Stat(filepath.Join(dir, "blob", d.Name)); err != nil {
				t.Errorf("the pictures of edition %d had come: %v", drawn, err)
			}
		}
	}
}
