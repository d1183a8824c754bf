package main

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
)

// What a source can do wrong.
const (
	fails = 1 + iota // it answers with an error
	lies             // it sends what was not signed
)

// A web is the source of the kiosk that is soaked, at a port of this machine.
type web struct {
	at     string
	tree   string
	how    atomic.Int32 // what it does wrong; 0 is nothing
	server *http.Server
	work   sync.WaitGroup

	mu   sync.Mutex
	ears map[chan int64]bool
}

func serve(tree string) (*web, error) {
	port, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	w := &web{at: "http://" + port.Addr().String(), tree: tree, ears: map[chan int64]bool{}}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /hints", w.hints)
	mux.HandleFunc("GET /{file...}", w.file)
	w.server = &http.Server{Handler: mux}
	w.work.Go(func() { w.server.Serve(port) }) // ends with close
	return w, nil
}

func (w *web) close() {
	w.server.Close()
	w.work.Wait()
}

func (w *web) file(out http.ResponseWriter, r *http.Request) {
	name := r.PathValue("file")
	switch w.how.Load() {
	case fails:
		http.Error(out, "try later", http.StatusInternalServerError)
	case lies:
		b, err := os.ReadFile(filepath.Join(w.tree, filepath.FromSlash(name)))
		if err != nil {
			http.NotFound(out, r)
			return
		}
		if len(b) > 0 {
			b[len(b)/2] ^= 1
		}
		out.Write(b)
	default:
		http.ServeFileFS(out, r, os.DirFS(w.tree), name)
	}
}

// hints is a stream of server-sent events until the kiosk or the server goes.
func (w *web) hints(out http.ResponseWriter, r *http.Request) {
	ear := make(chan int64, 64)
	w.mu.Lock()
	w.ears[ear] = true
	w.mu.Unlock()
	defer func() { w.mu.Lock(); delete(w.ears, ear); w.mu.Unlock() }()
	flush := http.NewResponseController(out)
	out.Header().Set("Content-Type", "text/event-stream")
	fmt.Fprint(out, ": here\n\n")
	for flush.Flush() == nil {
		select {
		case <-r.Context().Done():
			return
		case n := <-ear:
			fmt.Fprintf(out, "data: {\"v\":%d,\"spread\":0}\n\n", n)
		}
	}
}

// tell says that there is news.
func (w *web) tell(edition int64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for ear := range w.ears {
		select {
		case ear <- edition:
		default: // it has heard enough
		}
	}
}
