package exchange_test

import (
	"encoding/json"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"mingbai/catalog"
	"mingbai/catalog/exchange"
	"mingbai/catalog/source"
)

const list = `[
 {"department": "区教育局", "items": [
  {"main_item": "未分类", "sub_items": [
   {"name": "入学", "link": "http://old.example/a?itemCode=511A-0138-00&taskType=1", "qrcode": ""},
   {"name": "转学", "link": ""}]},
  {"main_item": "资助", "sub_items": [{"name": "助学金", "link": "https://new.example/b?itemCode=G-1"}]}]},
 {"department": "区民政局", "items": [
  {"main_item": "婚姻", "sub_items": [
   {"name": "结婚", "link": "http://old.example/a?itemCode=X-1&x=1"},
   {"name": "结婚", "link": "http://old.example/a?itemCode=X-1&x=2"}]}]}
]`

func ids(records []*catalog.Record) []string {
	var all []string
	for _, r := range records {
		all = append(all, string(r.ID))
	}
	slices.Sort(all)
	return all
}

func TestItemList(t *testing.T) {
	records, err := exchange.ItemList([]byte(list))
	if err != nil {
		t.Fatal(err)
	}
	all := catalog.NewCollection(records)
	if offices := all.Browse(catalog.Query{Kind: catalog.KindOffice}); len(offices) != 2 {
		t.Errorf("%d offices, want 2", len(offices))
	}
	r, err := all.Record("guide/511a-0138-00")
	if err != nil {
		t.Fatalf("%v in %v", err, ids(records))
	}
	g := r.Body.(*catalog.Guide)
	if got := g.Online().URL; got != "http://old.example/a?itemCode=511A-0138-00&taskType=1" {
		t.Errorf("link %s", got)
	}
	if g.ItemCode != "511A-0138-00" || len(g.Aliases) > 0 {
		t.Errorf("code %q, aliases %v", g.ItemCode, g.Aliases)
	}
	r, err = all.Record("guide/g-1")
	if err != nil || r.Body.(*catalog.Guide).Aliases[0][catalog.ZH] != "资助" {
		t.Errorf("the group of an item is lost: %v", err)
	}
	twins := 0
	for _, id := range ids(records) {
		if strings.HasPrefix(id, "guide/x-1-") {
			twins++
		}
	}
	if twins != 2 {
		t.Errorf("items with one name and one code are not kept apart: %v", ids(records))
	}
}

// TestIdsDoNotDependOnTheOrder imports departments and items shuffled.
func TestIdsDoNotDependOnTheOrder(t *testing.T) {
	want, err := exchange.ItemList([]byte(list))
	if err != nil {
		t.Fatal(err)
	}
	var departments []map[string]any
	if err := json.Unmarshal([]byte(list), &departments); err != nil {
		t.Fatal(err)
	}
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 1))
		r.Shuffle(len(departments), func(i, j int) { departments[i], departments[j] = departments[j], departments[i] })
		b, err := json.Marshal(departments)
		if err != nil {
			t.Fatal(err)
		}
		got, err := exchange.ItemList(b)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(ids(got), ids(want)) {
			t.Fatalf("ids %v, want %v", ids(got), ids(want))
		}
	}
}

func TestBrokenItemLists(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"cut off":         {list[:len(list)/2], "line "},
		"no list":         {`{"department":"x"}`, "line 1 column"},
		"items no list":   {"[\n {\"department\":\"x\",\"items\":{}}]", "line 2 column"},
		"name a number":   {`[{"department":"x","items":[{"sub_items":[{"name":7}]}]}]`, "name is a number"},
		"nothing":         {`[]`, "no departments"},
		"not UTF-8":       {"[{\"department\":\"\xc7\xf8\"}]", "not UTF-8"},
		"no department":   {`[{"department":" ","items":[]}]`, "department 1 has no name"},
		"no name":         {`[{"department":"区","items":[{"sub_items":[{"name":""}]}]}]`, "区, group 1, item 1 has no name"},
		"no web address":  {`[{"department":"区","items":[{"sub_items":[{"name":"a","link":"javascript:1"}]}]}]`, "no web address"},
		"listed twice":    {`[{"department":"区","items":[{"sub_items":[{"name":"a","link":"http://x.example"},{"name":"a","link":"http://x.example"}]}]}]`, "listed twice"},
		"far too large":   {strings.Repeat(" ", exchange.MaxItemList+1), "split the list"},
		"nothing at all":  {"", "line 1"},
		"more behind it":  {"[] []", "line 1"},
		"thousand faults": {`[{"department":"区","items":[{"sub_items":[` + strings.Repeat(`{"name":""},`, 999) + `{"name":""}]}]}]`, "and 980 more"},
	} {
		records, err := exchange.ItemList([]byte(c.text))
		if !errors.Is(err, exchange.ErrItemList) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: err = %v, want %q in it", name, err, c.want)
		}
		if len(records) > 0 {
			t.Errorf("%s: %d records in spite of it", name, len(records))
		}
	}
}

// items returns the real list that MINGBAI_ITEMS names.
func items(t testing.TB) []byte {
	path := os.Getenv("MINGBAI_ITEMS")
	if path == "" {
		t.Skip("no real item list: set MINGBAI_ITEMS to its path")
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestRealItems(t *testing.T) {
	b := items(t)
	records, err := exchange.ItemList(b)
	if err != nil {
		t.Fatal(err)
	}
	var raw []struct {
		Items []struct {
			Sub []struct{ Name, Link string } `json:"sub_items"`
		}
	}
	if err := json.Unmarshal(b, &raw); err != nil {
		t.Fatal(err)
	}
	want := map[string]int{}
	for _, d := range raw {
		for _, g := range d.Items {
			for _, it := range g.Sub {
				want[it.Name+" "+it.Link]++
			}
		}
	}
	offices, guides, longest := 0, 0, 0
	for _, r := range records {
		switch body := r.Body.(type) {
		case *catalog.Office:
			offices++
		case *catalog.Guide:
			guides++
			longest = max(longest, len([]rune(r.Title[catalog.ZH])))
			want[r.Title[catalog.ZH]+" "+body.Online().URL]--
		}
	}
	if offices != 34 || guides != 1135 || longest != 110 {
		t.Errorf("%d offices, %d guides, longest name %d; want 34, 1135, 110", offices, guides, longest)
	}
	for what, n := range want {
		if n != 0 {
			t.Errorf("%s: %d times too few", what, n)
		}
	}
}

func TestWriteFolder(t *testing.T) {
	records, err := exchange.ItemList([]byte(list))
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "records")
	n, err := exchange.WriteFolder(dir, records)
	if err != nil || n != len(records) {
		t.Fatalf("%d of %d written: %v", n, len(records), err)
	}
	if n, err := exchange.WriteFolder(dir, records); err != nil || n != 0 {
		t.Errorf("the same again: %d written, %v", n, err)
	}
	back, err := source.Folder(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(ids(back), ids(records)) {
		t.Errorf("read back %v, want %v", ids(back), ids(records))
	}
}

func TestWriteFolderIsAllOrNothing(t *testing.T) {
	dir := t.TempDir()
	good := &catalog.Record{ID: "fee/a", Title: catalog.Text{catalog.ZH: "a"}, Body: &catalog.Fee{}}
	for name, bad := range map[string]*catalog.Record{
		"id":   {ID: "../../x", Body: &catalog.Fee{}},
		"size": {ID: "fee/b", Title: catalog.Text{catalog.ZH: strings.Repeat("长", catalog.MaxLine)}, Body: &catalog.Fee{}},
		"twin": good,
	} {
		if _, err := exchange.WriteFolder(dir, []*catalog.Record{good, bad}); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if files, _ := filepath.Glob(dir + "/*"); len(files) > 0 {
		t.Errorf("it left %v", files)
	}
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := exchange.WriteFolder(file, []*catalog.Record{good}); err == nil {
		t.Error("a file was taken for a folder")
	}
}

func FuzzItemList(f *testing.F) {
	f.Add([]byte(list))
	f.Add([]byte(`[{"department":"区","items":[{"sub_items":[{"name":"a","link":"http://x/?itemCode=%20"}]}]}]`))
	f.Fuzz(func(t *testing.T, b []byte) {
		records, err := exchange.ItemList(b)
		if err != nil {
			return
		}
		seen := map[catalog.ID]bool{}
		for _, r := range records {
			if err := r.ID.Check(); err != nil || seen[r.ID] {
				t.Fatalf("id %s: twice or %v", r.ID, err)
			}
			seen[r.ID] = true
		}
	})
}
