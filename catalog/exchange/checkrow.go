package exchange

import (
	"reflect"
	"slices"

	"mingbai/catalog"
)

// check finds what the cells that were edited leave incomplete.
func (x filling) check(edited []placed, now reflect.Value) {
	for _, c := range edited {
		x.checkLines(c, now)
	}
	for _, c := range x.plan.columns {
		if c.lacking(edited, now) {
			x.wrong(faultf("旁边的内容写了，「%s」却空着；请填写，或把旁边的也清空", "%q is empty beside what is written; write it, or empty the rest", c.head), x.placed(c.path))
		}
	}
}

// lacking reports whether an edit left a column empty that what stands
// beside it cannot do without: the address of a link, the unit of a limit.
func (c *column) lacking(edited []placed, now reflect.Value) bool {
	v, way := c.in(now), c.at[:len(c.at)-1]
	switch {
	case c.field.typ == reflect.PointerTo(limitType):
		return !v.IsNil() && c.leaf.same(c, v, nil) && touched(edited, c.at)
	case !c.required || !v.IsZero() || v.Kind() != reflect.String && v.Type() != codeType:
		return false
	}
	parent, ok := reach(now, way)
	for ok && parent.Kind() == reflect.Pointer {
		ok = !parent.IsNil()
		parent = parent.Elem()
	}
	return ok && !parent.IsZero() && touched(edited, way)
}

// touched reports whether one of the edited columns stands where a way
// leads.
func touched(edited []placed, way []int) bool {
	return slices.ContainsFunc(edited, func(e placed) bool {
		return len(e.at) >= len(way) && slices.Equal(e.at[:len(way)], way)
	})
}

// checkLines refuses lines taken from one language of a list only: what
// stands behind them in the others would no longer say the same.
func (x filling) checkLines(c placed, now reflect.Value) {
	if c.field.typ.Kind() != reflect.Slice || c.lang == "" {
		return
	}
	was, is := c.size(x.old, c.lang), c.size(now, c.lang)
	if is == 0 || was == is || is > was && c.begins(x.old, now) {
		return
	}
	for _, lang := range catalog.Langs() {
		if n := c.size(now, lang); lang != c.lang && n != 0 && n != is {
			x.wrong(faultf("这里现在有 %d 行，%s那一列有 %d 行；各语言的行要一一对应", "there are %d lines now, and the column in %s has %d; the lines of all languages must match", is, langNames[lang], n), c.col)
			return
		}
	}
}

var langNames = map[catalog.Lang]string{catalog.ZH: "中文", catalog.EN: "English", catalog.RU: "Русский"}

// size counts the lines of a list in a language.
func (c *column) size(root reflect.Value, lang catalog.Lang) int {
	switch v := c.in(root).Interface().(type) {
	case []catalog.Text:
		return len(lines(v, lang))
	case [][]catalog.Text:
		return len(rowsOf(v, lang))
	}
	return 0
}

// begins reports whether the lines there were still are the first ones.
func (c *column) begins(old, now reflect.Value) bool {
	was, ok := c.in(old).Interface().([]catalog.Text)
	if !ok {
		return true
	}
	first, is := lines(was, c.lang), lines(c.in(now).Interface().([]catalog.Text), c.lang)
	return len(is) >= len(first) && slices.Equal(is[:len(first)], first)
}
