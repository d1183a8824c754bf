package page

import (
	"mingbai/catalog"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// enterprise leads to the one enterprise of a sort, or lists them.
func (v *View) enterprise(sort string) Page {
	heads := v.browse(catalog.Query{Kind: catalog.KindOffice, Column: sort})
	if len(heads) == 1 {
		if r := v.lookup(heads[0].ID); r != nil {
			if o, ok := r.Body.(*catalog.Office); ok {
				return v.office(r, o)
			}
		}
	}
	var rows []part.Box
	for _, h := range heads {
		rows = append(rows, v.link(row{left: v.disc(sortIcon(sort), 76, 48), title: v.t(h.Title)}, To(h.ID)))
	}
	return v.listing([]string{v.w("home.enterprises")}, v.w("sort."+sort), rows)
}

// listing is a page with a list and nothing else.
func (v *View) listing(crumbs []string, title string, rows []part.Box) Page {
	var body part.Box = v.card(v.emptyState("inbox", v.w("list.empty"), v.w("missing.body", "phone", v.Desk.State().Telephone)))
	if len(rows) > 0 {
		body = v.rows("list", rows...)
	}
	head := v.head(append(crumbs, title), title, v.dim(v.Words.Count("count.items", len(rows)), theme.Meta))
	return Page{Box: v.sheet(20, head, part.Grow{Box: body})}
}

// office shows an office under the seven headings of public enterprises, and
// what it handles.
func (v *View) office(r *catalog.Record, o *catalog.Office) Page {
	tabs := v.officeTabs(o)
	if v.get("tab") == "" && o.Enterprise() {
		v.Memo.Values["tab"] = "promises"
	}
	body := v.officeTab(v.chosen("tab", tabs), r, o)
	crumbs := []string{v.w("entry.offices")}
	if o.Enterprise() {
		crumbs = []string{v.w("home.enterprises"), v.w("sort." + o.Sort.Code)}
	}
	tell := v.tell(r, o)
	top := v.contact(r, o)
	head := v.head(crumbs, v.t(r.Title), nil)
	if v.wide() {
		side := part.Column(20, top, bottom(), tell)
		return Page{Box: v.sheet(0, part.Grow{Box: v.split(part.Column(14, head, v.checked(r), v.tabs("tab", tabs), part.Grow{Box: body}), side)})}
	}
	return Page{Box: v.sheet(20, part.Column(10, head, v.checked(r)), v.stale(r), top, v.tabs("tab", tabs), part.Grow{Box: body}, tell)}
}

func (v *View) officeTabs(o *catalog.Office) []option {
	tabs := []option{{"posts", v.w("office.posts")}, {"promises", v.w("office.promises")}, {"fees", v.w("office.fees")}, {"basis", v.w("office.basis")},
		{"rules", v.w("office.rules")}, {"discipline", v.w("office.discipline")}, {"channels", v.w("office.channels")}}
	if !o.Enterprise() {
		tabs = append([]option{{"guides", v.w("office.guides")}}, append(tabs[:3:3], tabs[4:]...)...)
	}
	return tabs
}

// contact is how to reach an office.
func (v *View) contact(r *catalog.Record, o *catalog.Office) part.Box {
	phone, name := v.telephone(r), v.w("telephone")
	if o.Hotline != "" {
		phone, name = o.Hotline, v.or(v.t(o.HotlineName))
	}
	words := part.Column(0, v.dim(name, theme.Meta), v.text(v.or(phone), theme.H1.Leading(1.15)), v.sub(v.t(o.Address), v.t(o.Hours)))
	var way part.Box
	for _, c := range v.browse(catalog.Query{Kind: catalog.KindCounter, Office: r.ID}) {
		way = v.quiet("way", "directions_walk", v.w("directions"), 104, v.open(To(c.ID)))
		break
	}
	if v.wide() {
		return v.card(part.Padded(32, 24, part.Column(16, words, way)))
	}
	if v.narrow() {
		return part.Column(14, v.card(part.Padded(28, 16, words)), way)
	}
	return v.card(part.AtLeast{H: 180, Box: part.Padded(32, 20, part.Line(28, v.disc(sortIcon(o.Sort.Code), 120, 76), part.Grow{Box: words}, way))})
}

// tell is where to say that a promise was not kept.
func (v *View) tell(r *catalog.Record, o *catalog.Office) part.Box {
	if !o.Enterprise() && o.Report == nil {
		return nil
	}
	action := v.primary("complaints", "support_agent", v.w("office.complain"), 100, v.open(complainAbout(r.ID)))
	if !v.shown(o.Report) {
		return action
	}
	words := part.Column(10, v.text(v.w("office.notkept"), theme.H2.Of(36)), v.dim(v.w("opens", "what", v.or(v.t(o.Report.Title)), "whose", v.or(v.t(o.Report.Owner))), theme.Meta), action)
	if v.wide() {
		code := v.codeBox("code", Code{Purpose: v.w("office.notkept"), Title: v.t(o.Report.Title), Link: *v.prefilled(o.Report, r.ID)}, 200)
		words = part.Column(10, v.text(v.w("office.notkept"), v.scanStyle()), action)
		return v.panel(part.Padded(28, 24, part.Column(16, part.Middle{Box: code}, words)))
	}
	code := v.codeBox("code", Code{Purpose: v.w("office.notkept"), Title: v.t(o.Report.Title), Link: *v.prefilled(o.Report, r.ID)}, 238)
	if v.narrow() {
		words.Of = words.Of[:2]
		return part.Column(14, v.panel(part.Padded(28, 20, part.Line(28, code, part.Grow{Box: words}))), action)
	}
	return v.panel(part.Padded(32, 24, part.Line(32, code, part.Grow{Box: words})))
}

func (v *View) officeTab(tab string, r *catalog.Record, o *catalog.Office) part.Box {
	switch tab {
	case "guides":
		return v.records(r, "guides", catalog.Query{Kind: catalog.KindGuide, Office: r.ID})
	case "promises":
		return v.promises(r)
	case "posts":
		return v.posts(r, o)
	case "fees":
		return v.records(r, "fees", catalog.Query{Kind: catalog.KindFee, Office: r.ID})
	case "basis":
		return v.feeGrounds(r)
	case "rules":
		return v.points("rules", o.Rules, r)
	case "discipline":
		return v.points("discipline", o.Discipline, r)
	}
	return v.officeChannels(r)
}

// records lists what q chooses, or says whom to ask.
func (v *View) records(r *catalog.Record, key string, q catalog.Query) part.Box {
	var rows []part.Box
	for _, h := range v.browse(q) {
		rows = append(rows, v.recordRow(h.ID))
	}
	if len(rows) == 0 {
		return v.nothing(r)
	}
	return v.rows(key, rows...)
}

// recordRow is a row for a guide or a fee with what matters most about it.
func (v *View) recordRow(id catalog.ID) part.Box {
	r := v.lookup(id)
	if r == nil {
		return part.Space{}
	}
	switch b := r.Body.(type) {
	case *catalog.Guide:
		where := ""
		if c := v.counters(b.Counters); len(c) > 0 {
			where = v.place(c[0].body)
		}
		var sub part.Box = v.sub(v.officeName(r.Office), where)
		if fee, free := v.feeFact(b); free {
			sub = part.Line(20, part.Grow{Box: part.Text{Words: v.joined(v.officeName(r.Office), where), Style: theme.Meta.Leading(1.4), Ink: v.Palette.Ink2}}, v.in(v.Palette.OK, fee, theme.Label))
		}
		return v.link(row{left: v.disc("description", 68, 40), title: v.t(r.Title), sub: sub, high: 132}, To(id))
	case *catalog.Fee:
		return v.link(row{left: v.disc("receipt_long", 68, 40), title: v.t(r.Title), sub: v.sub(v.officeName(r.Office), v.t(b.Scope)),
			right: v.struckOver(r, v.in(v.Palette.OK, v.priceLine(b.Standard), theme.Label), 36)}, To(id))
	}
	return v.link(row{left: v.disc("description", 68, 40), title: v.t(r.Title), sub: v.sub(v.officeName(r.Office), v.Words.Date(r.Heading().Day))}, To(id))
}

// promises shows what was promised and how often it was kept.
func (v *View) promises(r *catalog.Record) part.Box {
	var cards []part.Box
	for _, c := range bodies[*catalog.Commitment](v, catalog.Query{Kind: catalog.KindCommitment, Office: r.ID}) {
		cards = append(cards, v.promise(c))
	}
	if len(cards) == 0 {
		return v.nothing(r)
	}
	var rows []part.Box
	across := 2
	if v.compact() && !v.Frame.Wide() {
		across = 1
	}
	for i := 0; i < len(cards); i += across {
		pair := cards[i:min(i+across, len(cards))]
		rows = append(rows, part.Grid{Columns: across, Gap: theme.Gutter, Of: pair})
	}
	return v.free("promises", 20, rows...)
}

func (v *View) promise(c of[*catalog.Commitment]) part.Box {
	p := v.Palette
	number, unit := v.metric(c.body.Metric)
	top := part.Line(12, v.in(p.Primary, number, theme.Number), part.Grow{Box: v.in(p.Primary, unit, theme.H2.Leading(1.2))})
	kept := []part.Box{v.dim(v.w("kept.none"), theme.Meta)}
	if k := c.body.Kept; k != nil {
		ink, fill := p.OK, p.OKBar
		if k.Permille < 900 {
			ink, fill = p.Warn, p.Accent
		}
		share := part.Line(8, part.Grow{Box: v.dim(v.w("kept"), theme.Meta)}, v.in(ink, permille(k.Permille), theme.Label))
		kept = []part.Box{share, part.Bar{Share: float32(k.Permille) / 1000, High: 12, Track: p.Well, Fill: fill}}
	}
	title := v.text(v.t(c.body.Promise), theme.H3.Of(32).Leading(1.25))
	return v.card(part.AtLeast{H: 258, Box: part.Padded(30, 20, part.Column(8, append([]part.Box{top, title, bottom()}, kept...)...))})
}

func (v *View) posts(r *catalog.Record, o *catalog.Office) part.Box {
	var rows []part.Box
	for _, d := range o.Duties {
		rows = append(rows, v.text(v.t(d), theme.BodyL.Leading(1.45)))
	}
	for _, p := range bodies[*catalog.Post](v, catalog.Query{Kind: catalog.KindPost, Office: r.ID}) {
		rows = append(rows, v.text(v.t(p.Title), theme.RowTitle))
		for _, d := range p.body.Duties {
			rows = append(rows, v.dim(v.t(d), theme.Body))
		}
	}
	if len(rows) == 0 {
		return v.nothing(r)
	}
	return v.prose("posts", 12, rows...)
}

// feeGrounds lists each fee of an office with its document.
func (v *View) feeGrounds(r *catalog.Record) part.Box {
	var rows []part.Box
	for _, f := range bodies[*catalog.Fee](v, catalog.Query{Kind: catalog.KindFee, Office: r.ID}) {
		for _, b := range f.Basis {
			rows = append(rows, v.rowBox(row{left: v.disc("gavel", 60, 40), title: v.t(f.Title), sub: v.sub(v.basis(b))}))
		}
	}
	if len(rows) == 0 {
		return v.nothing(r)
	}
	return v.rows("basis", rows...)
}

func (v *View) officeChannels(r *catalog.Record) part.Box {
	var rows []part.Box
	for _, c := range bodies[*catalog.Channel](v, catalog.Query{Kind: catalog.KindChannel, Office: r.ID}) {
		rows = append(rows, v.channelRow(c))
	}
	for _, c := range v.hallChannels() {
		if c.Office != r.ID {
			rows = append(rows, v.channelRow(c))
		}
	}
	if len(rows) == 0 {
		return v.nothing(r)
	}
	return v.rows("channels", rows...)
}
