package source_test

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"mingbai/catalog/source"
)

// childEnv names the server from which, and the folder to which, the test
// binary downloads until it is killed.
const childEnv = "SOURCE_TEST_DOWNLOAD"

func TestMain(m *testing.M) {
	if from, to, ok := strings.Cut(os.Getenv(childEnv), " "); ok {
		fmt.Println("error", downloadForEver(from, to))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// downloadForEver gets one file after the other and says what it has.
func downloadForEver(from, to string) error {
	c, err := source.NewClient(source.Options{Proxy: "direct"})
	if err != nil {
		return err
	}
	h, err := c.HTTPS(from)
	if err != nil {
		return err
	}
	for n := 1; ; n++ {
		name := strconv.Itoa(n)
		if err := h.Download(context.Background(), name, want(numbered(n)), filepath.Join(to, name)); err != nil {
			return err
		}
		fmt.Println("end", n)
	}
}

// numbered is file n.
func numbered(n int) []byte { return bytes.Repeat(noise(10_000 + n)[n:], 100) }

// A trap is a server that has its client killed in the middle of something:
// after so many bytes, which may be in the first file or in a later one.
type trap struct {
	http.ResponseWriter
	left *atomic.Int64
	kill func()
}

func (t trap) Write(p []byte) (int, error) {
	n, err := t.ResponseWriter.Write(p)
	if t.left.Add(-int64(n)) < 0 {
		t.kill()
	}
	return n, err
}

// TestKilledDownloadLeavesNoHalfFile kills the program again and again: under
// its own name a file is whole, what was reported is there, and what was on
// its way is continued.
func TestKilledDownloadLeavesNoHalfFile(t *testing.T) {
	var left, resumed atomic.Int64
	var kill atomic.Pointer[context.CancelFunc]
	s := httptest.NewServer(http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Range") != "" {
			resumed.Add(1)
		}
		n, _ := strconv.Atoi(strings.Trim(r.URL.Path, "/"))
		http.ServeContent(trap{out, &left, *kill.Load()}, r, "", time.Time{}, bytes.NewReader(numbered(n)))
	}))
	t.Cleanup(s.Close)
	dir := t.TempDir()
	reached, trials := 0, 0
	for ; trials < 20 || resumed.Load() == 0 && trials < 200; trials++ {
		left.Store(rand.Int64N(2_500_000))
		reached = max(reached, runUntilKilled(t, s.URL+" "+dir, &kill))
		for n := 1; n <= reached; n++ {
			holds(t, filepath.Join(dir, strconv.Itoa(n)), numbered(n))
		}
		next, err := os.ReadFile(filepath.Join(dir, strconv.Itoa(reached+1)))
		if err == nil && !bytes.Equal(next, numbered(reached+1)) || err != nil && !errors.Is(err, fs.ErrNotExist) {
			t.Fatalf("file %d has %d bytes, %v", reached+1, len(next), err)
		}
	}
	if resumed.Load() == 0 || reached == 0 {
		t.Errorf("%d files and %d continued in %d kills: the test proves nothing", reached, resumed.Load(), trials)
	}
	t.Logf("%d files, %d continued in %d kills", reached, resumed.Load(), trials)
}

// runUntilKilled runs a child and returns what it said it had.
func runUntilKilled(t *testing.T, what string, kill *atomic.Pointer[context.CancelFunc]) (ended int) {
	t.Helper()
	ctx, dead := context.WithCancel(t.Context())
	defer dead()
	kill.Store(&dead)
	child := exec.CommandContext(ctx, os.Args[0])
	child.Env = append(os.Environ(), childEnv+"="+what)
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	for said := bufio.NewScanner(out); said.Scan(); {
		fmt.Sscanf(said.Text(), "end %d", &ended)
		if strings.HasPrefix(said.Text(), "error") {
			t.Error(said.Text())
		}
	}
	child.Wait() // it was killed
	return ended
}
