package exchange

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"mingbai/assets"
	"mingbai/catalog"
	"mingbai/catalog/source"
)

// A trial edits random cells of a workbook and does the same to the JSON of
// the records, on its own account.
type trial struct {
	*testing.T
	rand  *rand.Rand
	file  *excelize.File
	trees map[catalog.ID]map[string]any
	ids   []catalog.ID
	title map[catalog.ID]string
	log   []string
}

func (tr *trial) pick(list []string) string { return list[tr.rand.IntN(len(list))] }

// TestRandomEditsChangeThatAndNothingElse edits random cells, as people type,
// and wants exactly these changes.
func TestRandomEditsChangeThatAndNothingElse(t *testing.T) {
	all, err := source.Folder(assets.Seed())
	if err != nil {
		t.Fatal(err)
	}
	trials := uint64(4)
	if raced {
		trials = 1
	}
	for seed := range trials {
		r := rand.New(rand.NewPCG(seed, 7))
		some := slices.Clone(all)
		r.Shuffle(len(some), func(i, j int) { some[i], some[j] = some[j], some[i] })
		tryEdits(t, r, some[:50], 45)
	}
}

func tryEdits(t *testing.T, r *rand.Rand, records []*catalog.Record, edits int) {
	var b bytes.Buffer
	if err := WriteWorkbook(&b, records); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	tr := &trial{T: t, rand: r, file: f, trees: map[catalog.ID]map[string]any{}, title: map[catalog.ID]string{}}
	for _, rec := range records {
		tr.trees[rec.ID] = tree(t, rec)
		tr.ids, tr.title[rec.ID] = append(tr.ids, rec.ID), rec.Title[catalog.ZH]
	}
	slices.Sort(tr.ids)
	edited := tr.edits(edits)
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	base := records
	if r.IntN(2) == 0 {
		base = nil
	}
	im, err := ReadWorkbook(bytes.NewReader(out.Bytes()), int64(out.Len()), base)
	if err != nil {
		t.Fatalf("%v\nafter %s", err, strings.Join(tr.log, "\n"))
	}
	changed := map[catalog.ID]bool{}
	for _, c := range im.Changes {
		changed[c.ID] = true
	}
	for _, rec := range im.Records {
		want, err := json.Marshal(tr.trees[rec.ID])
		if err != nil {
			t.Fatal(err)
		}
		again, err := catalog.ReadRecord(want)
		if err != nil {
			t.Fatal(err)
		}
		a, _ := rec.Line()
		w, _ := again.Line()
		if string(a) != string(w) {
			t.Errorf("%s is\n%s, want\n%s\nafter %s", rec.ID, a, w, strings.Join(tr.log, "\n"))
		}
		if changed[rec.ID] != edited[rec.ID] {
			t.Errorf("%s: changed %v, edited %v", rec.ID, changed[rec.ID], edited[rec.ID])
		}
	}
	if len(im.Records) != len(records) {
		t.Errorf("%d records, want %d", len(im.Records), len(records))
	}
}

func tree(t *testing.T, r *catalog.Record) map[string]any {
	b, err := r.Line()
	if err != nil {
		t.Fatal(err)
	}
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	var v map[string]any
	if err := d.Decode(&v); err != nil {
		t.Fatal(err)
	}
	return v
}

// edits makes n edits of different cells and returns which records they are
// of.
func (tr *trial) edits(n int) map[catalog.ID]bool {
	l, err := newLayout()
	if err != nil {
		tr.Fatal(err)
	}
	edited, seen := map[catalog.ID]bool{}, map[string]bool{}
	for len(tr.log) < n {
		plans := l.all()
		p := plans[tr.rand.IntN(len(plans))]
		rows, err := tr.file.GetRows(p.sheet)
		if err != nil {
			tr.Fatal(err)
		}
		if len(rows) < 2 {
			continue
		}
		row := 2 + tr.rand.IntN(len(rows)-1)
		c := p.columns[tr.rand.IntN(len(p.columns))]
		id := catalog.ID(rows[row-1][0])
		cell := spot{row, slices.Index(rows[0], c.head) + 1}.String()
		path := c.path
		if p.kind == "" {
			path = fmt.Sprintf("%s[%d].%s", p.lists[id.Kind()].path, row-2-slices.IndexFunc(rows[1:], func(r []string) bool { return r[0] == string(id) }), c.path)
		}
		if seen[p.sheet+cell] || !tr.edit(c, p.sheet, cell, id, path) {
			continue
		}
		seen[p.sheet+cell] = true
		edited[id] = true
		tr.log = append(tr.log, fmt.Sprintf("%s %s!%s %s", id, p.sheet, cell, path))
	}
	return edited
}

func (tr *trial) type_(sheet, cell string, v any) {
	if err := tr.file.SetCellValue(sheet, cell, v); err != nil {
		tr.Fatal(err)
	}
}

// edit types something new into a cell and does the same to the tree.
func (tr *trial) edit(c *column, sheet, cell string, id catalog.ID, path string) bool {
	n := tr.rand.IntN(900) + 10
	word := fmt.Sprintf("改动 %d\n第二行，“引号” <&>", n)
	old := get(tr.trees[id], path)
	owner := strings.TrimSuffix(path, "."+c.field.name)
	if (strings.HasPrefix(c.field.key, "Link.") || c.field.key == "Limit.note") && get(tr.trees[id], owner) == nil {
		return false // it says nothing without an address or a limit
	}
	switch t := c.field.typ; {
	case t == textType:
		if tr.rand.IntN(4) == 0 && c.path != "title" && get(tr.trees[id], path+"."+string(c.lang)) != nil {
			if item, ok := get(tr.trees[id], path[:strings.LastIndex(path, "]")+1]).(map[string]any); ok && len(item) == 1 {
				return false // a row that says nothing any more is a row less
			}
			tr.type_(sheet, cell, nil)
			return set(tr.trees[id], path+"."+string(c.lang), nil)
		}
		tr.type_(sheet, cell, "  "+word+" \n")
		return set(tr.trees[id], path+"."+string(c.lang), word)
	case t == reflect.TypeFor[[]catalog.Text]():
		list, _ := old.([]any)
		lines := len(list)
		for lines > 0 && list[lines-1].(map[string]any)[string(c.lang)] == nil {
			lines--
		}
		if lines != len(list) { // appended at the end of this language only
			return false
		}
		s, _ := tr.file.GetCellValue(sheet, cell)
		tr.type_(sheet, cell, strings.TrimSpace(s+"\n新的一条"))
		return set(tr.trees[id], path, append(list, map[string]any{string(c.lang): "新的一条"}))
	case c.leaf.cell != nil:
		return tr.count(c, sheet, cell, id, path)
	case t.Kind() == reflect.Bool:
		if old == true {
			tr.type_(sheet, cell, tr.pick([]string{"否", "", " 无 "}))
			return set(tr.trees[id], path, nil)
		}
		tr.type_(sheet, cell, tr.pick([]string{"是", "√", "TRUE", "１"}))
		return set(tr.trees[id], path, true)
	case t == codeType:
		list := choices[c.field.key]
		code := list[tr.rand.IntN(len(list))]
		if was, ok := old.(map[string]any); ok && was["code"] == code.code {
			return false
		}
		tr.type_(sheet, cell, tr.pick(append([]string{code.zh, code.code, " " + code.zh + "\n"}, code.also...)))
		return set(tr.trees[id], path, map[string]any{"code": code.code})
	case t == idType:
		return tr.refer(c, sheet, cell, id, path, old)
	case t == reflect.PointerTo(limitType):
		if old != nil && fmt.Sprint(old.(map[string]any)["n"]) == strconv.Itoa(n) {
			return false
		}
		tr.type_(sheet, cell, tr.pick([]string{fmt.Sprintf("%d 小时", n), fmt.Sprintf("%d小时内", n), wide(strconv.Itoa(n)) + "个小时"}))
		return set(tr.trees[id], path+".n", json.Number(strconv.Itoa(n))) && set(tr.trees[id], path+".unit", map[string]any{"code": "hour"})
	case c.field.key == "Link.url":
		url := fmt.Sprintf("https://www.mingbai.example/new/%d?a=b&c=d", n)
		tr.type_(sheet, cell, url)
		return set(tr.trees[id], path, url)
	case t.Kind() == reflect.String:
		tr.type_(sheet, cell, "０4５４-"+strconv.Itoa(n))
		return set(tr.trees[id], path, "0454-"+strconv.Itoa(n))
	}
	return false
}

// count types a day, an amount or a number, in one of the ways people do.
func (tr *trial) count(c *column, sheet, cell string, id catalog.ID, path string) bool {
	n := tr.rand.IntN(900) + 10
	old := get(tr.trees[id], path)
	switch t := c.field.typ; {
	case t == dateType:
		day := catalog.Date{Year: 2027, Month: time.Month(n%12 + 1), Day: n%28 + 1}
		forms := []any{day.String(), day.Time(), fmt.Sprintf("%d年%d月%d日", day.Year, day.Month, day.Day),
			fmt.Sprintf(" %d/%d/%d ", day.Year, day.Month, day.Day), strings.ReplaceAll(day.String(), "-", "．"), strings.ReplaceAll(day.String(), "-", "")}
		tr.type_(sheet, cell, forms[tr.rand.IntN(len(forms))])
		return set(tr.trees[id], path, day.String())
	case t == fenType || t == reflect.TypeFor[*catalog.Fen]():
		forms := []any{float64(n) / 100, fmt.Sprintf("%d.%02d元", n/100, n%100), fmt.Sprintf("¥ %d.%02d", n/100, n%100), wide(fmt.Sprintf("%d.%02d", n/100, n%100))}
		tr.type_(sheet, cell, forms[tr.rand.IntN(len(forms))])
		return set(tr.trees[id], path, json.Number(strconv.Itoa(n)))
	case t.Kind() == reflect.Int, t.Kind() == reflect.Int64, t.Kind() == reflect.Uint32, t == reflect.TypeFor[*int]():
		if fmt.Sprint(old) == strconv.Itoa(n) || strings.Contains(path, "place.") && get(tr.trees[id], path[:strings.LastIndex(path, ".")]) == nil {
			return false
		}
		forms := []any{n, strconv.Itoa(n), wide(strconv.Itoa(n)), strconv.Itoa(n) + " 个", float64(n)}
		tr.type_(sheet, cell, forms[tr.rand.IntN(len(forms))])
		return set(tr.trees[id], path, json.Number(strconv.Itoa(n)))
	}
	return false
}

// refer names another record: by id, by title, or by both.
func (tr *trial) refer(c *column, sheet, cell string, id catalog.ID, path string, old any) bool {
	var others []catalog.ID
	for _, other := range tr.ids {
		if other.Kind() == refers[c.field.key] && old != string(other) {
			others = append(others, other)
		}
	}
	if len(others) == 0 {
		return false
	}
	other := others[tr.rand.IntN(len(others))]
	tr.type_(sheet, cell, tr.pick([]string{string(other), "随便写的 [" + string(other) + "]"}))
	if refers[c.field.key] == catalog.KindOffice {
		tr.type_(sheet, cell, tr.title[other])
	}
	return set(tr.trees[id], path, string(other))
}

func wide(s string) string {
	return strings.Map(func(r rune) rune { return r - '!' + '！' }, s)
}

var step = regexp.MustCompile(`[^.\[\]]+`)

// get returns what is at a path, nil for nothing.
func get(v any, path string) any {
	for _, name := range step.FindAllString(path, -1) {
		switch at := v.(type) {
		case map[string]any:
			v = at[name]
		case []any:
			i, _ := strconv.Atoi(name)
			v = at[i]
		default:
			return nil
		}
	}
	return v
}

// set puts v at a path, nil taking away what is there and what it leaves
// empty.
func set(at any, path string, v any) bool {
	names := step.FindAllString(path, -1)
	setIn(at, names, v)
	return true
}

func setIn(at any, names []string, v any) {
	if list, ok := at.([]any); ok {
		i, _ := strconv.Atoi(names[0])
		setIn(list[i], names[1:], v)
		return
	}
	m := at.(map[string]any)
	switch {
	case len(names) == 1 && v == nil:
		delete(m, names[0])
	case len(names) == 1:
		m[names[0]] = v
	default:
		if m[names[0]] == nil {
			m[names[0]] = map[string]any{}
		}
		setIn(m[names[0]], names[1:], v)
		if inner, ok := m[names[0]].(map[string]any); ok && len(inner) == 0 {
			delete(m, names[0])
		}
	}
}
