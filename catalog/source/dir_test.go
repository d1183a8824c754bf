package source_test

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"mingbai/catalog/source"
)

const errIO = syscall.EIO

// shared opens a folder beside which lies a file that is nobody's business.
func shared(t *testing.T) (dir string, l *source.Local) {
	t.Helper()
	top := t.TempDir()
	dir = filepath.Join(top, "pub")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(top, "secret.json"), []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	l, err := source.OpenDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return dir, l
}

// TestLinkOutOfTheFolderIsRefused: a stick with a link to the machine's own
// files does not make the program read them.
func TestLinkOutOfTheFolderIsRefused(t *testing.T) {
	dir, l := shared(t)
	for name, to := range map[string]string{"rel.json": "../secret.json", "abs.json": "/etc/hosts", "up": ".."} {
		if err := os.Symlink(to, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"rel.json", "abs.json", "up/secret.json"} {
		b, err := l.Fetch(t.Context(), name, 1<<20)
		wants(t, err, source.ErrDamaged)
		if b != nil {
			t.Errorf("%s: got %q", name, b)
		}
		wants(t, l.Download(t.Context(), name, want([]byte("secret")), filepath.Join(t.TempDir(), "x")), source.ErrDamaged)
	}
}

func TestLinkInsideTheFolderIsFollowed(t *testing.T) {
	dir, l := shared(t)
	if err := os.WriteFile(filepath.Join(dir, "a.json"), []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("a.json", filepath.Join(dir, "b.json")); err != nil {
		t.Fatal(err)
	}
	if b, err := l.Fetch(t.Context(), "b.json", 10); err != nil || string(b) != "{}" {
		t.Errorf("%q, %v", b, err)
	}
}

// TestPipeInTheFolderHoldsNobody: reading it would wait for a writer.
func TestPipeInTheFolderHoldsNobody(t *testing.T) {
	dir, l := shared(t)
	if err := syscall.Mkfifo(filepath.Join(dir, "timestamp.json"), 0o600); err != nil {
		t.Skipf("no pipe can be made here: %v", err)
	}
	_, err := l.Fetch(t.Context(), "timestamp.json", 10)
	wants(t, err, source.ErrDamaged)
	_, err = source.OpenZip(filepath.Join(dir, "timestamp.json"))
	wants(t, err, source.ErrDamaged)
}

func TestFolderMustBeThere(t *testing.T) {
	dir, l := shared(t)
	_, err := source.OpenDir(filepath.Join(dir, "none"))
	wants(t, err, source.ErrAbsent)
	if err := os.Mkdir(filepath.Join(dir, "targets"), 0o755); err != nil {
		t.Fatal(err)
	}
	_, err = l.Fetch(t.Context(), "targets", 10)
	wants(t, err, source.ErrDamaged)
}
