package source_test

import (
	"errors"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"mingbai/catalog/source"
)

// hub is an address on this machine, where plain http is taken.
const hub = "http://127.0.0.1/v1/outbox"

func TestPostSendsAndBringsTheAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, _ := serve(t, source.Options{}, func(out http.ResponseWriter, r *http.Request) {
			b, _ := io.ReadAll(r.Body)
			names := strings.Join(slices.Sorted(maps.Keys(r.Header)), " ")
			if r.Method != http.MethodPost || string(b) != `{"id":1}` || names != "Accept Accept-Encoding Content-Length Content-Type User-Agent" {
				t.Errorf("%s %q with %s", r.Method, b, names)
			}
			out.WriteHeader(http.StatusAccepted)
			io.WriteString(out, `{"newer":[]}`)
		})
		b, err := c.Post(t.Context(), hub, []byte(`{"id":1}`))
		if err != nil || string(b) != `{"newer":[]}` {
			t.Errorf("%q, %v", b, err)
		}
	})
}

// TestPostIsSentOnce: whether to repeat is the outbox's to say.
func TestPostIsSentOnce(t *testing.T) {
	for _, c := range []struct {
		name   string
		answer http.HandlerFunc
		want   error
		after  time.Duration
	}{
		{"busy", func(out http.ResponseWriter, _ *http.Request) {
			out.Header().Set("Retry-After", "120")
			out.WriteHeader(http.StatusTooManyRequests)
		}, source.ErrUnreachable, 2 * time.Minute},
		{"broken", down, source.ErrUnreachable, 0},
		{"cut", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, source.ErrUnreachable, 0},
		{"silent", func(_ http.ResponseWriter, r *http.Request) {
			io.Copy(io.Discard, r.Body)
			<-r.Context().Done()
		}, source.ErrUnreachable, 0},
		{"not read", func(_ http.ResponseWriter, r *http.Request) { time.Sleep(time.Hour) }, source.ErrUnreachable, 0},
		{"refused", func(out http.ResponseWriter, _ *http.Request) {
			http.Error(out, "unknown kiosk\x1b[31m\nmore", http.StatusUnprocessableEntity)
		}, source.ErrRefused, 0},
		{"gone", http.NotFound, source.ErrAbsent, 0},
		{"elsewhere", func(out http.ResponseWriter, r *http.Request) {
			http.Redirect(out, r, "https://x.example/", http.StatusTemporaryRedirect)
		}, source.ErrRedirect, 0},
		{"portal", func(out http.ResponseWriter, r *http.Request) { io.WriteString(out, "<html>") }, source.ErrPortal, 0},
		{"packed", func(out http.ResponseWriter, r *http.Request) { zipped([]byte("{}"))(out, r) }, source.ErrRefused, 0},
		{"endless", func(out http.ResponseWriter, _ *http.Request) {
			for range 100 {
				out.Write(make([]byte, 1<<20))
			}
		}, source.ErrTooLarge, 0},
	} {
		synctest.Test(t, func(t *testing.T) {
			var asked atomic.Int64
			p, w := serve(t, source.Options{}, func(out http.ResponseWriter, r *http.Request) { asked.Add(1); c.answer(out, r) })
			b, err := p.Post(t.Context(), hub, []byte(strings.Repeat("x", 100_000)))
			var busy *source.BusyError
			if !errors.Is(err, c.want) || b != nil || asked.Load() != 1 {
				t.Errorf("%s: %v after %d requests", c.name, err, asked.Load())
			}
			if errors.As(err, &busy); c.after > 0 && (busy == nil || busy.After != c.after) {
				t.Errorf("%s: %v, want to be told of %s", c.name, err, c.after)
			}
			if strings.ContainsAny(err.Error(), "\x1b\n") || w.sent.Load() > 2<<20 {
				t.Errorf("%s: %q after %d bytes", c.name, err, w.sent.Load())
			}
		})
	}
}

func TestNothingPrivateGoesInTheClear(t *testing.T) {
	c, w := serve(t, source.Options{}, fine)
	for _, address := range []string{"http://hub.example/v1/outbox", "http://10.2.0.4/v1", "http://127.0.0.1.example/", "ftp://127.0.0.1/"} {
		if _, err := c.Post(t.Context(), address+"?token=secret", []byte("{}")); err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v", address, err)
		}
	}
	if w.dials.Load() != 0 {
		t.Error("somebody was called")
	}
	for _, address := range []string{"http://localhost/v1", "http://[::1]:8090/v1", "http://127.8.0.1/v1"} {
		if _, err := c.Post(t.Context(), address, []byte("{}")); err != nil {
			t.Errorf("%s: %v", address, err)
		}
	}
}
