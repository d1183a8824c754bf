package page

import (
	"cmp"
	"slices"
	"strconv"

	"mingbai/catalog"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// fees lists what is charged, by office, with its ground; one row is open at
// a time. opened is the fee that a route named.
func (v *View) fees(opened catalog.ID) Page {
	all := bodies[*catalog.Fee](v, catalog.Query{Kind: catalog.KindFee})
	if _, touched := v.Memo.Values["open"]; !touched && opened != "" {
		v.Memo.Values["open"] = string(opened)
		*v.Memo.Offset("fees/") = -1
	}
	all = v.matching(all)
	fields := v.feeFields(all)
	chosen := v.chosen("field", fields)
	var some []of[*catalog.Fee]
	for _, f := range all {
		if chosen == "" || f.body.Field.Code == chosen {
			some = append(some, f)
		}
	}
	var table part.Box = v.card(v.emptyState("receipt_long", v.w("fees.none"), v.w("missing.body", "phone", v.Desk.State().Telephone)))
	if len(some) > 0 {
		rows, first := v.feeRows(some)
		list := v.rows("fees/"+chosen, rows...)
		list.First = first
		table = list
	}
	tag := v.tag(toneOK, "verified-fill", v.w("fees.count", "n", v.inForce(all), "date", v.Words.Date(v.Desk.State().ContentDate)))
	head := v.head([]string{v.w("entry.fees")}, v.w("entry.fees"), tag)
	if v.wide() {
		row := part.Line(24, part.Full{Box: part.Fix{W: v.sideWidth(), Box: v.side("field", fields)}}, part.Grow{Box: part.Full{Box: table}})
		return Page{Box: v.sheet(16, head, part.Grow{Box: row})}
	}
	return Page{Box: v.sheet(18, head, v.searchFees(), v.chips("field", fields), part.Grow{Box: table}, v.onlyThese())}
}

// matching leaves the fees that the route's words find, where it has any.
func (v *View) matching(all []of[*catalog.Fee]) []of[*catalog.Fee] {
	q := v.get("q")
	if q == "" {
		return all
	}
	found, err := v.Desk.Find(catalog.Search{Words: q, Lang: v.Words.Lang, Kind: catalog.KindFee, Limit: len(all)})
	if err != nil {
		return all
	}
	var some []of[*catalog.Fee]
	for _, f := range all {
		if slices.ContainsFunc(found.Hits, func(h catalog.Hit) bool { return h.ID == f.ID }) {
			some = append(some, f)
		}
	}
	return some
}

// searchFees is the way to find a fee by typing.
func (v *View) searchFees() part.Box {
	p := v.Palette
	face := part.Face{Fill: p.Surface, Radius: theme.RadiusL, Line: p.Primary, Stroke: 3, Edge: p.Edge, Press: p.Tint}
	button := part.Card{Face: part.Face{Fill: p.Primary, Radius: theme.RadiusM}, Box: part.AtLeast{H: 76, Box: part.Padded(36, 4, v.label("", v.w("search.go"), theme.Button, p.OnPrimary))}}
	row := part.Line(20, v.icon("search", 48), part.Grow{Box: part.Text{Words: v.w("search.fees"), Style: theme.Body.Of(32), Ink: p.Ink2, Lines: 1}}, button)
	return part.AtLeast{H: 104, Box: part.Tap{Key: "search", Do: v.open(Route{Path: "search", Query: "only=fee"}), Face: face, Box: part.Pad{L: 28, T: 10, R: 14, B: 10, Box: row}}}
}

func (v *View) sideWidth() float32 {
	if v.Words.Lang == catalog.ZH {
		return 240
	}
	return 296
}

// feeFields are the groups that fees are filtered by.
func (v *View) feeFields(all []of[*catalog.Fee]) []option {
	options := []option{{"", v.w("all")}}
	seen := map[string]bool{}
	for _, f := range all {
		if code := f.body.Field.Code; code != "" && !seen[code] && len(options) < 9 {
			seen[code] = true
			options = append(options, option{code, v.code("field", f.body.Field)})
		}
	}
	return options
}

// feeRows groups fees by the office that charges them; first is the group of
// the row that is open.
func (v *View) feeRows(fees []of[*catalog.Fee]) (rows []part.Box, first int) {
	var order []catalog.ID
	groups := map[catalog.ID][]of[*catalog.Fee]{}
	for _, f := range fees {
		if groups[f.Office] == nil {
			order = append(order, f.Office)
		}
		groups[f.Office] = append(groups[f.Office], f)
	}
	v.byOffice(order)
	if !v.compact() {
		rows = []part.Box{v.feeHead()}
	}
	for _, office := range order {
		rows = append(rows, part.Heading{Box: v.groupRow(v.or(v.officeName(office)))})
		for _, f := range groups[office] {
			if v.get("open") == string(f.ID) {
				first = len(rows) - 1
			}
			rows = append(rows, v.feeRow(f))
		}
	}
	return rows, first
}

// byOffice puts offices in the order in which they are listed: government
// first, then enterprises.
func (v *View) byOffice(order []catalog.ID) {
	place := map[catalog.ID]int{}
	for i, h := range v.browse(catalog.Query{Kind: catalog.KindOffice}) {
		place[h.ID] = i
	}
	slices.SortStableFunc(order, func(a, b catalog.ID) int { return cmp.Compare(place[a], place[b]) })
}

func (v *View) groupRow(name string) part.Box {
	p := v.Palette
	return part.AtLeast{H: 72, Box: part.Card{Face: part.Face{Fill: p.Tint}, Box: part.Padded(28, 8, v.in(p.OnTint, name, theme.RowTitle))}}
}

func (v *View) feeRow(f of[*catalog.Fee]) part.Box {
	open := v.get("open") == string(f.ID)
	icon, next := "keyboard_arrow_down", string(f.ID)
	if open {
		icon, next = "keyboard_arrow_up", ""
	}
	arrow := part.Icon{Name: icon, Size: 32, Ink: v.Palette.Primary}
	name := part.Column(0, v.text(v.t(f.Title), theme.RowTitle.Of(31)), part.Text{Words: v.t(f.body.Scope), Style: theme.Meta.Leading(1.4), Ink: v.Palette.Ink2, Lines: 2})
	exempt := v.dim(v.w("none"), theme.Meta)
	if s := v.exempt(f.body); s != "" {
		exempt = v.in(v.Palette.OK, s, theme.Label)
	}
	if over := v.over(f.Record); over != nil {
		name.Of = append(name.Of, over)
	}
	inner := v.feeCard(arrow, f)
	if !v.compact() {
		inner = v.feeColumns(part.Line(6, arrow, part.Grow{Box: name}), v.feePrice(f), v.dim(documentNumber(f.Record), theme.Meta.Leading(1.25)), exempt)
	}
	top := part.Tap{Key: "fee/" + f.ID.Name(), Do: v.set("open", next), Face: v.rowFace(),
		Box: part.AtLeast{H: 112, Box: inner}}
	if !open {
		return top
	}
	return part.Column(0, top, part.Pad{L: 28, R: 28, B: 20, Box: v.feeDetail(f)})
}

// feeCard is a row where there is no room for columns.
func (v *View) feeCard(arrow part.Box, f of[*catalog.Fee]) part.Box {
	ink := v.Palette.Ink
	if _, _, free := v.price(f.body.Standard); free {
		ink = v.Palette.OK
	}
	price := []part.Box{v.in(ink, v.priceLine(f.body.Standard), theme.H2.Of(36).Leading(1.2))}
	if s := v.exempt(f.body); s != "" {
		price = append(price, v.in(v.Palette.OK, s, theme.Label.Leading(1.5)))
	}
	words := part.Column(2, v.text(v.t(f.Title), theme.RowTitle), part.Wrapped{Gap: 18, Of: price})
	return part.Padded(24, 12, part.Line(16, part.Grow{Box: words}, arrow))
}

// documentNumber is the first document that a record rests on.
func documentNumber(r *catalog.Record) string {
	for _, b := range r.Basis {
		if b.Number != "" {
			return b.Number
		}
	}
	return ""
}

// feeColumns lays a row of the table out.
func (v *View) feeColumns(name, amount part.Box, basis, exempt part.Text) part.Box {
	exempt.Align = part.Right
	return part.Pad{L: 18, R: 20, T: 10, B: 10, Box: part.Line(0, part.Grow{Box: name}, part.Space{W: 8}, amount, part.Space{W: 18},
		part.Fix{W: feeBasis, Box: basis}, part.Space{W: 6}, part.Fix{W: v.feeExempt(), Box: exempt})}
}

// feeBasis is the width of the column of documents, design pixels.
const feeBasis = 210

func (v *View) feeExempt() float32 {
	if v.Words.Lang == catalog.ZH {
		return 88
	}
	return 108
}

// feeHead names the columns.
func (v *View) feeHead() part.Box {
	label := func(key string) part.Text { return v.dim(v.w(key), theme.Label) }
	row := v.feeColumns(part.Padded(8, 0, label("fees.head.name")), label("fees.head.amount"), label("fees.head.basis"), label("fees.head.exempt"))
	return part.Heading{Box: part.AtLeast{H: 72, Box: row}}
}

// amount is the price, large, with its unit beside it, or below where both
// are long.
func (v *View) amount(s catalog.Standard) part.Box {
	amount, unit, free := v.price(s)
	ink := v.Palette.Ink
	if free {
		ink = v.Palette.OK
	}
	number := v.in(ink, amount, theme.H2.Of(44).Leading(1.2))
	if unit == "" {
		return part.Fix{W: 190, Box: part.Text{Words: amount, Style: theme.Meta.Leading(1.25), Ink: ink, Align: part.Right}}
	}
	if number.Width()+theme.Width(unit, theme.Meta) <= 190 {
		return part.Line(6, number, part.Pad{T: 12, Box: v.text(unit, theme.Meta.Leading(1.2))})
	}
	if number.Width() > 190 {
		number.Style = theme.H2.Of(34).Leading(1.2)
	}
	number.Align = part.Right
	return part.Fix{W: 190, Box: part.Column(0, number, part.Text{Words: unit, Style: theme.Meta.Leading(1.2), Ink: v.Palette.Ink, Align: part.Right})}
}

func (v *View) exempt(f *catalog.Fee) string {
	for _, e := range f.Exemptions {
		if s := e.Short[catalog.ZH]; s != "" && v.Words.Lang == catalog.ZH {
			return s
		}
	}
	if len(f.Exemptions) > 0 {
		return v.w("fees.exempt.some")
	}
	return ""
}

// feeDetail is what an opened row says.
func (v *View) feeDetail(f of[*catalog.Fee]) part.Box {
	var lines []part.Box
	if mark := v.corrected(f.ID); mark != nil {
		lines = append(lines, mark)
	}
	add := func(key, words string) {
		if words != "" {
			lines = append(lines, part.Row{Gap: 20, Top: true, Of: []part.Box{part.Fix{W: 170, Box: v.text(v.w(key), theme.Label)},
				part.Grow{Box: v.text(words, theme.Meta.Leading(1.45))}}})
		}
	}
	add("fee.scope", v.t(f.body.Scope))
	for i, t := range f.body.Standard.Tiers {
		add("fee.tier", v.tier(i, t, f.body.Standard))
	}
	add("fee.words", v.t(f.body.Standard.Words))
	add("fee.sort", v.code("feesort", f.body.Sort))
	add("fee.payer", v.t(f.body.Payer))
	for _, e := range f.body.Exemptions {
		add("fee.exempt", v.t(e.Words))
	}
	for _, b := range f.Basis {
		add("fee.basis", v.basis(b))
	}
	add("fee.approver", v.t(f.body.Approver))
	if h := v.lookup(f.body.Hearing); h != nil {
		add("fee.hearing", v.t(h.Title))
	}
	add("fee.since", v.since(f.Record))
	if f.Example {
		add("example", v.w("example.long"))
	}
	if f.body.Standard.Measured() && v.over(f.Record) == nil {
		lines = slices.Insert(lines, 0, v.second("calculate/"+f.ID.Name(), "receipt_long", v.w("calculate"), 96, v.open(Route{Path: string(f.ID), Query: "tab=calculate"})))
	}
	return part.Card{Face: part.Face{Fill: v.Palette.Bg, Radius: 16}, Box: part.Padded(24, 18, part.Column(6, lines...))}
}

// tier writes one step of a stepped price.
func (v *View) tier(i int, t catalog.Tier, s catalog.Standard) string {
	name := v.t(t.Name)
	if name == "" {
		name = v.w("tier", "n", i+1)
	}
	amount := strconv.FormatInt(t.From, 10) + "–" + strconv.FormatInt(t.To, 10)
	if t.To == 0 {
		amount = v.w("tier.above", "n", t.From)
	}
	if t.From == 0 && t.To == 0 {
		amount = ""
	}
	return v.joined(name, amount+" "+v.t(s.Unit), v.Words.Money(t.Fen)+"/"+v.t(s.Unit), v.t(t.Per))
}

func (v *View) since(r *catalog.Record) string {
	words := ""
	if !r.Valid.From.IsZero() {
		words = v.w("since", "date", v.Words.Date(r.Valid.From))
	}
	if !r.Valid.To.IsZero() {
		words = v.joined(words, v.w("until", "date", v.Words.Date(r.Valid.To)))
	}
	return v.joined(words, v.w("checked", "date", v.Words.Date(r.Checked.On), "by", v.or(v.t(r.Checked.By))))
}

// onlyThese says that nothing beyond the list is charged, and where to
// report what is.
func (v *View) onlyThese() part.Box {
	words := part.Column(0, v.text(v.w("fees.only"), theme.H3.Leading(1.3)), v.dim(v.w("fees.report", "phone", v.Desk.State().Telephone), theme.Meta))
	return v.reportPanel("gavel", words, "channel/overcharge", v.w("fees.only"))
}

// reportPanel says what to report, with the code of a channel where there is
// one.
func (v *View) reportPanel(icon string, words part.Box, channel catalog.ID, title string) part.Box {
	row := part.Line(24, v.icon(icon, 60), part.Grow{Box: words})
	if v.compact() {
		row = part.Line(0, part.Grow{Box: words})
	}
	if v.wide() {
		row = part.Line(0, part.Grow{Box: words})
	}
	if r := v.lookup(channel); r != nil {
		if c, ok := r.Body.(*catalog.Channel); ok && v.shown(c.Link) {
			code := v.codeBox("report", Code{Purpose: v.t(r.Title), Title: title, Link: *v.prefilled(c.Link, catalog.ID(v.get("open")))}, 200)
			if v.wide() {
				return v.panel(part.Padded(28, 24, part.Column(16, part.Middle{Box: code}, row)))
			}
			row.Of = append(row.Of, code)
		}
	}
	return v.panel(part.Padded(v.margin()-8, 14, row))
}
