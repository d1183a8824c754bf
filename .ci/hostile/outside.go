package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"

	publish "mingbai/catalog/cli"
	"mingbai/kiosk/hub"
)

// An outside is what a kiosk of a fleet speaks to: a source, hints and a hub,
// on loopback. The nil outside is a kiosk on its own.
type outside struct {
	dir    string
	at     string // http://127.0.0.1:PORT
	token  string
	server *http.Server
	origin *publish.Origin
	store  hub.Store

	files, hints, deliveries atomic.Int64 // requests that were answered
}

// openOutside opens everything. The caller closes it.
func openOutside() (*outside, error) {
	o := new(outside)
	if err := o.open(); err != nil {
		return nil, errors.Join(fmt.Errorf("open source and hub: %w", err), o.close())
	}
	return o, nil
}

func (o *outside) open() (err error) {
	ctx := context.Background()
	if o.dir, err = os.MkdirTemp("", "outside"); err != nil {
		return err
	}
	if o.origin, err = publish.NewOrigin(ctx, filepath.Join(o.dir, "repo"), 300); err != nil {
		return err
	}
	if o.store, err = hub.OpenSQLite(ctx, filepath.Join(o.dir, "hub.db")); err != nil {
		return err
	}
	token, lines, err := hub.NewToken("hall")
	if err != nil {
		return err
	}
	halls, err := hub.ParseHalls([]byte(lines), "halls.toml")
	if err != nil {
		return err
	}
	o.token = token
	return o.serve(hub.New(o.store, halls, hub.Options{}))
}

// serve begins to answer.
func (o *outside) serve(h *hub.Hub) error {
	port, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	o.at = "http://" + port.Addr().String()
	mux := http.NewServeMux()
	mux.Handle("GET /", counted(&o.files, http.FileServer(http.Dir(o.origin.Public()))))
	mux.Handle("POST /v1/outbox", counted(&o.deliveries, h.Handler()))
	mux.HandleFunc("GET /hints", o.hint)
	o.server = &http.Server{Handler: mux, ReadHeaderTimeout: time.Minute}
	go o.server.Serve(port) // ends with close
	return nil
}

// counted counts requests that were answered well.
func counted(n *atomic.Int64, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s := &status{ResponseWriter: w, code: http.StatusOK}
		next.ServeHTTP(s, r)
		if s.code == http.StatusOK || s.code == http.StatusNotModified {
			n.Add(1)
		}
	})
}

// A status remembers with what was answered.
type status struct {
	http.ResponseWriter
	code int
}

func (s *status) WriteHeader(code int) { s.code = code; s.ResponseWriter.WriteHeader(code) }

// hint is a stream of server-sent events that stays open and has no news.
func (o *outside) hint(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	fmt.Fprint(w, ": here\n\n")
	if http.NewResponseController(w).Flush() != nil {
		return
	}
	o.hints.Add(1)
	<-r.Context().Done()
}

// config returns what a kiosk is told of the outside.
func (o *outside) config() string {
	if o == nil {
		return ""
	}
	return fmt.Sprintf("root = %q\nsources = [%q]\nhints = %q\nhub = %q\nhub_token = %q\nproxy = \"direct\"\n",
		o.origin.Root(), o.at+"/", o.at+"/hints", o.at, o.token)
}

// heard waits until the kiosk has asked for an edition, listens for hints and
// has delivered to the hub.
func (o *outside) heard(ctx context.Context) error {
	if o == nil {
		return nil
	}
	all := func() bool { return o.files.Load() > 3 && o.hints.Load() > 0 && o.deliveries.Load() > 0 }
	err := until(ctx, all, time.Minute)
	if errors.Is(err, errLate) {
		err = fmt.Errorf("it asked for %d files and %d times for hints, and delivered %d times", o.files.Load(), o.hints.Load(), o.deliveries.Load())
	}
	if err == nil {
		say("it fetched %d files, listens for hints and delivered %d times to its hub", o.files.Load(), o.deliveries.Load())
	}
	return err
}

func (o *outside) close() error {
	var err error
	if o.server != nil {
		err = o.server.Close()
	}
	if o.store != nil {
		err = errors.Join(err, o.store.Close())
	}
	if o.origin != nil {
		err = errors.Join(err, o.origin.Close())
	}
	return errors.Join(err, os.RemoveAll(o.dir))
}
