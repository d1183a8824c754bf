package exchange

import (
	"reflect"
	"slices"

	"mingbai/catalog"
)

// Headings of the columns that every sheet of a kind or of a list begins
// with, and of the hidden one that a list ends with.
const (
	headID     = "条目编号"
	headName   = "条目标题" // in a list, to read only
	headOrder  = "序号"
	headOrigin = "原序号" // which item of the list a row began as, from 1
)

// languages names the columns of a text after the first.
var languages = map[catalog.Lang]string{catalog.ZH: "", catalog.EN: " English", catalog.RU: " Русский"}

// A column is one column of a sheet: a leaf of a record or of an item of one
// of its lists.
type column struct {
	head     string
	field    field        // what it belongs to
	at       []int        // the way to the leaf from the record or the item
	lang     catalog.Lang // of a leaf in several languages, else ""
	leaf     leaf
	path     string // in the JSON form, without the language
	required bool   // an empty one makes what it belongs to unreadable
}

// A plan says what a sheet holds: the records of one kind, or the items of
// one sort of list.
type plan struct {
	sheet   string
	kind    catalog.Kind // "" for a list
	columns []*column
	item    reflect.Type            // of a list
	lists   map[catalog.Kind]listAt // where the list is in a record of the kind
}

// A listAt says where a record of a kind has a list.
type listAt struct {
	at   []int
	path string
}

// A layout is the plan of every sheet, the kinds first.
type layout struct {
	kinds, lists []*plan
}

// newLayout derives the sheets from the types of the catalog.
func newLayout() (*layout, error) {
	all, err := bodies()
	if err != nil {
		return nil, err
	}
	l := &layout{}
	for _, k := range catalog.Kinds() {
		body := reflect.TypeOf(all[k]).Elem()
		p := &plan{sheet: wordings[body.Name()].head, kind: k}
		l.kinds = append(l.kinds, p)
		l.record(p, body)
	}
	return l, nil
}

func (l *layout) all() []*plan { return slices.Concat(l.kinds, l.lists) }

// record lays out a kind: the title and the office first, then its own
// fields, then what all records have.
func (l *layout) record(p *plan, body reflect.Type) {
	var later []field
	for _, f := range fieldsOf(recordType) {
		switch f.name {
		case "id":
		case "title", "office":
			l.add(p, f, stem{})
		case "body":
			for _, inner := range fieldsOf(body) {
				l.add(p, inner, stem{at: []int{f.at}, path: "body."})
			}
		default:
			later = append(later, f)
		}
	}
	for _, f := range later {
		l.add(p, f, stem{})
	}
}

// A stem is what a field stands in.
type stem struct {
	at   []int
	path string // in the JSON form, with its point
	head string
}

// to returns the way, the path and the heading of a field there.
func (s stem) to(f field) stem {
	head := f.words().head
	if s.head != "" {
		head = s.head + "·" + head
	}
	return stem{append(slices.Clone(s.at), f.at), s.path + f.name, head}
}

// add lays out a field: as one column, as one for each language, as those of
// the struct it is, or as a sheet of its own.
func (l *layout) add(p *plan, f field, s stem) {
	s = s.to(f)
	elem := f.typ
	if elem.Kind() == reflect.Pointer && elem.Elem().Kind() == reflect.Struct {
		elem = elem.Elem()
	}
	lf, ok := leaves[f.typ]
	switch {
	case ok:
		p.column(f, s, lf)
	case elem == limitType:
		p.column(f, s, leaves[limitType])
		for _, inner := range fieldsOf(limitType) {
			if inner.name == "note" { // 法定时限说明
				p.column(inner, stem{append(slices.Clone(s.at), inner.at), s.path + ".note", s.head + "说明"}, leaves[textType])
			}
		}
	case elem.Kind() == reflect.Struct:
		for _, inner := range fieldsOf(elem) {
			l.add(p, inner, stem{s.at, s.path + ".", s.head})
		}
	case elem.Kind() == reflect.Slice && p.kind != "":
		l.list(p.kind, f, s)
	default: // a list in an item of a list is shown, not edited
		p.column(f, s, shown)
	}
}

// column adds a column, or one for each language.
func (p *plan) column(f field, s stem, lf leaf) {
	if !lf.byLanguage {
		p.columns = append(p.columns, &column{head: s.head, field: f, at: s.at, leaf: lf, path: s.path, required: f.required})
		return
	}
	for _, lang := range catalog.Langs() {
		p.columns = append(p.columns, &column{head: s.head + languages[lang], field: f, at: s.at, lang: lang, leaf: lf, path: s.path})
	}
}

// list adds a list of a kind to the sheet that its heading names; lists of
// several kinds with one heading share a sheet.
func (l *layout) list(k catalog.Kind, f field, s stem) {
	name := f.words().head
	i := slices.IndexFunc(l.lists, func(p *plan) bool { return p.sheet == name })
	if i < 0 {
		p := &plan{sheet: name, item: f.typ.Elem(), lists: map[catalog.Kind]listAt{}}
		for _, inner := range fieldsOf(p.item) {
			l.add(p, inner, stem{})
		}
		i, l.lists = len(l.lists), append(l.lists, p)
	}
	l.lists[i].lists[k] = listAt{s.at, s.path}
}

// reach returns the value at the end of the way from v, and whether it is
// there: a nil pointer on the way means it is not.
func reach(v reflect.Value, at []int) (reflect.Value, bool) {
	for _, i := range at {
		for v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface {
			if v.IsNil() {
				return reflect.Value{}, false
			}
			v = v.Elem()
		}
		v = v.Field(i)
	}
	return v, true
}

// ensure returns the value at the end of the way from v and makes what is
// missing on the way.
func ensure(v reflect.Value, at []int) reflect.Value {
	for _, i := range at {
		for v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface {
			if v.IsNil() {
				v.Set(reflect.New(v.Type().Elem()))
			}
			v = v.Elem()
		}
		v = v.Field(i)
	}
	return v
}

// prune makes structs on the way that hold nothing any more nil.
func prune(v reflect.Value, at []int) {
	for n := len(at) - 1; n > 0; n-- {
		parent, ok := reach(v, at[:n])
		if ok && parent.Kind() == reflect.Pointer && !parent.IsNil() && parent.Elem().IsZero() {
			parent.SetZero()
		}
	}
}
