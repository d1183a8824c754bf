package search_test

import (
	"os"
	"testing"

	"mingbai/catalog"
	"mingbai/catalog/exchange"
	"mingbai/catalog/search"
)

// items returns the records of the real list that MINGBAI_ITEMS names.
func items(t testing.TB) []*catalog.Record {
	t.Helper()
	path := os.Getenv("MINGBAI_ITEMS")
	if path == "" {
		t.Skip("no real item list: set MINGBAI_ITEMS to its path")
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	records, err := exchange.ItemList(b)
	if err != nil {
		t.Fatal(err)
	}
	return records
}

// TestEveryRealItemIsFoundByItsTitle types every title whole, and its first
// letters.
func TestEveryRealItemIsFoundByItsTitle(t *testing.T) {
	records := items(t)
	d := newDesk(t, records)
	e, err := d.full.Entries(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(e.List) != len(records) {
		t.Errorf("%d entries of %d records", len(e.List), len(records))
	}
	for _, r := range records {
		for name, f := range map[string]*search.Finder{"with": d.full, "without": d.early} {
			found := find(t, f, catalog.Search{Words: r.Title[catalog.ZH], Limit: 3})
			if len(found.Hits) == 0 || found.Hits[0].Head.Title[catalog.ZH] != r.Title[catalog.ZH] {
				t.Errorf("%s an index, %s comes not first: %s", name, r.Title[catalog.ZH], ids(found))
			}
		}
	}
}
