package search_test

import (
	"database/sql"
	"errors"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"mingbai/catalog"
	"mingbai/catalog/search"
	"mingbai/catalog/shelf"
)

// An index of the last edition showed records that were withdrawn.
func TestAnIndexOfAnotherEditionIsNotAsked(t *testing.T) {
	d := newDesk(t, []*catalog.Record{guide("guide/a", "取水许可"), guide("guide/b", "结婚登记"), guide("guide/c", "收养")})
	e, err := d.full.Entries(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	old := search.New(e, nil)
	fresh := func(want bool) {
		t.Helper()
		if ok, err := d.full.Fresh(t.Context()); err != nil || ok != want {
			t.Errorf("fresh = %v, %v, want %v", ok, err, want)
		}
	}
	fresh(true)
	d.apply(t, 2, []*catalog.Record{guide("guide/b", "结婚登记"), guide("guide/c", "取水许可（新）")})
	d.full.Swap(old)
	fresh(false)
	if found := find(t, d.full, catalog.Search{Words: "取水"}); ids(found) != "guide/c" || found.Hits[0].Head.Title[catalog.ZH] != "取水许可（新）" {
		t.Errorf("found %+v", found.Hits)
	}
	d.full.Swap(nil)
	fresh(false)
	if got := ids(find(t, d.full, catalog.Search{Words: "登记"})); got != "guide/b" {
		t.Errorf("found %s", got)
	}
}

func TestCorrectionsOfTheHallAreInTheIndex(t *testing.T) {
	d := newDesk(t, []*catalog.Record{guide("guide/a", "取水许可"), guide("guide/b", "取水备案")})
	e, err := d.full.Entries(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	own := search.Entry{Slot: 99, Head: catalog.Head{ID: "guide/h-1", Title: zh("取水咨询")}}
	for i := range e.List {
		if e.List[i].ID == "guide/a" {
			e.List[i].Title = zh("取水许可（三号窗）")
		}
	}
	e.List = slices.DeleteFunc(append(e.List, own), func(e search.Entry) bool { return e.ID == "guide/b" })
	d.full.Swap(search.New(e, nil))
	found := find(t, d.full, catalog.Search{Words: "取水"})
	if ids(found) != "guide/h-1 guide/a" || found.Total() != 2 || found.Hits[1].Head.Title[catalog.ZH] != "取水许可（三号窗）" {
		t.Errorf("found %s, %v", ids(found), found.Counts)
	}
}

func TestDamagedPostingsAreToldAndMended(t *testing.T) {
	path := filepath.Join(t.TempDir(), "catalog.db")
	s, err := shelf.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	d := &desk{shelf: s, full: s.Finder(onDay), early: s.Finder(onDay)}
	records := []*catalog.Record{guide("guide/a", "取水备案"), guide("guide/b", "取水许可"), guide("guide/c", "结婚")}
	d.apply(t, 1, records)
	if err := s.VerifySearch(t.Context()); err != nil {
		t.Fatal(err)
	}
	damage := func() {
		t.Helper()
		raw, err := sql.Open("sqlite3", path)
		if err != nil {
			t.Fatal(err)
		}
		defer raw.Close()
		if _, err := raw.Exec(`UPDATE post SET bm = zeroblob(length(bm))`); err != nil {
			t.Fatal(err)
		}
		if err := s.VerifySearch(t.Context()); !errors.Is(err, search.ErrDamaged) {
			t.Fatalf("verify: %v, want ErrDamaged", err)
		}
	}
	damage()
	found, err := d.full.Find(t.Context(), catalog.Search{Words: "取水", Keys: "x备"})
	if !errors.Is(err, search.ErrDamaged) || found.Total() != 2 || ids(found) != "guide/a guide/b" {
		t.Errorf("with an index: %v, %s", err, ids(found))
	}
	if found, err := d.early.Find(t.Context(), catalog.Search{Words: "取水"}); !errors.Is(err, search.ErrDamaged) || len(found.Hits) > 0 {
		t.Errorf("without: %v, %s", err, ids(found))
	}
	if err := s.Reindex(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := ids(find(t, d.early, catalog.Search{Words: "取水"})); got != "guide/a guide/b" {
		t.Errorf("mended: %s", got)
	}
	damage()
	d.apply(t, 2, append(records[:2:2], guide("guide/c", "结婚登记"))) // mends by itself
	if err := s.VerifySearch(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestSearchesGoOnWhileEditionsCome(t *testing.T) {
	records := slices.DeleteFunc(seed(t), func(r *catalog.Record) bool { return !slices.Contains(r.Topics(), "topic/pension") })
	d := newDesk(t, records)
	done := make(chan struct{})
	var visitors sync.WaitGroup
	for range 2 {
		visitors.Go(func() {
			for n := 0; ; n++ {
				select {
				case <-done:
					return
				default:
				}
				words := []string{"社保", "пенси", "2308810098762364", "养老", "shebao"}[n%5]
				found, err := d.full.Find(t.Context(), catalog.Search{Words: words, Keys: "abc"})
				if err != nil || n%5 < 4 && len(found.Hits) == 0 {
					t.Errorf("%s: %d hits, %v", words, len(found.Hits), err)
					return
				}
			}
		})
	}
	for n := range 5 {
		for i, r := range records {
			r.Number = uint32(n*1000 + i)
		}
		d.apply(t, int64(n+2), records[:len(records)-n%2])
	}
	close(done)
	visitors.Wait()
}
