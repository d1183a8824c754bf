package staff_test

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"mingbai/catalog"
	"mingbai/catalog/amend"
	"mingbai/kiosk/desk"
	"mingbai/kiosk/staff"
)

// childEnv makes the test binary a kiosk at which somebody works in a folder
// until it is killed.
const childEnv = "STAFF_TEST_WORK_IN"

func TestMain(m *testing.M) {
	if dir := os.Getenv(childEnv); dir != "" {
		fmt.Println("error", workForEver(dir))
		os.Exit(1)
	}
	os.Exit(withTemplate(m.Run))
}

// workForEver amends, writes drafts and settles in a hurry, and says what was
// thanked for.
func workForEver(dir string) error {
	ctx := context.Background()
	d, err := desk.Open(ctx, filepath.Join(dir, "desk.db"))
	if err != nil {
		return err
	}
	b, err := staff.New(d, staff.Options{})
	if err != nil {
		return err
	}
	s, err := b.Enter(ctx, "RS-017", pinLi)
	if err != nil {
		return err
	}
	base, err := catalog.ReadRecord([]byte(`{"id":"office/heat","title":{"zh":"供热公司"},"body":{"telephone":"0454-555-0127"}}`))
	if err != nil {
		return err
	}
	for n := time.Now().UnixNano(); ; n++ {
		name := fmt.Sprintf("revision-%d", n)
		fmt.Println("begin", name)
		if err := hours(ctx, s, base, name, fmt.Sprintf("第 %d 天", n)); err != nil {
			return err
		}
		fmt.Println("end", name)
		on := staff.On{Sort: staff.Amendment, Key: "office/heat#hours", Record: base.ID, Field: "hours"}
		switch {
		case n%40 == 0:
			s, err = b.Enter(ctx, "RS-017", pinLi)
		case n%4 == 0:
			err = s.Autosave(ctx, on, []byte(`{}`))
		case n%4 == 1:
			err = s.Drop(ctx, on)
		case n%64 == 2:
			_, err = b.ExportChanges(ctx, filepath.Join(dir, "changes.jsonl"))
		}
		if err != nil {
			return err
		}
	}
}

// TestKillLeavesNoChangeWithoutItsEntry kills a kiosk again and again while
// somebody works at it: no change is without its entry, no entry without its
// change, and nothing that was thanked for is missing.
func TestKillLeavesNoChangeWithoutItsEntry(t *testing.T) {
	dir := newHall(t).dir
	inside, known := 0, []staff.Head(nil)
	for range 20 {
		last, begun := killOne(t, dir)
		if begun {
			inside++
		}
		h := openHall(t, dir, staff.Options{})
		if err := h.Verify(t.Context(), known...); err != nil {
			t.Fatal(err)
		}
		head, err := h.Head(t.Context())
		must(t, err)
		known = append(known, head)
		all, err := staff.Papers[amend.Amendment](t.Context(), h.Book, staff.Amendment)
		must(t, err)
		if last != "" && (len(all) != 1 || all[0].ID < last) {
			t.Fatalf("%s was thanked for; the file has %+v", last, all)
		}
	}
	if inside == 0 {
		t.Error("no kill met a change that was under way: the test proves nothing")
	}
	t.Logf("%d of 20 kills met a change under way; %d entries", inside, known[19].Entries)
	if rests, _ := filepath.Glob(filepath.Join(dir, "*.part")); len(rests) > 1 {
		t.Errorf("rests of exports pile up: %v", rests)
	}
}

// killOne kills a child at a random moment, mostly a little after a change
// began. It returns the last change that
// was thanked for, and whether another had begun.
func killOne(t *testing.T, dir string) (last string, begun bool) {
	t.Helper()
	child := exec.CommandContext(t.Context(), os.Args[0])
	child.Env = append(os.Environ(), childEnv+"="+dir)
	out, err := child.StdoutPipe()
	must(t, err)
	must(t, child.Start())
	soon := func() { child.Process.Kill() }
	begins, wait := 1+rand.IntN(20), 1500
	if rand.IntN(4) == 0 {
		begins, wait = 1, 150_000
	}
	for said := bufio.NewScanner(out); said.Scan(); {
		word, name, _ := strings.Cut(said.Text(), " ")
		switch word {
		case "begin":
			begun = true
			if begins--; begins == 0 {
				defer time.AfterFunc(time.Duration(rand.IntN(wait))*time.Microsecond, soon).Stop()
			}
		case "end":
			last, begun = name, false
		default:
			t.Error(said.Text())
		}
	}
	child.Wait() // it was killed
	return last, begun
}
