package cli_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"mingbai/catalog"
	"mingbai/catalog/cli"
	"mingbai/catalog/press"
	"mingbai/catalog/source"
)

// inspect verifies what an origin offers, from its own root on.
func inspect(t *testing.T, o *cli.Origin) *press.Published {
	t.Helper()
	root, err := os.ReadFile(o.Root())
	check(t, err)
	from, err := source.OpenDir(o.Public())
	check(t, err)
	defer from.Close()
	p, err := press.Inspect(t.Context(), from, root, time.Now())
	check(t, err)
	return p
}

func TestOriginChangesOneTitleAtATime(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "repo")
	o, err := cli.NewOrigin(t.Context(), dir, 7)
	check(t, err)
	if p := inspect(t, o); p.Edition != 1 || o.Edition() != 1 || p.Records != 8 {
		t.Fatalf("it begins with %+v", p)
	}
	seen := map[catalog.ID]bool{}
	for i := range 7 {
		id, title, err := o.Change(t.Context())
		check(t, err)
		if seen[id] || title == "" {
			t.Errorf("change %d is of %s again, or has no title: %q", i, id, title)
		}
		seen[id] = true
	}
	if p := inspect(t, o); p.Edition != 8 || p.Records != 8 {
		t.Errorf("it ends with %+v", p)
	}
	check(t, o.Close())
	titles(t, dir, seen)
}

// titles wants edition 8 of a repository to differ from the first in the
// titles of these records alone.
func titles(t *testing.T, dir string, of map[catalog.ID]bool) {
	t.Helper()
	r, err := press.Open(t.Context(), dir)
	check(t, err)
	defer r.Close()
	old, err := r.Set(1)
	check(t, err)
	next, err := r.Set(8)
	check(t, err)
	changes, err := press.Compare(old, next)
	check(t, err)
	for _, c := range changes {
		if c.Sort != press.Changed || !of[c.ID] || len(c.Fields) != 1 || c.Fields[0].Path != "title.zh" {
			t.Errorf("%s of %s: %v", c.Sort, c.ID, c.Fields)
		}
	}
	if len(changes) != len(of) {
		t.Errorf("%d changes, want %d", len(changes), len(of))
	}
}

func TestOriginIsNotMadeOverARepository(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "repo")
	o, err := cli.NewOrigin(t.Context(), dir, 1)
	check(t, err)
	defer o.Close()
	if _, _, err := o.Change(t.Context()); err != nil {
		t.Error(err)
	}
	if _, err := cli.NewOrigin(t.Context(), filepath.Join(t.TempDir(), "none"), 0); err == nil {
		t.Error("an origin without records was made")
	}
	check(t, o.Close())
	if again, err := cli.NewOrigin(t.Context(), dir, 1); err == nil {
		again.Close()
		t.Error("an origin was made over another")
	}
}
