package exchange

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"

	"mingbai/catalog"
)

// check looks at a draft that is complete.
func (x *reading) check(d *draft) {
	if !d.own || d.bad {
		return
	}
	at := spot{d.row, max(1, d.from.title)}
	line, err := d.now.Line()
	switch {
	case err != nil:
		x.fault(faultf("这一条写不成条目（%v），请检查这一行", "it cannot be written (%v); check the row", err), d.from.name, at, d.id)
	case len(line) > catalog.MaxLine:
		x.fault(faultf("这一条有 %d 字节，最多 %d，请删短", "it has %d bytes, at most %d fit; shorten it", len(line), catalog.MaxLine), d.from.name, at, d.id)
	case norm(d.now.Title[catalog.ZH]) == "":
		x.fault(&fault{"没有写中文标题，请填写", "the Chinese title is missing; write one"}, d.from.name, at, d.id)
	}
}

// result puts together what is imported.
func (x *reading) result() (Import, error) {
	im := Import{Ignored: x.ignored, Problems: x.problems, At: map[catalog.ID]Row{}}
	for _, t := range x.tables {
		im.Sheets = append(im.Sheets, t.name)
	}
	slices.SortStableFunc(im.Problems, x.byPlace)
	if len(im.Problems) > 0 && !x.Partial {
		return im, refusal(im.Problems)
	}
	for _, id := range sortedIDs(x.drafts) {
		if d := x.drafts[id]; !d.bad && (d.of == nil || !d.of.bad) {
			im.Records = append(im.Records, d.now)
			if d.from != nil && d.row > 0 && !d.rowless && d.of == nil {
				im.At[id] = Row{d.from.name, d.row}
			}
			if err := im.note(d); err != nil {
				return Import{}, err
			}
		}
	}
	for _, id := range sortedIDs(x.origin) {
		d := x.drafts[id]
		switch known := x.layout.kind(id.Kind()) != nil; {
		case !known:
			im.keep(x.origin[id], x.base[id])
		case d == nil || d.rowless:
			im.Missing = append(im.Missing, id)
		}
	}
	slices.SortFunc(im.Records, func(a, b *catalog.Record) int { return cmp.Compare(a.ID, b.ID) })
	return im, nil
}

// byPlace orders problems by sheet, in the order of the tabs, then by cell.
func (x *reading) byPlace(a, b Problem) int {
	return cmp.Or(x.tabs[a.Sheet]-x.tabs[b.Sheet], a.at.row-b.at.row, a.at.col-b.at.col)
}

// keep imports a record of a kind without a sheet as it is.
func (im *Import) keep(origin, base *catalog.Record) {
	if base != nil {
		im.Records = append(im.Records, base)
		return
	}
	im.Records = append(im.Records, origin)
	im.Added = append(im.Added, origin.ID)
}

// note says how a draft differs from the base.
func (im *Import) note(d *draft) error {
	before := d.base
	if before == nil {
		im.Added = append(im.Added, d.id)
		before = d.then
	}
	if before == nil || before == d.now {
		return nil
	}
	was, err := fieldsOfRecord(before)
	if err != nil {
		return err
	}
	is, err := fieldsOfRecord(d.now)
	if err != nil {
		return err
	}
	n := len(im.Changes)
	im.compare(d.id, "", was, is)
	if len(im.Changes) > n && d.base != nil {
		im.Changed = append(im.Changed, d.id)
	}
	return nil
}

// Compare returns how two records of one id differ in their JSON form.
func Compare(was, is *catalog.Record) ([]Change, error) {
	a, err := fieldsOfRecord(was)
	if err != nil {
		return nil, err
	}
	b, err := fieldsOfRecord(is)
	if err != nil {
		return nil, err
	}
	var im Import
	im.compare(is.ID, "", a, b)
	return im.Changes, nil
}

func fieldsOfRecord(r *catalog.Record) (any, error) {
	line, err := r.Line()
	if err != nil {
		return nil, err
	}
	d := json.NewDecoder(bytes.NewReader(line))
	d.UseNumber()
	var v any
	err = d.Decode(&v)
	return v, err
}

// compare notes where two JSON values differ. Lists of different lengths
// differ as a whole.
func (im *Import) compare(id catalog.ID, path string, was, is any) {
	if a, ok := was.(map[string]any); ok {
		if b, ok := is.(map[string]any); ok {
			im.compareObjects(id, path, a, b)
			return
		}
	}
	a, ok1 := was.([]any)
	b, ok2 := is.([]any)
	if ok1 && ok2 && len(a) == len(b) {
		for i := range a {
			im.compare(id, fmt.Sprintf("%s[%d]", path, i), a[i], b[i])
		}
		return
	}
	if x, y := asJSON(was), asJSON(is); x != y {
		im.Changes = append(im.Changes, Change{id, path, x, y})
	}
}

func (im *Import) compareObjects(id catalog.ID, path string, a, b map[string]any) {
	if path != "" {
		path += "."
	}
	var names []string
	for name := range a {
		names = append(names, name)
	}
	for name := range b {
		if _, ok := a[name]; !ok {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		im.compare(id, path+name, a[name], b[name])
	}
}

// asJSON writes a value as JSON; nothing is "".
func asJSON(v any) string {
	if v == nil {
		return ""
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return fmt.Sprint(v)
	}
	return string(bytes.TrimSpace(b.Bytes()))
}
