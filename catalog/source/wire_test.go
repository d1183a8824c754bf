package source_test

import (
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"mingbai/catalog/source"
)

// tree is where every test server holds the published files.
const tree = "http://pub.mingbai.example/pub/230881"

// A wire is a network of pipes. On it time can be virtual: a day of retries
// takes no time at all.
type wire struct {
	conns chan net.Conn
	done  chan struct{}
	once  sync.Once
	dials atomic.Int64
	sent  atomic.Int64 // bytes that servers got rid of
}

func newWire() *wire { return &wire{conns: make(chan net.Conn), done: make(chan struct{})} }

func (w *wire) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	w.dials.Add(1)
	ours, theirs := net.Pipe()
	select {
	case w.conns <- counted{theirs, &w.sent}:
		return ours, nil
	case <-w.done:
		return nil, errors.New("connection refused")
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (w *wire) Accept() (net.Conn, error) {
	select {
	case c := <-w.conns:
		return c, nil
	case <-w.done:
		return nil, net.ErrClosed
	}
}

func (w *wire) Close() error {
	w.once.Do(func() { close(w.done) })
	return nil
}

func (w *wire) Addr() net.Addr { return &net.UnixAddr{Name: "wire", Net: "pipe"} }

type counted struct {
	net.Conn
	sent *atomic.Int64
}

func (c counted) Write(p []byte) (int, error) {
	n, err := c.Conn.Write(p)
	c.sent.Add(int64(n))
	return n, err
}

// serve runs a server on a wire until the test ends, and returns a client of
// it. Inside a synctest bubble nothing of either may be left over.
func serve(t *testing.T, o source.Options, h http.HandlerFunc) (*source.Client, *wire) {
	t.Helper()
	w := newWire()
	w.run(t, h)
	return client(t, o.Over(w.dial)), w
}

func (w *wire) run(t *testing.T, h http.HandlerFunc) {
	var serving, conns sync.WaitGroup
	s := &http.Server{Handler: h, ConnState: func(_ net.Conn, state http.ConnState) {
		switch state {
		case http.StateNew:
			conns.Add(1)
		case http.StateClosed:
			conns.Done()
		}
	}}
	serving.Go(func() { s.Serve(w) })
	t.Cleanup(func() { s.Close(); w.Close(); serving.Wait(); conns.Wait() })
}

func client(t *testing.T, o source.Options) *source.Client {
	t.Helper()
	c, err := source.NewClient(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

// web is the tree of a server of its own.
func web(t *testing.T, h http.HandlerFunc) (*source.HTTPS, *wire) {
	t.Helper()
	c, w := serve(t, source.Options{}, h)
	return at(t, c, tree), w
}

func at(t *testing.T, c *source.Client, base string) *source.HTTPS {
	t.Helper()
	h, err := c.HTTPS(base)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// wants fails unless err matches the sentinel.
func wants(t *testing.T, err, sentinel error) {
	t.Helper()
	if !errors.Is(err, sentinel) {
		t.Errorf("error %v, want %v", err, sentinel)
	}
}

// noise returns n bytes that do not shrink, the same each time.
func noise(n int) []byte {
	b := make([]byte, n)
	io.ReadFull(rand.NewChaCha8([32]byte{1}), b)
	return b
}

func want(b []byte) source.Want { return source.Want{Size: int64(len(b)), SHA256: sha256.Sum256(b)} }

var errEnough = errors.New("enough")

// contextFor ends after d with an error of its own.
func contextFor(t *testing.T, d time.Duration) (context.Context, context.CancelFunc) {
	return context.WithTimeoutCause(t.Context(), d, errEnough)
}
