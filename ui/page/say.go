package page

import (
	"strconv"
	"strings"

	"mingbai/catalog"
)

// w returns the words of a key.
func (v *View) w(key string, pairs ...any) string { return v.Words.Get(key, pairs...) }

// t returns a record's words in the language of the screen, and notes when
// there were none but in Chinese.
func (v *View) t(t catalog.Text) string {
	s, lang := t.In(v.Words.Lang)
	if lang != "" && lang != v.Words.Lang && hasHan(s) {
		v.foreign = true
	}
	return s
}

// hasHan reports whether s has Chinese characters: a number needs no
// translation.
func hasHan(s string) bool {
	for _, r := range s {
		if r >= 0x2E80 && r <= 0x9FFF {
			return true
		}
	}
	return false
}

// or returns s, or the words for something unknown.
func (v *View) or(s string) string {
	if s == "" {
		return v.w("unknown")
	}
	return s
}

// code returns the words of a coded value: the screen's own for a code it
// knows under prefix, else those of the record.
func (v *View) code(prefix string, c catalog.Code) string {
	if key := prefix + "." + c.Code; c.Code != "" && v.Words.Has(key) {
		return v.w(key)
	}
	if s := v.t(c.Text); s != "" {
		return s
	}
	return c.Code
}

// list joins words as the language does.
func (v *View) list(words ...string) string {
	var some []string
	for _, w := range words {
		if w != "" {
			some = append(some, w)
		}
	}
	return strings.Join(some, v.w("list.and"))
}

// joined puts a wide gap between words.
func (v *View) joined(words ...string) string {
	var some []string
	for _, w := range words {
		if w != "" {
			some = append(some, w)
		}
	}
	return strings.Join(some, v.w("list.gap"))
}

// limit writes how long something may take: 即时办结, 5 个工作日.
func (v *View) limit(l *catalog.Limit) string {
	if l == nil {
		return v.w("unknown")
	}
	switch l.Unit.Code {
	case "now":
		return v.w("limit.now")
	case "workday", "day", "hour", "minute", "month":
		return v.Words.Count("limit."+l.Unit.Code, l.N)
	}
	return strconv.Itoa(l.N) + " " + v.t(l.Unit.Text)
}

// price writes a fee's standard in one short line, and whether it is free.
func (v *View) price(s catalog.Standard) (amount, unit string, free bool) {
	per := ""
	if u := v.t(s.Unit); u != "" {
		per = "/" + u
	}
	least, ok := s.Least()
	switch {
	case !ok:
		return v.t(s.Words), "", false
	case s.Upto != nil:
		return v.Words.FiguresRange(least, *s.Upto), v.Words.Yuan(*s.Upto) + per, false
	case len(s.Tiers) > 1:
		return v.w("money.from", "n", v.Words.Figures(least)), v.Words.YuanFrom(least) + per, false
	}
	return v.Words.Figures(least), v.Words.Yuan(least) + per, least == 0
}

// priceLine writes a fee's standard as one phrase: 80 元/件.
func (v *View) priceLine(s catalog.Standard) string {
	amount, unit, _ := v.price(s)
	return strings.TrimSpace(amount + " " + unit)
}

// place writes where a counter is: 二楼 B 区 12–15 号.
func (v *View) place(c *catalog.Counter) string {
	var words []string
	if c.Floor != 0 {
		words = append(words, v.floor(c.Floor))
	}
	words = append(words, v.t(c.Zone))
	if c.Window != "" {
		words = append(words, v.w("counter.window", "n", c.Window))
	}
	return strings.Join(words, " ")
}

func (v *View) floor(n int) string {
	if key := "floor." + strconv.Itoa(n); v.Words.Has(key) {
		return v.w(key)
	}
	return v.w("floor.n", "n", n)
}

// officeName returns the short or full name of an office.
func (v *View) officeName(id catalog.ID) string {
	if r := v.lookup(id); r != nil {
		return v.t(r.Title)
	}
	return ""
}

// officeBrief returns the short name of an office, or its title.
func (v *View) officeBrief(id catalog.ID) string {
	r := v.lookup(id)
	if r == nil {
		return ""
	}
	if o, ok := r.Body.(*catalog.Office); ok && !o.Short.Empty() {
		return v.t(o.Short)
	}
	return v.t(r.Title)
}

// basis writes one ground in one line: title, number, article.
func (v *View) basis(b catalog.Basis) string {
	return strings.TrimSpace(strings.Join([]string{v.t(b.Title), b.Number, v.t(b.Article)}, " "))
}

// metric writes a promise's number and unit.
func (v *View) metric(m catalog.Metric) (number, unit string) {
	return m.Threshold, v.t(m.Unit)
}
