package search_test

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"mingbai/catalog"
)

// A judgement is what somebody types at a hall, and which records they are
// after: judged by reading the records, not by what search answers.
type judgement struct {
	catalog string // seed or items
	class   string
	search  catalog.Search
	want    []string // ids of the seed, titles of the items; any will do; none: nothing is to be found
}

// judgements reads a file of testdata.
func judgements(t testing.TB, name string) []judgement {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	var all []judgement
	for line := range strings.Lines(string(b)) {
		cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(cells) != 5 {
			t.Fatalf("%s: %q has %d cells", name, line, len(cells))
		}
		j := judgement{catalog: cells[0], class: cells[1], search: catalog.Search{Lang: catalog.Lang(cells[2]), Words: cells[3], Limit: 5}}
		if cells[4] != "-" {
			j.want = strings.Split(cells[4], "|")
		}
		all = append(all, j)
	}
	return all[1:] // after the heads
}

// known fails for a wanted record that there is not.
func (j judgement) known(t *testing.T, records []*catalog.Record) {
	t.Helper()
	for _, want := range j.want {
		if !slices.ContainsFunc(records, func(r *catalog.Record) bool { return want == j.name(r.ID, r.Title) }) {
			t.Errorf("%s: no record %s in %s", j.search.Words, want, j.catalog)
		}
	}
}

// name is what a file calls a record.
func (j judgement) name(id catalog.ID, title catalog.Text) string {
	if j.catalog == "seed" {
		return string(id)
	}
	return title[catalog.ZH]
}

// place returns where the first wanted hit is among the hits, 0 for nowhere.
func (j judgement) place(found catalog.Found) int {
	if len(j.want) == 0 {
		return map[bool]int{true: 1}[len(found.Hits) == 0]
	}
	return 1 + slices.IndexFunc(found.Hits, func(h catalog.Hit) bool {
		return slices.Contains(j.want, j.name(h.ID, h.Head.Title))
	})
}

func (j judgement) names(found catalog.Found) string {
	var all []string
	for _, h := range found.Hits {
		all = append(all, j.name(h.ID, h.Head.Title))
	}
	return strings.Join(all, " | ")
}

// A score counts how many of some judgements were right.
type score struct{ first, five, all int }

func (s *score) count(place int) {
	s.all++
	if place == 1 {
		s.first++
	}
	if place > 0 {
		s.five++
	}
}

func share(n, of int) float64 { return 100 * float64(n) / float64(of) }

// The least shares, in percent, of judged searches that have a wanted record
// first and among the first five.
const (
	leastFirst, leastFive = 80, 95
	leastSeed, leastAll   = 50, 135 // judgements, of the seed in each file and in all
)

// The two files of judged searches: weights are chosen by the first alone.
const tuned, heldOut = "judged.tsv", "judged-held-out.tsv"

// TestJudgedSearchesAreAnswered reports each file apart, and what is missed
// only of the first: nobody can choose a weight by what was never shown.
func TestJudgedSearchesAreAnswered(t *testing.T) {
	desks, records := judgedDesks(t)
	total := 0
	for _, name := range []string{tuned, heldOut} {
		all := judgements(t, name)
		total += len(all)
		t.Run(name, func(t *testing.T) { judge(t, all, name == tuned, desks, records) })
	}
	if total < leastAll {
		t.Errorf("%d judged searches, want %d", total, leastAll)
	}
}

// judgedDesks returns a desk with each catalog there is.
func judgedDesks(t *testing.T) (map[string]*desk, map[string][]*catalog.Record) {
	records := map[string][]*catalog.Record{"seed": seed(t)}
	if os.Getenv("MINGBAI_ITEMS") == "" {
		t.Run("items", func(t *testing.T) { items(t) }) // says that it is skipped
	} else {
		records["items"] = items(t)
	}
	desks := map[string]*desk{}
	for name, some := range records {
		desks[name] = newDesk(t, some)
	}
	return desks, records
}

func judge(t *testing.T, all []judgement, told bool, desks map[string]*desk, records map[string][]*catalog.Record) {
	sum, classes := score{}, map[string]*score{}
	for _, j := range all {
		d := desks[j.catalog]
		if d == nil {
			continue
		}
		j.known(t, records[j.catalog])
		found := find(t, d.full, j.search)
		place := j.place(found)
		if classes[j.class] == nil {
			classes[j.class] = &score{}
		}
		sum.count(place)
		classes[j.class].count(place)
		if place != 1 && told {
			t.Logf("%s %s: place %d of %s; want %s", j.class, j.search.Words, place, j.names(found), strings.Join(j.want, " | "))
		}
	}
	report(t, sum, classes)
	if sum.all < leastSeed || share(sum.first, sum.all) < leastFirst || share(sum.five, sum.all) < leastFive {
		t.Errorf("%d of %d first and %d among five, want %d and %d %%", sum.first, sum.all, sum.five, leastFirst, leastFive)
	}
}

// report prints hit@1 and hit@5 of each class and of all.
func report(t *testing.T, sum score, classes map[string]*score) {
	names := make([]string, 0, len(classes))
	for name := range classes {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(cmp.Compare(classes[b].all, classes[a].all), cmp.Compare(a, b))
	})
	for _, name := range names {
		s := classes[name]
		t.Logf("%-9s hit@1 %5.1f %%, hit@5 %5.1f %% of %d", name, share(s.first, s.all), share(s.five, s.all), s.all)
	}
	t.Logf("%-9s hit@1 %5.1f %%, hit@5 %5.1f %% of %d", "all", share(sum.first, sum.all), share(sum.five, sum.all), sum.all)
}
