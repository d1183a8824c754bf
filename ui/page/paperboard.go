package page

import (
	"errors"
	"fmt"
	"strconv"

	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// ErrNoBoard means that a route is none of those that a notice board shows.
var ErrNoBoard = errors.New("nothing for a notice board")

// Board lays out what a notice board 公开栏 shows of v's route: a guide, an
// office, the list of fees, or a column of disclosure as "disclosure/budget".
// It comes on as many pages of paper as it needs, in letters of 7 mm that are
// read from 1.5 m.
func Board(v *View, paper kiosk.Stock) ([]*part.Print, error) {
	l := v.onBoard(paper)
	title, blocks, err := l.board()
	if l.foreign && err == nil {
		title, blocks, err = l.board()
	}
	if err != nil {
		return nil, err
	}
	head := []part.Box{l.boardHead(title)}
	foot := func(n, of int) part.Box { return l.boardFoot(title, n, of) }
	if l.foreign {
		head = append(head, l.text(l.w("untranslated"), l.strong))
	}
	return l.prints(l.pages(append(head, blocks...), foot)), nil
}

// onBoard is onPaper in colours and large.
func (v *View) onBoard(paper kiosk.Stock) *leaf {
	l := v.onPaper(paper)
	l.Palette = theme.Standard()
	l.Palette.Bg = l.Palette.Surface
	scale := l.frame.W / boardWide
	l.margin, l.between, l.labels = 120*scale, 28*scale, 520*scale
	l.title, l.head, l.strong = bold(150*scale, 1.2), bold(84*scale, 1.25), bold(58*scale, 1.35)
	l.body, l.small = plain(58*scale, 1.35), plain(42*scale, 1.3)
	return l
}

// boardWide is the width for which the sizes of a board are drawn: A3.
const boardWide = 297 * theme.Dots

func (l *leaf) board() (string, []part.Box, error) {
	if l.Route.Path == "fees" {
		return l.w("entry.fees"), l.boardFees(catalog.Query{Kind: catalog.KindFee}), nil
	}
	id := catalog.ID(l.Route.Path)
	for _, c := range catalog.Columns() {
		if id == catalog.ID("disclosure/"+c) {
			return l.w("column." + c), l.boardColumn(c), nil
		}
	}
	r, err := l.Desk.Record(id)
	if err != nil {
		return "", nil, err
	}
	switch b := r.Body.(type) {
	case *catalog.Guide:
		return l.t(r.Title), l.boardGuide(r, b), nil
	case *catalog.Office:
		return l.t(r.Title), l.boardOffice(r, b), nil
	}
	return "", nil, fmt.Errorf("%s: %w", id, ErrNoBoard)
}

// boardHead is whose board it is and what it says.
func (l *leaf) boardHead(title string) part.Box {
	p := l.Palette
	top := part.Line(40, part.Grow{Box: l.in(p.OnPrimary, l.t(l.Desk.State().HallName), l.strong)}, l.in(p.AccentOnPrimary, l.w("paper.board"), l.strong))
	const pad = 60
	style := l.title
	if w, room := theme.Width(title, style), l.inside()-2*pad; w > room {
		style.Size = max(0.6*style.Size, style.Size*room/w) // one line, unless it is very long
	}
	words := part.Column(l.between, top, part.Text{Words: title, Style: style, Ink: p.OnPrimary})
	return part.Card{Face: part.Face{Fill: p.Primary, Radius: theme.RadiusL}, Box: part.Padded(pad, 48, words)}
}

// boardFoot says how old it is, of what edition, and whom to call; a page that
// hangs alone still says what it belongs to.
func (l *leaf) boardFoot(title string, n, of int) part.Box {
	s := l.Desk.State()
	page, example := "", ""
	if of > 1 {
		page = l.joined(title, l.w("paper.page", "n", n, "of", of))
	}
	if s.Source == "seed" {
		example = l.w("example.long")
	}
	line := l.joined(l.edition(), l.w("paper.printed", "date", l.Words.Date(l.Desk.Today())), example)
	return part.Column(12, part.Rule{Ink: l.Palette.Line}, l.text(l.w("paper.call", "phone", s.Telephone), l.strong), l.dim(line, l.small), l.dim(page, l.small))
}

// whenChecked is the line that says who looked at a record last.
func (l *leaf) whenChecked(r *catalog.Record) part.Box {
	if r.Checked.On.IsZero() {
		return nil // the warning says so
	}
	return l.dim(l.w("checked", "date", l.Words.Date(r.Checked.On), "by", l.or(l.t(r.Checked.By))), l.small)
}

func (l *leaf) boardGuide(r *catalog.Record, g *catalog.Guide) []part.Box {
	where := l.w("unknown")
	if c := l.counters(g.Counters); len(c) > 0 {
		where = l.place(c[0].body)
	}
	blocks := []part.Box{l.grave(), l.warning(r), l.fact(l.w("guide.office"), l.or(l.officeName(r.Office))), l.fact(l.w("guide.counter"), where), l.fact(l.w("telephone"), l.or(l.telephone(r)))}
	for _, f := range [][2]string{{l.w("limit.promised"), l.some(g.Promised)}, {l.w("limit.legal"), l.some(g.Legal)}} {
		if f[1] != "" {
			blocks = append(blocks, l.fact(f[0], f[1]))
		}
	}
	fee, _ := l.feeFact(g)
	blocks = append(blocks, l.fact(l.w("fact.fee"), fee), l.whenChecked(r))
	blocks = append(blocks, l.under(l.w("tab.conditions"), l.paragraphsOf(g.Conditions)...)...)
	var materials []part.Box
	for i, m := range g.Materials {
		materials = append(materials, l.entry(strconv.Itoa(i+1)+". "+l.t(m.Name), l.joined(l.copies(m), l.t(m.Note)), l.needWords(m), l.body))
	}
	blocks = append(blocks, l.under(l.w("tab.materials"), materials...)...)
	blocks = append(blocks, l.under(l.w("tab.steps"), l.checkSteps(g)...)...)
	blocks = append(blocks, l.under(l.w("tab.basis"), l.boardBasis(r)...)...)
	if link := g.Online(); l.shown(link) {
		blocks = append(blocks, l.heading(l.w("apply.online"), l.boardCode(link)))
	}
	return blocks
}

// boardCode stands beside what it opens: who scans it has come near.
func (l *leaf) boardCode(link *catalog.Link) part.Box {
	words := part.Column(12, l.text(l.w("opens", "what", l.or(l.t(link.Title)), "whose", l.or(l.t(link.Owner))), l.body))
	if short := l.shortOf(link); short != "" {
		words.Of = append(words.Of, l.text(l.w("zoom.type", "address", short), l.body))
	}
	q, ok := part.PrintedCode(link.URL, 0.3*l.frame.W)
	if !ok {
		return words
	}
	return part.Line(60, part.QR{Text: q.Text, Size: 1.5 * q.Size}, part.Grow{Box: words})
}

func (l *leaf) boardBasis(r *catalog.Record) []part.Box {
	var all []part.Box
	for _, b := range r.Basis {
		all = append(all, l.pieces(l.basis(b), l.body, l.inside())...)
	}
	return all
}

func (l *leaf) paragraphsOf(texts []catalog.Text) []part.Box {
	var all []part.Box
	for _, t := range texts {
		all = append(all, l.pieces(l.t(t), l.body, l.inside())...)
	}
	return all
}

// entry is a line of a list with what belongs to it: below it, and at the
// right.
func (l *leaf) entry(name, sub, right string, style theme.Style) part.Box {
	words := part.Column(0, l.text(name, l.strong), l.dim(sub, l.small))
	answer := part.Text{Words: right, Style: style, Ink: l.Palette.Primary, Align: part.Right}
	return part.Column(l.between/2, part.Row{Gap: 40, Top: true, Of: []part.Box{part.Grow{Box: words}, part.Fix{W: 0.3 * l.inside(), Box: answer}}}, part.Rule{Ink: l.Palette.Line})
}

func (l *leaf) boardOffice(r *catalog.Record, o *catalog.Office) []part.Box {
	blocks := []part.Box{l.grave(), l.warning(r)}
	for _, f := range [][2]string{{l.w("telephone"), l.telephone(r)}, {l.t(o.HotlineName), o.Hotline}, {l.w("paper.address"), l.t(o.Address)}, {l.w("paper.hours"), l.t(o.Hours)}} {
		if f[1] != "" {
			blocks = append(blocks, l.fact(f[0], f[1]))
		}
	}
	blocks = append(blocks, l.whenChecked(r))
	blocks = append(blocks, l.under(l.w("paper.duties"), l.paragraphsOf(o.Duties)...)...)
	blocks = append(blocks, l.under(l.w("office.promises"), l.boardPromises(r)...)...)
	blocks = append(blocks, l.under(l.w("office.fees"), l.boardFees(catalog.Query{Kind: catalog.KindFee, Office: r.ID})...)...)
	blocks = append(blocks, l.under(l.w("office.rules"), l.paragraphsOf(o.Rules)...)...)
	blocks = append(blocks, l.under(l.w("office.discipline"), l.paragraphsOf(o.Discipline)...)...)
	return append(blocks, l.under(l.w("office.channels"), l.boardChannels(r)...)...)
}

func (l *leaf) boardPromises(r *catalog.Record) []part.Box {
	var rows []part.Box
	for _, c := range bodies[*catalog.Commitment](l.View, catalog.Query{Kind: catalog.KindCommitment, Office: r.ID}) {
		number, unit := l.metric(c.body.Metric)
		kept := l.w("kept.none")
		if k := c.body.Kept; k != nil {
			kept = l.w("kept") + " " + permille(k.Permille)
		}
		rows = append(rows, l.entry(l.t(c.body.Promise), kept, number+" "+unit, l.strong))
	}
	return rows
}

// boardFees lists fees under the offices that charge them, each with its
// price and its document.
func (l *leaf) boardFees(q catalog.Query) []part.Box {
	fees := bodies[*catalog.Fee](l.View, q)
	var order []catalog.ID
	rows := map[catalog.ID][]part.Box{}
	for _, f := range fees {
		if rows[f.Office] == nil {
			order = append(order, f.Office)
		}
		rows[f.Office] = append(rows[f.Office], l.entry(l.t(f.Title), l.joined(l.t(f.body.Scope), documentNumber(f.Record), l.exempt(f.body)), l.priceOf(f.body.Standard), l.strong))
	}
	if q.Office != "" {
		return rows[q.Office]
	}
	l.byOffice(order)
	var all []part.Box
	for _, office := range order {
		all = append(all, l.under(l.or(l.officeName(office)), rows[office]...)...)
	}
	if len(all) > 0 {
		all = append(all, l.framed(l.text(l.w("fees.only"), l.strong)))
	}
	return all
}

// priceOf is a price as people say it: nothing is free.
func (l *leaf) priceOf(s catalog.Standard) string {
	if _, _, free := l.price(s); free {
		return l.w("free")
	}
	return l.priceLine(s)
}

func (l *leaf) boardChannels(r *catalog.Record) []part.Box {
	var rows []part.Box
	for _, c := range append(bodies[*catalog.Channel](l.View, catalog.Query{Kind: catalog.KindChannel, Office: r.ID}), l.hallChannels()...) {
		if c.Office == r.ID && c.body.Hall {
			continue // it comes once more
		}
		rows = append(rows, l.entry(l.t(c.Title), l.joined(l.t(c.body.Say), l.t(c.body.Place), l.t(c.body.Hours)), c.body.Value, l.strong))
	}
	return rows
}

func (l *leaf) boardColumn(column string) []part.Box {
	var rows []part.Box
	for _, d := range bodies[*catalog.Disclosure](l.View, catalog.Query{Kind: catalog.KindDisclosure, Column: column}) {
		rows = append(rows, l.entry(l.t(d.Title), l.joined(l.officeName(d.Office), d.body.Number), l.Words.Date(d.body.Issued), l.strong))
	}
	if len(rows) == 0 {
		rows = append(rows, l.text(l.w("column.empty", "year", l.Desk.Today().Year), l.strong), l.text(l.w("column.empty.body", "phone", l.Desk.State().Telephone), l.body))
	}
	return rows
}
