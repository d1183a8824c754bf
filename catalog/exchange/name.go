package exchange

import (
	"reflect"
	"strings"

	"mingbai/catalog"
)

// Name returns what people call a field of a kind, by its JSON path: 申请材料·名称
// of "body.materials[2].name.zh". It is none for a path nobody knows.
func Name(kind catalog.Kind, path string) catalog.Text {
	all, err := bodies()
	if err != nil || all[kind] == nil {
		return nil
	}
	typ, heads := recordType, []string{}
	for _, word := range strings.Split(path, ".") {
		word, _, _ = strings.Cut(word, "[")
		f, ok := fieldOf(typ, word)
		if !ok {
			break
		}
		if typ = f.typ; word == "body" {
			typ = reflect.TypeOf(all[kind])
		} else if head := f.words().head; head != "" {
			heads = append(heads, head)
		}
		for typ.Kind() == reflect.Pointer || typ.Kind() == reflect.Slice {
			typ = typ.Elem()
		}
	}
	if len(heads) == 0 {
		return nil
	}
	return catalog.Text{catalog.ZH: strings.Join(heads, "·")}
}

// fieldOf returns a field of a struct by its name in the JSON form.
func fieldOf(typ reflect.Type, name string) (field, bool) {
	if typ.Kind() != reflect.Struct || typ == codeType {
		return field{}, false
	}
	for _, f := range fieldsOf(typ) {
		if f.name == name {
			return f, true
		}
	}
	return field{}, false
}
