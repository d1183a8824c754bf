package source_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"mingbai/catalog/source"
)

const metadata = `{"signed":{"version":124}}`

func fetch(t *testing.T, h http.HandlerFunc) ([]byte, error, *wire) {
	t.Helper()
	c, w := web(t, h)
	b, err := c.Fetch(t.Context(), "timestamp.json", 1<<10)
	return b, err, w
}

// TestEndlessDataIsNotRead offers 50 MB where 1 KB is expected, with and
// without saying so before.
func TestEndlessDataIsNotRead(t *testing.T) {
	for name, length := range map[string]string{"said": strconv.Itoa(50 << 20), "not said": ""} {
		synctest.Test(t, func(t *testing.T) {
			_, err, w := fetch(t, func(out http.ResponseWriter, _ *http.Request) {
				if length != "" {
					out.Header().Set("Content-Length", length)
				}
				for i := 0; i < 50; i++ {
					if _, err := out.Write(make([]byte, 1<<20)); err != nil {
						return
					}
				}
			})
			wants(t, err, source.ErrTooLarge)
			if w.sent.Load() > 64<<10 || w.dials.Load() != 1 {
				t.Errorf("%s: read %d bytes over %d connections", name, w.sent.Load(), w.dials.Load())
			}
		})
	}
}

// zipped answers with b packed by gzip.
func zipped(b []byte) http.HandlerFunc {
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	z.Write(b)
	z.Close()
	return func(out http.ResponseWriter, r *http.Request) {
		out.Header().Set("Content-Encoding", "gzip")
		out.Write(packed.Bytes())
	}
}

func TestPackedMetadataIsUnpackedWithinTheLimit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, err, _ := fetch(t, zipped([]byte(metadata)))
		if err != nil || string(b) != metadata {
			t.Errorf("%q, %v", b, err)
		}
		_, err, _ = fetch(t, zipped(make([]byte, 16<<20)))
		wants(t, err, source.ErrTooLarge)
		b, err, _ = fetch(t, zipped(noise(1<<10)))
		if err != nil || len(b) != 1<<10 {
			t.Errorf("what does not shrink: %d bytes, %v", len(b), err)
		}
	})
}

// TestPackedNothingWithoutAnEnd is empty however much of it is unpacked.
func TestPackedNothingWithoutAnEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, err, w := fetch(t, func(out http.ResponseWriter, r *http.Request) {
			for out.Header().Set("Content-Encoding", "gzip"); r.Context().Err() == nil; {
				var empty bytes.Buffer
				gzip.NewWriter(&empty).Close()
				out.Write(bytes.Repeat(empty.Bytes(), 100))
			}
		})
		wants(t, err, source.ErrTooLarge)
		if w.sent.Load() > 64<<10 {
			t.Errorf("read %d bytes", w.sent.Load())
		}
	})
}

func TestBrokenPackingIsDamage(t *testing.T) {
	for name, answer := range map[string]http.HandlerFunc{
		"no gzip": func(out http.ResponseWriter, _ *http.Request) {
			out.Header().Set("Content-Encoding", "gzip")
			io.WriteString(out, metadata)
		},
		"cut": func(out http.ResponseWriter, _ *http.Request) {
			out.Header().Set("Content-Encoding", "gzip")
			out.Write([]byte("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"))
		},
		"another packing": func(out http.ResponseWriter, _ *http.Request) {
			out.Header().Set("Content-Encoding", "br")
			io.WriteString(out, metadata)
		},
	} {
		synctest.Test(t, func(t *testing.T) {
			_, err, w := fetch(t, answer)
			wants(t, err, source.ErrDamaged)
			if w.dials.Load() != 1 {
				t.Errorf("%s: asked %d times", name, w.dials.Load())
			}
		})
	}
}

// TestRedirectIsNotFollowed sends the kiosk elsewhere, as a portal does, and
// watches that nobody calls there and nothing of the address is repeated.
func TestRedirectIsNotFollowed(t *testing.T) {
	for _, status := range []int{301, 302, 303, 307, 308} {
		synctest.Test(t, func(t *testing.T) {
			asked := 0
			_, err, _ := fetch(t, func(out http.ResponseWriter, r *http.Request) {
				asked++
				http.Redirect(out, r, "http://portal.example/login?mac=00:11:22", status)
			})
			wants(t, err, source.ErrRedirect)
			if asked != 1 || !strings.Contains(err.Error(), "to portal.example;") || strings.Contains(err.Error(), "mac=") {
				t.Errorf("%d: asked %d times, %v", status, asked, err)
			}
		})
	}
}

func TestStatusSaysWhatIsWrong(t *testing.T) {
	for _, c := range []struct {
		name   string
		status int
		want   error
	}{
		{"2.root.json", 404, source.ErrAbsent},
		{"2.root.json", 403, source.ErrAbsent}, // an object store that may not be listed
		{"2.root.json", 410, source.ErrAbsent},
		{"x.root.json", 403, source.ErrRefused},
		{"timestamp.json", 403, source.ErrRefused},
		{"timestamp.json", 404, source.ErrAbsent},
		{"timestamp.json", 401, source.ErrRefused},
		{"timestamp.json", 500, source.ErrUnreachable},
		{"timestamp.json", 503, source.ErrUnreachable},
		{"timestamp.json", 429, source.ErrUnreachable},
		{"timestamp.json", 408, source.ErrUnreachable},
		{"timestamp.json", 511, source.ErrPortal},
		{"timestamp.json", 204, source.ErrUnreachable},
		{"timestamp.json", 206, source.ErrUnreachable},
		{"timestamp.json", 304, source.ErrUnreachable}, // nobody asked by a tag
	} {
		synctest.Test(t, func(t *testing.T) {
			h, _ := web(t, func(out http.ResponseWriter, _ *http.Request) { out.WriteHeader(c.status) })
			_, err := h.Fetch(t.Context(), c.name, 1<<10)
			if !errors.Is(err, c.want) {
				t.Errorf("%d for %s: %v, want %v", c.status, c.name, err, c.want)
			}
		})
	}
}

// TestCacheThatKeepsA404IsPassedBy: a content network was asked for the next
// root a minute before it was published.
func TestCacheThatKeepsA404IsPassedBy(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var asked []string
		h, _ := web(t, func(out http.ResponseWriter, r *http.Request) {
			asked = append(asked, r.URL.RawQuery)
			if r.URL.RawQuery == "" {
				out.Header().Set("Age", "59")
				http.NotFound(out, r)
				return
			}
			if strings.HasSuffix(r.URL.Path, "/3.root.json") {
				http.NotFound(out, r)
				return
			}
			io.WriteString(out, metadata)
		})
		if b, err := h.Fetch(t.Context(), "2.root.json", 1<<10); err != nil || string(b) != metadata {
			t.Errorf("%q, %v", b, err)
		}
		_, err := h.Fetch(t.Context(), "3.root.json", 1<<10)
		wants(t, err, source.ErrAbsent)
		if len(asked) != 4 || asked[1] == asked[3] || !strings.HasPrefix(asked[1], "fresh=") {
			t.Errorf("asked with %q", asked)
		}
	})
}

func TestPortalPageIsNotData(t *testing.T) {
	pages := map[string]string{
		"text/html":                 "<html><body>Please log in</body></html>",
		"text/html; charset=gb2312": "welcome",
		"application/octet-stream":  "\n <!DOCTYPE html><title>登录</title>",
		"application/json":          "\xef\xbb\xbf<HTML>",
	}
	for kind, page := range pages {
		synctest.Test(t, func(t *testing.T) {
			_, err, w := fetch(t, func(out http.ResponseWriter, _ *http.Request) {
				out.Header().Set("Content-Type", kind)
				io.WriteString(out, page)
			})
			wants(t, err, source.ErrPortal)
			if err == nil || !strings.Contains(err.Error(), "log this network in") || w.dials.Load() != 1 {
				t.Errorf("%s: %v, %d connections", kind, err, w.dials.Load())
			}
		})
	}
}

// TestServerLearnsNothingAboutTheKiosk holds what arrives against what may.
func TestServerLearnsNothingAboutTheKiosk(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var heads []http.Header
		c, _ := serve(t, source.Options{Agent: "mingbai/1.4"}, func(out http.ResponseWriter, r *http.Request) {
			heads = append(heads, r.Header)
			out.Header().Set("Set-Cookie", "who=A01; Path=/")
			io.WriteString(out, metadata)
		})
		for range 2 {
			if _, err := at(t, c, tree).Fetch(t.Context(), "timestamp.json", 1<<10); err != nil {
				t.Fatal(err)
			}
		}
		for _, h := range heads {
			names := slices.Sorted(maps.Keys(h))
			if got := strings.Join(names, " "); got != "Accept-Encoding Cache-Control User-Agent" || h.Get("User-Agent") != "mingbai/1.4" {
				t.Errorf("sent %v", h)
			}
		}
	})
}

func TestNothingNewCostsNoBody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h, w := web(t, func(out http.ResponseWriter, r *http.Request) {
			out.Header().Set("ETag", `"65f-1e0"`)
			http.ServeContent(out, r, "timestamp.json", time.Time{}, strings.NewReader(metadata))
		})
		first, err := h.Poll(t.Context(), "timestamp.json", 1<<10, "")
		if err != nil || string(first.Body) != metadata || first.Unchanged || first.Tag != `"65f-1e0"` || !first.Date.IsZero() {
			t.Fatalf("%+v, %v", first, err)
		}
		synctest.Wait()
		before := w.sent.Load()
		second, err := h.Poll(t.Context(), "timestamp.json", 1<<10, first.Tag)
		if err != nil || !second.Unchanged || second.Body != nil || second.Tag != first.Tag {
			t.Fatalf("%+v, %v", second, err)
		}
		synctest.Wait()
		if got := w.sent.Load() - before; got > 200 {
			t.Errorf("nothing new took %d bytes", got)
		}
		third, err := h.Poll(t.Context(), "timestamp.json", 1<<10, "a tag\r\nX-Evil: of a broken row")
		if err != nil || third.Unchanged || string(third.Body) != metadata {
			t.Errorf("%+v, %v", third, err)
		}
	})
}

// TestServerThatFailsIsAskedAgain counts tries and the pauses between them.
func TestServerThatFailsIsAskedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var at []time.Time
		began := time.Now()
		h, _ := web(t, func(out http.ResponseWriter, _ *http.Request) {
			at = append(at, time.Now())
			out.WriteHeader(http.StatusBadGateway)
		})
		_, err := h.Fetch(t.Context(), "timestamp.json", 1<<10)
		wants(t, err, source.ErrUnreachable)
		if len(at) != 4 || !strings.Contains(err.Error(), "502") {
			t.Fatalf("asked %d times: %v", len(at), err)
		}
		for i, most := range []time.Duration{0, 500 * time.Millisecond, time.Second, 2 * time.Second} {
			if d := at[i].Sub(began); d < most/2 || d > most {
				t.Errorf("try %d after %s, want %s to %s", i, d, most/2, most)
			}
			began = at[i]
		}
	})
}

func TestServerIsLeftAloneAsLongAsItAsks(t *testing.T) {
	date := func(d time.Duration) string { return time.Now().UTC().Add(d).Format(http.TimeFormat) }
	for _, c := range []struct {
		name  string
		after func() string
		skew  time.Duration // of the server's clock
		waits time.Duration // 0: the caller is told instead
		told  time.Duration
	}{
		{"seconds", func() string { return "20" }, 0, 20 * time.Second, 0},
		{"a date", func() string { return date(25 * time.Second) }, 0, 25 * time.Second, 0},
		{"a date by a clock that is not ours", func() string { return date(20*365*24*time.Hour + 25*time.Second) }, 20 * 365 * 24 * time.Hour, 25 * time.Second, 0},
		{"an hour", func() string { return "3600" }, 0, 0, time.Hour},
		{"for ever", func() string { return "999999999999999999" }, 0, 0, 24 * time.Hour},
		{"a date in a year", func() string { return date(365 * 24 * time.Hour) }, 0, 0, 24 * time.Hour},
		{"nonsense", func() string { return "-5 soon" }, 0, 250 * time.Millisecond, 0},
		{"the past", func() string { return date(-time.Hour) }, 0, 250 * time.Millisecond, 0},
	} {
		synctest.Test(t, func(t *testing.T) {
			var asked []time.Time
			h, _ := web(t, func(out http.ResponseWriter, _ *http.Request) {
				if asked = append(asked, time.Now()); len(asked) > 1 {
					io.WriteString(out, metadata)
					return
				}
				out.Header().Set("Date", date(c.skew))
				out.Header().Set("Retry-After", c.after())
				out.WriteHeader(http.StatusServiceUnavailable)
			})
			_, err := h.Fetch(t.Context(), "timestamp.json", 1<<10)
			if c.waits == 0 {
				var busy *source.BusyError
				if !errors.As(err, &busy) || busy.After != c.told || len(asked) != 1 {
					t.Errorf("%s: %v after %d requests", c.name, err, len(asked))
				}
				return
			}
			if err != nil || len(asked) != 2 || asked[1].Sub(asked[0]) < c.waits || asked[1].Sub(asked[0]) > c.waits+time.Second {
				t.Errorf("%s: asked at %v: %v", c.name, asked, err)
			}
		})
	}
}

// TestDripIsGivenUp sends a byte a second: it never stands still, and would
// hold the kiosk for hours.
func TestDripIsGivenUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		h, w := web(t, func(out http.ResponseWriter, r *http.Request) {
			for range 100_000 {
				out.Write([]byte("x"))
				if http.NewResponseController(out).Flush() != nil {
					return
				}
				time.Sleep(time.Second)
			}
		})
		_, err := h.Fetch(t.Context(), "timestamp.json", 1<<20)
		wants(t, err, source.ErrUnreachable)
		if took := time.Since(began); took > 3*time.Minute || w.dials.Load() != 4 || !strings.Contains(err.Error(), "only 3") {
			t.Errorf("gave up after %s and %d connections: %v", took, w.dials.Load(), err)
		}
	})
}

// TestSilenceIsGivenUp, before the headers and after them.
func TestSilenceIsGivenUp(t *testing.T) {
	for name, answer := range map[string]http.HandlerFunc{
		"before the answer": func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
		"in the answer": func(out http.ResponseWriter, r *http.Request) {
			io.WriteString(out, "{")
			http.NewResponseController(out).Flush()
			<-r.Context().Done()
		},
	} {
		synctest.Test(t, func(t *testing.T) {
			began := time.Now()
			_, err, _ := fetch(t, answer)
			wants(t, err, source.ErrUnreachable)
			if took := time.Since(began); took < 2*time.Minute || took > 3*time.Minute {
				t.Errorf("%s: gave up after %s: %v", name, took, err)
			}
		})
	}
}

// TestSlowLineGetsThere brings 64 kB at 1 kB/s, longer than any one limit.
func TestSlowLineGetsThere(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h, w := web(t, func(out http.ResponseWriter, _ *http.Request) {
			for range 64 {
				out.Write(bytes.Repeat([]byte("x"), 1000))
				http.NewResponseController(out).Flush()
				time.Sleep(time.Second)
			}
		})
		b, err := h.Fetch(t.Context(), "timestamp.json", 1<<20)
		if err != nil || len(b) != 64_000 || w.dials.Load() != 1 {
			t.Errorf("%d bytes over %d connections: %v", len(b), w.dials.Load(), err)
		}
	})
}

func TestHugeHeadersAreNotRead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, err, w := fetch(t, func(out http.ResponseWriter, _ *http.Request) {
			for i := range 4000 {
				out.Header().Set(fmt.Sprintf("X-%d", i), strings.Repeat("x", 1000))
			}
		})
		wants(t, err, source.ErrUnreachable)
		if w.sent.Load() > 4*100<<10 {
			t.Errorf("read %d bytes of headers", w.sent.Load())
		}
	})
}

func TestCallEndsInThePauseBetweenTries(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h, _ := web(t, func(out http.ResponseWriter, _ *http.Request) { out.WriteHeader(http.StatusBadGateway) })
		ctx, cancel := contextFor(t, 700*time.Millisecond)
		defer cancel()
		began := time.Now()
		_, err := h.Fetch(ctx, "timestamp.json", 1<<10)
		wants(t, err, errEnough)
		if time.Since(began) != 700*time.Millisecond {
			t.Errorf("ended after %s", time.Since(began))
		}
	})
}

func TestAddressOfATreeIsChecked(t *testing.T) {
	c := client(t, source.Options{})
	for _, bad := range []string{"", "pub.example", "ftp://pub.example/", "https://", "https://a:b@pub.example/", "https://pub.example/#x", "https://pub.example/?x", "http://[::1", "file:///etc"} {
		if _, err := c.HTTPS(bad); err == nil {
			t.Errorf("%q is taken", bad)
		} else if strings.Contains(err.Error(), "a:b@") {
			t.Errorf("the password is repeated: %v", err)
		}
	}
	if _, err := source.Open("https://pub.example/x", nil); err == nil {
		t.Error("an address is opened without a client")
	}
	for _, o := range []source.Options{{CA: []byte("no pem")}, {Proxy: "proxy:3128"}, {Proxy: "::"}} {
		if _, err := source.NewClient(o); err == nil {
			t.Errorf("%+v is taken", o)
		}
	}
}
