package desk

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"mingbai/catalog/db"
)

func mustOpen(t *testing.T, path string) *db.DB {
	t.Helper()
	d, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

func TestDeskOpensAgainAsItWas(t *testing.T) {
	path := filepath.Join(t.TempDir(), "desk.db")
	d := mustOpen(t, path)
	if _, err := d.Write.Exec(`INSERT INTO tally(day, what, of, n) VALUES ('2026-11-18', 'open', 'guide/x', 3)`); err != nil {
		t.Fatal(err)
	}
	d.Close()
	var n int
	if err := mustOpen(t, path).Read.QueryRow(`SELECT n FROM tally`).Scan(&n); err != nil || n != 3 {
		t.Errorf("n = %d, %v, want 3", n, err)
	}
}

func TestCatalogIsNoDesk(t *testing.T) {
	path := filepath.Join(t.TempDir(), "desk.db")
	d := mustOpen(t, path)
	if _, err := d.Write.Exec(`PRAGMA application_id = 0x4D424331`); err != nil {
		t.Fatal(err)
	}
	d.Close()
	if _, err := Open(t.Context(), path); !errors.Is(err, db.ErrForeign) {
		t.Errorf("err = %v, want %v", err, db.ErrForeign)
	}
}

// TestEveryTableHasOneOwner keeps the rule by which several packages share
// one file: the comment above a table names the package.
func TestEveryTableHasOneOwner(t *testing.T) {
	files, err := filepath.Glob("schema/*.sql")
	if err != nil || len(files) == 0 {
		t.Fatalf("files = %v, %v", files, err)
	}
	owned := regexp.MustCompile(`(?m)^-- ((kiosk|catalog)/[a-z]+): .*\n(-- .*\n)*CREATE TABLE ([a-z_]+)\(`)
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if tables, owners := strings.Count(string(b), "CREATE TABLE"), len(owned.FindAllString(string(b), -1)); tables != owners {
			t.Errorf("%s: %d tables, %d with an owner: write \"-- kiosk/package: what it holds\" above each", name, tables, owners)
		}
	}
}

func TestItemInTheOutboxIsNeverChanged(t *testing.T) {
	d := mustOpen(t, filepath.Join(t.TempDir(), "desk.db"))
	if _, err := d.Write.Exec(`INSERT INTO outbox(id, kind, priority, body, created) VALUES ('a', 'slip', 3, x'7b7d', 0)`); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Write.Exec(`UPDATE outbox SET body = x'5b5d'`); err == nil {
		t.Error("the body of an item was changed")
	}
}
