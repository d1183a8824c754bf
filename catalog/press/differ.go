package press

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
)

// readLine reads a line as a tree of values, with numbers as written; nil
// gives nil.
func readLine(line []byte) (any, error) {
	if line == nil {
		return nil, nil
	}
	d := json.NewDecoder(bytes.NewReader(line))
	d.UseNumber()
	var v map[string]any
	return v, d.Decode(&v)
}

// differ tells every leaf in which two values differ, by its path. A coded
// value is a leaf.
func differ(path string, old, next any, tell func(path string, old, next any)) {
	if reflect.DeepEqual(old, next) {
		return
	}
	was, wasList := old.([]any)
	is, isList := next.([]any)
	if wasList && (isList || next == nil) || isList && old == nil {
		differInList(path, was, is, tell)
		return
	}
	wasObject, isObject := object(old), object(next)
	if wasObject != nil && (isObject != nil || next == nil) || isObject != nil && old == nil {
		names := maps.Clone(isObject)
		if names == nil {
			names = map[string]any{}
		}
		maps.Copy(names, wasObject)
		for _, name := range slices.SortedFunc(maps.Keys(names), inReading) {
			differ(strings.TrimPrefix(path+"."+name, "."), wasObject[name], isObject[name], tell)
		}
		return
	}
	tell(path, old, next)
}

// inReading orders fields as people read them: the title first, the content
// before what is said about it, and Chinese before its translations.
func inReading(a, b string) int {
	first := func(name string) int { return slices.Index([]string{"body", "title", "zh"}, name) }
	return cmp.Or(cmp.Compare(first(b), first(a)), cmp.Compare(a, b))
}

// differInList leaves out what is equal at both ends, so that an entry put in
// between does not seem to change all that follow.
func differInList(path string, old, next []any, tell func(path string, old, next any)) {
	start := 0
	for start < min(len(old), len(next)) && reflect.DeepEqual(old[start], next[start]) {
		start++
	}
	end := 0
	for end < min(len(old), len(next))-start && reflect.DeepEqual(old[len(old)-1-end], next[len(next)-1-end]) {
		end++
	}
	at := func(list []any, i int) any {
		if i < len(list)-end {
			return list[i]
		}
		return nil
	}
	for i := start; i < max(len(old), len(next))-end; i++ {
		differ(fmt.Sprintf("%s[%d]", path, i), at(old, i), at(next, i), tell)
	}
}

// object returns the fields of a value, nil where it is no object or one that
// is read as a whole.
func object(v any) map[string]any {
	m, ok := v.(map[string]any)
	if !ok || isCode(m) {
		return nil
	}
	return m
}

// isCode reports whether an object is a coded value: {"code": …, "text": …}.
func isCode(m map[string]any) bool {
	for name := range m {
		if name != "code" && name != "text" {
			return false
		}
	}
	_, ok := m["code"].(string)
	return ok
}
