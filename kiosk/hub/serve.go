package hub

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"math/rand/v2"
	"net"
	"net/http"
	"runtime/debug"
	"strconv"
	"time"

	"mingbai/kiosk"
)

const (
	grace    = 10 * time.Second // for deliveries under way when the hub stops
	patience = 5 * time.Second  // for a delivery that waits for others
)

// statuses are what a delivery that was refused as a whole is answered with.
var statuses = []struct {
	err    error
	status int
}{
	{ErrMalformed, http.StatusBadRequest},
	{ErrLarge, http.StatusRequestEntityTooLarge},
	{kiosk.ErrForged, http.StatusUnauthorized},
	{ErrStranger, http.StatusForbidden},
	{ErrOtherKey, http.StatusForbidden},
	{ErrOtherHall, http.StatusForbidden},
	{ErrHallFull, http.StatusForbidden},
}

// Serve answers on l, which it closes, until ctx ends; then it finishes what
// is under way, for at most 10 s, and returns nil. For TLS give it a listener
// made by tls.NewListener.
func (h *Hub) Serve(ctx context.Context, l net.Listener) error {
	server := &http.Server{
		Handler:           h.Handler(),
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       time.Minute, // 64 kB on a line of 16 kbit/s
		WriteTimeout:      time.Minute,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    8 << 10,
		ErrorLog:          log.New(io.Discard, "", 0), // its lines hold addresses
	}
	stopped := make(chan error, 1)
	stop := context.AfterFunc(ctx, func() {
		late, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
		defer cancel()
		stopped <- server.Shutdown(late)
	})
	if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		stop()
		return fmt.Errorf("serve: %w", err)
	}
	if err := <-stopped; err != nil {
		return fmt.Errorf("stop serving: %w; hint: a kiosk sends again what it got no answer to", errors.Join(err, server.Close()))
	}
	return nil
}

// Handler returns the one service of a hub, POST /v1/outbox.
func (h *Hub) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /v1/outbox", h.receive)
	return mux
}

func (h *Hub) receive(w http.ResponseWriter, r *http.Request) {
	defer h.recover(w)
	body, status, err := readBody(w, r)
	if err != nil {
		refuse(w, status, err.Error())
		return
	}
	if !h.enter(r.Context()) {
		refuse(w, http.StatusServiceUnavailable, "the hub is busy")
		return
	}
	defer func() { <-h.slots }()
	answer, err := h.take(r.Context(), body, door{networkLimits, false, func(time.Time) time.Time { return h.now() }})
	if err != nil {
		h.explain(w, err)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false) // an amendment goes as it came
	out.Encode(answer)       // a kiosk that is gone asks again
}

// enter waits a little for a slot.
func (h *Hub) enter(ctx context.Context) bool {
	late, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	select {
	case h.slots <- struct{}{}:
		return true
	case <-late.Done():
		return false
	}
}

// readBody reads at most what a delivery may have. Its errors name no
// address: those of the network do.
func readBody(w http.ResponseWriter, r *http.Request) ([]byte, int, error) {
	if e := r.Header.Get("Content-Encoding"); e != "" && e != "gzip" && e != "identity" {
		return nil, http.StatusUnsupportedMediaType, errors.New("the body is packed in a way that is not known here; hint: gzip")
	}
	if r.ContentLength > kiosk.MaxDelivery {
		w.Header().Set("Connection", "close") // what comes is not even read
		return nil, http.StatusRequestEntityTooLarge, ErrLarge
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, kiosk.MaxDelivery))
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return nil, http.StatusRequestEntityTooLarge, ErrLarge
	}
	if err != nil {
		return nil, http.StatusBadRequest, errors.New("the body was cut")
	}
	return body, http.StatusOK, nil
}

// explain answers a delivery that was refused as a whole. What the kiosk
// cannot help is logged, and says when to come back.
func (h *Hub) explain(w http.ResponseWriter, err error) {
	for _, s := range statuses {
		if errors.Is(err, s.err) {
			refuse(w, s.status, err.Error())
			return
		}
	}
	if !errors.Is(err, context.Canceled) { // else the kiosk hung up
		h.log.Error("delivery not kept", "err", err)
	}
	refuse(w, http.StatusServiceUnavailable, "the hub cannot keep it now")
}

// refuse answers with words a person reads in the kiosk's log.
func refuse(w http.ResponseWriter, status int, why string) {
	if status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", strconv.Itoa(20+rand.IntN(40)))
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(map[string]string{"error": why})
}

// recover keeps one impossible delivery from ending the others.
func (h *Hub) recover(w http.ResponseWriter) {
	if p := recover(); p != nil {
		h.log.Error("delivery not kept", "err", p, "stack", string(debug.Stack()))
		refuse(w, http.StatusServiceUnavailable, "the hub cannot keep it now")
	}
}
