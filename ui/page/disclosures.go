package page

import (
	"strconv"

	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

var columnIcons = map[string]string{"budget": "payments", "housing": "house", "food": "restaurant", "environment": "eco",
	"tender": "handshake", "accident": "warning", "land": "landscape", "price": "sell"}

// disclosures shows the eight key areas and what was published last.
func (v *View) disclosures() Page {
	all := v.browse(catalog.Query{Kind: catalog.KindDisclosure})
	var cards, rows []part.Box
	for _, column := range catalog.KeyColumns() {
		cards = append(cards, v.columnCard(column, all))
	}
	for _, h := range all {
		rows = append(rows, v.documentRow(h))
	}
	more := part.Line(16, part.Grow{Box: v.text(v.w("disclosure.latest"), theme.H3.Leading(1.3))},
		v.pill("ask-information", "description", v.w("entry.request"), Route{Path: "request"}))
	var grass []part.Box
	for _, c := range catalog.GrassrootsColumns() {
		grass = append(grass, v.link(row{left: v.disc("folder_open", 60, 40), title: v.w("column." + c), sub: v.columnSub(c, all)}, Route{Path: "disclosure/" + c}))
	}
	if v.hander() != nil { // whose entry on the home screen is taken
		rows = append(rows, v.link(row{left: v.disc("gavel", 60, 40), title: v.w("entry.decisions"), sub: v.sub(v.w("entry.decisions.sub"))}, Route{Path: "decisions"}))
	}
	rows = append(rows, part.Heading{Box: v.groupRow(v.w("disclosure.grassroots"))})
	rows = append(rows, grass...)
	for _, r := range v.browse(catalog.Query{Kind: catalog.KindReport}) {
		rows = append(rows, v.link(row{left: v.disc("description", 60, 40), title: v.t(r.Title), sub: v.sub(v.officeName(r.Office))}, To(r.ID)))
	}
	head := v.head([]string{v.w("entry.disclosure")}, v.w("disclosure.title"), nil)
	list := v.rows("latest", rows...)
	if v.wide() {
		left := part.Grid{Columns: 2, Gap: 16, High: 140, Of: cards}
		return Page{Box: v.sheet(14, head, part.Grow{Box: part.Line(36, part.Full{Box: part.Fix{W: 920, Box: left}}, part.Grow{Box: part.Full{Box: part.Column(12, more, part.Grow{Box: list})}})})}
	}
	if v.compact() {
		columns := v.across(1, 2)
		return Page{Box: v.sheet(16, head, part.Grid{Columns: columns, Gap: 14, Of: cards}, v.pill("ask-information", "description", v.w("entry.request"), Route{Path: "request"}), list)}
	}
	return Page{Box: v.sheet(20, head, part.Grid{Columns: v.across(2, 4), Gap: 16, High: 150, Of: cards}, more, part.Grow{Box: list})}
}

// pill is a small outlined way to another page.
func (v *View) pill(key, icon, s string, to Route) part.Box {
	face := part.Face{Fill: v.Palette.Surface, Radius: 39, Line: v.Palette.Line, Stroke: 2, Press: v.Palette.Tint}
	return part.AtLeast{H: 78, Box: part.Tap{Key: key, Do: v.open(to), Face: face, Box: part.Padded(28, 4, v.label(icon, s, theme.Label, v.Palette.Ink))}}
}

func inColumn(all []catalog.Head, column string) (n int, newest catalog.Date) {
	for _, h := range all {
		if h.Column == column {
			n++
			if newest.Before(h.Day) {
				newest = h.Day
			}
		}
	}
	return n, newest
}

func (v *View) columnSub(column string, all []catalog.Head) part.Box {
	n, newest := inColumn(all, column)
	if n == 0 {
		return v.sub(v.Words.Count("count.documents", 0))
	}
	if days, old := kiosk.ColumnStale(newest, v.Desk.Today()); old {
		return part.Wrapped{Gap: 12, Of: []part.Box{v.dim(v.Words.Count("count.documents", n), theme.Meta), v.tag(toneWarn, "", v.Words.Count("column.stale", days))}}
	}
	return v.sub(v.Words.Count("count.documents", n), v.w("updated", "date", v.Words.Date(newest)))
}

func (v *View) columnCard(column string, all []catalog.Head) part.Box {
	words := part.Column(2, v.text(v.w("column."+column), theme.RowTitle), v.columnSub(column, all))
	return part.AtLeast{H: 140, Box: part.Tap{Key: "column/" + column, Do: v.open(Route{Path: "disclosure/" + column}), Face: v.surface(theme.RadiusT),
		Box: part.Padded(24, 12, part.Line(20, v.disc(columnIcons[column], 84, 52), part.Grow{Box: words}))}}
}

func (v *View) documentRow(h catalog.Head) part.Box {
	return v.link(row{title: v.t(h.Title), sub: v.sub(v.officeName(h.Office), v.Words.Date(h.Day))}, To(h.ID))
}

// column shows the documents of one column by year.
func (v *View) column(column string) Page {
	all := v.browse(catalog.Query{Kind: catalog.KindDisclosure, Column: column})
	var years []option
	count := map[string]int{}
	for y := v.Desk.Today().Year; y > v.Desk.Today().Year-3; y-- {
		years = append(years, option{strconv.Itoa(y), v.w("year", "n", y)})
	}
	for _, h := range all {
		count[strconv.Itoa(h.Day.Year)]++
	}
	year := v.chosen("year", years)
	var rows []part.Box
	for _, h := range all {
		if strconv.Itoa(h.Day.Year) == year {
			rows = append(rows, v.documentRow(h))
		}
	}
	title := v.w("column." + column)
	head := v.head([]string{v.w("entry.disclosure"), title}, title, nil)
	var body part.Box
	if len(rows) > 0 {
		body = v.rows("column/"+year, rows...)
	} else {
		body = v.card(v.emptyState("inbox", v.w("column.empty", "year", year), v.w("column.empty.body", "phone", v.Desk.State().Telephone), v.otherYears(years, count)...))
	}
	words := part.Column(0, v.text(v.w("column.report"), theme.H3.Leading(1.3)), v.dim(v.w("column.report.sub"), theme.Meta))
	report := v.reportPanel("visibility", words, "channel/web-complaints", title)
	if v.wide() {
		main := part.Column(16, head, v.chips("year", years), part.Grow{Box: body})
		return Page{Box: v.sheet(0, part.Grow{Box: v.split(main, part.Column(0, bottom(), report))})}
	}
	return Page{Box: v.sheet(20, head, v.chips("year", years), part.Grow{Box: body}, report)}
}

// otherYears leads from an empty year to one that is not, and to the way to
// ask for what is missing.
func (v *View) otherYears(years []option, count map[string]int) []part.Box {
	var next []part.Box
	for _, y := range years {
		if n := count[y.value]; n > 0 {
			next = append(next, v.primary("year/"+y.value, "", v.w("column.see", "year", y.value, "n", n), 96, v.set("year", y.value)))
			break
		}
	}
	next = append(next, v.second("ask-information", "", v.w("entry.request"), 96, v.open(Route{Path: "request"})))
	if v.compact() && !v.Frame.Wide() {
		return next
	}
	return []part.Box{part.Even(24, next...)}
}
