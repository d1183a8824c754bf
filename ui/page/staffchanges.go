package page

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// mostChanges is how many entries are read at once.
const mostChanges = 50

// changes shows the record of changes, the newest first: of one record, or of
// all.
func (d duty) changes(id catalog.ID) Page {
	n := mostChanges * (1 + len(d.get("more")))
	all, err := d.desk.Changes(id, 0, n)
	if err != nil {
		d.say(err)
	}
	var rows []part.Box
	for _, c := range all {
		rows = append(rows, d.changeRow(c))
	}
	if len(all) == n {
		more := func() { d.Memo.Values["more"] += "+"; d.Act.Redraw() }
		rows = append(rows, part.Tap{Key: "changes/more", Do: more, Face: d.rowFace(), Box: d.rowBox(row{title: d.w("changes.more")})})
	}
	var body part.Box = d.card(d.emptyState("history", d.w("changes.none"), d.w("changes.none.body")))
	if len(rows) > 0 {
		body = d.rows("changes", rows...)
	}
	var crumbs []string
	if id != "" {
		crumbs = []string{string(id)}
		if r := d.lookup(id); r != nil {
			crumbs = []string{d.staffTitle(r.Title, id)}
		}
	}
	var more part.Box
	if _, ok := d.Desk.(Statistician); ok && id == "" {
		more = d.pill("statistics", "table_view", d.w("statistics"), Route{Path: "staff/statistics"})
	}
	head := d.heading(crumbs, d.w("changes.title"), more)
	return d.work("changes", d.staffSheet(18, head, d.dim(d.w("changes.what"), theme.Body.Leading(1.35)), d.wrong(), part.Grow{Box: body}))
}

// changeRow is one entry: who did what to which record, and what it was
// before; a touch shows all of it.
func (d duty) changeRow(c kiosk.Change) part.Box {
	p := d.Palette
	who := d.or(c.Name)
	if c.Badge == "" {
		who = d.w("changes.kiosk")
	}
	what := d.joined(d.act(c.Act), d.staffTitle(c.Title, c.Record), d.fieldWord(c.Field))
	when := d.moment(c.At)
	if !c.Sure {
		when = d.joined(when, d.w("changes.unsure"))
	}
	key := fmt.Sprintf("change/%d", c.Serial)
	open := d.get("open") == key
	words := []part.Box{part.Text{Words: what, Style: theme.RowTitle, Ink: p.Ink, Lines: 2}, d.dim(d.joined(who, c.Badge, when), theme.Meta)}
	lines := 1
	if open {
		lines = 8
	}
	for _, side := range []struct{ key, value string }{{"changes.before", c.Before}, {"changes.after", c.After}} {
		if s := d.plainJSON(side.value); s != "" {
			words = append(words, part.Row{Gap: 14, Top: true, Of: []part.Box{d.dim(d.w(side.key), theme.Label.Leading(1.35)), part.Grow{Box: part.Text{Words: s, Style: theme.Meta, Ink: p.Ink, Lines: lines}}}})
		}
	}
	flip := d.set("open", key)
	if open {
		flip = d.set("open", "")
	}
	return part.Tap{Key: key, Do: flip, Face: d.rowFace(), Box: part.AtLeast{H: 112, Box: part.Padded(28, 12, part.Column(2, words...))}}
}

// act is what was done, in words.
func (d duty) act(code string) string {
	if key := "act." + code; d.Words.Has(key) {
		return d.w(key)
	}
	return code
}

// fieldWord is the name of a field by its code.
func (d duty) fieldWord(field string) string {
	if field == "" {
		return ""
	}
	if key := "what." + field; d.Words.Has(key) {
		return d.w(key)
	}
	return field
}

// plainJSON writes the words and numbers of a value without its signs.
func (d duty) plainJSON(s string) string {
	var v any
	if s == "" || json.Unmarshal([]byte(s), &v) != nil {
		return s
	}
	var words []string
	flatten(v, d.Words.Lang, &words)
	return strings.Join(words, d.w("list.gap"))
}

// flatten gathers what stands in a value; of words by language those of lang,
// or the Chinese ones.
func flatten(v any, lang catalog.Lang, words *[]string) {
	switch v := v.(type) {
	case map[string]any:
		if zh, ok := v[string(catalog.ZH)].(string); ok {
			if s, ok := v[string(lang)].(string); ok {
				zh = s
			}
			*words = append(*words, zh)
			return
		}
		var keys []string
		for key := range v {
			keys = append(keys, key)
		}
		slices.Sort(keys)
		for _, key := range keys {
			flatten(v[key], lang, words)
		}
	case []any:
		for _, one := range v {
			flatten(one, lang, words)
		}
	case string:
		if v != "" {
			*words = append(*words, v)
		}
	case nil:
	default:
		*words = append(*words, fmt.Sprint(v))
	}
}
