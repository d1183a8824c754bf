package page

import (
	"strconv"

	"mingbai/catalog"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// In elder mode there is less to choose from, and what there is says in one
// word what it is about.

// elderHome is the first choice in elder mode: four tiles, the search, a
// person to ask and a number to call.
func (v *View) elderHome() Page {
	title := part.Column(2, v.text(v.w("elder.title"), theme.Greeting.Of(56)), v.dim(v.w("elder.sub"), theme.Body))
	tiles := part.Grid{Columns: v.across(2, 4), Gap: theme.Gutter, Of: v.elderTiles()}
	search, help, phone := v.elderSearch(), v.elderHelp(), v.elderPhone()
	if v.Frame.Wide() {
		return Page{Box: v.sheet(16, part.Line(24, part.Grow{Box: title}, phone), tiles, part.Even(theme.Gutter, search, help))}
	}
	return Page{Box: v.sheet(20, title, tiles, search, help, phone)}
}

// elderHigh is how high something is, or less where the buttons lie low.
func (v *View) elderHigh(upright, low float32) float32 {
	switch {
	case v.Modes.Low:
		return low
	case v.Frame.Wide():
		return low + (upright-low)*0.6
	}
	return upright
}

func (v *View) elderTiles() []part.Box {
	entries := []struct{ icon, tile, key, route string }{
		{"elderly", "pension", "elder.care", "care"}, {"water_drop", "work", "elder.utilities", "utilities"},
		{"receipt_long", "school", "elder.fees", "fees"}, {"location_on", "medical", "elder.offices", "offices"},
	}
	var tiles []part.Box
	for _, e := range entries {
		pair := v.Palette.TilePair(e.tile)
		size := v.elderHigh(109, 64)
		disc := part.Box(part.Disc{Size: size, Ground: pair.Ground, Box: part.Icon{Name: e.icon, Size: size * 2 / 3, Ink: pair.Ink}})
		if !v.Palette.Discs {
			disc = v.icon(e.icon, size*0.9)
		}
		words := part.Text{Words: v.w(e.key), Style: theme.H2.Of(v.elderWord()).Leading(1.2), Ink: v.Palette.Ink, Align: part.Center}
		inner := middle(part.Column(v.elderHigh(10, 2), part.Fix{H: size, Box: disc}, words))
		tiles = append(tiles, part.AtLeast{H: v.elderHigh(214, 118), Box: part.Tap{Key: e.key, Do: v.open(Route{Path: e.route}), Face: v.surface(26), Box: inner}})
	}
	return tiles
}

// elderWord is the size of the words of a tile.
func (v *View) elderWord() float32 {
	switch {
	case v.Words.Lang != catalog.ZH:
		return 30
	case v.Modes.Low:
		return 34
	}
	return 44
}

func (v *View) elderSearch() part.Box {
	sub := part.Grow{Box: part.Text{Words: v.w("elder.search.sub"), Style: theme.Body, Ink: v.Palette.Ink2, Align: part.Right}}
	row := part.Line(18, v.icon("search", 56), v.text(v.w("elder.search"), theme.H3.Of(36).Leading(1.2)), sub, part.Icon{Name: "chevron_right", Size: 50, Ink: v.Palette.Primary})
	return part.AtLeast{H: v.elderHigh(124, 96), Box: part.Tap{Key: "search", Do: v.open(Route{Path: "search"}), Face: v.outlined(26), Box: part.Padded(24, 6, row)}}
}

func (v *View) elderHelp() part.Box {
	if v.get("help") != "" {
		return v.helpButton()
	}
	p := v.Palette
	sub := v.w("elder.help.sub")
	if v.helper() != nil {
		sub = v.w("elder.help.call")
	}
	words := part.Column(0, v.in(p.OnPrimary, v.w("elder.help"), theme.H2.Of(39).Leading(1.25)), v.in(p.OnPrimarySub, sub, theme.Meta.Leading(1.3)))
	row := part.Middle{Box: part.Line(18, part.Icon{Name: "support_agent", Size: v.elderHigh(76, 60), Ink: p.AccentOnPrimary}, words)}
	return part.AtLeast{H: v.elderHigh(150, 100), Box: part.Tap{Key: "help", Do: v.callHelp, Face: v.filled(26), Box: part.Padded(16, 6, row)}}
}

func (v *View) elderPhone() part.Box {
	number := theme.Greeting.Of(58).Leading(1.2)
	words := v.text(v.w("elder.phone"), theme.Body.Of(32))
	row := part.Line(18, v.icon("call", 50), words, v.text(v.Desk.State().Telephone, number))
	return part.AtLeast{H: v.elderHigh(112, 90), Box: v.panel(part.Padded(20, 4, part.Middle{Box: row}))}
}

// care lists what pensioners come for: the guides of two life events.
func (v *View) care() Page {
	var rows []part.Box
	for _, t := range v.topics("life") {
		if t.body.Tile != "pension" && t.body.Tile != "medical" {
			continue
		}
		rows = append(rows, part.Heading{Box: v.groupRow(v.t(t.Title))})
		for _, h := range v.browse(catalog.Query{Topic: t.ID}) {
			rows = append(rows, v.recordRow(h.ID))
		}
	}
	return v.listing(nil, v.w("elder.care"), rows)
}

// utilities lists the enterprises that every home has to do with.
func (v *View) utilities() Page {
	var rows []part.Box
	for _, e := range enterpriseSorts[:4] {
		rows = append(rows, v.link(row{left: v.disc(e.icon, 68, 44), title: v.w("sort." + e.sort)}, Route{Path: "enterprise/" + e.sort}))
	}
	return v.listing(nil, v.w("elder.utilities"), rows)
}

// elderGuide says of a guide where, how much, how long and what to bring, then
// what to do.
func (v *View) elderGuide(r *catalog.Record, g *catalog.Guide) Page {
	var rows []part.Box
	add := func(key string, more []part.Box) {
		if len(more) > 0 {
			rows = append(append(rows, part.Heading{Box: v.groupRow(v.w(key))}), more...)
		}
	}
	add("elder.bring", v.elderMaterials(g))
	add("elder.steps", v.stepRows(g))
	add("tab.conditions", v.pointRows(g.Conditions))
	add("tab.basis", v.groundRows(r))
	add("tab.questions", v.answerRows(g))
	body := v.nothing(r)
	if len(rows) > 0 {
		body = v.rows("elder", rows...)
	}
	title := v.t(r.Title)
	code := v.takePanel(v.takeAway(r, g), g.Online(), nil)
	if !v.shown(g.Online()) {
		code = nil
	}
	take := v.quiet("take", "qr_code_scanner", v.w("take"), 92, func() { v.Act.Zoom(v.takeAway(r, g)) })
	return Page{Box: v.sheet(16, v.text(title, theme.H2.Of(44).Leading(1.25)), v.untranslated(), v.stale(r), v.elderFacts(g), part.Grow{Box: body}, take, code, v.checked(r), v.elderNext(g))}
}

// elderNext is what to do now: print the list, where there is a printer, and
// go.
func (v *View) elderNext(g *catalog.Guide) part.Box {
	there := v.goThere(g)
	counters := v.counters(g.Counters)
	if v.printer() == nil || len(counters) == 0 {
		return there
	}
	way := v.second("go", "directions_walk", v.w("directions"), 100, v.open(To(counters[0].ID)))
	print := v.primary("print", "print", v.w("print.short"), 100, v.Act.Print)
	if v.Frame.Wide() {
		return whole{part.Column(12, print, way), true, true}
	}
	return part.Even(theme.Gutter, print, way)
}

func (v *View) elderMaterials(g *catalog.Guide) []part.Box {
	var rows []part.Box
	for i, m := range g.Materials {
		what := v.copies(m)
		if m.Need.Code == "later" || m.Need.Code == "optional" {
			what = v.code("need", m.Need)
		}
		r := row{left: v.number(strconv.Itoa(i + 1)), title: v.t(m.Name), sub: v.sub(v.t(m.Note), v.sourceOf(m))}
		if right := v.dim(what, theme.Body); right.Width() < 170 {
			r.right = right
		} else {
			r.sub = v.sub(what, v.t(m.Note), v.sourceOf(m))
		}
		rows = append(rows, v.rowBox(r))
	}
	return rows
}

// elderFacts are the three questions that everybody has.
func (v *View) elderFacts(g *catalog.Guide) part.Box {
	at := v.w("unknown")
	if counters := v.counters(g.Counters); len(counters) > 0 {
		at = v.place(counters[0].body)
	}
	fee, free := v.feeFact(g)
	ink := v.Palette.Ink
	if free {
		ink = v.Palette.OK
	}
	limit := g.Promised
	if limit == nil {
		limit = g.Legal
	}
	line := func(icon, key string, value part.Text) part.Box {
		return part.AtLeast{H: 88, Box: part.Line(18, v.icon(icon, 48), part.Fix{W: 118, Box: v.dim(v.w(key), theme.Body.Leading(1.25))}, part.Grow{Box: value})}
	}
	big := theme.H3.Of(38).Leading(1.25)
	rule := part.Rule{Ink: v.Palette.Line}
	return v.card(part.Padded(28, 6, part.Column(0, line("location_on", "elder.where", v.text(at, big)), rule,
		line("payments", "elder.cost", v.in(ink, fee, big)), rule, line("schedule", "elder.long", v.text(v.limit(limit), big)))))
}

func (v *View) pointRows(points []catalog.Text) []part.Box {
	var rows []part.Box
	for _, p := range points {
		rows = append(rows, v.rowBox(row{left: part.Icon{Name: "check_circle-fill", Size: 42, Ink: v.Palette.OK}, title: v.t(p)}))
	}
	return rows
}

func (v *View) answerRows(g *catalog.Guide) []part.Box {
	var rows []part.Box
	for _, q := range g.Questions {
		rows = append(rows, v.rowBox(row{title: v.t(q.Ask), sub: v.text(v.t(q.Answer), theme.Body)}))
	}
	return rows
}
