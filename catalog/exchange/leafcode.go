package exchange

import (
	"reflect"
	"regexp"
	"slices"
	"strings"

	"mingbai/catalog"
)

// withCode is a name with its code behind it, as 即办件 [1].
var withCode = regexp.MustCompile(`(?s)^(.*?)\s*\[([^\[\]]*)\]$`)

// plainCode is what is taken for a code rather than for a name.
var plainCode = regexp.MustCompile(`^[A-Za-z0-9_.-]+$`)

func showCode(c *column, v reflect.Value, _ *directory) string {
	return codeText(c.field.key, v.Interface().(catalog.Code))
}

// codeText shows a code by its name; a code that brings its own words keeps
// both.
func codeText(key string, code catalog.Code) string {
	zh := norm(code.Text[catalog.ZH])
	switch name := nameOf(key, code.Code); {
	case code.Code == "" && zh == "":
		return ""
	case zh != "":
		return clean(strings.ReplaceAll(zh, "\n", " ") + " [" + code.Code + "]")
	case name != "":
		return name
	}
	return clean(code.Code)
}

func readCode(c *column, s string, _ *directory) (any, *fault) {
	return parseCode(c.field.key, s)
}

func parseCode(key, s string) (any, *fault) {
	if m := withCode.FindStringSubmatch(s); m != nil && m[1] != "" {
		return catalog.Code{Code: norm(m[2]), Text: catalog.Text{catalog.ZH: strings.Join(strings.Fields(m[1]), " ")}}, nil
	}
	word := narrow(s)
	if code := codeOf(key, word); code != "" {
		return catalog.Code{Code: code}, nil
	}
	if plainCode.MatchString(word) {
		return catalog.Code{Code: word}, nil
	}
	return nil, faultf("不认识「%s」，请从下拉列表中选：%s；列表以外的写成 名称 [代码]",
		"%q is not in the list (%s); choose one, or write: name [code]", brief(s), strings.Join(names(key), "、"))
}

func sameCode(_ *column, v reflect.Value, val any) bool {
	code, _ := val.(catalog.Code)
	return equalCode(v.Interface().(catalog.Code), code)
}

// equalCode compares codes by what a cell shows of them.
func equalCode(a, b catalog.Code) bool {
	return a.Code == b.Code && norm(a.Text[catalog.ZH]) == norm(b.Text[catalog.ZH])
}

func putCode(c *column, v reflect.Value, val any) {
	if !sameCode(c, v, val) {
		putValue(c, v, val)
	}
}

func showCodes(c *column, v reflect.Value, _ *directory) string {
	var all []string
	for _, code := range v.Interface().([]catalog.Code) {
		all = append(all, codeText(c.field.key, code))
	}
	return strings.Join(all, "\n")
}

// several splits a cell that names several things: one a line, or divided by
// the marks that people use.
func several(s, marks string) []string {
	var all []string
	for line := range strings.SplitSeq(s, "\n") {
		parts := []string{line}
		if !strings.Contains(line, "[") {
			parts = strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune(marks, r) })
		}
		for _, part := range parts {
			if part = norm(part); part != "" {
				all = append(all, part)
			}
		}
	}
	return all
}

func readCodes(c *column, s string, _ *directory) (any, *fault) {
	var all []catalog.Code
	for _, word := range several(s, "、，,；;/") {
		code, fault := parseCode(c.field.key, word)
		if fault != nil {
			return nil, fault
		}
		all = append(all, code.(catalog.Code))
	}
	return all, nil
}

func sameCodes(_ *column, v reflect.Value, val any) bool {
	all, _ := val.([]catalog.Code)
	return slices.EqualFunc(v.Interface().([]catalog.Code), all, equalCode)
}

// putCodes keeps the words of codes that stay, in every language.
func putCodes(c *column, v reflect.Value, val any) {
	all, _ := val.([]catalog.Code)
	all = slices.Clone(all)
	old := v.Interface().([]catalog.Code)
	for i, code := range all {
		if k := slices.IndexFunc(old, func(o catalog.Code) bool { return equalCode(o, code) }); k >= 0 {
			all[i] = old[k]
		}
	}
	putValue(c, v, all)
}
