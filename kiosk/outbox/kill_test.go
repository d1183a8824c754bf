package outbox_test

import (
	"bufio"
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/kiosk/desk"
	"mingbai/kiosk/outbox"
)

// childEnv makes the test binary a kiosk that works in a folder until it is
// killed: "FOLDER URL TOKEN".
const childEnv = "OUTBOX_TEST_WORK_IN"

func TestMain(m *testing.M) {
	if words := strings.Fields(os.Getenv(childEnv)); len(words) == 3 {
		fmt.Println("error", workForEver(words[0], words[1], words[2]))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// openKiosk opens the outbox of a folder and where it delivers.
func openKiosk(ctx context.Context, dir, url, token string) (*outbox.Outbox, outbox.Hub, func() error, error) {
	d, err := desk.Open(ctx, filepath.Join(dir, "desk.db"))
	if err != nil {
		return nil, outbox.Hub{}, nil, err
	}
	who, err := outbox.OpenIdentity(dir)
	if err != nil {
		return nil, outbox.Hub{}, nil, errors.Join(err, d.Close())
	}
	o, err := outbox.New(d, who, outbox.Options{Hall: "tongjiang"})
	to := outbox.Hub{URL: url, Token: token, Post: post, Receive: func(ctx context.Context, tx *sql.Tx, all []kiosk.Item) error {
		for _, i := range all {
			if _, err := tx.ExecContext(ctx, `INSERT INTO tally(day, what, of, n) VALUES ('9999-01-01', 'got', ?, 1)`, i.ID); err != nil {
				return err // it came twice
			}
		}
		return nil
	}}
	return o, to, d.Close, err
}

// post posts over a real connection.
func post(ctx context.Context, url string, body []byte) ([]byte, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	b, err := io.ReadAll(answer.Body)
	if err == nil && answer.StatusCode != http.StatusOK {
		err = fmt.Errorf("status %d: %s", answer.StatusCode, b)
	}
	return b, err
}

// workForEver is a day at a kiosk, in a hurry; it says what it took.
func workForEver(dir, url, token string) error {
	ctx := context.Background()
	o, to, _, err := openKiosk(ctx, dir, url, token)
	if err != nil {
		return err
	}
	for n := time.Now().UnixNano(); ; n++ {
		fmt.Println("begin", n)
		if err := o.Put(ctx, wrong(catalog.ID(fmt.Sprintf("guide/n%d", n)))); err != nil {
			return err
		}
		fmt.Println("end", n)
		switch n % 4 {
		case 0:
			err = o.Beat(ctx, kiosk.Heartbeat{Edition: 1})
		case 1:
			_, err = o.Deliver(ctx, to)
		case 2:
			_, err = o.Export(ctx, filepath.Join(dir, "stick.jsonl"))
		case 3:
			err = o.Propose(ctx, fmt.Sprintf("proposal-%d", n), []byte(`{}`))
		}
		if err != nil {
			return err
		}
	}
}

// TestKilledKioskLosesNoSlip kills a kiosk again and again while it takes,
// delivers, receives and exports. What a visitor was thanked for arrives at
// the hub, and arrives once.
func TestKilledKioskLosesNoSlip(t *testing.T) {
	h := newHall(t)
	server := httptest.NewServer(h.serve)
	defer server.Close()
	dir, url := t.TempDir(), server.URL+"/v1/outbox"
	began, ended := map[string]bool{}, map[string]bool{}
	inside, kills := 0, 0
	for ; kills < 15 || inside == 0 && kills < 150; kills++ { // on a busy machine few kills meet a slip
		n := kills
		// Another kiosk of the hall proposes something meanwhile.
		other := newBox(t, outbox.Options{})
		id, body := proposal(n)
		must(t, other.Propose(t.Context(), id, body))
		_, err := other.Deliver(t.Context(), h.hub())
		must(t, err)
		if killOne(t, dir+" "+url+" "+h.token, n%2 == 1, began, ended) {
			inside++
		}
		wholeAfterKill(t, dir)
	}
	o, to, closeDesk, err := openKiosk(t.Context(), dir, url, h.token)
	must(t, err)
	defer closeDesk()
	for more := true; more; {
		d, err := o.Deliver(t.Context(), to)
		must(t, err)
		more = d.More
	}
	arrived := map[string]int{}
	for _, s := range h.slips(t) {
		arrived[s.About.Name()[1:]]++
	}
	for n := range ended {
		if arrived[n] != 1 {
			t.Errorf("slip %s was taken and arrived %d times", n, arrived[n])
		}
	}
	for n, times := range arrived {
		if times != 1 || !began[n] {
			t.Errorf("slip %s arrived %d times; was it ever put in: %v", n, times, began[n])
		}
	}
	got, err := o.Counts(t.Context(), catalog.Date{Year: 9999, Month: 1, Day: 1})
	must(t, err)
	if len(got) != kills {
		t.Errorf("%d amendments of others were received, want %d", len(got), kills)
	}
	if inside == 0 {
		t.Errorf("no kill met a slip that was being put in: the test proves nothing")
	}
	t.Logf("%d slips; %d of %d kills met one that was being put in", len(ended), inside, kills)
}

// killOne kills a child at a random moment, or as soon as it says that it puts
// a slip in, and reports whether it was putting one in.
func killOne(t *testing.T, work string, atOnce bool, began, ended map[string]bool) bool {
	t.Helper()
	lost := len(began) - len(ended) // of earlier kills
	child := exec.CommandContext(t.Context(), os.Args[0])
	child.Env = append(os.Environ(), childEnv+"="+work)
	out, err := child.StdoutPipe()
	must(t, err)
	must(t, child.Start())
	var kill *time.Timer
	wait := rand.IntN(20)
	for said := bufio.NewScanner(out); said.Scan(); {
		if kill == nil { // now it works
			kill = time.AfterFunc(time.Duration(rand.IntN(120_000))*time.Microsecond, func() { child.Process.Kill() })
			defer kill.Stop()
		}
		word, n, _ := strings.Cut(said.Text(), " ")
		switch word {
		case "begin":
			began[n] = true
			if wait--; atOnce && wait < 0 {
				child.Process.Kill()
			}
		case "end":
			ended[n] = true
		default:
			t.Error(said.Text())
		}
	}
	child.Wait() // it was killed
	return len(began)-len(ended) > lost
}

// wholeAfterKill checks the file, its counters, and that a stick has a whole
// delivery or none.
func wholeAfterKill(t *testing.T, dir string) {
	t.Helper()
	d, err := desk.Open(t.Context(), filepath.Join(dir, "desk.db"))
	must(t, err)
	defer d.Close()
	var check string
	var right bool
	must(t, d.Read.QueryRow(`PRAGMA integrity_check`).Scan(&check))
	must(t, d.Read.QueryRow(`
		SELECT items = (SELECT count(*) FROM outbox) AND bytes = (SELECT coalesce(sum(length(body)), 0) FROM outbox)
		FROM outbox_state`).Scan(&right))
	if check != "ok" || !right {
		t.Errorf("integrity: %s; the size is right: %v", check, right)
	}
	if rests, _ := filepath.Glob(filepath.Join(dir, "*.part")); len(rests) > 1 {
		t.Errorf("rests of exports pile up: %v", rests)
	}
	stick, err := os.ReadFile(filepath.Join(dir, "stick.jsonl"))
	if err == nil && !bytes.Contains(stick, []byte("\n{\"sig\":")) {
		t.Error("the stick has a part of a delivery")
	}
}
