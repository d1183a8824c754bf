package hub_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/tls"
	"errors"
	"io"
	"io/fs"
	"log"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"

	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/kiosk/hub"
)

// serving serves a hub on a real port until the test ends.
func (p province) serving(t testing.TB) (url string, stop func() error) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- p.Serve(ctx, l) }()
	stop = sync.OnceValue(func() error { cancel(); return <-done })
	t.Cleanup(func() { stop() })
	return "http://" + l.Addr().String() + "/v1/outbox", stop
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
		err = errors.New(answer.Status)
	}
	return b, err
}

// TestTwoScreensOfAHall goes the whole way: two kiosks and one of another
// hall, over real connections, on each kind of store.
func TestTwoScreensOfAHall(t *testing.T) {
	onEachStore(t, func(t *testing.T, open func() hub.Store) {
		p := newProvince(t, open(), hub.Options{})
		url, _ := p.serving(t)
		a, b, far := p.newScreen(t, "tongjiang"), p.newScreen(t, "tongjiang"), p.newScreen(t, "fuyuan")
		for _, s := range []*screen{a, b, far} {
			s.to.URL, s.to.Post = url, post
			must(t, s.Beat(t.Context(), kiosk.Heartbeat{Edition: 124, Digest: make([]byte, 32)}))
		}
		must(t, a.Propose(t.Context(), "window-3-is-on-floor-two", []byte(`{"record":"counter/w3","floor":2}`)))
		must(t, b.Propose(t.Context(), "window-4-closes-at-four", []byte(`{"record":"counter/w4","until":"16:00"}`)))
		must(t, b.Put(t.Context(), kiosk.Slip{Sort: kiosk.SlipWrong, About: "guide/x"}))
		for range 3 {
			for _, s := range []*screen{a, b, far} {
				s.deliver(t)
			}
		}
		if !slices.Equal(a.got, []string{"window-4-closes-at-four"}) || !slices.Equal(b.got, []string{"window-3-is-on-floor-two"}) || far.got != nil {
			t.Errorf("a got %v, b got %v, another hall got %v", a.got, b.got, far.got)
		}
		if n := len(all(t, p.store, kiosk.ItemSlip, catalog.Date{})); n != 1 {
			t.Errorf("%d slips, want 1", n)
		}
		fleet, err := p.store.Fleet(t.Context())
		must(t, err)
		if len(fleet) != 3 || fleet[0].Beat == nil || fleet[1].Beat == nil || fleet[2].Beat == nil {
			t.Errorf("fleet = %+v", fleet)
		}
	})
}

// TestNoAddressIsKept searches the log and every file of a hub that had good,
// bad and broken visitors for the address they came from.
func TestNoAddressIsKept(t *testing.T) {
	dir := t.TempDir()
	stderr := catchStderr(t)
	store, err := hub.OpenSQLite(t.Context(), filepath.Join(dir, "hub.db"))
	must(t, err)
	defer store.Close()
	var out bytes.Buffer
	p := newProvince(t, store, hub.Options{Log: slog.New(slog.NewJSONHandler(&out, &slog.HandlerOptions{Level: slog.LevelDebug}))})
	url, stop := p.serving(t)
	s := p.newScreen(t, "tongjiang")
	s.to.URL, s.to.Post = url, post
	must(t, s.Beat(t.Context(), kiosk.Heartbeat{Edition: 1}))
	s.deliver(t)
	host := strings.TrimSuffix(strings.TrimPrefix(url, "http://"), "/v1/outbox")
	var ports []string
	for _, words := range []string{
		"GET / HTTP/1.1\r\nHost: x\r\n\r\n", "\x16\x03\x01\x02", "NONSENSE\r\n\r\n",
		"POST /v1/outbox HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf",
		"POST /v1/outbox HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
	} {
		c, err := net.Dial("tcp", host)
		must(t, err)
		_, port, _ := net.SplitHostPort(c.LocalAddr().String())
		ports = append(ports, ":"+port)
		_, err = io.WriteString(c, words)
		must(t, err)
		c.(*net.TCPConn).CloseWrite()
		io.Copy(io.Discard, c)
		c.Close()
	}
	p.knockWithoutTLS(t)
	must(t, store.Close()) // from here on nothing is kept, which is logged
	if _, err := post(t.Context(), url, forge(t, rand.Text(), "tongjiang", p.tokens["tongjiang"]).write(t)); err == nil {
		t.Error("a closed store kept something")
	}
	must(t, stop())
	if !strings.Contains(out.String(), "delivery not kept") || !strings.Contains(out.String(), "kiosk registered") {
		t.Errorf("the log lacks what a person should know: %s", out.String())
	}
	texts := map[string]string{"the log": out.String(), "standard error": stderr()}
	must(t, filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			b, _ := os.ReadFile(path)
			texts[path] = string(b)
		}
		return err
	}))
	for where, text := range texts {
		for _, address := range append(ports, "127.0.0.1", "::1") {
			if strings.Contains(text, address) {
				t.Errorf("%s has the address %s", where, address)
			}
		}
	}
}

// catchStderr catches what anything writes to standard error, and returns how
// to read it.
func catchStderr(t *testing.T) func() string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "stderr")
	f, err := os.Create(path)
	must(t, err)
	before := os.Stderr
	os.Stderr = f
	log.SetOutput(f)
	t.Cleanup(func() {
		os.Stderr = before
		log.SetOutput(before)
		f.Close()
	})
	return func() string {
		b, err := os.ReadFile(path)
		must(t, err)
		return string(b)
	}
}

// knockWithoutTLS serves by TLS, and speaks nonsense to it: the standard
// library has a line with the address ready for that.
func (p province) knockWithoutTLS(t testing.TB) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() {
		done <- p.Serve(ctx, tls.NewListener(l, &tls.Config{GetCertificate: func(*tls.ClientHelloInfo) (*tls.Certificate, error) { return nil, nil }}))
	}()
	c, err := net.Dial("tcp", l.Addr().String())
	must(t, err)
	_, err = io.WriteString(c, "POST /v1/outbox HTTP/1.1\r\n\r\n")
	must(t, err)
	io.Copy(io.Discard, c)
	c.Close()
	stop()
	must(t, <-done)
}

// slow is a store that lets the test decide when it answers.
type slow struct {
	hub.Store
	entered, leave chan struct{}
}

func (s slow) Keep(ctx context.Context, a hub.Arrival) (hub.Page, error) {
	s.entered <- struct{}{}
	<-s.leave
	return s.Store.Keep(ctx, a)
}

func TestDeliveryUnderWayIsFinishedBeforeTheHubStops(t *testing.T) {
	store := slow{onSQLite(t), make(chan struct{}), make(chan struct{})}
	p := newProvince(t, store, hub.Options{})
	url, stop := p.serving(t)
	f := forge(t, rand.Text(), "tongjiang", p.tokens["tongjiang"])
	f.items = []kiosk.Item{slipOf("tongjiang")}
	answered := make(chan error, 1)
	go func() {
		_, err := post(context.Background(), url, f.write(t))
		answered <- err
	}()
	<-store.entered
	stopped := make(chan error, 1)
	go func() { stopped <- stop() }()
	for { // until it takes nobody new
		c, err := net.Dial("tcp", strings.TrimSuffix(strings.TrimPrefix(url, "http://"), "/v1/outbox"))
		if err != nil {
			break
		}
		c.Close()
	}
	close(store.leave)
	if err := <-answered; err != nil {
		t.Errorf("the delivery under way got %v", err)
	}
	if err := <-stopped; err != nil {
		t.Errorf("the hub stopped with %v", err)
	}
	if n := len(all(t, store.Store, kiosk.ItemSlip, catalog.Date{})); n != 1 {
		t.Errorf("%d slips, want 1", n)
	}
}

// TestHubWithAFullDisk: it says so, the kiosk keeps what it has, and all of
// it arrives when there is room again.
func TestHubWithAFullDisk(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=1m"); err != nil {
		t.Skipf("a small file system is needed, and mounting one is not allowed here: %v", err)
	}
	defer syscall.Unmount(dir, syscall.MNT_DETACH)
	store, err := hub.OpenSQLite(t.Context(), filepath.Join(dir, "hub.db"))
	must(t, err)
	defer store.Close()
	p := newProvince(t, store, hub.Options{})
	s := p.newScreen(t, "tongjiang")
	s.deliver(t)
	filler := filepath.Join(dir, "filler")
	if err := os.WriteFile(filler, make([]byte, 2<<20), 0o600); !errors.Is(err, syscall.ENOSPC) {
		t.Fatalf("err = %v, want a full disk", err)
	}
	for n := range 150 {
		must(t, s.Propose(t.Context(), "proposal-"+rand.Text(), []byte(`"`+strings.Repeat("x", 900+n)+`"`)))
	}
	if _, err := s.Deliver(t.Context(), s.to); err == nil || !strings.Contains(err.Error(), "503") {
		t.Fatalf("err = %v, want status 503", err)
	}
	if st, err := s.Status(t.Context()); err != nil || st.Items != 150 {
		t.Errorf("%d items are left, %v, want 150", st.Items, err)
	}
	must(t, os.Remove(filler))
	later := newScreen(t, t.TempDir(), "tongjiang", s.to)
	if _, err := s.db.Write.Exec(`UPDATE outbox SET next_try = 0`); err != nil { // its pause is over
		t.Fatal(err)
	}
	s.deliver(t)
	later.deliver(t)
	if len(later.got) != 150 {
		t.Errorf("%d amendments arrived, want 150", len(later.got))
	}
}
