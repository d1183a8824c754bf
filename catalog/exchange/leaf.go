package exchange

import (
	"reflect"

	"mingbai/catalog"
)

// A leaf is what one cell holds. It turns the value into the text of the
// cell and back, without a loss that nobody sees: what same refuses after a
// round trip is shown, but not to be edited in a workbook.
type leaf struct {
	byLanguage bool // one cell for each language
	// show returns the text of the cell, "" for nothing.
	show func(c *column, v reflect.Value, d *directory) string
	// read understands a text that is not "", as people type it.
	read func(c *column, s string, d *directory) (any, *fault)
	// same reports whether v already is what was read, nil being nothing.
	same func(c *column, v reflect.Value, val any) bool
	// put sets v to what was read. It never changes what v shares with
	// other records.
	put func(c *column, v reflect.Value, val any)
	// cell returns the value of the cell where it is no text; nil where it
	// is always text.
	cell func(v reflect.Value) any
	// number says that a number is read as it is kept, not as it shows.
	number bool
}

// leaves has the leaf of each type that one cell can hold.
var leaves = map[reflect.Type]leaf{
	reflect.TypeFor[string]():           {show: showString, read: readString, same: sameString, put: putValue},
	reflect.TypeFor[bool]():             {show: showBool, read: readBool, same: sameValue, put: putValue},
	reflect.TypeFor[int]():              {show: showWhole, read: readWhole, same: sameValue, put: putValue, cell: cellWhole, number: true},
	reflect.TypeFor[int64]():            {show: showWhole, read: readWhole, same: sameValue, put: putValue, cell: cellWhole, number: true},
	reflect.TypeFor[uint32]():           {show: showWhole, read: readWhole, same: sameValue, put: putValue, cell: cellWhole, number: true},
	reflect.TypeFor[*int]():             {show: pointed(showAny), read: readWhole, same: samePointed, put: putPointed, cell: pointedCell(cellWhole), number: true},
	fenType:                             {show: showFen, read: readFen, same: sameValue, put: putValue, cell: cellFen, number: true},
	reflect.TypeFor[*catalog.Fen]():     {show: pointed(showFen), read: readFen, same: samePointed, put: putPointed, cell: pointedCell(cellFen), number: true},
	dateType:                            {show: showDate, read: readDate, same: sameValue, put: putValue, cell: cellDate},
	idType:                              {show: showID, read: readID, same: sameValue, put: putValue},
	codeType:                            {show: showCode, read: readCode, same: sameCode, put: putCode},
	limitType:                           {show: showLimit, read: readLimit, same: sameLimit, put: putLimit},
	textType:                            {byLanguage: true, show: showText, read: readText, same: sameText, put: putText},
	reflect.TypeFor[[]catalog.Text]():   {byLanguage: true, show: showLines, read: readLines, same: sameLines, put: putLines},
	reflect.TypeFor[[][]catalog.Text](): {byLanguage: true, show: showGrid, read: readGrid, same: sameGrid, put: putGrid},
	reflect.TypeFor[[]catalog.ID]():     {show: showIDs, read: readIDs, same: sameIDs, put: putValue},
	reflect.TypeFor[[]catalog.Code]():   {show: showCodes, read: readCodes, same: sameCodes, put: putCodes},
}

// faithful reports whether the cell says all that v does.
func (c *column) faithful(v reflect.Value, d *directory) bool {
	if c.leaf.read == nil {
		return false
	}
	s := c.leaf.show(c, v, d)
	if s == "" {
		return c.leaf.same(c, v, nil)
	}
	val, fault := c.leaf.read(c, s, d)
	return fault == nil && c.leaf.same(c, v, val)
}

// as returns what was read as a value of type t, its zero for nil.
func as(t reflect.Type, val any) reflect.Value {
	if val == nil {
		return reflect.Zero(t)
	}
	return reflect.ValueOf(val).Convert(t)
}

func sameValue(_ *column, v reflect.Value, val any) bool {
	return v.Interface() == as(v.Type(), val).Interface()
}

func putValue(_ *column, v reflect.Value, val any) { v.Set(as(v.Type(), val)) }

func samePointed(_ *column, v reflect.Value, val any) bool {
	if val == nil || v.IsNil() {
		return val == nil && v.IsNil()
	}
	return v.Elem().Interface() == as(v.Type().Elem(), val).Interface()
}

func putPointed(_ *column, v reflect.Value, val any) {
	if val == nil {
		v.SetZero()
		return
	}
	p := reflect.New(v.Type().Elem())
	p.Elem().Set(as(v.Type().Elem(), val))
	v.Set(p)
}

func pointed(show func(*column, reflect.Value, *directory) string) func(*column, reflect.Value, *directory) string {
	return func(c *column, v reflect.Value, d *directory) string {
		if v.IsNil() {
			return ""
		}
		always := *c
		always.required = true // a pointer tells 0 from nothing
		return show(&always, v.Elem(), d)
	}
}

func pointedCell(cell func(reflect.Value) any) func(reflect.Value) any {
	return func(v reflect.Value) any {
		if v.IsNil() {
			return nil
		}
		return cell(v.Elem())
	}
}
