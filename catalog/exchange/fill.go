package exchange

import (
	"reflect"
	"slices"
	"strings"

	"mingbai/catalog"
)

var formulaFault = &fault{"这一格是公式，请复制后「选择性粘贴—数值」", "this cell is a formula; copy it and paste its value"}

// A filling compares one row with what it was made from.
type filling struct {
	*reading
	*table
	draft *draft
	row   int
	old   reflect.Value // the record or the item it was made from
	full  bool          // an empty cell says that there is nothing
}

// A cellEdit is what a cell says now, nil for nothing.
type cellEdit struct {
	placed
	val any
}

// wrong notes a problem of a cell of the row.
func (x filling) wrong(f *fault, col int) {
	x.fault(f, x.table.name, spot{x.row, max(1, col)}, x.draft.id)
}

// fill changes a draft as its row says.
func (x *reading) fill(d *draft) {
	f := filling{x, d.from, d, d.row, root(d.then), d.full}
	var edited []placed
	for _, e := range f.edits() {
		if f.agreed(e) {
			e.leaf.put(e.column, ensure(root(x.edit(d)), e.at), e.val)
			prune(root(d.now), e.at)
			edited = append(edited, e.placed)
		}
	}
	for _, name := range extras[d.id.Kind()] { // in order, for the same bytes every time
		if col := d.from.extras[name]; col != 0 {
			x.extra(d, name, spot{d.row, col})
		}
	}
	f.check(edited, root(d.now))
}

// edits returns what the cells of the row say otherwise now.
func (x filling) edits() []cellEdit {
	var all []cellEdit
	for _, c := range x.columns {
		if x.foreign() && c.path == "office" {
			continue // it was read to name the row
		}
		if val, changed := x.cell(c); changed {
			all = append(all, cellEdit{c, val})
		}
	}
	return all
}

// cell reads one cell and reports whether it says something else now. What
// is wrong with it is noted.
func (x filling) cell(c placed) (val any, changed bool) {
	at := spot{x.row, c.col}
	odd := x.odd[at].what
	s := x.text(at)
	if c.leaf.number {
		s = norm(x.raw(at))
	}
	if x.foreign() {
		s = x.plain(c, s)
	}
	was := c.in(x.old)
	switch {
	case odd == formula:
		x.wrong(formulaFault, c.col)
	case odd == failed:
		x.wrong(faultf("这一格是错误值 %s，请改成要填的内容", "this cell is the error %s; write what belongs there", brief(s)), c.col)
	case s == c.leaf.show(c.column, was, x.directory), s == "" && !x.full:
	case !c.faithful(was, x.directory):
		x.wrong(faultf("这一格放不下全部内容（太长、有多层或有特殊字符），在这里改会丢失内容；请恢复原样，改条目文件 %s.json", "this cell cannot hold all that the record has there; restore it, and change the file %s.json instead", x.draft.id), c.col)
	case odd == shortcut && !c.leaf.number:
		x.wrong(&fault{"这个号码按数字存，后几位已经变成 0；请把这一格设为「文本」格式，重新填写", "this number has lost its last digits; format the cell as text and write it again"}, c.col)
	case s == "":
		return nil, !c.leaf.same(c.column, was, nil)
	default:
		val, fault := c.leaf.read(c.column, s, x.directory)
		if fault == nil {
			return val, !c.leaf.same(c.column, was, val)
		}
		x.wrong(fault, c.col)
	}
	return nil, false
}

// nothings are what people write into a cell that says nothing.
var nothings = []string{"无", "/", "\\", "-", "—", "——", "暂无", "无要求", "空"}

// plain is a cell of other people's sheets as the workbook would say it.
func (t *table) plain(c placed, s string) string {
	switch {
	case slices.Contains(nothings, s) && c.field.typ.Kind() != reflect.Bool:
		return ""
	case c.field.typ == reflect.TypeFor[[]catalog.Text]():
		return strings.Join(entries(s), "\n")
	case c.field.typ == reflect.PointerTo(limitType) && serial.MatchString(narrow(s)): // 承诺时限（工作日）
		head := strings.TrimRight(narrow(t.text(spot{t.head, c.col})), ")")
		_, unit, _ := strings.Cut(head, "(")
		return s + strings.TrimPrefix(unit, "单位:")
	}
	return s
}

// agreed reports whether a change may be made to the record as it is now:
// where the base differs from what the workbook was made from, only one of
// both can be right.
func (x filling) agreed(e cellEdit) bool {
	d := x.draft
	if d.base == nil || d.then == d.base {
		return true
	}
	now := e.in(root(d.base))
	if e.leaf.same(e.column, now, e.val) {
		return false // changed alike
	}
	was, is := e.leaf.show(e.column, e.in(x.old), x.directory), e.leaf.show(e.column, now, x.directory)
	if was == is {
		return true
	}
	x.wrong(faultf("导出以后，目录里的这一格已改成「%s」；请重新导出再改，或把这一格恢复原样", "since the export the record was changed here to %q; export again, or restore this cell", brief(is)), e.col)
	return false
}
