package hub_test

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/kiosk/hub"
	"mingbai/kiosk/outbox"
)

// childEnv makes the test binary a hub that serves from a folder until it is
// killed.
const childEnv = "HUB_TEST_SERVE_IN"

func serveForEver(dir string) error {
	ctx := context.Background()
	store, err := hub.OpenSQLite(ctx, filepath.Join(dir, "hub.db"))
	if err != nil {
		return err
	}
	text, err := os.ReadFile(filepath.Join(dir, "halls.toml"))
	if err != nil {
		return err
	}
	halls, err := hub.ParseHalls(text, "halls.toml")
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Println("serving", l.Addr())
	return hub.New(store, halls, hub.Options{}).Serve(ctx, l)
}

// TestKilledHubHasWhatItConfirmed kills a hub again and again while two
// kiosks deliver. A slip that left a kiosk is there, once, and the kiosks get
// each other's amendments, once.
func TestKilledHubHasWhatItConfirmed(t *testing.T) {
	dir := t.TempDir()
	token, lines, err := hub.NewToken("tongjiang")
	must(t, err)
	must(t, os.WriteFile(filepath.Join(dir, "halls.toml"), []byte(lines), 0o600))
	a := newScreen(t, t.TempDir(), "tongjiang", outbox.Hub{Token: token, Post: post})
	b := newScreen(t, t.TempDir(), "tongjiang", outbox.Hub{Token: token, Post: post})
	sent, inside, kills := 0, 0, 0
	for ; kills < 12 || inside == 0 && kills < 120; kills++ { // on a busy machine few kills cut a delivery
		child, url := startHub(t, dir)
		kill := time.AfterFunc(time.Duration(rand.IntN(80_000))*time.Microsecond, func() { child.Process.Kill() })
		a.to.URL, b.to.URL = url, url
		for alive := true; alive; sent++ {
			must(t, a.Put(t.Context(), kiosk.Slip{Sort: kiosk.SlipWrong, About: catalog.ID(fmt.Sprintf("guide/n%d", sent))}))
			must(t, b.Propose(t.Context(), fmt.Sprintf("proposal-%010d", sent), []byte(`{}`)))
			_, errA := a.Deliver(t.Context(), a.to)
			_, errB := b.Deliver(t.Context(), b.to)
			alive = errA == nil && errB == nil
			if cut(errA) || cut(errB) {
				inside++
			}
		}
		kill.Stop()
		child.Process.Kill() // where a delivery failed before
		child.Wait()
		for _, s := range []*screen{a, b} {
			_, err := s.db.Write.Exec(`UPDATE outbox SET next_try = 0`) // the pause is over
			must(t, err)
		}
	}
	store, err := hub.OpenSQLite(t.Context(), filepath.Join(dir, "hub.db"))
	must(t, err)
	defer store.Close()
	halls, err := hub.ParseHalls([]byte(lines), "halls.toml")
	must(t, err)
	a.to.Post = poster(hub.New(store, halls, hub.Options{}).Handler())
	b.to.Post = a.to.Post
	b.deliver(t)
	a.deliver(t)
	arrived := map[string]int{}
	for _, e := range all(t, store, kiosk.ItemSlip, catalog.Date{}) {
		arrived[string(e.Body)]++
	}
	if len(arrived) != sent || len(all(t, store, kiosk.ItemSlip, catalog.Date{})) != sent {
		t.Errorf("%d slips arrived, want %d once each", len(arrived), sent)
	}
	once := map[string]int{}
	for _, id := range a.got {
		once[id]++
	}
	if len(once) != sent || len(a.got) != sent {
		t.Errorf("%d of %d amendments were received, %d in all", len(once), sent, len(a.got))
	}
	if inside == 0 {
		t.Error("no kill cut a delivery: the test proves nothing")
	}
	t.Logf("%d slips and amendments; %d of %d kills cut a delivery", sent, inside, kills)
}

// cut reports whether a delivery was under way when the hub was killed.
func cut(err error) bool { return err != nil && !strings.Contains(err.Error(), "refused") }

func startHub(t *testing.T, dir string) (*exec.Cmd, string) {
	t.Helper()
	child := exec.CommandContext(t.Context(), os.Args[0])
	child.Env = append(os.Environ(), childEnv+"="+dir)
	out, err := child.StdoutPipe()
	must(t, err)
	must(t, child.Start())
	said, _ := bufio.NewReader(out).ReadString('\n')
	address, ok := strings.CutPrefix(strings.TrimSpace(said), "serving ")
	if !ok {
		t.Fatalf("the hub said %q", said)
	}
	return child, "http://" + address + "/v1/outbox"
}
