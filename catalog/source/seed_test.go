package source_test

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"mingbai/assets"
	"mingbai/catalog"
	"mingbai/catalog/source"
)

func seed(t *testing.T) []*catalog.Record {
	t.Helper()
	records, err := source.Folder(assets.Seed())
	if err != nil {
		t.Fatal(err)
	}
	return records
}

// TestSeedIsSound wants no finding, no field that is misspelt, nothing that
// names a record which is not there, and only links to the example hosts.
func TestSeedIsSound(t *testing.T) {
	all := catalog.NewCollection(seed(t))
	for _, r := range all.All() {
		r.Check(func(f catalog.Finding) { t.Errorf("%s: %s: %s", r.ID, f.Field, f.Say[catalog.EN]) })
		if names := catalog.UnknownFields(r); len(names) > 0 {
			t.Errorf("%s: unknown fields %v", r.ID, names)
		}
		for _, id := range r.Refs() {
			if _, err := all.Record(id); err != nil {
				t.Errorf("%s names %s, which is not there", r.ID, id)
			}
		}
		for _, l := range r.Links() {
			u, err := url.Parse(l.URL)
			if err != nil || u.Scheme != "https" || !strings.HasSuffix(u.Host, ".mingbai.example") {
				t.Errorf("%s: link %s", r.ID, l.URL)
			}
		}
		if r.Clear.On.IsZero() {
			t.Errorf("%s was never cleared", r.ID)
		}
	}
}

// texts collects every text of a record, wherever it stands.
func texts(v any, found *[]map[string]any) {
	switch v := v.(type) {
	case map[string]any:
		if _, ok := v["zh"].(string); ok {
			*found = append(*found, v)
			return
		}
		for _, each := range v {
			texts(each, found)
		}
	case []any:
		for _, each := range v {
			texts(each, found)
		}
	}
}

// translated reports whether every text of a record is there in every
// language.
func translated(t *testing.T, r *catalog.Record) (missing string, ok bool) {
	t.Helper()
	line, err := r.Line()
	if err != nil {
		t.Fatal(err)
	}
	var v any
	if err := json.Unmarshal(line, &v); err != nil {
		t.Fatal(err)
	}
	var all []map[string]any
	texts(v, &all)
	for _, text := range all {
		for _, lang := range catalog.Langs() {
			if text[string(lang)] == nil {
				return text["zh"].(string), false
			}
		}
	}
	return "", true
}

// TestSeedIsTranslated wants titles in every language throughout, and whole
// records where visitors need them most.
func TestSeedIsTranslated(t *testing.T) {
	guides := 0
	for _, r := range seed(t) {
		for _, lang := range catalog.Langs() {
			if r.Title[lang] == "" {
				t.Errorf("%s has no title in %s", r.ID, lang)
			}
		}
		missing, ok := translated(t, r)
		switch r.Kind() {
		case catalog.KindGuide:
			if ok {
				guides++
			}
		case catalog.KindChannel, catalog.KindNotice, catalog.KindTopic:
			if !ok {
				t.Errorf("%s: %q is not in every language", r.ID, missing)
			}
		}
	}
	if guides < 12 {
		t.Errorf("%d guides are in every language, want 12", guides)
	}
}

// of returns the bodies of one type.
func of[T catalog.Body](records []*catalog.Record) map[catalog.ID]T {
	some := map[catalog.ID]T{}
	for _, r := range records {
		if b, ok := r.Body.(T); ok {
			some[r.ID] = b
		}
	}
	return some
}

// TestSeedShowsEverything counts what a hall has to publish.
func TestSeedShowsEverything(t *testing.T) {
	records := seed(t)
	least := func(what string, got, want int) {
		t.Helper()
		if got < want {
			t.Errorf("%d %s, want %d", got, what, want)
		}
	}
	guides := of[*catalog.Guide](records)
	least("guides", len(guides), 40)
	for id, g := range guides {
		if len(g.Conditions) == 0 || len(g.Materials) == 0 || len(g.Steps) == 0 || g.Legal == nil || g.Promised == nil || !g.Free && len(g.Fees) == 0 ||
			len(g.Counters) == 0 || len(g.Questions) == 0 || len(g.Links()) == 0 || len(g.Topics) == 0 {
			t.Errorf("%s is not complete", id)
		}
	}
	fees := of[*catalog.Fee](records)
	least("fees", len(fees), 30)
	for _, office := range []string{"water", "power", "gas", "heat"} {
		tiers := 0
		for _, r := range records {
			if f := fees[r.ID]; f != nil && r.Office == catalog.ID("office/"+office) {
				tiers = max(tiers, len(f.Standard.Tiers))
			}
		}
		least("tiers of "+office, tiers, 2)
	}
	least("channels", len(of[*catalog.Channel](records)), len(catalog.ChannelSorts()))
	least("powers", len(of[*catalog.Power](records)), 8)
	least("notices", len(of[*catalog.Notice](records)), 6)
	least("decisions", len(of[*catalog.Decision](records)), 1)
	least("requests", len(of[*catalog.Request](records)), 1)
	least("reports", len(of[*catalog.Report](records)), 1)
	for _, q := range of[*catalog.Request](records) {
		least("ways to ask", len(q.Ways), 5)
	}
	agents := 0
	for _, g := range guides {
		agents += len(g.Agents)
	}
	least("agents", agents, 3)
	countOffices(t, records, least)
	countDocuments(t, records, least)
}

// countOffices wants the nine kinds of enterprise with their seven headings,
// and counters on the map.
func countOffices(t *testing.T, records []*catalog.Record, least func(string, int, int)) {
	kinds := map[catalog.ID]map[catalog.Kind]int{}
	for _, r := range records {
		if kinds[r.Office] == nil {
			kinds[r.Office] = map[catalog.Kind]int{}
		}
		kinds[r.Office][r.Kind()]++
	}
	sorts := map[string]bool{}
	placed := 0
	for id, o := range of[*catalog.Office](records) {
		if kinds[id][catalog.KindCounter] > 0 {
			placed++
		}
		if !o.Enterprise() {
			continue
		}
		sorts[o.Sort.Code] = true
		least("promises of "+string(id), kinds[id][catalog.KindCommitment], 4)
		for _, k := range []catalog.Kind{catalog.KindPost, catalog.KindFee, catalog.KindChannel} {
			least(string(k)+" of "+string(id), kinds[id][k], 1)
		}
		least("rules of "+string(id), len(o.Rules), 1)
		least("discipline of "+string(id), len(o.Discipline), 1)
	}
	least("kinds of enterprise", len(sorts), 9)
	least("offices with counters", placed, 15)
}

// countDocuments wants something in every column, and each sort of document.
func countDocuments(t *testing.T, records []*catalog.Record, least func(string, int, int)) {
	columns, sorts := map[string]int{}, map[string]int{}
	for _, d := range of[*catalog.Disclosure](records) {
		columns[d.Column.Code]++
		sorts[d.Sort.Code]++
	}
	for _, c := range catalog.Columns() {
		want := 1
		if slices.Contains(catalog.KeyColumns(), c) {
			want = 2
		}
		least("documents in "+c, columns[c], want)
	}
	for sort, want := range map[string]int{"interpretation": 2, "enforcement": 1, "credit": 1} {
		least(sort, sorts[sort], want)
	}
	relief := 0
	for _, topic := range of[*catalog.Topic](records) {
		if topic.Sort.Code == "relief" {
			relief++
		}
	}
	least("topics of relief", relief, 3)
}

func TestFolderNamesWhatIsWrong(t *testing.T) {
	good := &fstest.MapFile{Data: []byte(`{"id":"fee/a","title":"a"}`)}
	for name, c := range map[string]struct {
		files fstest.MapFS
		want  string
	}{
		"cut off":    {fstest.MapFS{"fee/a.json": good, "fee/b.json": {Data: []byte(`{"id":"fee/b"`)}}, "fee/b.json"},
		"wrong name": {fstest.MapFS{"fee/c.json": good}, "it holds fee/a"},
		"too large":  {fstest.MapFS{"fee/a.json": {Data: make([]byte, 5*catalog.MaxLine)}}, "larger than"},
	} {
		if _, err := source.Folder(c.files); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: err = %v, want %q in it", name, err, c.want)
		}
	}
}
