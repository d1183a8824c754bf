package shelf

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"mingbai/catalog"
)

// noon is when the first edition of a test comes.
var noon = time.Date(2026, 11, 18, 4, 0, 0, 0, time.UTC)

func mustOpen(t *testing.T, path string) *Shelf {
	t.Helper()
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// each yields lines through one buffer, as a reader of files does.
func each(lines ...string) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		buffer := make([]byte, 0, 64)
		for _, l := range lines {
			buffer = append(buffer[:0], l...)
			if !yield(buffer, nil) {
				return
			}
		}
	}
}

func mustApply(t *testing.T, s *Shelf, e Edition, at time.Time, lines ...string) Change {
	t.Helper()
	c, err := s.Apply(t.Context(), e, at, each(lines...))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// kept returns the edition and the lines on the shelf.
func kept(ctx context.Context, s *Shelf) (Edition, []string, error) {
	var lines []string
	e, err := s.Lines(ctx, func(line []byte) error {
		lines = append(lines, string(line))
		return nil
	})
	return e, lines, err
}

// A model is what a shelf has to be, in memory.
type model struct {
	edition Edition
	at      int64 // when the edition came
	line    map[catalog.ID]string
	since   map[catalog.ID]int64
	past    map[catalog.ID][]Superseded // newest first
}

func newModel() *model {
	return &model{line: map[catalog.ID]string{}, since: map[catalog.ID]int64{}, past: map[catalog.ID][]Superseded{}}
}

func (m *model) apply(e Edition, at time.Time, next map[catalog.ID]string) Change {
	var c Change
	now := max(at.Unix(), m.at)
	for id, old := range m.line {
		switch line, stays := next[id]; {
		case stays && line == old:
			c.Unchanged++
			continue
		case stays:
			c.Changed++
		default:
			c.Withdrawn++
		}
		was := Superseded{[]byte(old), time.Unix(m.since[id], 0).UTC(), time.Unix(now, 0).UTC()}
		m.past[id] = slices.Insert(m.past[id], 0, was)
		delete(m.since, id)
	}
	for id := range next {
		if _, stayed := m.since[id]; !stayed {
			m.since[id] = now
		}
	}
	c.Added = len(next) - c.Changed - c.Unchanged
	if m.edition != e || c.Added+c.Changed+c.Withdrawn > 0 {
		m.at = now
	}
	m.edition, m.line = e, maps.Clone(next)
	return c
}

// shown returns the line of id at a second, or "".
func (m *model) shown(id catalog.ID, at int64) string {
	if line, ok := m.line[id]; ok && m.since[id] <= at {
		return line
	}
	for _, p := range m.past[id] {
		if p.From.Unix() <= at && at < p.Until.Unix() {
			return string(p.Line)
		}
	}
	return ""
}

func (m *model) lines() []string {
	var lines []string
	for _, id := range slices.Sorted(maps.Keys(m.line)) {
		lines = append(lines, m.line[id])
	}
	return lines
}

func (m *model) collection(t rapid.TB) *catalog.Collection {
	var all []*catalog.Record
	for _, line := range m.line {
		all = append(all, read(t, line))
	}
	return catalog.NewCollection(all)
}

func read(t rapid.TB, line string) *catalog.Record {
	r, err := catalog.ReadRecord([]byte(line))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// What the records of generated editions are made of: few, so that they often
// meet.
var (
	someKinds   = append(catalog.Kinds(), "alien")
	someIDs     = makeIDs("a", "b", "c")
	someOffices = []string{"", "office/a", "office/b", "office/none", "no id"}
	someTitles  = []any{nil, "", "水", "水费", "a", "a\x00b", "a\x00", "😀<&>", "\xff", map[string]string{},
		map[string]string{"zh": "水", "en": "water"}, map[string]string{"en": "only"}}
	someCodes   = []string{"", "0454-12", "5401", "0540-1号"}
	someDays    = []string{"", "2026-01-02", "2025-12-31", "0000-01-01", "9999-12-31"}
	someColumns = []string{"", "budget", "price", "water", "other", "unlisted", "x\x00"}
)

func makeIDs(names ...string) []string {
	var ids []string
	for _, k := range someKinds {
		for _, n := range names {
			ids = append(ids, string(k)+"/"+n)
		}
	}
	return ids
}

func one[T any](t *rapid.T, what string, from []T) T { return rapid.SampledFrom(from).Draw(t, what) }

// someLine generates a line of the record id, mostly canonical.
func someLine(t *rapid.T, id string) string {
	record := map[string]any{"id": id, "office": one(t, "office", someOffices), "body": someBody(t, catalog.ID(id).Kind()),
		"checked": map[string]string{"on": one(t, "checked", someDays)}}
	if title := one(t, "title", someTitles); title != nil {
		record["title"] = title
	}
	if rapid.Bool().Draw(t, "future") {
		record["future"] = []any{1e30, json.Number("1.50"), nil}
	}
	b, err := json.Marshal(record)
	if err != nil {
		t.Fatal(err)
	}
	line, err := catalog.Canonical(b)
	if err != nil {
		t.Fatal(err)
	}
	if rapid.IntRange(0, 9).Draw(t, "spaces") == 0 {
		return strings.Replace(string(line), "{", "{ ", 1)
	}
	return string(line)
}

// someBody generates what lists depend on.
func someBody(t *rapid.T, k catalog.Kind) map[string]any {
	n := rapid.IntRange(-1, 2).Draw(t, "n")
	code := one(t, "column", someColumns)
	day := one(t, "day", someDays)
	someRefs := func(what string) []string {
		return rapid.SliceOfN(rapid.SampledFrom(append(someIDs, "guide/none", "guide/a\x00")), 0, 4).Draw(t, what)
	}
	body := map[string]any{"future": n}
	switch k {
	case catalog.KindOffice:
		maps.Copy(body, map[string]any{"sort": code, "parent": one(t, "parent", someIDs),
			"short": one(t, "short", someTitles), "telephone": one(t, "telephone", someCodes)})
	case catalog.KindCounter:
		maps.Copy(body, map[string]any{"floor": n, "place": map[string]int{"x": 10 * n, "y": n, "w": 1, "h": 1}})
	case catalog.KindGuide:
		maps.Copy(body, map[string]any{"topics": someRefs("topics"), "fees": someRefs("fees"),
			"summary": one(t, "summary", someTitles), "item_code": one(t, "code", someCodes)})
	case catalog.KindFee:
		body["field"] = code
	case catalog.KindCommitment, catalog.KindChannel:
		body["order"] = n
	case catalog.KindDisclosure:
		maps.Copy(body, map[string]any{"column": code, "issued": day, "explains": someRefs("explains")})
	case catalog.KindDecision:
		body["stage"] = map[string]string{"code": code}
	case catalog.KindNotice:
		maps.Copy(body, map[string]any{"group": code, "issued": day, "priority": n})
	case catalog.KindTopic:
		maps.Copy(body, map[string]any{"order": n, "members": someRefs("members"),
			"groups": []any{map[string]any{"members": someRefs("group")}}})
	}
	return body
}

// nextLines generates the edition that follows one.
func nextLines(t *rapid.T, now map[catalog.ID]string) map[catalog.ID]string {
	next := map[catalog.ID]string{}
	if !rapid.Bool().Draw(t, "afresh") {
		maps.Copy(next, now)
	}
	for _, id := range rapid.SliceOfN(rapid.SampledFrom(someIDs), 0, 25).Draw(t, "touched") {
		if rapid.IntRange(0, 3).Draw(t, "withdraw") == 0 {
			delete(next, catalog.ID(id))
		} else {
			next[catalog.ID(id)] = someLine(t, id)
		}
	}
	return next
}

// someQueries is every query by kind and, each alone and both together, by
// office and column; and by kind and topic.
func someQueries() []catalog.Query {
	var all []catalog.Query
	for _, kind := range append(someKinds, "", "gone") {
		for _, office := range someOffices {
			for _, column := range someColumns {
				all = append(all, catalog.Query{Kind: kind, Office: catalog.ID(office), Column: column})
			}
		}
		for _, topic := range append(someIDs, "topic/none") {
			all = append(all, catalog.Query{Kind: kind, Topic: catalog.ID(topic)})
		}
	}
	for _, topic := range someIDs {
		all = append(all, catalog.Query{Topic: catalog.ID(topic), Office: "office/a", Column: "budget"})
	}
	return all
}

// line makes a canonical line of a record by its id, title and other fields.
func line(id, title string, more ...string) string {
	b, err := catalog.Canonical(fmt.Appendf(nil, `{"id":%q,"title":{"zh":%q}%s}`, id, title, strings.Join(append([]string{""}, more...), ",")))
	if err != nil {
		panic(err)
	}
	return string(bytes.TrimSpace(b))
}
