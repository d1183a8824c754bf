package exchange

import (
	"slices"
	"strings"

	"mingbai/catalog"
)

// An entry is a row of a table of records before it is a draft.
type entry struct {
	*table
	row    int
	title  string
	office catalog.ID // of a row without an id
	code   string     // its item code in the letters of an id
}

// merge makes drafts of the rows of every table, the offices first, and then
// gives them the lists.
func (x *reading) merge() {
	var drafts []*draft
	for _, p := range x.layout.kinds {
		var entries []entry
		for _, t := range x.tables {
			if t.plan == p {
				drafts = append(drafts, x.withIDs(t)...)
				entries = append(entries, x.withoutIDs(t)...)
			}
		}
		drafts = append(drafts, x.name(p.kind, entries)...)
	}
	for _, d := range drafts {
		x.step(1)
		x.fill(d)
	}
	for _, t := range x.tables {
		if t.plan.kind == "" {
			x.lists(t)
		}
	}
	for _, id := range sortedIDs(x.drafts) {
		x.check(x.drafts[id])
	}
	x.step(max(0, x.total-x.done))
}

// blankRow reports whether a row says nothing in any column that is read.
func (t *table) blankRow(row int) bool {
	for _, c := range t.columns {
		if t.text(spot{row, c.col}) != "" {
			return false
		}
	}
	for _, col := range t.extras {
		if t.text(spot{row, col}) != "" {
			return false
		}
	}
	return t.id == 0 || t.text(spot{row, t.id}) == ""
}

// withIDs drafts the rows that have an id.
func (x *reading) withIDs(t *table) []*draft {
	var drafts []*draft
	for row := t.head + 1; t.id != 0 && row <= len(t.rows); row++ {
		at := spot{row, t.id}
		s := narrow(t.text(at))
		if s == "" {
			continue
		}
		if !strings.Contains(s, "/") {
			s = string(t.plan.kind) + "/" + s
		}
		id := catalog.ID(s)
		switch {
		case t.odd[at].what == formula:
			x.fault(formulaFault, t.name, at, "")
		case id.Check() != nil || id.Kind() != t.plan.kind:
			x.fault(faultf("「%s」不是%s的编号，应为 %s/名称，名称只用小写字母、数字和连字符；新加的行可以空着", "%q is no id of a %[3]s (%[2]s): want %[3]s/name in a-z, 0-9 and -; leave it empty in a new row", brief(s), t.plan.sheet, t.plan.kind), t.name, at, "")
		case x.drafts[id] != nil:
			x.fault(faultf("编号 %s 已经在第 %d 行，请删掉一行；想复制成新的一条，就把编号清空", "%s is in row %d already; remove a row, or empty the id of a copy", id, x.drafts[id].row), t.name, at, id)
		case x.hasOrigin && x.origin[id] == nil && x.base[id] != nil:
			x.draft(t, row, id)
			x.fault(faultf("目录里已经有 %s，但这个工作簿导出时没有它；请换一个编号，或重新导出再改", "%s is in the folder, but this workbook was made without it; choose another id, or export again", id), t.name, at, id)
		default:
			drafts = append(drafts, x.draft(t, row, id))
			if title := t.text(spot{row, t.title}); title != "" {
				x.directory.add(id, title)
			}
		}
	}
	return drafts
}

// withoutIDs lists the rows that have no id, with the office each names.
func (x *reading) withoutIDs(t *table) []entry {
	var entries []entry
	office := t.placed("office")
	if t.foreign() && office == 0 && t.plan.kind != catalog.KindOffice {
		x.fault(&fault{"没有「实施主体」（负责单位）这一列，请加上这一列，写明由哪个单位负责", "no column names the office; add one headed 负责单位"}, t.name, spot{t.head, 1}, "")
		return nil
	}
	for row := t.head + 1; row <= len(t.rows); row++ {
		if t.id != 0 && t.text(spot{row, t.id}) != "" || t.blankRow(row) {
			x.remark(t, row)
			continue
		}
		e := entry{table: t, row: row, title: t.text(spot{row, t.title}), code: codeName(t.text(spot{row, t.placed("body.item_code")}))}
		if e.title == "" {
			x.untitled(t, row)
			continue
		}
		if office != 0 && t.plan.kind != catalog.KindOffice {
			e.office = x.office(t, spot{row, office})
		}
		entries = append(entries, e)
	}
	return entries
}

// remark notes a row that says something where no column is known.
func (x *reading) remark(t *table, row int) {
	for col := range t.rows[row-1] {
		at := spot{row, col + 1}
		if _, number := parseNumber(t.text(at)); t.foreign() && t.text(at) != "" && !number {
			x.ignore(faultf("「%s」这一行不是条目，没有导入", "the row %q is no record and was not read", brief(t.text(at))), t.name, at)
			return
		}
	}
}

// untitled reports a row without a title; a remark below a table is no row.
func (x *reading) untitled(t *table, row int) {
	filled := 0
	for col := range t.rows[row-1] {
		if t.text(spot{row, col + 1}) != "" {
			filled++
		}
	}
	if t.foreign() && filled == 1 {
		x.remark(t, row)
		return
	}
	x.fault(&fault{"没有写名称（标题），请填写；不要的行请整行删掉", "the title is missing; write it, or remove the row"}, t.name, spot{row, max(1, t.title)}, "")
}

// placed returns the column that holds a path of the JSON form, 0 for none.
func (t *table) placed(path string) int {
	for _, c := range t.columns {
		if c.path == path && (c.lang == "" || c.lang == catalog.ZH) {
			return c.col
		}
	}
	return 0
}

// office returns the office that a cell names. In a foreign sheet one that
// is not known yet is made, with the id that an item list gives it.
func (x *reading) office(t *table, at spot) catalog.ID {
	name := t.text(at)
	if name == "" {
		return ""
	}
	id, fault := x.directory.find(catalog.KindOffice, name)
	if fault == nil {
		return id
	}
	if !t.foreign() || len(x.directory.ids[name]) > 1 {
		return "" // the cell is read again, and reported, with the others
	}
	id = department{Name: name}.id()
	if x.drafts[id] == nil {
		d := x.draft(t, at.row, id)
		if d.then == nil {
			r := x.edit(d)
			r.Title = catalog.Text{catalog.ZH: name}
			r.Body.(*catalog.Office).Sort = catalog.Code{Code: "government"}
		}
	}
	x.directory.add(id, name)
	return id
}

// name gives rows without ids one that stays the same however often they are
// imported: that of the record which has the same item code, or the same
// office and title; else one made from the item code, or from a hash of
// office and title.
func (x *reading) name(k catalog.Kind, entries []entry) []*draft {
	codes := map[string]int{}
	for _, e := range entries {
		codes[e.code]++
	}
	known := x.known(k)
	var drafts []*draft
	for _, e := range entries {
		if codes[e.code] > 1 {
			e.code += "-"
		}
		id := known[e.code]
		if id == "" || e.code == "" {
			id = known[string(e.office)+"\n"+e.title]
		}
		if id == "" {
			id = e.newID(k)
		}
		if d := x.drafts[id]; d != nil {
			x.fault(faultf("「%s」与「%s」第 %d 行是同一条，请删掉一行", "%q is the same record as in sheet %s row %d; remove a row", brief(e.title), d.from.name, d.row), e.table.name, spot{e.row, max(1, e.table.title)}, id)
			continue
		}
		d := x.draft(e.table, e.row, id)
		d.full = false
		drafts = append(drafts, d)
		x.directory.add(id, e.title)
		if e.office != "" && d.now.Office != e.office {
			x.edit(d).Office = e.office
		}
	}
	return drafts
}

// known finds the records of a kind that are there, by item code and by
// office and title.
func (x *reading) known(k catalog.Kind) map[string]catalog.ID {
	found := map[string]catalog.ID{}
	for _, r := range x.records() {
		if r.Kind() != k {
			continue
		}
		office := r.Office
		if k == catalog.KindOffice {
			office = ""
		}
		found[string(office)+"\n"+norm(r.Title[catalog.ZH])] = r.ID
		if g, ok := r.Body.(*catalog.Guide); ok {
			if code := codeName(g.ItemCode); found[code] == "" {
				found[code] = r.ID
			}
		}
	}
	return found
}

// records returns the records that are there: the base, and what the
// workbook was made from beside it.
func (x *reading) records() []*catalog.Record {
	all := slices.Clone(x.Base)
	for _, id := range sortedIDs(x.origin) {
		if x.base[id] == nil {
			all = append(all, x.origin[id])
		}
	}
	return all
}

// newID makes the id of a row. A code ending in "-" occurs more than once.
func (e entry) newID(k catalog.Kind) catalog.ID {
	name := e.code
	if k == catalog.KindOffice {
		return department{Name: e.title}.id()
	}
	if name == "" || strings.HasSuffix(name, "-") {
		name = strings.TrimPrefix(name[:min(len(name), 60)]+hash(string(e.office), e.title), "-")
	}
	return catalog.ID(string(k) + "/" + name)
}

// codeName writes an item code in the letters of an id, as item lists do.
func codeName(code string) string {
	return item{Link: "?itemCode=" + strings.ReplaceAll(narrow(code), " ", "")}.code()
}
