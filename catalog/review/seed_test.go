package review_test

import (
	"os"
	"strings"
	"testing"

	"mingbai/catalog"
	"mingbai/catalog/review"
	"mingbai/catalog/source"
)

// seed returns the starter catalog and its day.
func seed(t *testing.T) ([]*catalog.Record, catalog.Date) {
	t.Helper()
	const dir = "../../assets/seed"
	records, err := source.Folder(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(dir + "/today")
	if err != nil {
		t.Fatal(err)
	}
	today, err := catalog.ParseDate(strings.TrimSpace(string(b)))
	if err != nil {
		t.Fatal(err)
	}
	return records, today
}

// TestStarterCatalogCanBeProposed keeps what every hall begins with free of
// blocking findings.
func TestStarterCatalogCanBeProposed(t *testing.T) {
	records, today := seed(t)
	hosts, err := catalog.ParseHosts(".mingbai.example,mb.example")
	if err != nil {
		t.Fatal(err)
	}
	r := review.Check(records, review.Options{Today: today, Hosts: hosts})
	codes := map[string]int{}
	for _, f := range r.Findings {
		codes[f.Code]++
		if f.Severity == catalog.Blocking {
			t.Error(f.In(catalog.EN))
		}
	}
	t.Log(codes)
}
