package machine_test

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/kiosk/machine"
)

// amendEnv names the data directory to a child that amends until it is killed.
const amendEnv = "MACHINE_TEST_AMEND"

// shops are the offices that the child amends, in turns.
const shops = 5

func shop(n int) *catalog.Record {
	return &catalog.Record{ID: catalog.ID(fmt.Sprintf("office/s%d", n)), Title: catalog.Text{catalog.ZH: "网点"},
		Body: &catalog.Office{Hours: catalog.Text{catalog.ZH: "工作日"}}}
}

func shopsOf(dir string) machine.Setup {
	var all []*catalog.Record
	for n := range shops {
		all = append(all, shop(n))
	}
	c := content(all...)
	c.Digest = "shops" // only the first start puts them on the shelf
	s := machine.Setup{Config: kiosk.Defaults(), Dir: dir, Content: c, Now: func() time.Time { return morning }, App: "test", Alone: true}
	s.Config.Hub = "http://127.0.0.1:1" // what is amended is put into the outbox
	return s
}

// amendForEver amends office after office and says what is on the disk.
func amendForEver(dir string) error {
	m, err := machine.Open(context.Background(), shopsOf(dir))
	if err != nil {
		return err
	}
	if err := await(func(done func(error)) { m.Enter("RS-017", pinLi, done) }); err != nil {
		return err
	}
	for n := 1; ; n++ {
		fmt.Println("begin", n)
		id := catalog.ID(fmt.Sprintf("office/s%d", n%shops))
		if err := m.Amend(id, "hours", words("body.hours", fmt.Sprintf("第 %d 次", n)), lastDay()); err != nil {
			return err
		}
		fmt.Println("end", n)
	}
}

// TestKilledWhileAmendingLosesNothingThatWasSaved: staff saw that it was
// saved.
func TestKilledWhileAmendingLosesNothingThatWasSaved(t *testing.T) {
	rounds, inside := 8, 0
	if more, err := strconv.Atoi(os.Getenv("MINGBAI_KILLS")); err == nil && more > 0 {
		rounds = more
	}
	for range rounds {
		h := (&hall{t: t, dir: t.TempDir()}).staffed()
		began, ended := killAmending(t, h.dir)
		if began > ended {
			inside++
		}
		savedAfterKill(t, h.dir, began, ended)
	}
	if inside == 0 {
		t.Errorf("none of %d kills met an amendment: the test proves nothing", rounds)
	}
	t.Logf("%d of %d kills met an amendment", inside, rounds)
}

func killAmending(t *testing.T, dir string) (began, ended int) {
	t.Helper()
	child := exec.CommandContext(t.Context(), os.Args[0])
	child.Env = append(os.Environ(), amendEnv+"="+dir)
	out := ok(child.StdoutPipe())(t)
	must(t, child.Start())
	var kill *time.Timer
	for said := bufio.NewScanner(out); said.Scan(); {
		if kill == nil { // now it works
			kill = time.AfterFunc(time.Duration(rand.IntN(200_000))*time.Microsecond, func() { child.Process.Kill() })
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

// savedAfterKill wants for every office the last amendment that ended, or the
// one that had begun, and both the record of changes and the way to the hub
// whole.
func savedAfterKill(t *testing.T, dir string, began, ended int) {
	t.Helper()
	m := ok(machine.Open(t.Context(), shopsOf(dir)))(t)
	defer m.Close()
	for n := max(1, ended-shops+1); n <= ended; n++ {
		id := catalog.ID(fmt.Sprintf("office/s%d", n%shops))
		got := ok(m.Record(id))(t).Body.(*catalog.Office).Hours[catalog.ZH]
		if got != fmt.Sprintf("第 %d 次", n) && (began == ended || n+shops != began || got != fmt.Sprintf("第 %d 次", began)) {
			t.Errorf("%s says %s; amendment %d was saved, and %d had begun", id, got, n, began)
		}
	}
	if err := m.VerifyChanges(t.Context()); err != nil {
		t.Error(err)
	}
	enter(t, m, "RS-017", pinLi)
	must(t, m.JudgeNow(t.Context()))
	must(t, m.ProposeWaiting(t.Context()))
	if got, want := m.Syncing().Waiting, ended; got < want || got > began {
		t.Errorf("%d wait for the hub, %d were saved and %d had begun", got, want, began)
	}
}
