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

// realItems is what is typed, and the title it has to find among the first
// five.
var realItems = []struct{ words, want string }{
	{"烟草专卖", "烟草专卖零售许可证停业"},
	{"wufanzui", "无犯罪记录证明"},
	{"wfz", "无犯罪记录证明"},
	{"无犯罪证明", "无犯罪记录证明"},
	{"河道采砂", "河道采砂许可"},
	{"hedaocaisha", "河道采砂许可"},
	{"幼儿园设立", "幼儿园设立审批"},
	{"youeryuan", "幼儿园设立审批"},
	{"公司设立", "公司设立登记"},
	{"亲属关系", "亲属关系证明"},
	{"qsgx", "亲属关系证明"},
	{"招生考试", "招生考试政策咨询"},
	{"举办yanchu", "举办营业性演出审批"},
	{"失业保险金 转移", "失业保险金发放关系转移"},
	{"拖拉机zhuanru", "拖拉机/联合收割机转入"},
	{"qtjshebao", ""},
}

func TestRealItemsAreFound(t *testing.T) {
	d := newDesk(t, items(t))
	right := 0
	for _, c := range realItems {
		found := find(t, d.full, catalog.Search{Words: c.words, Limit: 5})
		ok := c.want == "" && found.Total() == 0
		var got []string
		for _, h := range found.Hits {
			got = append(got, h.Head.Title[catalog.ZH])
			ok = ok || h.Head.Title[catalog.ZH] == c.want
		}
		if ok {
			right++
		} else {
			t.Logf("%s: %q, want %s", c.words, got, c.want)
		}
	}
	if float64(right) < least*float64(len(realItems)) {
		t.Errorf("%d of %d are right", right, len(realItems))
	}
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
