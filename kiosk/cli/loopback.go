package cli

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

const timestampFile = "timestamp.json"

// A loopback is a web server of this machine that offers a published tree and
// tells of news. Each kiosk has an address of its own below it, so that what
// it costs can be counted. timestamp.json is uploaded by hand, after the rest.
type loopback struct {
	tree      string
	at        string // http://127.0.0.1:PORT
	server    *http.Server
	served    sync.WaitGroup
	timestamp atomic.Pointer[[]byte]

	mu     sync.Mutex
	meters map[string]*meter
	ears   map[chan string]bool // of the kiosks that listen
}

// A meter is what one kiosk has cost.
type meter struct {
	requests int
	wires    map[*wire]bool
}

// A wire is a connection that counts its bytes, both ways.
type wire struct {
	net.Conn
	bytes atomic.Int64
}

func (w *wire) Read(p []byte) (int, error) {
	n, err := w.Conn.Read(p)
	w.bytes.Add(int64(n))
	return n, err
}

func (w *wire) Write(p []byte) (int, error) {
	n, err := w.Conn.Write(p)
	w.bytes.Add(int64(n))
	return n, err
}

type wires struct{ net.Listener }

func (l wires) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return &wire{Conn: c}, nil
}

// wireKey is where a request finds its connection.
type wireKey struct{}

// newLoopback serves a tree, which has a timestamp, on a free port. The caller
// closes it.
func newLoopback(tree string) (*loopback, error) {
	l := &loopback{tree: tree, meters: map[string]*meter{}, ears: map[chan string]bool{}}
	if err := l.upload(); err != nil {
		return nil, err
	}
	port, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("serve on loopback: %w", err)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{kiosk}/hints", l.hints)
	mux.HandleFunc("GET /{kiosk}/{file...}", l.file)
	l.at = "http://" + port.Addr().String()
	l.server = &http.Server{Handler: l.counted(mux), ReadHeaderTimeout: time.Minute,
		ConnContext: func(ctx context.Context, c net.Conn) context.Context { return context.WithValue(ctx, wireKey{}, c) }}
	l.served.Go(func() { l.server.Serve(wires{port}) }) // ends with Close
	return l, nil
}

// Close ends the server and every connection.
func (l *loopback) Close() error {
	err := l.server.Close()
	l.served.Wait()
	return err
}

// upload lets kiosks see the newest timestamp of the tree.
func (l *loopback) upload() error {
	b, err := os.ReadFile(filepath.Join(l.tree, timestampFile))
	if err != nil {
		return fmt.Errorf("upload: %w", err)
	}
	l.timestamp.Store(&b)
	return nil
}

// counted counts a request for the kiosk whose address it names.
func (l *loopback) counted(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c, _ := r.Context().Value(wireKey{}).(*wire)
		l.mu.Lock()
		m := l.meters[kioskOf(r.URL.Path)]
		if m == nil {
			m = &meter{wires: map[*wire]bool{}}
			l.meters[kioskOf(r.URL.Path)] = m
		}
		m.requests++
		m.wires[c] = true
		l.mu.Unlock()
		next.ServeHTTP(w, r)
	})
}

// kioskOf is the first name of a path.
func kioskOf(path string) string {
	name, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	return name
}

// cost returns the requests and bytes of all kiosks until now: bodies and
// headers, both ways.
func (l *loopback) cost() (requests, total int64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, m := range l.meters {
		requests += int64(m.requests)
		for c := range m.wires {
			total += c.bytes.Load()
		}
	}
	return requests, total
}

func (l *loopback) file(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("file")
	if name != timestampFile {
		http.ServeFileFS(w, r, os.DirFS(l.tree), name)
		return
	}
	b := *l.timestamp.Load()
	sum := sha256.Sum256(b)
	w.Header().Set("ETag", fmt.Sprintf("%q", fmt.Sprintf("%x", sum[:8])))
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(b))
}

// hints is a stream of server-sent events until the kiosk or the server goes.
func (l *loopback) hints(w http.ResponseWriter, r *http.Request) {
	ear := make(chan string, 8)
	out := http.NewResponseController(w)
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	_, err := fmt.Fprint(w, ": here\n\n")
	if errors.Join(err, out.Flush()) != nil {
		return
	}
	l.mu.Lock()
	l.ears[ear] = true
	l.mu.Unlock()
	defer func() { l.mu.Lock(); delete(l.ears, ear); l.mu.Unlock() }()
	for {
		select {
		case <-r.Context().Done():
			return
		case words := <-ear:
			_, err := fmt.Fprintf(w, "data: %s\n\n", words)
			if errors.Join(err, out.Flush()) != nil {
				return
			}
		}
	}
}

// listening returns how many kiosks hear hints.
func (l *loopback) listening() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.ears)
}

// tell calls every kiosk at once.
func (l *loopback) tell(edition int64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for ear := range l.ears {
		select {
		case ear <- fmt.Sprintf(`{"v":%d,"spread":0}`, edition):
		default: // it has not taken eight: one more says nothing new
		}
	}
}
