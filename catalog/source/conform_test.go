package source_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/pem"
	"errors"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"mingbai/catalog/source"
)

const target = "targets/8f583d48.base-112.zst"

var published = map[string][]byte{
	"timestamp.json":    []byte(`{"signed":{"version":124}}`),
	"124.snapshot.json": bytes.Repeat([]byte(`{"a":1}`), 500),
	target:              noise(300_000),
	"blob/ab/abcd":      {},
}

func files(tree map[string][]byte) fstest.MapFS {
	m := fstest.MapFS{}
	for name, b := range tree {
		m[name] = &fstest.MapFile{Data: b, Mode: 0o644}
	}
	return m
}

func opened(t *testing.T, c source.Carrier, err error) source.Carrier {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	})
	return c
}

func overTLS(t *testing.T) source.Carrier {
	s := httptest.NewTLSServer(http.StripPrefix("/pub", http.FileServerFS(files(published))))
	t.Cleanup(s.Close)
	ca := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: s.Certificate().Raw})
	c, err := client(t, source.Options{CA: ca, Proxy: "direct"}).HTTPS(s.URL + "/pub/")
	return opened(t, c, err)
}

func inFolder(t *testing.T) source.Carrier {
	dir := t.TempDir()
	if err := os.CopyFS(dir, files(published)); err != nil {
		t.Fatal(err)
	}
	c, err := source.Open(dir, nil)
	return opened(t, c, err)
}

func onStick(t *testing.T) source.Carrier {
	path := filepath.Join(t.TempDir(), "mingbai-124.zip")
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	if err := z.AddFS(files(published)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := source.Open(path, nil)
	return opened(t, c, err)
}

func embedded(t *testing.T) source.Carrier {
	return opened(t, source.Seed("seed", files(published)), nil)
}

// TestEveryCarrierKeepsThePromise runs the same sentences against each.
func TestEveryCarrierKeepsThePromise(t *testing.T) {
	carriers := map[string]func(*testing.T) source.Carrier{
		"server": overTLS, "folder": inFolder, "stick": onStick, "seed": embedded,
		"mirrors": func(t *testing.T) source.Carrier {
			none := source.Seed("empty", fstest.MapFS{})
			return opened(t, source.NewMirrors(none, overTLS(t)), nil)
		},
	}
	promises := map[string]func(*testing.T, source.Carrier){
		"brings a small file whole": fetchesWhole, "stops at the limit": stopsAtTheLimit,
		"says that a file is missing": saysMissing, "refuses odd names": refusesOddNames,
		"downloads what is wanted": downloads, "keeps nothing else": keepsNothingElse,
		"gets over what is left": getsOverLeftovers, "ends with its context": endsWithContext,
		"serves several at once": servesSeveral, "is one at a time for a file": oneAtATime,
	}
	for name, open := range carriers {
		for promise, holds := range promises {
			t.Run(name+" "+promise, func(t *testing.T) { holds(t, open(t)) })
		}
	}
}

func fetchesWhole(t *testing.T, c source.Carrier) {
	for name, b := range published {
		got, err := c.Fetch(t.Context(), name, 1<<20)
		if err != nil || !bytes.Equal(got, b) {
			t.Errorf("%s: %d bytes, %v; want %d", name, len(got), err, len(b))
		}
	}
	if c.String() == "" {
		t.Error("it has no name to show")
	}
}

func stopsAtTheLimit(t *testing.T, c source.Carrier) {
	most := int64(len(published["124.snapshot.json"]))
	if _, err := c.Fetch(t.Context(), "124.snapshot.json", most); err != nil {
		t.Errorf("exactly as long as allowed: %v", err)
	}
	b, err := c.Fetch(t.Context(), "124.snapshot.json", most-1)
	wants(t, err, source.ErrTooLarge)
	if b != nil {
		t.Errorf("got %d bytes with the error", len(b))
	}
}

func saysMissing(t *testing.T, c source.Carrier) {
	_, err := c.Fetch(t.Context(), "2.root.json", 1<<20)
	wants(t, err, source.ErrAbsent)
	path := filepath.Join(t.TempDir(), "spool")
	err = c.Download(t.Context(), "targets/none.zst", source.Want{Size: 5}, path)
	wants(t, err, source.ErrAbsent)
	empty(t, filepath.Dir(path))
}

func refusesOddNames(t *testing.T, c source.Carrier) {
	names := []string{"", ".", "..", "/etc/passwd", "../timestamp.json", "targets/../timestamp.json", "targets//x", "x/",
		".part", "blob/.x", `targets\x`, "a?b", "a#b", "a%2e", "a b", "时间.json", "x\x00", "c:x", strings.Repeat("a", 300)}
	for _, name := range names {
		_, err := c.Fetch(t.Context(), name, 1<<20)
		wants(t, err, fs.ErrInvalid)
		wants(t, c.Download(t.Context(), name, source.Want{}, filepath.Join(t.TempDir(), "x")), fs.ErrInvalid)
	}
}

func downloads(t *testing.T, c source.Carrier) {
	path := filepath.Join(t.TempDir(), "spool")
	for name, b := range published {
		if err := c.Download(t.Context(), name, want(b), path); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		holds(t, path, b)
	}
	b := published[target]
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := c.Download(t.Context(), "targets/gone.zst", want(b), path); err != nil {
		t.Errorf("it is there already: %v", err)
	}
}

func keepsNothingElse(t *testing.T, c source.Carrier) {
	path := filepath.Join(t.TempDir(), "spool")
	if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	b := published[target]
	other := want(b)
	other.SHA256[0]++
	wants(t, c.Download(t.Context(), target, other, path), source.ErrDamaged)
	longer := want(b)
	longer.Size++
	wants(t, c.Download(t.Context(), target, longer, path), source.ErrDamaged)
	shorter := want(b[:len(b)-1])
	wants(t, c.Download(t.Context(), target, shorter, path), source.ErrTooLarge)
	holds(t, path, []byte("old"))
	if err := c.Download(t.Context(), target, want(b), filepath.Join(path, "none")); err == nil {
		t.Error("a folder that is not there took a file")
	}
}

func getsOverLeftovers(t *testing.T, c source.Carrier) {
	b := published[target]
	left := map[string][]byte{
		"half of it": b[:len(b)/2], "all of it": b, "half of another": noise(2 * len(b))[len(b) : len(b)*3/2],
		"more than it": noise(len(b) + 1), "all of another": slices.Concat([]byte("x"), b[1:]), "nothing": {},
	}
	for name, part := range left {
		path := filepath.Join(t.TempDir(), "spool")
		if err := os.WriteFile(path+".part", part, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := c.Download(t.Context(), target, want(b), path); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		holds(t, path, b)
		if _, err := os.Stat(path + ".part"); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: the part is still there: %v", name, err)
		}
	}
}

func endsWithContext(t *testing.T, c source.Carrier) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := c.Fetch(ctx, "timestamp.json", 1<<20)
	wants(t, err, context.Canceled)
	path := filepath.Join(t.TempDir(), "spool")
	wants(t, c.Download(ctx, target, want(published[target]), path), context.Canceled)
	empty(t, filepath.Dir(path))
}

func servesSeveral(t *testing.T, c source.Carrier) {
	dir := t.TempDir()
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			if b, err := c.Fetch(t.Context(), "timestamp.json", 1<<20); err != nil || !bytes.Equal(b, published["timestamp.json"]) {
				t.Errorf("fetch: %q, %v", b, err)
			}
			path := filepath.Join(dir, string(rune('a'+i)))
			if err := c.Download(t.Context(), target, want(published[target]), path); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
}

// oneAtATime lets five go for one file: each either has it in the end or is
// told that another is at it, and the file is right.
func oneAtATime(t *testing.T, c source.Carrier) {
	path := filepath.Join(t.TempDir(), "spool")
	var all sync.WaitGroup
	for range 5 {
		all.Go(func() {
			err := c.Download(t.Context(), target, want(published[target]), path)
			if err != nil && !strings.Contains(err.Error(), "hint: another download") {
				t.Error(err)
			}
		})
	}
	all.Wait()
	holds(t, path, published[target])
}

func holds(t *testing.T, path string, want []byte) {
	t.Helper()
	if b, err := os.ReadFile(path); err != nil || !bytes.Equal(b, want) {
		t.Errorf("%s holds %d bytes, %v; want %d", filepath.Base(path), len(b), err, len(want))
	}
}

// empty fails when a folder holds anything.
func empty(t *testing.T, dir string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) > 0 {
		t.Errorf("left behind: %v, %v", entries, err)
	}
}
