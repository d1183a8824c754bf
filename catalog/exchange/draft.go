package exchange

import (
	"reflect"

	"mingbai/catalog"
)

// A draft is a record as the workbook changes it.
type draft struct {
	id   catalog.ID
	then *catalog.Record // as the workbook was made; nil for a new record
	base *catalog.Record // as it is now; nil where it is not there
	now  *catalog.Record // the result: base or then until something changes
	own  bool            // now is the draft's own copy
	full bool            // an empty cell says that there is nothing
	bad  bool            // it has a problem
	of   *draft          // whose row made it, where it has none of its own
	from *table
	row  int
	// rowless says that it has no row in the sheet of its kind, only in
	// those of its lists.
	rowless bool
}

// draft begins the draft of a row.
func (x *reading) draft(t *table, row int, id catalog.ID) *draft {
	d := &draft{id: id, then: x.origin[id], base: x.base[id], from: t, row: row}
	d.full = d.then != nil
	if d.then == nil && d.base != nil { // not made from it, but it is there
		d.then, d.full = d.base, !t.foreign() && !x.hasOrigin
	}
	switch {
	case d.base != nil:
		d.now = d.base
	case d.then != nil:
		d.now = d.then
	default:
		d.now, d.own = blank(id), true
	}
	x.drafts[id] = d
	return d
}

// blank returns an empty record; its id is sound.
func blank(id catalog.ID) *catalog.Record {
	r, err := catalog.ReadRecord([]byte(`{"id":"` + string(id) + `"}`))
	if err != nil {
		return &catalog.Record{ID: id}
	}
	return r
}

// edit returns the record of a draft to change: a copy, so that nobody
// else's changes.
func (x *reading) edit(d *draft) *catalog.Record {
	if d.own {
		return d.now
	}
	line, err := d.now.Line()
	if err == nil {
		var r *catalog.Record
		if r, err = catalog.ReadRecord(line); err == nil {
			d.now, d.own = r, true
			return r
		}
	}
	x.fault(faultf("这个条目没法改（%v），请先改好条目文件", "this record cannot be changed (%v); mend its file first", err), d.from.name, spot{d.row, 1}, d.id)
	return blank(d.id)
}

// in returns the value of a column in a record or an item, the zero value
// where the way to it is missing.
func (c *column) in(root reflect.Value) reflect.Value {
	if root.IsValid() {
		if v, ok := reach(root, c.at); ok {
			return v
		}
	}
	return reflect.Zero(c.field.typ)
}

// root is where the ways of columns begin in a record that may be nil.
func root(r *catalog.Record) reflect.Value {
	if r == nil {
		return reflect.Value{}
	}
	return reflect.ValueOf(r)
}
