package press

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"mingbai/catalog"
	"mingbai/catalog/edition"
	"mingbai/catalog/review"
)

// A Sort says what happens to a record.
type Sort string

// The sorts of change, in the order of the list.
const (
	Added     Sort = "added"
	Changed   Sort = "changed"
	Withdrawn Sort = "withdrawn"
)

// A Change is what residents will see differently of one record.
type Change struct {
	Sort   Sort         `json:"sort"`
	ID     catalog.ID   `json:"id"`
	Title  catalog.Text `json:"title"` // the new one; the old where it goes
	Fields []Field      `json:"fields,omitempty"`
}

// A Field is one value that differs. Old and New are as people read them; ""
// is nothing.
type Field struct {
	Path string `json:"path"` // "body.standard.amount"
	Old  string `json:"old,omitempty"`
	New  string `json:"new,omitempty"`
}

// Compare lists what differs between two editions: what is added first, then
// what is changed, then what goes, each in the order of ids.
func Compare(old, next *edition.Set) ([]Change, error) {
	before, err := linesByID(old)
	if err != nil {
		return nil, err
	}
	after, err := linesByID(next)
	if err != nil {
		return nil, err
	}
	return compare(before, after)
}

// linesByID reads a set into a map.
func linesByID(s *edition.Set) (map[catalog.ID][]byte, error) {
	all := map[catalog.ID][]byte{}
	for line := range s.Lines() {
		id, _, err := idOf(line)
		if err != nil {
			return nil, err
		}
		all[id] = line
	}
	return all, nil
}

// idOf reads whose line it is, and whether it says that the record is gone.
func idOf(line []byte) (id catalog.ID, gone bool, err error) {
	var j struct {
		ID catalog.ID `json:"id"`
		//lint:ignore SA5008 this is how encoding/json writes the name "-"
		Gone catalog.ID `json:"-,"`
	}
	if err := json.Unmarshal(line, &j); err != nil {
		return "", false, fmt.Errorf("read line: %w", err)
	}
	if j.Gone != "" {
		return j.Gone, true, j.Gone.Check()
	}
	return j.ID, false, j.ID.Check()
}

// compare lists what differs between lines by id.
func compare(before, after map[catalog.ID][]byte) ([]Change, error) {
	ids := maps.Clone(before)
	maps.Copy(ids, after)
	var all []Change
	for _, id := range slices.Sorted(maps.Keys(ids)) {
		c, err := compareLine(id, before[id], after[id])
		if err != nil {
			return nil, fmt.Errorf("compare %s: %w", id, err)
		}
		if c.Sort != "" {
			all = append(all, c)
		}
	}
	order := map[Sort]int{Added: 0, Changed: 1, Withdrawn: 2}
	slices.SortStableFunc(all, func(a, b Change) int { return cmp.Compare(order[a.Sort], order[b.Sort]) })
	return all, nil
}

// compareLine compares one record; a nil line is none.
func compareLine(id catalog.ID, old, next []byte) (Change, error) {
	c := Change{ID: id}
	switch {
	case slices.Equal(old, next):
		return c, nil
	case old == nil:
		c.Sort = Added
	case next == nil:
		c.Sort = Withdrawn
	default:
		c.Sort = Changed
	}
	was, err := readLine(old)
	if err != nil {
		return c, err
	}
	is, err := readLine(next)
	if err != nil {
		return c, err
	}
	if c.Title = titleOf(next); next == nil {
		c.Title = titleOf(old)
		return c, nil
	}
	differ("", was, is, func(path string, old, next any) {
		if c.Sort != Added || path != "id" && path != "title.zh" {
			c.Fields = append(c.Fields, Field{path, shown(path, old), shown(path, next)})
		}
	})
	return c, nil
}

func titleOf(line []byte) catalog.Text {
	var j struct {
		Title catalog.Text `json:"title"`
	}
	_ = json.Unmarshal(line, &j) // readLine has read it
	for lang, words := range j.Title {
		j.Title[lang] = review.Plain(words)
	}
	return j.Title
}

// A Set is the records of one edition in memory, as mingbai/catalog/edition
// has it.
type Set = edition.Set

// String returns "label: old → new" for people.
func (f Field) String() string { return f.Label()[catalog.ZH] + ": " + f.arrow(Changed) }
