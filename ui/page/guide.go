package page

import (
	"strconv"

	"mingbai/catalog"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// guide shows what to bring, where to go, how long it takes and what it
// costs.
func (v *View) guide(r *catalog.Record, g *catalog.Guide) Page {
	if v.Modes.Elder {
		return v.elderGuide(r, g)
	}
	tabs := v.guideTabs()
	if v.get("tab") == "" {
		v.Memo.Values["tab"] = "materials"
	}
	body := v.guideTab(v.chosen("tab", tabs), r, g)
	where := v.where(r, g)
	facts := v.facts(g)
	title := v.t(r.Title)
	code := v.takePanel(v.takeAway(r, g), g.Online(), v.next(g))
	head := v.head(v.guideCrumbs(g), title, v.printBeside())
	line := v.checked(r)
	stale := v.stale(r)
	if stale != nil {
		facts = nil
	}
	if v.wide() {
		if facts != nil && v.corrected(r.ID) != nil {
			facts = v.factLine(g)
		}
		side := v.panel(part.Padded(32, 28, part.Column(18, where, code)))
		main := part.Column(14, head, line, stale, facts, v.tabs("tab", tabs), part.Grow{Box: body})
		return Page{Box: v.sheet(0, part.Grow{Box: v.split(main, side)})}
	}
	card := v.card(part.Padded(32, 26, where))
	if v.narrow() {
		return Page{Box: v.sheet(14, head, line, stale, facts, card, v.tabs("tab", tabs), part.Grow{Box: body}, code)}
	}
	return Page{Box: v.sheet(22, part.Column(12, head, line), stale, card, facts, v.tabs("tab", tabs), part.Grow{Box: body}, code)}
}

func (v *View) guideCrumbs(g *catalog.Guide) []string {
	if len(g.Topics) == 0 {
		return []string{v.w("kind.guide")}
	}
	if t := v.lookup(g.Topics[0]); t != nil {
		return []string{v.t(t.Title), v.w("kind.guide")}
	}
	return []string{v.w("kind.guide")}
}

func (v *View) subjects(g *catalog.Guide) string {
	var words []string
	for _, s := range g.Subjects {
		words = append(words, v.code("subject", s))
	}
	return v.list(words...)
}

// counters returns the counters of a guide that are known.
func (v *View) counters(ids []catalog.ID) []of[*catalog.Counter] {
	var all []of[*catalog.Counter]
	for _, id := range ids {
		if r := v.lookup(id); r != nil {
			if c, ok := r.Body.(*catalog.Counter); ok {
				all = append(all, of[*catalog.Counter]{r, c})
			}
		}
	}
	return all
}

// where names the office and the counter, with the way there.
func (v *View) where(r *catalog.Record, g *catalog.Guide) part.Box {
	counters := v.counters(g.Counters)
	at := v.w("unknown")
	var way, mark part.Box
	if len(counters) > 0 {
		mark = v.correctedTag(counters[0].ID)
		at = v.place(counters[0].body)
		if !v.wide() && !v.narrow() {
			way = v.quiet("way", "directions_walk", v.w("directions"), 96, v.open(To(counters[0].ID)))
		}
	}
	line := func(icon, label, value string) part.Box {
		return part.Line(18, v.icon(icon, 40), part.Fix{W: 166, Box: v.dim(label, theme.Body.Of(30).Leading(1.3))},
			part.Grow{Box: v.text(value, theme.Body.Of(32).Strong().Leading(1.3))})
	}
	if v.wide() {
		line = func(icon, _, value string) part.Box {
			return part.Line(16, v.icon(icon, 40), part.Grow{Box: v.text(value, theme.Body.Of(30).Strong().Leading(1.25))})
		}
	}
	lines := part.Column(16, line("account_balance", v.w("guide.office"), v.or(v.officeName(r.Office))), line("location_on", v.w("guide.counter"), at), mark)
	return part.Line(24, part.Grow{Box: lines}, way)
}

// goThere is what to do where there is no online way, or beside it.
func (v *View) goThere(g *catalog.Guide) part.Box {
	counters := v.counters(g.Counters)
	if len(counters) == 0 {
		return v.primary("ask", "support_agent", v.w("ask.window"), 100, v.open(v.generalWindow()))
	}
	return v.primary("go", "directions_walk", v.w("go.counter"), 100, v.open(To(counters[0].ID)))
}

// generalWindow is the counter that answers everything.
func (v *View) generalWindow() Route {
	if id := v.Desk.State().GeneralWindow; id != "" {
		return To(id)
	}
	return Route{Path: "offices"}
}

// factWords are the four answers most people come for: how long, how much and
// whether it is free, how often to come, how many papers.
func (v *View) factWords(g *catalog.Guide) (limit, fee string, free bool, visits, materials string) {
	l := g.Promised
	if l == nil {
		l = g.Legal
	}
	visits, materials = v.w("unknown"), v.w("unknown")
	if g.Visits != nil {
		visits = v.Words.Count("visits", *g.Visits)
	}
	if n := len(g.Materials); n > 0 {
		materials = v.Words.Count("materials", n)
	}
	fee, free = v.feeFact(g)
	return v.limit(l), fee, free, visits, materials
}

// factLine says them in one line, where there is room for no more.
func (v *View) factLine(g *catalog.Guide) part.Box {
	limit, fee, _, visits, materials := v.factWords(g)
	return v.text(v.joined(limit, fee, visits, materials), theme.H3.Of(32).Leading(1.25))
}

// facts show them.
func (v *View) facts(g *catalog.Guide) part.Box {
	limit, fee, free, visits, materials := v.factWords(g)
	all := []part.Box{v.fact("schedule", v.w("fact.limit"), limit, false), v.fact("payments", v.w("fact.fee"), fee, free),
		v.fact("directions_walk", v.w("fact.visits"), visits, false), v.fact("description", v.w("fact.materials"), materials, false)}
	if v.compact() && !v.Frame.Wide() {
		return part.Grid{Columns: 2, Gap: theme.Gutter, Of: all}
	}
	return part.Even(theme.Gutter, all...)
}

func (v *View) fact(icon, label, value string, good bool) part.Box {
	ink := v.Palette.Ink
	if good {
		ink = v.Palette.OK
	}
	style := theme.H2.Of(36).Leading(1.25)
	if v.wide() {
		words := part.Column(2, v.dim(label, theme.Meta.Leading(1.2)), v.in(ink, value, style))
		return part.Card{Face: v.surface(theme.RadiusT), Box: part.AtLeast{H: 124, Box: part.Padded(24, 12, part.Line(20, v.icon(icon, 44), part.Grow{Box: words}))}}
	}
	top := part.Line(8, part.Icon{Name: icon, Size: 32, Ink: v.Palette.Ink2}, part.Grow{Box: v.dim(label, theme.Meta.Leading(1.2))})
	return part.Card{Face: v.surface(theme.RadiusT), Box: part.AtLeast{H: 156, Box: part.Padded(16, 18, part.Column(8, top, bottom(), v.in(ink, value, style)))}}
}

// feeFact is what a guide costs in a word.
func (v *View) feeFact(g *catalog.Guide) (string, bool) {
	if g.Free {
		return v.w("free"), true
	}
	if len(g.Fees) == 0 {
		return v.w("unknown"), false
	}
	if r := v.lookup(g.Fees[0]); r != nil {
		if f, ok := r.Body.(*catalog.Fee); ok {
			return v.priceLine(f.Standard), false
		}
	}
	return v.Words.Count("count.fees", len(g.Fees)), false
}

func (v *View) guideTabs() []option {
	return []option{{"conditions", v.w("tab.conditions")}, {"materials", v.w("tab.materials")}, {"steps", v.w("tab.steps")}, {"limit", v.w("tab.limit")},
		{"fee", v.w("tab.fee")}, {"basis", v.w("tab.basis")}, {"questions", v.w("tab.questions")}}
}

func (v *View) guideTab(tab string, r *catalog.Record, g *catalog.Guide) part.Box {
	switch tab {
	case "conditions":
		return v.points("conditions", g.Conditions, r)
	case "steps":
		return v.steps(g, r)
	case "limit":
		return v.limits(g)
	case "fee":
		return v.guideFees(g, r)
	case "basis":
		return v.grounds(r)
	case "questions":
		return v.questions(g, r)
	}
	return v.materials(g, r)
}

// copies says how many originals and copies to bring.
func (v *View) copies(m catalog.Material) string {
	var words []string
	if m.Originals > 0 {
		words = append(words, v.Words.Count("originals", m.Originals))
	}
	if m.Copies > 0 {
		words = append(words, v.Words.Count("copies", m.Copies))
	}
	return v.list(words...)
}

func (v *View) need(m catalog.Material) part.Box {
	tone := toneMuted
	if m.Need.Code == "required" || m.Need.Empty() {
		tone = toneTint
	}
	if m.Source.Code == "onsite" {
		return v.tag(toneMuted, "", v.w("need.onsite"))
	}
	if m.Need.Empty() {
		return v.tag(tone, "", v.w("need.required"))
	}
	return v.tag(tone, "", v.code("need", m.Need))
}

// points is a list of sentences with a tick each.
func (v *View) points(key string, points []catalog.Text, r *catalog.Record) part.Box {
	if len(points) == 0 {
		return v.nothing(r)
	}
	var rows []part.Box
	for _, p := range points {
		rows = append(rows, part.Row{Gap: 20, Top: true, Of: []part.Box{part.Icon{Name: "check_circle-fill", Size: 42, Ink: v.Palette.OK},
			part.Grow{Box: v.text(v.t(p), theme.Body)}}})
	}
	return v.prose(key, 22, rows...)
}

func (v *View) steps(g *catalog.Guide, r *catalog.Record) part.Box {
	if len(g.Steps) == 0 {
		return v.nothing(r)
	}
	return v.rows("steps", v.stepRows(g)...)
}

func (v *View) stepRows(g *catalog.Guide) []part.Box {
	var rows []part.Box
	for i, s := range g.Steps {
		var time part.Box
		if !s.Time.Empty() {
			time = v.tag(toneMuted, "schedule", v.t(s.Time))
		}
		sub := part.Column(2, v.sub(v.t(s.Actor), v.t(s.Place)), v.sub(v.t(s.Detail)))
		rows = append(rows, v.rowBox(row{left: v.number(strconv.Itoa(i + 1)), title: v.t(s.Name), sub: sub, right: time}))
	}
	for _, a := range g.Agents {
		rows = append(rows, v.rowBox(row{left: v.disc("handshake", 60, 40), title: v.w("agent", "name", v.t(a.Name)), sub: v.sub(v.t(a.Place), a.Telephone, v.t(a.Note))}))
	}
	return rows
}

func (v *View) limits(g *catalog.Guide) part.Box {
	rows := []part.Box{
		v.rowBox(row{left: v.disc("verified", 60, 40), title: v.w("limit.promised"), sub: v.limitNote(g.Promised), right: v.strong(v.limit(g.Promised))}),
		v.rowBox(row{left: v.disc("gavel", 60, 40), title: v.w("limit.legal"), sub: v.limitNote(g.Legal), right: v.strong(v.limit(g.Legal))}),
	}
	if !g.Piece.Empty() {
		rows = append(rows, v.rowBox(row{left: v.disc("description", 60, 40), title: v.w("piece"), right: v.strong(v.code("piece", g.Piece))}))
	}
	for _, res := range g.Results {
		rows = append(rows, v.rowBox(row{left: v.disc("badge", 60, 40), title: v.t(res), sub: v.sub(v.w("result"))}))
	}
	if s := v.subjects(g); s != "" {
		rows = append(rows, v.rowBox(row{left: v.disc("person", 60, 40), title: v.w("subjects"), right: v.strong(s)}))
	}
	if g.ItemCode != "" {
		rows = append(rows, v.rowBox(row{left: v.disc("sell", 60, 40), title: v.w("item.code"), sub: v.sub(g.ItemCode)}))
	}
	if !g.Special.Empty() {
		rows = append(rows, v.rowBox(row{left: v.disc("schedule", 60, 40), title: v.w("special"), sub: v.sub(v.t(g.Special))}))
	}
	return v.rows("limit", rows...)
}

func (v *View) limitNote(l *catalog.Limit) part.Box {
	if l == nil {
		return nil
	}
	return part.Column(0, v.sub(v.t(l.Note)), v.dueLine(l))
}

func (v *View) strong(s string) part.Box { return v.text(s, theme.H2.Of(36).Leading(1.25)) }

func (v *View) guideFees(g *catalog.Guide, r *catalog.Record) part.Box {
	if g.Free {
		return v.rows("fee", v.rowBox(row{left: v.disc("payments", 60, 40), title: v.w("free"), sub: v.sub(v.w("free.sub"))}))
	}
	var rows []part.Box
	for _, id := range g.Fees {
		f := v.lookup(id)
		if f == nil {
			continue
		}
		if b, ok := f.Body.(*catalog.Fee); ok {
			rows = append(rows, v.link(row{left: v.disc("receipt_long", 60, 40), title: v.t(f.Title), sub: v.sub(v.t(b.Scope)), right: v.strong(v.priceLine(b.Standard))}, To(id)))
		}
	}
	if len(rows) == 0 {
		return v.nothing(r)
	}
	return v.rows("fee", rows...)
}

// grounds lists the law and documents of a record.
func (v *View) grounds(r *catalog.Record) part.Box {
	if len(r.Basis) == 0 {
		return v.nothing(r)
	}
	return v.rows("basis", v.groundRows(r)...)
}

func (v *View) groundRows(r *catalog.Record) []part.Box {
	var rows []part.Box
	for _, b := range r.Basis {
		rows = append(rows, v.rowBox(row{left: v.disc("gavel", 60, 40), title: v.or(v.t(b.Title)), sub: v.sub(b.Number, v.t(b.Article), v.t(b.Words))}))
	}
	return rows
}

func (v *View) questions(g *catalog.Guide, r *catalog.Record) part.Box {
	if len(g.Questions) == 0 {
		return v.nothing(r)
	}
	var rows []part.Box
	for _, q := range g.Questions {
		rows = append(rows, v.text(v.t(q.Ask), theme.RowTitle), part.Pad{B: 12, Box: v.text(v.t(q.Answer), theme.BodyL)})
	}
	if v.hander() != nil {
		rows = append(rows, v.second("wrong", "rate_review", v.w("survey.wrong"), 96, v.open(Route{Path: "survey", Query: "sort=wrong&about=" + string(r.ID)})))
	}
	rows = append(rows, v.second("complain", "support_agent", v.w("complain.this"), 96, v.open(complainAbout(r.ID))))
	return v.prose("questions", 8, rows...)
}

// sourceOf says where a material comes from, where nothing else is said about
// it.
func (v *View) sourceOf(m catalog.Material) string {
	if m.Source.Empty() || !m.Note.Empty() {
		return ""
	}
	return v.code("source", m.Source)
}
