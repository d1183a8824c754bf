package exchange

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"

	"mingbai/catalog"
)

// object is a JSON object; its keys are written in order.
type object = map[string]any

// idForm is the form of an id, as [catalog.ID.Check] wants it.
const idForm = `^[a-z]{2,20}/[a-z0-9-]{1,80}$`

// dateForm is the form of a date; "" is no date.
const dateForm = `^([0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]))?$`

// Schema returns the JSON Schema (draft 2020-12) of a record, made from the
// Go types, with a description of every type and field in Chinese and
// English. It refuses what the program would lose: unknown fields are kept
// in a record and in its body, but not deeper. Unlisted codes pass, because
// code lists differ by province.
func Schema() ([]byte, error) {
	all, err := bodies()
	if err != nil {
		return nil, err
	}
	defs := object{}
	root := structSchema(recordType, defs)
	root["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	root["$id"] = "urn:mingbai:schema:record"
	root["required"] = []string{"id", "title"}
	var cases []any
	for _, k := range catalog.Kinds() {
		cases = append(cases, kindCase(k, reflect.TypeOf(all[k]).Elem(), defs))
	}
	root["allOf"] = cases
	root["$defs"] = defs
	return indented(root)
}

func indented(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "\t")
	err := e.Encode(v)
	return b.Bytes(), err
}

// kindCase says what holds for the records of one kind.
func kindCase(k catalog.Kind, body reflect.Type, defs object) object {
	then := object{"properties": object{"body": object{"$ref": refTo(body, defs)}}}
	if k != catalog.KindOffice && k != catalog.KindTopic {
		then["required"] = []string{"office"}
	}
	return object{
		"if":   object{"properties": object{"id": object{"pattern": fmt.Sprintf("^%s/", k)}}},
		"then": then,
	}
}

// refTo returns a reference to the schema of a named type, which it adds to
// defs where it is missing.
func refTo(t reflect.Type, defs object) string {
	if _, ok := defs[t.Name()]; !ok {
		defs[t.Name()] = object{} // holds the place while a type names itself
		defs[t.Name()] = namedSchema(t, defs)
	}
	return "#/$defs/" + t.Name()
}

func namedSchema(t reflect.Type, defs object) object {
	switch t {
	case textType:
		return textSchema()
	case codeType:
		return codeSchema(defs)
	case idType:
		return object{"type": "string", "pattern": idForm, "title": "条目编号", "description": "类目/名称。\nKind/name."}
	case dateType:
		return object{"type": "string", "pattern": dateForm, "title": "日期", "description": "如 2026-11-18；空字符串是没有日期。\nA day; empty is none."}
	case fenType:
		return object{"type": "integer", "title": "分", "description": "金额，单位分。\nMoney in fen, hundredths of a yuan."}
	}
	s := structSchema(t, defs)
	if _, isBody := reflect.New(t).Interface().(catalog.Body); !isBody {
		s["additionalProperties"] = false
	}
	return s
}

func textSchema() object {
	words := object{"type": "string"}
	return object{"title": "多语言文字", "description": "按语言写的文字；只写一个字符串就是中文。\nWords by language; a bare string is Chinese.",
		"oneOf": []any{words, object{"type": "object", "additionalProperties": words,
			"properties": object{"zh": words, "en": words, "ru": words}}}}
}

func codeSchema(defs object) object {
	word := object{"type": "string"}
	return object{"title": "代码", "description": "官方代码表里的代码和文字；只写一个字符串就是代码。\nThe code of an official list and its words; a bare string is a code.",
		"oneOf": []any{word, object{"type": "object", "additionalProperties": false, "required": []string{"code"},
			"properties": object{"code": word, "text": object{"$ref": refTo(textType, defs)}}}}}
}

// structSchema returns the schema of a struct by its fields.
func structSchema(t reflect.Type, defs object) object {
	w := wordings[t.Name()]
	s := object{"type": "object", "title": w.head, "description": w.zh + "\n" + w.en}
	properties := object{}
	var required []string
	for _, f := range fieldsOf(t) {
		properties[f.name] = fieldSchema(f, defs)
		if f.required {
			required = append(required, f.name)
		}
	}
	s["properties"] = properties
	if required != nil {
		s["required"] = required
	}
	return s
}

// fieldSchema is the schema of a field's type with the words of the field.
func fieldSchema(f field, defs object) object {
	s := typeSchema(f.typ, defs)
	w := f.words()
	s["title"] = w.head
	if w.head == "" {
		s["title"] = wordings[f.typ.Name()].head
	}
	s["description"] = w.zh + "\n" + w.en
	if list := choices[f.key]; list != nil {
		var codes, words []string
		for _, c := range list {
			codes = append(codes, c.code)
			words = append(words, c.code+" "+c.zh)
		}
		if items, ok := s["items"].(object); ok {
			items["examples"] = codes
		} else {
			s["examples"] = codes
		}
		s["description"] = fmt.Sprintf("%s%s。\n%s", w.zh, strings.Join(words, "、"), w.en)
	}
	if f.key == "Record.title" {
		s["if"], s["then"] = object{"type": "object"}, object{"required": []string{"zh"}}
	}
	return s
}

func typeSchema(t reflect.Type, defs object) object {
	switch {
	case t == bodyType:
		return object{"type": "object"}
	case t.Kind() == reflect.Pointer:
		return typeSchema(t.Elem(), defs)
	case t.Kind() == reflect.Slice:
		return object{"type": "array", "items": typeSchema(t.Elem(), defs)}
	case t.PkgPath() != "":
		return object{"$ref": refTo(t, defs)}
	case t.Kind() == reflect.Bool:
		return object{"type": "boolean"}
	case t.Kind() == reflect.String:
		return object{"type": "string"}
	case t.Kind() == reflect.Uint32:
		return object{"type": "integer", "minimum": 0}
	}
	return object{"type": "integer"}
}
