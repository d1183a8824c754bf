package gallery_test

import (
	"os"
	"slices"
	"testing"

	"fyne.io/fyne/v2/test"

	"mingbai/catalog"
	"mingbai/catalog/exchange"
	"mingbai/ui"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// realItems returns the item list that MINGBAI_ITEMS names, as a desk whose
// kiosk allows plain http for hosts.
func realItems(t *testing.T, hosts ...string) desk {
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
	d := newDesk(t)
	d.Collection = catalog.NewCollection(records)
	d.state.Source, d.state.Hosts = "folder", catalog.Hosts{HTTP: hosts}
	return d
}

// eachItem draws every guide of the list upright.
func eachItem(t *testing.T, d desk, check func(r *catalog.Record, s *ui.Shell)) {
	test.NewApp().Settings().SetTheme(theme.Toolkit())
	n := 0
	for _, r := range d.All() {
		if r.Kind() == catalog.KindGuide {
			n++
			check(r, open(d, string(r.ID), panels["upright"], catalog.ZH))
		}
	}
	if n < 1000 {
		t.Errorf("only %d items", n)
	}
}

// TestRealItemsHaveTheirCode allows the list's host: every item shows the
// code of its own link, and every fiftieth is judged and read.
func TestRealItemsHaveTheirCode(t *testing.T) {
	n := 0
	d := realItems(t, "www.sczwfw.gov.cn")
	eachItem(t, d, func(r *catalog.Record, s *ui.Shell) {
		want := r.Body.(*catalog.Guide).Online().URL
		drawn := slices.ContainsFunc(s.Drawn(), func(m part.Mark) bool { return m.Code == want })
		if !drawn {
			t.Errorf("%s has no code", r.ID)
		}
		if n++; n%50 != 0 {
			return
		}
		judge(t, s, panels["upright"])
		if got := codes(t, s); len(got) != 1 || got[0] != want {
			t.Errorf("%s: the code reads %v, want %s", r.ID, got, want)
		}
	})
}

// TestRealItemsWithoutTheirHost leads to a person instead.
func TestRealItemsWithoutTheirHost(t *testing.T) {
	eachItem(t, realItems(t), func(r *catalog.Record, s *ui.Shell) {
		if slices.ContainsFunc(s.Drawn(), func(m part.Mark) bool { return m.Code != "" }) {
			t.Errorf("%s shows a code by plain http", r.ID)
		}
		if !slices.ContainsFunc(s.Targets(), func(t part.Target) bool { return t.Key == "ask" || t.Key == "go" }) {
			t.Errorf("%s leads nowhere", r.ID)
		}
	})
}

// TestLongestName judges the page with the longest name in every language
// and direction.
func TestLongestName(t *testing.T) {
	d := realItems(t)
	var longest *catalog.Record
	for _, r := range d.All() {
		if longest == nil || len(r.Title[catalog.ZH]) > len(longest.Title[catalog.ZH]) {
			longest = r
		}
	}
	for name, size := range panels {
		for _, lang := range catalog.Langs() {
			t.Run(name+"/"+string(lang), func(t *testing.T) {
				for _, route := range []string{string(longest.ID), string(longest.Office), "topics", "home"} {
					judge(t, open(d, route, size, lang), size)
				}
			})
		}
	}
}
