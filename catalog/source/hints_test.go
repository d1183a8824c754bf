package source_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"mingbai/catalog/source"
)

const push = "http://pub.mingbai.example/push?ch=230881"

// A desk listens for a time and notes what it hears and when.
type desk struct {
	at    []time.Duration
	hints []source.Hint
	ended []error
	wire  *wire
}

// listen listens for d of virtual time.
func listen(t *testing.T, d time.Duration, h http.HandlerFunc) *desk {
	t.Helper()
	k := &desk{}
	var c *source.Client
	c, k.wire = serve(t, source.Options{Trouble: func(err error) { k.ended = append(k.ended, err) }}, h)
	ctx, cancel := contextFor(t, d)
	defer cancel()
	began := time.Now()
	err := c.Hints(ctx, push, func(h source.Hint) {
		k.at = append(k.at, time.Since(began))
		k.hints = append(k.hints, h)
	})
	wants(t, err, errEnough)
	if took := time.Since(began); took != d {
		t.Errorf("ended after %s, not %s", took, d)
	}
	return k
}

// stream sends pieces of a stream, each a second after the one before, and
// holds the connection.
func stream(out http.ResponseWriter, r *http.Request, pieces ...string) {
	out.Header().Set("Content-Type", "text/event-stream")
	for _, p := range pieces {
		io.WriteString(out, p)
		if http.NewResponseController(out).Flush() != nil {
			return
		}
		time.Sleep(time.Second)
	}
	<-r.Context().Done()
}

func TestHintIsHeardAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k := listen(t, time.Hour, func(out http.ResponseWriter, r *http.Request) {
			if r.URL.RawQuery != "ch=230881" || r.Header.Get("Accept") != "text/event-stream" {
				t.Errorf("asked %s for %s", r.URL, r.Header.Get("Accept"))
			}
			out.Header().Set("Content-Type", "text/event-stream")
			io.WriteString(out, ": hi\n\nid: 7:0\nevent: edition\ndata: {\"v\":124,\ndata: \"spread\":60}\n\n")
			for http.NewResponseController(out).Flush() == nil && r.Context().Err() == nil {
				time.Sleep(5 * time.Minute)
				io.WriteString(out, ": ping\n\n")
			}
		})
		if len(k.hints) != 1 || k.at[0] != 0 || len(k.ended) != 0 || k.wire.dials.Load() != 1 {
			t.Fatalf("heard %v at %v over %d connections: %v", k.hints, k.at, k.wire.dials.Load(), k.ended)
		}
		if h := k.hints[0]; h.ID != "7:0" || h.Event != "edition" || string(h.Data) != "{\"v\":124,\n\"spread\":60}" {
			t.Errorf("heard %+v", h)
		}
	})
}

// TestFloodOfHintsCostsLittle: of a hundred in a few seconds few are told, at
// least two seconds apart, the last one among them.
func TestFloodOfHintsCostsLittle(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k := listen(t, time.Minute, func(out http.ResponseWriter, r *http.Request) {
			out.Header().Set("Content-Type", "text/event-stream")
			for i := range 100 {
				fmt.Fprintf(out, "data: %d\n\n", i)
				http.NewResponseController(out).Flush()
				time.Sleep(100 * time.Millisecond)
			}
			<-r.Context().Done()
		})
		for i := 1; i < len(k.at); i++ {
			if k.at[i]-k.at[i-1] < 2*time.Second {
				t.Errorf("told at %v", k.at)
			}
		}
		if n := len(k.hints); n < 5 || n > 6 || string(k.hints[n-1].Data) != "99" {
			t.Errorf("heard %d hints, %v", n, k.hints)
		}
	})
}

// TestFloodOfBytesEndsTheConnection, be it one event or none at all.
func TestFloodOfBytesEndsTheConnection(t *testing.T) {
	for name, piece := range map[string]string{
		"a line without an end":    strings.Repeat("x", 4096),
		"an event without an end":  "data: " + strings.Repeat("x", 80) + "\n",
		"comments":                 ":\n",
		"events that say nothing":  "id: 1\n\n",
		"hints, as many as can be": "data: 1\n\n",
	} {
		synctest.Test(t, func(t *testing.T) {
			k := listen(t, 10*time.Second, func(out http.ResponseWriter, r *http.Request) {
				out.Header().Set("Content-Type", "text/event-stream")
				for range 50 << 20 / len(piece) {
					if _, err := io.WriteString(out, piece); err != nil {
						return
					}
				}
			})
			if n := k.wire.sent.Load(); len(k.ended) == 0 || !errors.Is(k.ended[0], source.ErrTooLarge) || n > k.wire.dials.Load()*600<<10 {
				t.Errorf("%s: read %d bytes over %d connections: %v", name, n, k.wire.dials.Load(), k.ended)
			}
			if len(k.hints) > 5 {
				t.Errorf("%s: %d hints in 10 s", name, len(k.hints))
			}
		})
	}
}

// TestReconnectionsSpreadOut: a server that is away is not besieged.
func TestReconnectionsSpreadOut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var at []time.Time
		k := listen(t, 24*time.Hour, func(out http.ResponseWriter, _ *http.Request) {
			at = append(at, time.Now())
			out.WriteHeader(http.StatusBadGateway)
		})
		if n := len(at); n < 100 || n > 400 || len(k.ended) != n {
			t.Errorf("tried %d times in a day, told of %d", n, len(k.ended))
		}
		gaps := map[time.Duration]bool{}
		for i := 1; i < len(at); i++ {
			gap := at[i].Sub(at[i-1])
			if gaps[gap] = true; gap < time.Second || gap > 16*time.Minute {
				t.Errorf("waited %s", gap)
			}
		}
		if len(gaps) < len(at)/2 {
			t.Errorf("%d tries with only %d different pauses", len(at), len(gaps))
		}
	})
}

// TestHintsGoOnAfterTheServerComesBack, from where they ended.
func TestHintsGoOnAfterTheServerComesBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var last []string
		var ended time.Time
		k := listen(t, 24*time.Hour, func(out http.ResponseWriter, r *http.Request) {
			last = append(last, r.Header.Get("Last-Event-ID"))
			if away := time.Since(ended); len(last) > 1 && away > 122*time.Second {
				t.Errorf("away for %s", away)
			}
			out.Header().Set("Content-Type", "text/event-stream")
			fmt.Fprintf(out, "id: %d\ndata: %d\n\nid: 99\ndata: cut", len(last), len(last))
			http.NewResponseController(out).Flush()
			time.Sleep(10 * time.Minute)
			ended = time.Now()
		})
		if len(last) < 100 || !slices.Equal(last[:4], []string{"", "1", "2", "3"}) || len(k.hints) != len(last) {
			t.Errorf("connected with %q, heard %d", last, len(k.hints))
		}
	})
}

// TestDeadConnectionIsNoticed: a firewall forgot it, and nobody says so.
func TestDeadConnectionIsNoticed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k := listen(t, time.Hour, func(out http.ResponseWriter, r *http.Request) { stream(out, r, ": hi\n\n") })
		if n := k.wire.dials.Load(); n < 4 || n > 6 || !errors.Is(k.ended[0], source.ErrUnreachable) {
			t.Errorf("%d connections in an hour: %v", n, k.ended)
		}
	})
}

// TestWhatIsNoStreamIsNotHeard: a portal, a redirect, a packed stream, a file.
func TestWhatIsNoStreamIsNotHeard(t *testing.T) {
	for _, c := range []struct {
		name   string
		answer http.HandlerFunc
		want   error
	}{
		{"portal", func(out http.ResponseWriter, _ *http.Request) { io.WriteString(out, "<html>data: 1\n\n") }, source.ErrPortal},
		{"redirect", func(out http.ResponseWriter, r *http.Request) {
			http.Redirect(out, r, "http://x.example/", http.StatusFound)
		}, source.ErrRedirect},
		{"file", func(out http.ResponseWriter, _ *http.Request) { io.WriteString(out, "data: 1\n\n") }, source.ErrRefused},
		{"nothing", func(out http.ResponseWriter, _ *http.Request) { out.WriteHeader(http.StatusNoContent) }, source.ErrRefused},
		{"packed", func(out http.ResponseWriter, _ *http.Request) {
			out.Header().Set("Content-Type", "text/event-stream")
			out.Header().Set("Content-Encoding", "gzip")
			io.WriteString(out, "data: 1\n\n")
		}, source.ErrRefused},
	} {
		synctest.Test(t, func(t *testing.T) {
			k := listen(t, time.Second/2, c.answer)
			if len(k.hints) != 0 || len(k.ended) != 1 || !errors.Is(k.ended[0], c.want) || strings.Contains(k.ended[0].Error(), "ch=") {
				t.Errorf("%s: heard %v: %v", c.name, k.hints, k.ended)
			}
		})
	}
}

// TestPanicOfTheCalleeLeavesNothingRunning: it comes back through Hints, where
// whoever keeps the chore can catch it.
func TestPanicOfTheCalleeLeavesNothingRunning(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, _ := serve(t, source.Options{}, func(out http.ResponseWriter, r *http.Request) { stream(out, r, "data: 1\n\n") })
		defer func() {
			if recover() != "callee" {
				t.Error("the panic got lost")
			}
		}()
		c.Hints(t.Context(), push, func(source.Hint) { panic("callee") })
	})
}

func TestHintsNeedAnAddress(t *testing.T) {
	err := client(t, source.Options{}).Hints(context.Background(), "pub.example/push", func(source.Hint) {})
	if err == nil || errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
