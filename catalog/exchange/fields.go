package exchange

import (
	"fmt"
	"reflect"
	"strings"

	"mingbai/catalog"
)

// The types that a field of a record can have and that are no struct of
// fields themselves.
var (
	recordType = reflect.TypeFor[catalog.Record]()
	bodyType   = reflect.TypeFor[catalog.Body]()
	textType   = reflect.TypeFor[catalog.Text]()
	codeType   = reflect.TypeFor[catalog.Code]()
	idType     = reflect.TypeFor[catalog.ID]()
	dateType   = reflect.TypeFor[catalog.Date]()
	fenType    = reflect.TypeFor[catalog.Fen]()
	limitType  = reflect.TypeFor[catalog.Limit]()
)

// A field is a field of a record, of a body or of what stands in one.
type field struct {
	name     string // in the JSON form
	key      string // of wordings and choices: Guide.piece
	at       int    // its place in the struct
	typ      reflect.Type
	required bool // written even when it is empty
}

// fieldsOf returns the fields of a struct in the order of its declaration.
// Those of a record have no tags: their JSON names are in lower case.
func fieldsOf(t reflect.Type) []field {
	var all []field
	for i := range t.NumField() {
		f := t.Field(i)
		if !f.IsExported() {
			continue
		}
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "" {
			name = strings.ToLower(f.Name)
		}
		required := options == "" && (t != recordType || name == "id")
		all = append(all, field{name, t.Name() + "." + name, i, f.Type, required})
	}
	return all
}

// words returns what people read about the field. That they are there for
// every field is tested.
func (f field) words() wording { return wordings[f.key] }

// bodies returns an empty body of each kind.
func bodies() (map[catalog.Kind]catalog.Body, error) {
	all := map[catalog.Kind]catalog.Body{}
	for _, k := range catalog.Kinds() {
		r, err := catalog.ReadRecord(fmt.Appendf(nil, `{"id":"%s/x"}`, k))
		if err != nil {
			return nil, err
		}
		all[k] = r.Body
	}
	return all, nil
}
