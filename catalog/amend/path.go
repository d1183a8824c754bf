package amend

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"mingbai/catalog"
)

// open returns a record as a tree of JSON values, numbers as written.
func open(r *catalog.Record) (map[string]any, error) {
	line, err := r.Line()
	if err != nil {
		return nil, err
	}
	d := json.NewDecoder(bytes.NewReader(line))
	d.UseNumber()
	var tree map[string]any
	if err := d.Decode(&tree); err != nil {
		return nil, fmt.Errorf("read %s: %w", r.ID, err)
	}
	return tree, nil
}

// get returns what stands at a path, and whether anything does. An element of
// a list that is not there, or is there twice, is a Refusal: it is not clear
// which one is meant.
func get(tree map[string]any, path string) (any, bool, error) {
	at, last, err := walk(tree, path)
	if err != nil || at == nil {
		return nil, false, err
	}
	v, ok := at[last]
	return v, ok, nil
}

// put sets what stands at a path; nil takes it away.
func put(tree map[string]any, path string, v any) error {
	at, last, err := walk(tree, path)
	switch {
	case err != nil:
		return err
	case at == nil:
		return noPlace(path)
	case v == nil:
		delete(at, last)
	default:
		at[last] = v
	}
	return nil
}

// walk returns the object that holds the last word of a path, or nil.
func walk(tree map[string]any, path string) (at map[string]any, last string, err error) {
	words := strings.Split(path, ".")
	at = tree
	for _, w := range words[:len(words)-1] {
		name, code, list := strings.Cut(strings.TrimSuffix(w, "]"), "[")
		if list {
			at, err = element(at[name], code, path)
		} else {
			at, _ = at[name].(map[string]any)
		}
		if err != nil || at == nil {
			return nil, "", err
		}
	}
	return at, words[len(words)-1], nil
}

// element returns the one element of a list whose sort has a code. Places in
// a list move when an editor adds one; sorts stay.
func element(list any, code, path string) (map[string]any, error) {
	all, _ := list.([]any)
	var found map[string]any
	for _, v := range all {
		o, _ := v.(map[string]any)
		sort, _ := o["sort"].(map[string]any)
		if sort["code"] != code {
			continue
		}
		if found != nil {
			return nil, refuse("several", path,
				says{"这里有好几个同类的办理方式，分不清改哪一个", "the record has several ways of this sort: it is not clear which one is meant", "Здесь несколько способов одного вида, неясно, какой исправить"},
				says{"请填写“给办事人的提示”，并报告给内容编辑", "write a notice to visitors (field note), and report it to the editors", "Напишите объявление для посетителей и сообщите редакторам"})
		}
		found = o
	}
	if found == nil {
		return nil, noPlace(path)
	}
	return found, nil
}

func noPlace(path string) error {
	return refuse("no-place", path,
		says{"这个条目没有这一项，没法更正", "the record has nothing there that could be amended", "В записи этого нет, исправлять нечего"},
		says{"请填写“给办事人的提示”，并报告给内容编辑", "write a notice to visitors (field note), and report it to the editors", "Напишите объявление для посетителей и сообщите редакторам"})
}
