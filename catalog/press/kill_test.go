package press

import (
	"bufio"
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"filippo.io/age"
	"filippo.io/age/armor"

	"mingbai/catalog"
	"mingbai/catalog/source"
	"mingbai/catalog/trust"
)

// childEnv names the folder from which the test binary publishes until it is
// killed.
const childEnv = "PRESS_TEST_PUBLISH_FROM"

func TestMain(m *testing.M) {
	if dir := os.Getenv(childEnv); dir != "" {
		fmt.Println("error", publishForEver(dir))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

const passphrase = "eight or more"

// writeKey makes a key's file whose lock opens in a moment, in the form of
// age that trust.ReadKey reads, and returns the public half.
func writeKey(t *testing.T, path, name string) trust.Public {
	t.Helper()
	public, private, err := ed25519.GenerateKey(nil)
	der := must(x509.MarshalPKCS8PrivateKey(private))(t)
	to := must(age.NewScryptRecipient(passphrase))(t)
	to.SetWorkFactor(1)
	var out bytes.Buffer
	a := armor.NewWriter(&out)
	w := must(age.Encrypt(a, to))(t)
	must(io.WriteString(w, name+"\n"+string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}))))(t)
	for _, err := range []error{err, w.Close(), a.Close(), os.WriteFile(path, out.Bytes(), 0o600)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	return must(trust.ParsePublic(name + " ed25519:" + hex.EncodeToString(public)))(t)
}

// publishForEver publishes one edition after the other and says what it does.
func publishForEver(dir string) error {
	ctx := context.Background()
	r, err := Open(ctx, filepath.Join(dir, "repo"))
	if err != nil {
		return err
	}
	var keys []*trust.Key
	for _, name := range []string{"editor", "reviewer", "online"} {
		k, err := trust.ReadKey(filepath.Join(dir, name), passphrase)
		if err != nil {
			return err
		}
		keys = append(keys, k)
	}
	for {
		n := r.Edition() + 1
		p, err := r.Propose(killRecords(n), Order{Issue: trust.Issue{At: noon}, Today: today, Media: killMedia(n)})
		if err == nil {
			err = p.Sign(keys[0], noon)
		}
		if err == nil {
			err = p.Approve(p.Base, keys[1], trust.Issue{At: noon})
		}
		if err != nil {
			return err
		}
		fmt.Println("begin", n, p.State)
		if err := r.Publish(ctx, p, keys[2], trust.Issue{At: noon}); err != nil {
			return err
		}
		fmt.Println("end", n)
	}
}

// killMedia returns their pictures, of which one is another in each edition.
func killMedia(n int64) fstest.MapFS {
	return fstest.MapFS{"media/0.png": {Data: picture(0)}, "media/1.png": {Data: picture(uint8(n))}}
}

// killRecords returns the records of edition n.
func killRecords(n int64) []*catalog.Record {
	var records []*catalog.Record
	for i := range int64(20) {
		r, err := catalog.ReadRecord(fmt.Appendf(nil, `{"id":"office/o%d","title":"单位 %d","body":{"telephone":"%d","site":{"blob":"media/%d.png"}}}`, i, i, n*(i+1)%7, i%2))
		if err != nil {
			panic(err)
		}
		records = append(records, r)
	}
	return records
}

// TestKilledPublisherLeavesTheOldOrTheNewTree kills a publisher again and
// again, and looks at the tree as kiosks see it before anybody repairs it.
func TestKilledPublisherLeavesTheOldOrTheNewTree(t *testing.T) {
	dir := t.TempDir()
	one := func(name string) trust.Quorum {
		return trust.Quorum{Threshold: 1, Keys: []trust.Public{writeKey(t, filepath.Join(dir, name), name)}}
	}
	roster := trust.Roster{Root: one("root"), Editors: one("editor"), Reviewers: one("reviewer"), Online: one("online")}
	repo := must(Create(t.Context(), filepath.Join(dir, "repo"), roster, trust.Issue{At: noon}))(t)
	must(repo.SignRoot(must(trust.ReadKey(filepath.Join(dir, "root"), passphrase))(t)))(t)
	if err := repo.Close(); err != nil {
		t.Fatal(err)
	}
	const trials = 24
	inside, halfway, states := 0, 0, map[int64]string{}
	for range trials {
		began, ended := killOne(t, dir, states)
		if began > ended {
			inside++
		}
		if _, err := os.Stat(filepath.Join(dir, "repo", "private", "next.json")); err == nil {
			halfway++
		}
		wholeAfterKill(t, dir, began, ended, states)
	}
	if inside < trials/4 {
		t.Errorf("%d of %d kills met a publication: the test proves little", inside, trials)
	}
	t.Logf("%d of %d kills met a publication, %d of them between its first file and its last; %d editions", inside, trials, halfway, len(states))
}

// TestPublicationIsFinishedFromEveryFile stops a publication after each of its
// files, as a power cut may.
func TestPublicationIsFinishedFromEveryFile(t *testing.T) {
	b := newBureau(t)
	old := b.publish(few(t))
	p := b.sign(b.propose(edited(t, few(t), "fee/copy", `"amount":50`, `"amount":60`)))
	turn := must(b.repo.prepare(t.Context(), p, b.online, b.issue()))(t)
	next := must(b.repo.after(turn))(t)
	b.check(b.repo.keep(turn))
	for name, body := range turn.files {
		b.check(place(filepath.Join(b.repo.Public(), filepath.FromSlash(name)), body))
	}
	b.check(b.repo.save("next.json", next))
	files := must(turn.documents.Files())(t)
	for stop := range len(files) + 1 {
		stopped := &Repository{dir: filepath.Join(t.TempDir(), "repo")}
		b.check(os.CopyFS(stopped.dir, os.DirFS(b.dir)))
		for _, f := range files[:stop] {
			b.check(stopped.upload(f))
		}
		want := old.State
		if stop == len(files) {
			want = p.State
		}
		if got := look(t, stopped.Public()); got == nil || got.State != want {
			t.Errorf("after %d of %d files a kiosk sees %+v", stop, len(files), got)
		}
		opened := must(Open(t.Context(), stopped.dir))(t)
		if got := look(t, opened.Public()); got == nil || got.State != p.State || opened.Edition() != 2 {
			t.Errorf("from %d of %d files it is finished as %+v", stop, len(files), got)
		}
		b.check(opened.Close())
	}
}

// killOne kills a child at a random moment and returns the last editions it
// began and ended.
func killOne(t *testing.T, dir string, states map[int64]string) (began, ended int64) {
	t.Helper()
	child := exec.CommandContext(t.Context(), os.Args[0])
	child.Env = append(os.Environ(), childEnv+"="+dir)
	out := must(child.StdoutPipe())(t)
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	var kill *time.Timer
	for said := bufio.NewScanner(out); said.Scan(); {
		if kill == nil { // now it works
			kill = time.AfterFunc(time.Duration(rand.IntN(150_000))*time.Microsecond, func() { child.Process.Kill() })
			defer kill.Stop()
		}
		var state string
		if n, _ := fmt.Sscanf(said.Text(), "begin %d %s", &began, &state); n == 2 {
			states[began] = state
		}
		fmt.Sscanf(said.Text(), "end %d", &ended)
		if strings.HasPrefix(said.Text(), "error") {
			t.Error(said.Text())
		}
	}
	child.Wait() // it was killed
	return began, ended
}

// wholeAfterKill checks the tree as it lies, then the repository once it is
// opened again.
func wholeAfterKill(t *testing.T, dir string, began, ended int64, states map[int64]string) {
	t.Helper()
	repo := filepath.Join(dir, "repo")
	seen := look(t, filepath.Join(repo, "public"))
	if seen == nil && ended == 0 && began <= 1 {
		seen = &Published{} // killed inside the first
	} else if seen == nil {
		t.Fatalf("there is no tree, but %d had ended", ended)
	}
	if len(seen.Lacking) > 0 {
		t.Fatalf("edition %d lacks %q", seen.Edition, seen.Lacking)
	}
	if seen.Edition < ended || seen.Edition > began || seen.Edition > 0 && seen.State.String() != states[seen.Edition] {
		t.Fatalf("edition %d with %s is there, but %d had ended and %d had begun", seen.Edition, seen.State, ended, began)
	}
	r := must(Open(t.Context(), repo))(t)
	defer r.Close()
	if r.Edition() < seen.Edition || r.Edition() > began {
		t.Fatalf("the repository is at edition %d, kiosks saw %d", r.Edition(), seen.Edition)
	}
	if r.Edition() == 0 {
		return
	}
	again := look(t, r.Public())
	if set := must(r.Set(0))(t); again == nil || again.Edition != r.Edition() || set.State() != again.State {
		t.Fatalf("the repository is at edition %d with %s, the tree at %+v", r.Edition(), set.State(), again)
	}
	if l := must(r.ledger(must(r.Set(0))(t)))(t); l.Edition() != r.Edition() {
		t.Errorf("the ledger is at edition %d", l.Edition())
	}
	left, err := filepath.Glob(filepath.Join(r.Public(), "*", newPrefix+"*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// look verifies a tree; nil is one that has no timestamp yet.
func look(t *testing.T, public string) *Published {
	t.Helper()
	from := must(source.OpenDir(public))(t)
	defer from.Close()
	if _, err := os.Stat(filepath.Join(public, "timestamp.json")); os.IsNotExist(err) {
		return nil
	}
	return must(Inspect(t.Context(), from, nil, noon))(t)
}
