package search_test

import (
	"context"
	"iter"
	"os"
	"path/filepath"
	"testing"
	"time"

	"pgregory.net/rapid"

	"mingbai/catalog"
	"mingbai/catalog/search"
	"mingbai/catalog/shelf"
	"mingbai/catalog/source"
)

var today = catalog.Date{Year: 2026, Month: 11, Day: 23}

func onDay() catalog.Date { return today }

// seed returns the starter catalog.
func seed(t testing.TB) []*catalog.Record {
	t.Helper()
	records, err := source.Folder(os.DirFS(filepath.Join("..", "..", "assets", "seed")))
	if err != nil {
		t.Fatal(err)
	}
	return records
}

// A desk is a shelf with a finder, with and without its index.
type desk struct {
	shelf *shelf.Shelf
	path  string // of its file
	full  *search.Finder
	early *search.Finder // never has an index
}

func newDesk(t testing.TB, records []*catalog.Record) *desk {
	t.Helper()
	path := filepath.Join(t.TempDir(), "catalog.db")
	s, err := shelf.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	d := &desk{shelf: s, path: path, full: s.Finder(onDay), early: s.Finder(onDay)}
	d.full.SetPatience(time.Minute) // this machine may be busy
	d.early.SetPatience(time.Minute)
	d.apply(t, 1, records)
	return d
}

func linesOf(t testing.TB, records []*catalog.Record) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		for _, r := range records {
			if !yield(r.Line()) {
				return
			}
		}
	}
}

// apply makes records the edition and renews the index.
func (d *desk) apply(t testing.TB, number int64, records []*catalog.Record) {
	t.Helper()
	at := time.Date(2026, 11, 18, 4, 0, 0, 0, time.UTC)
	if _, err := d.shelf.Apply(t.Context(), shelf.Edition{Number: number}, at, linesOf(t, records)); err != nil {
		t.Fatal(err)
	}
	e, err := d.full.Entries(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	d.full.Swap(search.New(e, nil))
}

func find(t rapid.TB, f *search.Finder, s catalog.Search) catalog.Found {
	t.Helper()
	found, err := f.Find(context.Background(), s)
	if err != nil {
		t.Fatalf("find %q: %v", s.Words, err)
	}
	return found
}

// deadline returns a context that has ended.
func deadline(t testing.TB) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	return ctx, cancel
}
