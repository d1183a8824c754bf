package exchange

import (
	"encoding/json"
	"fmt"
	"math/big"
	"reflect"
	"slices"

	"mingbai/catalog"
)

// A member is a row of a table of lists.
type member struct {
	row   int
	order *big.Rat
	began int // which item it was, from 0; -1 for a new one
}

// lists gives the drafts the lists of a table.
func (x *reading) lists(t *table) {
	members := x.members(t)
	for _, id := range sortedIDs(x.drafts) {
		d := x.drafts[id]
		at, ok := t.plan.lists[id.Kind()]
		if ok && (members[id] != nil || d.full && !d.rowless) {
			x.list(t, d, at, members[id])
		}
	}
}

func sortedIDs[T any](m map[catalog.ID]T) []catalog.ID {
	var all []catalog.ID
	for id := range m {
		all = append(all, id)
	}
	slices.Sort(all)
	return all
}

// members groups the rows of a table by record, in the order of their
// numbers; rows without a number follow the row above them.
func (x *reading) members(t *table) map[catalog.ID][]member {
	all := map[catalog.ID][]member{}
	for row := t.head + 1; row <= len(t.rows); row++ {
		x.step(1)
		if t.blankRow(row) {
			continue
		}
		d := x.owner(t, row)
		if d == nil {
			continue
		}
		order, ok := parseNumber(t.cellText(row, t.order))
		if s := t.cellText(row, t.order); s == "" {
			order, ok = new(big.Rat), true
			if n := len(all[d.id]); n > 0 {
				order = all[d.id][n-1].order
			}
		}
		if !ok {
			x.fault(faultf("序号「%s」不是数字，请写数字；插在 1 和 2 之间可以写 1.5", "the order %q is no number; write one, such as 1.5 between 1 and 2", brief(t.cellText(row, t.order))), t.name, spot{row, t.order}, d.id)
			continue
		}
		all[d.id] = append(all[d.id], member{row, order, t.origin(row)})
	}
	for _, list := range all {
		slices.SortStableFunc(list, func(a, b member) int { return a.order.Cmp(b.order) })
	}
	return all
}

// cellText returns a cell, "" for a column that is not there.
func (t *table) cellText(row, col int) string {
	if col == 0 {
		return ""
	}
	return t.text(spot{row, col})
}

// origin tells which item a row was, -1 for none. Where the hidden column is
// gone, the order tells.
func (t *table) origin(row int) int {
	col := t.begun
	if col == 0 {
		col = t.order
	}
	n, ok := parseNumber(t.cellText(row, col))
	if !ok || !n.IsInt() || !n.Num().IsInt64() {
		return -1
	}
	return int(n.Num().Int64()) - 1
}

// owner returns the draft that a row of a list belongs to, or nil.
func (x *reading) owner(t *table, row int) *draft {
	at := spot{row, t.id}
	s := t.text(at)
	if s == "" {
		if x.emptied(t, row) {
			return nil
		}
		x.fault(&fault{"没有写条目编号，请写这一行属于哪一条（编号或标题）", "the id is missing; write which record the row belongs to"}, t.name, at, "")
		return nil
	}
	id, fault := x.directory.find("", s)
	if fault != nil {
		x.fault(fault, t.name, at, "")
		return nil
	}
	if _, ok := t.plan.lists[id.Kind()]; !ok {
		x.fault(faultf("%s 没有「%s」，请改编号或删掉这一行", "%s has no %q; correct the id or remove the row", id, t.plan.sheet), t.name, at, "")
		return nil
	}
	if x.drafts[id] == nil && (x.origin[id] != nil || x.base[id] != nil && !x.hasSheet(id.Kind())) {
		x.draft(t, row, id).rowless = true
	}
	if x.drafts[id] == nil {
		x.fault(faultf("「%s」表里没有 %s，请先在那里加一行，或删掉这一行", "the sheet %s has no row for %s; add one there, or remove this row", kindName(id.Kind()), id), t.name, at, "")
	}
	return x.drafts[id]
}

func (x *reading) hasSheet(k catalog.Kind) bool {
	return slices.ContainsFunc(x.tables, func(t *table) bool { return t.plan.kind == k })
}

// emptied reports whether nothing is left in a row but its numbers.
func (x *reading) emptied(t *table, row int) bool {
	return !slices.ContainsFunc(t.columns, func(c placed) bool { return t.text(spot{row, c.col}) != "" })
}

// list gives a draft one list.
func (x *reading) list(t *table, d *draft, at listAt, rows []member) {
	old := at.of(d.then)
	list := reflect.MakeSlice(reflect.SliceOf(t.plan.item), 0, len(rows))
	same := true
	for _, m := range rows {
		item, changed, ok := x.item(t, d, m, old)
		if ok {
			same = same && !changed && m.began == list.Len()
			list = reflect.Append(list, item)
		}
	}
	if same && list.Len() == old.Len() {
		return
	}
	if list.Len() == 0 {
		list = reflect.Zero(list.Type())
	}
	first := t.head
	if len(rows) > 0 {
		first = rows[0].row
	}
	if x.agreedList(filling{reading: x, table: t, draft: d, row: first}, at, list) {
		ensure(root(x.edit(d)), at.at).Set(list)
		prune(root(d.now), at.at)
	}
}

// of returns the list of a record, an empty one where it has none.
func (at listAt) of(r *catalog.Record) reflect.Value {
	if r != nil {
		if v, ok := reach(root(r), at.at); ok {
			return v
		}
	}
	return reflect.ValueOf([]struct{}{})
}

// item makes the item of a row: what it was, or a copy of it with the cells
// that say something else. A row of which everything was emptied is none.
func (x *reading) item(t *table, d *draft, m member, old reflect.Value) (item reflect.Value, changed, ok bool) {
	was := reflect.New(t.plan.item).Elem()
	fresh := m.began < 0 || m.began >= old.Len()
	if !fresh {
		was = old.Index(m.began)
		if x.emptied(t, m.row) && x.wasShown(t, was) {
			return was, true, false
		}
	}
	f := filling{x, t, d, m.row, was, !fresh}
	edits := f.edits()
	if len(edits) == 0 {
		return was, fresh, !fresh
	}
	item = reflect.New(t.plan.item).Elem()
	if b, err := json.Marshal(was.Interface()); err != nil || json.Unmarshal(b, item.Addr().Interface()) != nil {
		f.wrong(&fault{"这一行没法改，请改条目文件", "this row cannot be changed; change the file of the record"}, t.id)
		return was, false, true
	}
	var edited []placed
	for _, e := range edits {
		e.leaf.put(e.column, ensure(item, e.at), e.val)
		prune(item, e.at)
		edited = append(edited, e.placed)
	}
	f.check(edited, item)
	return item, true, true
}

// wasShown reports whether an item showed anything in the columns there are.
func (x *reading) wasShown(t *table, was reflect.Value) bool {
	return slices.ContainsFunc(t.columns, func(c placed) bool {
		return c.leaf.show(c.column, c.in(was), x.directory) != ""
	})
}

// agreedList reports whether a list may be changed in the record as it is
// now.
func (x *reading) agreedList(f filling, at listAt, list reflect.Value) bool {
	d := f.draft
	if d.base == nil || d.then == d.base {
		return true
	}
	then, now, next := listJSON(at.of(d.then)), listJSON(at.of(d.base)), listJSON(list)
	if now == next {
		return false // changed alike
	}
	if then == now {
		return true
	}
	f.wrong(faultf("导出以后，目录里 %s 的「%s」已经改过；请重新导出再改，或把这几行恢复原样", "since the export the list %[2]s of %[1]s was changed; export again, or restore these rows", d.id, f.plan.sheet), f.table.id)
	return false
}

func listJSON(v reflect.Value) string {
	if v.Len() == 0 {
		return "[]"
	}
	b, err := json.Marshal(v.Interface())
	if err != nil {
		return fmt.Sprint(err)
	}
	return string(b)
}
