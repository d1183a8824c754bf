package source_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"testing/synctest"
	"time"

	"mingbai/catalog/source"
)

// A hall has a mirror of its own and, far away, the origin.
type hall struct {
	near, far         http.HandlerFunc
	nearAsks, farAsks int
	mirrors           *source.Mirrors
}

func (h *hall) open(t *testing.T) {
	near, _ := serve(t, source.Options{}, func(out http.ResponseWriter, r *http.Request) { h.nearAsks++; h.near(out, r) })
	far, _ := serve(t, source.Options{}, func(out http.ResponseWriter, r *http.Request) { h.farAsks++; h.far(out, r) })
	h.mirrors = source.NewMirrors(at(t, near, "http://near.example/pub"), at(t, far, "http://far.example/pub"))
	t.Cleanup(func() {
		if err := h.mirrors.Close(); err != nil {
			t.Error(err)
		}
	})
}

// fetch asks once and says how often each was asked for it.
func (h *hall) fetch(t *testing.T) (b []byte, err error, near, far int) {
	h.nearAsks, h.farAsks = 0, 0
	b, err = h.mirrors.Fetch(t.Context(), "124.targets.json", 1<<10)
	return b, err, h.nearAsks, h.farAsks
}

func fine(out http.ResponseWriter, _ *http.Request) { io.WriteString(out, metadata) }
func down(out http.ResponseWriter, _ *http.Request) { out.WriteHeader(http.StatusBadGateway) }

func TestNearestMirrorIsAskedFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &hall{near: fine, far: fine}
		h.open(t)
		if last := h.mirrors.Last(); last != "" {
			t.Errorf("%s answered before anybody asked", last)
		}
		if _, err, near, far := h.fetch(t); err != nil || near != 1 || far != 0 || h.mirrors.Last() != "http://near.example/pub" {
			t.Errorf("asked %d and %d, last %s: %v", near, far, h.mirrors.Last(), err)
		}
	})
}

// TestDeadMirrorRests: the hall's mirror is off; it costs its tries once, is
// asked last for five minutes, then first again.
func TestDeadMirrorRests(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &hall{near: down, far: fine}
		h.open(t)
		b, err, near, far := h.fetch(t)
		if err != nil || string(b) != metadata || near != 4 || far != 1 || h.mirrors.Last() != "http://far.example/pub" {
			t.Errorf("%q, %v after %d and %d", b, err, near, far)
		}
		if _, err, near, far := h.fetch(t); err != nil || near != 0 || far != 1 {
			t.Errorf("%v after %d and %d", err, near, far)
		}
		h.far = down // as a last resort the resting one is asked too
		if _, err, near, far := h.fetch(t); !errors.Is(err, source.ErrUnreachable) || near != 4 || far != 4 {
			t.Errorf("%v after %d and %d", err, near, far)
		}
		time.Sleep(5 * time.Minute)
		h.near, h.far = fine, fine
		if _, err, near, far := h.fetch(t); err != nil || near != 1 || far != 0 {
			t.Errorf("%v after %d and %d", err, near, far)
		}
	})
}

// TestMirrorThatAnswersAgainIsRested: it was asked as a last resort.
func TestMirrorThatAnswersAgainIsRested(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &hall{near: down, far: fine}
		h.open(t)
		h.fetch(t)
		h.near, h.far = fine, http.NotFound
		if _, err, near, far := h.fetch(t); err != nil || near != 1 || far != 1 {
			t.Errorf("%v after %d and %d", err, near, far)
		}
		if _, err, near, far := h.fetch(t); err != nil || near != 1 || far != 0 {
			t.Errorf("%v after %d and %d", err, near, far)
		}
	})
}

// TestMirrorThatLagsIsNoFault: a file it does not have yet comes from the
// origin, and the next is asked of it again.
func TestMirrorThatLagsIsNoFault(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &hall{near: http.NotFound, far: fine}
		h.open(t)
		for range 2 {
			if _, err, near, far := h.fetch(t); err != nil || near != 1 || far != 1 {
				t.Errorf("%v after %d and %d", err, near, far)
			}
		}
		h.far = down // a hall cut off learns from its mirror that there is no newer root
		_, err, _, _ := h.fetch(t)
		wants(t, err, source.ErrAbsent)
		wants(t, err, source.ErrUnreachable)
		if strings.Contains(err.Error(), "\n") {
			t.Errorf("more than a line: %v", err)
		}
	})
}

func TestBusyMirrorRestsAsLongAsItAsks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &hall{far: fine, near: func(out http.ResponseWriter, _ *http.Request) {
			out.Header().Set("Retry-After", "1800")
			out.WriteHeader(http.StatusTooManyRequests)
		}}
		h.open(t)
		if _, err, near, _ := h.fetch(t); err != nil || near != 1 {
			t.Errorf("%v after %d", err, near)
		}
		time.Sleep(29 * time.Minute)
		if _, err, near, _ := h.fetch(t); err != nil || near != 0 {
			t.Errorf("%v after %d", err, near)
		}
		time.Sleep(2 * time.Minute)
		if _, err, near, _ := h.fetch(t); err != nil || near != 1 {
			t.Errorf("%v after %d", err, near)
		}
	})
}

// TestDistrustedMirrorIsAskedLast: its files are well-formed but older than a
// hint promised.
func TestDistrustedMirrorIsAskedLast(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &hall{near: fine, far: fine}
		h.open(t)
		h.mirrors.Distrust() // nobody answered yet: nobody is meant
		h.fetch(t)
		h.mirrors.Distrust()
		if _, err, near, far := h.fetch(t); err != nil || near != 0 || far != 1 {
			t.Errorf("%v after %d and %d", err, near, far)
		}
		time.Sleep(5 * time.Minute)
		if _, err, near, _ := h.fetch(t); err != nil || near != 1 {
			t.Errorf("%v after %d", err, near)
		}
	})
}

// TestTagCountsForItsMirrorOnly: two mirrors that happen to give the same tag
// do not make one the other.
func TestTagCountsForItsMirrorOnly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tagged := func(out http.ResponseWriter, r *http.Request) {
			out.Header().Set("ETag", `"1"`)
			http.ServeContent(out, r, "", time.Time{}, strings.NewReader(metadata))
		}
		h := &hall{near: tagged, far: tagged}
		h.open(t)
		first, err := h.mirrors.Poll(t.Context(), "timestamp.json", 1<<10, "")
		if err != nil || first.Unchanged {
			t.Fatalf("%+v, %v", first, err)
		}
		second, err := h.mirrors.Poll(t.Context(), "timestamp.json", 1<<10, first.Tag)
		if err != nil || !second.Unchanged || second.Tag != first.Tag {
			t.Fatalf("%+v, %v", second, err)
		}
		h.near = down
		third, err := h.mirrors.Poll(t.Context(), "timestamp.json", 1<<10, first.Tag)
		if err != nil || third.Unchanged || string(third.Body) != metadata {
			t.Fatalf("%+v, %v", third, err)
		}
	})
}

func TestPollOfAStickBringsTheFile(t *testing.T) {
	m := source.NewMirrors(source.Seed("stick", files(published)))
	a, err := m.Poll(t.Context(), "timestamp.json", 1<<10, "stick x")
	if err != nil || a.Unchanged || a.Tag != "" || string(a.Body) != string(published["timestamp.json"]) {
		t.Errorf("%+v, %v", a, err)
	}
}

// TestDownloadGoesOnAtTheNextMirror: the first half is of one, the second of
// another.
func TestDownloadGoesOnAtTheNextMirror(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		near := &store{body: noise(40_000), cut: 5_000}
		far := &store{body: near.body}
		h := &hall{near: near.ServeHTTP, far: far.ServeHTTP}
		h.open(t)
		path := filepath.Join(t.TempDir(), "spool")
		if err := h.mirrors.Download(t.Context(), target, want(near.body), path); err != nil {
			t.Fatal(err)
		}
		holds(t, path, near.body)
		if near.given != 20_000 || far.given != 20_000 {
			t.Errorf("%d bytes of one, %d of the other", near.given, far.given)
		}
	})
}

func TestMirrorWithAWrongFileIsLeft(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		wrong, right := &store{body: noise(80_000)[40_000:]}, &store{body: noise(40_000)}
		h := &hall{near: wrong.ServeHTTP, far: right.ServeHTTP}
		h.open(t)
		path := filepath.Join(t.TempDir(), "spool")
		if err := h.mirrors.Download(t.Context(), target, want(right.body), path); err != nil || h.mirrors.Last() != "http://far.example/pub" {
			t.Errorf("%v from %s", err, h.mirrors.Last())
		}
		holds(t, path, right.body)
	})
}

// TestFaultOfThisMachineIsNoMirrors: nobody else is asked, nobody is blamed.
func TestFaultOfThisMachineIsNoMirrors(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &hall{near: fine, far: fine}
		h.open(t)
		err := h.mirrors.Download(t.Context(), target, source.Want{Size: 5}, filepath.Join(t.TempDir(), "none", "spool"))
		if err == nil || h.nearAsks+h.farAsks != 0 {
			t.Errorf("%v after %d", err, h.nearAsks+h.farAsks)
		}
		if _, err, near, _ := h.fetch(t); err != nil || near != 1 {
			t.Errorf("%v after %d", err, near)
		}
	})
}

func TestNoMirrorAtAll(t *testing.T) {
	_, err := source.NewMirrors().Fetch(t.Context(), "timestamp.json", 1)
	wants(t, err, source.ErrUnreachable)
}

func ExampleNewMirrors() {
	seed := source.Seed("seed", fstest.MapFS{"1.root.json": {Data: []byte("{}")}})
	from := source.NewMirrors(source.Seed("empty", fstest.MapFS{}), seed)
	defer from.Close()
	_, err := from.Fetch(context.Background(), "1.root.json", 1<<10)
	fmt.Println(from.Last(), err)
	// Output: seed <nil>
}
