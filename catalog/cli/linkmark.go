package cli

import (
	"reflect"

	"mingbai/catalog"
)

// mark puts what is known of addresses into the links of a record, and
// reports whether that changes it. A link that failed once stays as it is;
// one that is dead keeps the day on which it was found.
func mark(r *catalog.Record, opened map[string]bool, known linkState, day catalog.Date) bool {
	changed := false
	eachLink(reflect.ValueOf(r.Body), func(l *catalog.Link) {
		checked, dead := l.Checked, l.Dead
		switch {
		case opened[l.URL]:
			l.Checked, l.Dead = day, catalog.Date{}
		case known[l.URL].Dead && l.Dead.IsZero():
			l.Dead = day
		}
		changed = changed || l.Checked != checked || l.Dead != dead
	})
	return changed
}

// eachLink calls with every link in a body, to be changed in place: Body.Links
// hands out copies.
func eachLink(v reflect.Value, with func(*catalog.Link)) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if l, ok := v.Interface().(*catalog.Link); ok && l != nil {
			with(l)
		} else if !v.IsNil() {
			eachLink(v.Elem(), with)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				eachLink(v.Field(i), with)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			eachLink(v.Index(i), with)
		}
	}
}
