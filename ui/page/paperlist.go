package page

import (
	"slices"
	"strconv"
	"strings"

	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/ui/part"
)

// Checklist returns what a visitor is to know of the guide of v's route at
// one time 一次性告知单, for paper; false where the route is no guide's. It
// belongs to the goroutine that draws; the sheet's Draw does not.
func Checklist(v *View, paper kiosk.Stock) (kiosk.Sheet, bool) {
	prints := ChecklistPrints(v, paper)
	return asSheet(prints), len(prints) > 0
}

// ChecklistPrints is Checklist before it is painted: none for no guide.
func ChecklistPrints(v *View, paper kiosk.Stock) []*part.Print {
	r, err := v.Desk.Record(catalog.ID(v.Route.Path))
	if err != nil {
		return nil
	}
	g, ok := r.Body.(*catalog.Guide)
	if !ok {
		return nil
	}
	l := v.onPaper(paper)
	blocks := l.checklist(r, g)
	if l.foreign { // composed once more, because its head says so
		blocks = l.checklist(r, g)
	}
	return l.prints(l.pages(blocks, func(n, of int) part.Box { return l.checkFoot(r, n, of) }))
}

func (l *leaf) checklist(r *catalog.Record, g *catalog.Guide) []part.Box {
	blocks := l.checkHead(r, g)
	blocks = append(blocks, l.under(l.w("paper.bring"), l.checkMaterials(g)...)...)
	blocks = append(blocks, l.under(l.w("tab.steps"), l.checkSteps(g)...)...)
	blocks = append(blocks, l.under(l.w("tab.fee"), l.checkFees(g)...)...)
	if l.narrow() {
		blocks = append(blocks, l.under(l.w("apply.online"), l.checkCode(g))...)
	}
	return append(blocks, l.under(l.w("paper.help"), l.checkHelp(r)...)...)
}

// checkHead names the sheet, the service, and where and when.
func (l *leaf) checkHead(r *catalog.Record, g *catalog.Guide) []part.Box {
	title := []part.Box{l.centered(l.t(l.Desk.State().HallName), l.small), l.centered(l.w("paper.title"), l.head.Of(l.title.Size)), part.Rule{Ink: l.Palette.Ink}, l.text(l.t(r.Title), l.title)}
	if r.Number != 0 {
		title = append(title, l.text(l.w("number", "n", r.Number), l.small))
	}
	if l.foreign {
		title = append(title, l.text(l.w("untranslated"), l.strong))
	}
	where := l.w("unknown")
	if c := l.counters(g.Counters); len(c) > 0 {
		where = l.place(c[0].body)
	}
	visits := ""
	if g.Visits != nil {
		visits = l.Words.Count("visits", *g.Visits)
	}
	facts := []part.Box{l.fact(l.w("guide.office"), l.or(l.officeName(r.Office))), l.fact(l.w("guide.counter"), where)}
	for _, f := range [][2]string{{l.w("limit.promised"), l.some(g.Promised)}, {l.w("limit.legal"), l.some(g.Legal)}, {l.w("fact.visits"), visits}} {
		if f[1] != "" {
			facts = append(facts, l.fact(f[0], f[1]))
		}
	}
	if l.narrow() {
		return []part.Box{part.Column(8, title...), l.grave(), l.warning(r), part.Column(6, facts...)}
	}
	beside := part.Row{Gap: 40, Top: true, Of: []part.Box{part.Grow{Box: part.Column(10, facts...)}, part.Fix{W: 440, Box: l.checkCode(g)}}}
	return []part.Box{part.Column(8, title...), l.grave(), l.warning(r), beside}
}

// some writes a limit, or nothing where there is none.
func (l *leaf) some(limit *catalog.Limit) string {
	if limit == nil {
		return ""
	}
	return l.limit(limit)
}

// grave is what the screen says in red of the whole kiosk: paper outlives it.
func (l *leaf) grave() part.Box {
	for _, c := range l.Desk.State().Conditions {
		if c.Severity >= kiosk.Serious {
			return l.framed(l.text(l.t(c.Say), l.strong))
		}
	}
	return nil
}

// warning says that nobody has checked it for long, or ever.
func (l *leaf) warning(r *catalog.Record) part.Box {
	days, old := kiosk.GuideStale(r.Checked.On, l.Desk.Today())
	switch {
	case r.Checked.On.IsZero():
		return l.framed(l.text(l.w("checked.never"), l.strong))
	case old:
		return l.framed(part.Column(4, l.text(l.Words.Count("stale.title", days), l.strong),
			l.text(l.w("stale.body", "date", l.Words.Date(r.Checked.On), "phone", l.telephone(r)), l.body)))
	}
	return nil
}

// ticked returns the numbers of the materials that a visitor has.
func (l *leaf) ticked() []string { return strings.Split(l.get("ticked"), ",") }

// checkMaterials is what to bring, each with a square to tick.
func (l *leaf) checkMaterials(g *catalog.Guide) []part.Box {
	var rows []part.Box
	have := l.ticked()
	square := 1.3 * l.body.Size
	for i, m := range g.Materials {
		n := strconv.Itoa(i + 1)
		name := []part.Box{l.text(n+". "+l.t(m.Name), l.strong)}
		more := l.materialWords(m, l.inside()-square-16)
		for len(more) > 0 && len(name) < 3 {
			name, more = append(name, more[0]), more[1:]
		}
		rows = append(rows, part.Row{Gap: 16, Top: true, Of: []part.Box{part.Pad{T: 4, Box: l.square(square, slices.Contains(have, n))}, part.Grow{Box: part.Column(0, name...)}}})
		for _, b := range more {
			rows = append(rows, part.Pad{L: square + 16, Box: b})
		}
	}
	if len(rows) == 0 {
		rows = append(rows, l.text(l.w("unknown"), l.body))
	}
	return rows
}

// materialWords says what a material has to be; on narrow paper the note has
// a line of its own.
func (l *leaf) materialWords(m catalog.Material, w float32) []part.Box {
	must, note := l.joined(l.needWords(m), l.copies(m)), l.joined(l.t(m.Note), l.sourceOf(m))
	if !l.narrow() {
		return l.pieces(l.joined(must, note), l.body, w)
	}
	return append(l.pieces(must, l.body, w), l.pieces(note, l.small, w)...)
}

// square is what is ticked with a pen, or ticked already.
func (l *leaf) square(size float32, ticked bool) part.Box {
	var tick part.Box = part.Space{}
	if ticked {
		tick = part.Middle{Box: l.text("✓", l.strong.Of(size*0.8).Leading(1))}
	}
	return part.Fix{W: size, H: size, Box: part.Card{Face: part.Face{Line: l.Palette.Ink, Stroke: 3}, Box: tick}}
}

// needWords says whether a material is required, and where that is so that it
// may follow, or is filled in at the window.
func (l *leaf) needWords(m catalog.Material) string {
	switch {
	case m.Source.Code == "onsite":
		return l.w("need.onsite")
	case m.Need.Empty():
		return l.w("need.required")
	}
	return l.code("need", m.Need)
}

// checkSteps are the steps in short.
func (l *leaf) checkSteps(g *catalog.Guide) []part.Box {
	var rows []part.Box
	for i, s := range g.Steps {
		words := l.joined(l.t(s.Name), l.t(s.Place), l.t(s.Time))
		rows = append(rows, part.Row{Gap: 12, Top: true, Of: []part.Box{part.Fix{W: 1.8 * l.body.Size, Box: l.text(strconv.Itoa(i+1)+".", l.strong)}, part.Grow{Box: l.text(words, l.body)}}})
	}
	return rows
}

// checkFees says what it costs and on what ground.
func (l *leaf) checkFees(g *catalog.Guide) []part.Box {
	if g.Free {
		return []part.Box{l.text(l.w("free.sub"), l.strong)}
	}
	var rows []part.Box
	for _, id := range g.Fees {
		r := l.lookup(id)
		if r == nil {
			continue
		}
		f, ok := r.Body.(*catalog.Fee)
		if !ok {
			continue
		}
		row := []part.Box{l.text(l.joined(l.t(r.Title), l.priceLine(f.Standard)), l.strong)}
		for _, b := range r.Basis {
			row = append(row, l.text(l.w("fee.basis")+": "+l.basis(b), l.small))
		}
		rows = append(rows, part.Column(0, row...))
	}
	if len(rows) == 0 {
		return []part.Box{l.text(l.w("unknown"), l.body)}
	}
	return rows
}

// checkCode is the way to apply online, or that there is none.
func (l *leaf) checkCode(g *catalog.Guide) part.Box {
	link := g.Online()
	if !l.shown(link) {
		return l.text(l.w("link.none"), l.strong)
	}
	words := []part.Box{l.text(l.w("opens", "what", l.or(l.t(link.Title)), "whose", l.or(l.t(link.Owner))), l.body)}
	if short := l.shortOf(link); short != "" {
		words = append(words, l.text(l.w("zoom.type", "address", short), l.body))
	}
	most := l.inside()
	if !l.narrow() {
		most = 440
	}
	return l.codeOver(link.URL, part.Column(6, words...), most)
}

// checkHelp is whom to ask, and where to complain.
func (l *leaf) checkHelp(r *catalog.Record) []part.Box {
	rows := []part.Box{l.fact(l.w("telephone"), l.or(l.telephone(r)))}
	for _, c := range l.hallChannels() {
		if c.body.Sort.Code == "hotline" && c.body.Value != "" {
			rows = append(rows, l.fact(l.w("paper.complain"), l.joined(c.body.Value, l.t(c.Title))))
			break
		}
	}
	for _, c := range bodies[*catalog.Channel](l.View, catalog.Query{Kind: catalog.KindChannel, Office: r.Office}) {
		if c.body.Value != "" && !c.body.Hall {
			rows = append(rows, l.fact(l.w("paper.complain"), l.joined(c.body.Value, l.t(c.Title))))
		}
	}
	return rows
}

// checkFoot says how old it is and of what edition, on every page.
func (l *leaf) checkFoot(r *catalog.Record, n, of int) part.Box {
	var checked, example, page string
	if !r.Checked.On.IsZero() {
		checked = l.w("checked", "date", l.Words.Date(r.Checked.On), "by", l.or(l.t(r.Checked.By)))
	}
	if r.Example {
		example = l.w("example.long")
	}
	if of > 1 {
		page = l.w("paper.page", "n", n, "of", of)
	}
	printed := l.w("paper.printed", "date", l.Words.Date(l.Desk.Today()))
	lines := []part.Box{part.Rule{Ink: l.Palette.Ink}}
	for _, s := range []string{l.joined(checked, printed), l.edition(), l.joined(example, page)} {
		if s != "" {
			lines = append(lines, l.text(s, l.small))
		}
	}
	return part.Column(2, lines...)
}
