package source_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"mingbai/catalog/source"
)

// A store is a static server of one file that can misbehave. It counts.
type store struct {
	body     []byte
	cut      int    // bytes after which every answer breaks off; 0: never
	tag      string // ETag
	ranges   []string
	ifRange  []string
	given    int // bytes of body
	noRanges bool
}

func (s *store) ServeHTTP(out http.ResponseWriter, r *http.Request) {
	s.ranges = append(s.ranges, r.Header.Get("Range"))
	s.ifRange = append(s.ifRange, r.Header.Get("If-Range"))
	if s.noRanges {
		r.Header.Del("Range")
	}
	if s.tag != "" {
		out.Header().Set("ETag", s.tag)
	}
	out.Header().Set("Content-Type", "application/octet-stream")
	http.ServeContent(&cutter{ResponseWriter: out, s: s}, r, "", time.Time{}, bytes.NewReader(s.body))
}

// A cutter breaks the connection in the middle of a body.
type cutter struct {
	http.ResponseWriter
	s *store
	n int
}

func (c *cutter) Write(p []byte) (int, error) {
	if c.s.cut > 0 && c.n+len(p) > c.s.cut {
		c.ResponseWriter.Write(p[:c.s.cut-c.n])
		http.NewResponseController(c.ResponseWriter).Flush()
		c.s.given += c.s.cut - c.n
		panic(http.ErrAbortHandler)
	}
	c.n += len(p)
	c.s.given += len(p)
	return c.ResponseWriter.Write(p)
}

// download gets s.body into a fresh folder.
func (s *store) download(t *testing.T) (string, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "spool")
	return path, s.into(t, path)
}

func (s *store) into(t *testing.T, path string) error {
	t.Helper()
	h, _ := web(t, s.ServeHTTP)
	return h.Download(t.Context(), target, want(s.body), path)
}

// TestCutTransferGoesOn is a line that breaks every 100 kB: three megabytes
// arrive in thirty requests, and no byte twice.
func TestCutTransferGoesOn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &store{body: noise(3_000_000), cut: 100_000, tag: `"8f58"`}
		path, err := s.download(t)
		if err != nil {
			t.Fatal(err)
		}
		holds(t, path, s.body)
		if s.given != len(s.body) || len(s.ranges) != 30 {
			t.Errorf("%d bytes in %d requests, want %d in 30", s.given, len(s.ranges), len(s.body))
		}
		if s.ranges[0] != "" || s.ranges[1] != "bytes=100000-" || s.ifRange[0] != "" || s.ifRange[1] != `"8f58"` {
			t.Errorf("asked for %q if %q", s.ranges[:2], s.ifRange[:2])
		}
	})
}

// TestCutTransferGoesOnTomorrow gives up, and a later call begins where the
// first one ended.
func TestCutTransferGoesOnTomorrow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "spool")
		s := &store{body: noise(50_000), cut: 7_000} // too little a time to count
		wants(t, s.into(t, path), source.ErrUnreachable)
		if info, err := os.Stat(path + ".part"); err != nil || info.Size() != 28_000 {
			t.Fatalf("kept %v, %v", info, err)
		}
		s.cut, s.given = 0, 0
		if err := s.into(t, path); err != nil {
			t.Fatal(err)
		}
		holds(t, path, s.body)
		if s.given != 22_000 {
			t.Errorf("asked for %d bytes again", s.given-22_000)
		}
	})
}

func TestServerWithoutRangesIsBegunAnew(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &store{body: noise(100_000), noRanges: true}
		path := filepath.Join(t.TempDir(), "spool")
		if err := os.WriteFile(path+".part", s.body[:60_000], 0o600); err != nil {
			t.Fatal(err)
		}
		if err := s.into(t, path); err != nil {
			t.Fatal(err)
		}
		holds(t, path, s.body)
		s.cut = 60_000
		_, err := s.download(t)
		wants(t, err, source.ErrUnreachable)
		if len(s.ranges) > 10 {
			t.Errorf("asked %d times for the same half", len(s.ranges))
		}
	})
}

// TestFileChangedInBetweenIsNotMixed: the server has another file now, and
// the tag says so.
func TestFileChangedInBetweenIsNotMixed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		old, fresh := noise(40_000), noise(80_000)[40_000:]
		n := 0
		h, _ := web(t, func(out http.ResponseWriter, r *http.Request) {
			s := store{body: old, tag: `"old"`, cut: 20_000}
			if n++; n > 1 {
				s = store{body: fresh, tag: `"new"`}
			}
			s.ServeHTTP(out, r)
		})
		path := filepath.Join(t.TempDir(), "spool")
		if err := h.Download(t.Context(), target, want(fresh), path); err != nil || n != 2 {
			t.Errorf("%v after %d requests", err, n)
		}
		holds(t, path, fresh)
	})
}

// TestWrongFileIsGivenUpAfterTwo: whatever the server has, it is not what was
// signed, and asking more often does not change it.
func TestWrongFileIsGivenUpAfterTwo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &store{body: noise(40_000)}
		h, _ := web(t, s.ServeHTTP)
		other := want(s.body)
		other.SHA256[3]++
		dir := t.TempDir()
		wants(t, h.Download(t.Context(), target, other, filepath.Join(dir, "spool")), source.ErrDamaged)
		if len(s.ranges) != 2 || s.ranges[1] != "" {
			t.Errorf("asked %q", s.ranges)
		}
		empty(t, dir)
	})
}

// TestBadLineAndBadLeftover: what an earlier call left is of another file, and
// the line breaks all the time.
func TestBadLineAndBadLeftover(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &store{body: noise(200_000), cut: 10_000}
		path := filepath.Join(t.TempDir(), "spool")
		if err := os.WriteFile(path+".part", noise(400_000)[300_000:], 0o600); err != nil {
			t.Fatal(err)
		}
		if err := s.into(t, path); err != nil {
			t.Fatal(err)
		}
		holds(t, path, s.body)
		if s.given != 300_000 {
			t.Errorf("took %d bytes", s.given)
		}
	})
}

func TestServerThatSendsMoreThanItShouldIsStopped(t *testing.T) {
	endless := func(out http.ResponseWriter) {
		for range 1000 {
			if _, err := out.Write(make([]byte, 64<<10)); err != nil {
				return
			}
		}
	}
	for name, answer := range map[string]http.HandlerFunc{
		"a larger file": func(out http.ResponseWriter, _ *http.Request) {
			out.Header().Set("Content-Length", fmt.Sprint(64_000<<10))
			endless(out)
		},
		"without an end": func(out http.ResponseWriter, _ *http.Request) { endless(out) },
		"a rest that is longer": func(out http.ResponseWriter, _ *http.Request) {
			out.Header().Set("Content-Range", "bytes 10000-39999/*")
			out.WriteHeader(http.StatusPartialContent)
			endless(out)
		},
		"a rest of a larger file": func(out http.ResponseWriter, _ *http.Request) {
			out.Header().Set("Content-Range", "bytes 10000-39999/40001")
			out.WriteHeader(http.StatusPartialContent)
			endless(out)
		},
	} {
		synctest.Test(t, func(t *testing.T) {
			h, w := web(t, answer)
			path := filepath.Join(t.TempDir(), "spool")
			if err := os.WriteFile(path+".part", noise(10_000), 0o600); err != nil {
				t.Fatal(err)
			}
			wants(t, h.Download(t.Context(), target, want(noise(40_000)), path), source.ErrTooLarge)
			if w.sent.Load() > 256<<10 || w.dials.Load() != 1 {
				t.Errorf("%s: read %d bytes over %d connections", name, w.sent.Load(), w.dials.Load())
			}
		})
	}
}

func TestRestOfASmallerFileIsDamage(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h, w := web(t, func(out http.ResponseWriter, _ *http.Request) {
			out.Header().Set("Content-Range", "bytes 10000-19999/20000")
			out.WriteHeader(http.StatusPartialContent)
			out.Write(noise(20_000)[10_000:])
		})
		path := filepath.Join(t.TempDir(), "spool")
		if err := os.WriteFile(path+".part", noise(10_000), 0o600); err != nil {
			t.Fatal(err)
		}
		wants(t, h.Download(t.Context(), target, want(noise(40_000)), path), source.ErrDamaged)
		if w.dials.Load() != 1 {
			t.Errorf("asked %d times", w.dials.Load())
		}
	})
}

// TestWrongPieceIsNotAppended answers a request for the rest with another
// part of the file, or with several at once.
func TestWrongPieceIsNotAppended(t *testing.T) {
	b := noise(40_000)
	for _, said := range []string{"", "bytes 0-39999/40000", "bytes 5000-39999/40000", "bytes 100000-139999/140000", "octets 10000-39999/40000", "bytes 10000-", "bytes */40000"} {
		synctest.Test(t, func(t *testing.T) {
			n := 0
			h, _ := web(t, func(out http.ResponseWriter, r *http.Request) {
				if n++; r.Header.Get("Range") == "" {
					out.Write(b)
					return
				}
				if said != "" {
					out.Header().Set("Content-Range", said)
				}
				out.WriteHeader(http.StatusPartialContent)
				out.Write(b[10_000:])
			})
			path := filepath.Join(t.TempDir(), "spool")
			if err := os.WriteFile(path+".part", b[:10_000], 0o600); err != nil {
				t.Fatal(err)
			}
			if err := h.Download(t.Context(), target, want(b), path); err != nil {
				t.Errorf("%q: %v", said, err)
			}
			holds(t, path, b)
			if said != "bytes 10000-" && n != 2 {
				t.Errorf("%q: asked %d times", said, n)
			}
		})
	}
}

// TestPortalLeavesWhatIsThere: the hall's network wants a log-in in the middle
// of a download.
func TestPortalLeavesWhatIsThere(t *testing.T) {
	b := noise(40_000)
	for _, kind := range []string{"text/html", "application/zstd"} {
		synctest.Test(t, func(t *testing.T) {
			h, _ := web(t, func(out http.ResponseWriter, _ *http.Request) {
				out.Header().Set("Content-Type", kind)
				io.WriteString(out, "<!DOCTYPE html><html>")
				io.WriteString(out, strings.Repeat("log in ", 10_000))
			})
			path := filepath.Join(t.TempDir(), "spool")
			if err := os.WriteFile(path+".part", b[:10_000], 0o600); err != nil {
				t.Fatal(err)
			}
			wants(t, h.Download(t.Context(), target, want(b), path), source.ErrPortal)
			holds(t, path+".part", b[:10_000])
		})
	}
}

func TestPackedDownloadIsRefused(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := noise(40_000)
		h, _ := web(t, func(out http.ResponseWriter, r *http.Request) {
			if r.Header.Get("Accept-Encoding") != "identity" {
				t.Errorf("accepts %q", r.Header.Get("Accept-Encoding"))
			}
			zipped(b)(out, r)
		})
		wants(t, h.Download(t.Context(), target, want(b), filepath.Join(t.TempDir(), "spool")), source.ErrDamaged)
	})
}

// TestDripBetweenCutsIsGivenUp brings a little before each cut. It is progress
// of a kind, and would never end.
func TestDripBetweenCutsIsGivenUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &store{body: noise(10_000_000), cut: 1}
		began := time.Now()
		_, err := s.download(t)
		wants(t, err, source.ErrUnreachable)
		if len(s.ranges) != 4 {
			t.Errorf("asked %d times in %s", len(s.ranges), time.Since(began))
		}
	})
}

func TestDownloadEndsWithItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h, _ := web(t, func(out http.ResponseWriter, r *http.Request) {
			out.Write(make([]byte, 10_000))
			http.NewResponseController(out).Flush()
			<-r.Context().Done()
		})
		ctx, cancel := contextFor(t, 5*time.Second)
		defer cancel()
		began := time.Now()
		path := filepath.Join(t.TempDir(), "spool")
		wants(t, h.Download(ctx, target, want(make([]byte, 20_000)), path), errEnough)
		if time.Since(began) != 5*time.Second {
			t.Errorf("ended after %s", time.Since(began))
		}
		holds(t, path+".part", make([]byte, 10_000))
	})
}

// TestCallerMayGiveItsOwnReason: the error of the caller's context is what
// comes back, not what the network made of it.
func TestCallerMayGiveItsOwnReason(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancelCause(t.Context())
		h, _ := web(t, func(out http.ResponseWriter, r *http.Request) {
			cancel(errEnough)
			<-r.Context().Done()
		})
		_, err := h.Fetch(ctx, "timestamp.json", 100)
		wants(t, err, errEnough)
	})
}
