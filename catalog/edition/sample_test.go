package edition

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"mingbai/catalog"
)

// seed is the starter catalog, from which the benchmarks take sentences.
const seed = "../../assets/seed"

// sentences returns every Chinese text of the starter catalog, once.
func sentences(t testing.TB) []string {
	t.Helper()
	files, err := fs.Glob(os.DirFS(seed), "*/*.json")
	if err != nil || len(files) == 0 {
		t.Skipf("no sentences to make records of: %s has no records (%v)", seed, err)
	}
	found := map[string]bool{}
	for _, name := range files {
		b, err := fs.ReadFile(os.DirFS(seed), name)
		if err != nil {
			t.Fatal(err)
		}
		var v any
		if err := json.Unmarshal(b, &v); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		gather(v, found)
	}
	var all []string
	for s := range found {
		all = append(all, s)
	}
	slices.Sort(all)
	return all
}

// gather finds the Chinese texts in a JSON value.
func gather(v any, found map[string]bool) {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			gather(e, found)
		}
	case map[string]any:
		if s, ok := v["zh"].(string); ok && len(s) > 20 {
			found[s] = true
		}
		for _, e := range v {
			gather(e, found)
		}
	}
}

// A writer makes guides of about 2 KB from sentences, the same in each run.
type writer struct {
	from   []string
	random *rand.Rand
}

func newWriter(t testing.TB) *writer {
	return &writer{sentences(t), rand.New(rand.NewPCG(230881, 2026))}
}

// words returns one sentence put together from the parts of two.
func (w *writer) words() catalog.Text {
	cut := func(s string) []string {
		return strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("，。；、：", r) })
	}
	a, b := cut(w.from[w.random.IntN(len(w.from))]), cut(w.from[w.random.IntN(len(w.from))])
	parts := append(a, b...)
	w.random.Shuffle(len(parts), func(i, j int) { parts[i], parts[j] = parts[j], parts[i] })
	return catalog.Text{catalog.ZH: fmt.Sprintf("%s，%d%s。", strings.Join(parts, "，"), w.random.IntN(1000), "项")}
}

// guide returns the line of guide i.
func (w *writer) guide(t testing.TB, i int) string {
	texts := func(n int) []catalog.Text {
		var all []catalog.Text
		for range n {
			all = append(all, w.words())
		}
		return all
	}
	b, err := json.Marshal(map[string]any{
		"id": fmt.Sprintf("guide/g%05d", i), "title": w.words(), "number": i + 1,
		"office":  fmt.Sprintf("office/o%02d", w.random.IntN(60)),
		"checked": map[string]any{"by": w.words(), "on": fmt.Sprintf("2026-%02d-%02d", 1+w.random.IntN(12), 1+w.random.IntN(28))},
		"body": map[string]any{"summary": w.words(), "conditions": texts(4), "materials": texts(6), "steps": texts(4),
			"code": fmt.Sprintf("11%018d%013d", w.random.Uint64()%1e18, w.random.Uint64()%1e13)},
	})
	if err != nil {
		t.Fatal(err)
	}
	line, err := catalog.Canonical(b)
	if err != nil {
		t.Fatal(err)
	}
	return string(line)
}

// guides returns n lines.
func (w *writer) guides(t testing.TB, n int) []string {
	all := make([]string, n)
	for i := range all {
		all[i] = w.guide(t, i)
	}
	return all
}
