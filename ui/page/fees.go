package page

import (
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
	}
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
		table = v.rows("fees/"+chosen, v.feeRows(some)...)
	}
	tag := v.tag(toneOK, "verified-fill", v.w("fees.count", "n", len(all), "date", v.Words.Date(v.Desk.State().ContentDate)))
	head := v.head([]string{v.w("entry.fees")}, v.w("entry.fees"), tag)
	if v.wide() {
		row := part.Line(24, part.Full{Box: part.Fix{W: 240, Box: v.side("field", fields)}}, part.Full{Box: part.Grow{Box: table}})
		return Page{Box: v.sheet(16, head, part.Grow{Box: row})}
	}
	return Page{Box: v.sheet(20, head, v.chips("field", fields), part.Grow{Box: table}, v.onlyThese())}
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

// feeRows groups fees by the office that charges them.
func (v *View) feeRows(fees []of[*catalog.Fee]) []part.Box {
	var order []catalog.ID
	groups := map[catalog.ID][]of[*catalog.Fee]{}
	for _, f := range fees {
		if groups[f.Office] == nil {
			order = append(order, f.Office)
		}
		groups[f.Office] = append(groups[f.Office], f)
	}
	var rows []part.Box
	for _, office := range order {
		rows = append(rows, part.Heading{Box: v.groupRow(v.or(v.officeName(office)))})
		for _, f := range groups[office] {
			rows = append(rows, v.feeRow(f))
		}
	}
	return rows
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
	arrow := part.Icon{Name: icon, Size: 40, Ink: v.Palette.Primary}
	name := part.Column(0, v.text(v.t(f.Title), theme.RowTitle.Of(31)), v.sub(v.t(f.body.Scope)))
	inner := part.Line(12, arrow, part.Grow{Box: name}, part.Fix{W: 210, Box: v.amount(f.body.Standard)})
	if number := documentNumber(f.Record); number != "" {
		inner.Of = append(inner.Of, part.Fix{W: 224, Box: v.dim(number, theme.Meta.Leading(1.25))})
	}
	if s := v.exempt(f.body); s != "" {
		inner.Of = append(inner.Of, v.in(v.Palette.OK, s, theme.Label))
	}
	top := part.Tap{Key: "fee/" + f.ID.Name(), Do: v.set("open", next), Face: v.rowFace(),
		Box: part.AtLeast{H: 112, Box: part.Padded(20, 10, inner)}}
	if !open {
		return top
	}
	return part.Column(0, top, part.Pad{L: 28, R: 28, B: 20, Box: v.feeDetail(f)})
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

// amount is the price, large, with its unit.
func (v *View) amount(s catalog.Standard) part.Box {
	amount, unit, free := v.price(s)
	ink := v.Palette.Ink
	if free {
		ink = v.Palette.OK
	}
	size := float32(44)
	if theme.Width(amount, theme.H2.Of(44)) > 200 {
		size = 30
	}
	number := part.Text{Words: amount, Style: theme.H2.Of(size).Leading(1.2), Ink: ink, Align: part.Right}
	return part.Column(0, number, part.Text{Words: unit, Style: theme.Meta.Leading(1.2), Ink: v.Palette.Ink, Align: part.Right})
}

func (v *View) exempt(f *catalog.Fee) string {
	for _, e := range f.Exemptions {
		if s := v.t(e.Short); s != "" {
			return s
		}
	}
	return ""
}

// feeDetail is what an opened row says.
func (v *View) feeDetail(f of[*catalog.Fee]) part.Box {
	var lines []part.Box
	add := func(key, words string) {
		if words != "" {
			lines = append(lines, part.Row{Gap: 20, Top: true, Of: []part.Box{part.Fix{W: 170, Box: v.text(v.w(key), theme.Label)},
				part.Grow{Box: v.text(words, theme.Meta.Leading(1.45))}}})
		}
	}
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
	return v.joined(name, amount+" "+v.t(s.Unit), t.Fen.Yuan()+" "+v.w("money.yuan")+"/"+v.t(s.Unit), v.t(t.Per))
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
	row := part.Line(24, v.icon("gavel", 60), part.Grow{Box: words})
	if r := v.lookup("channel/overcharge"); r != nil {
		if c, ok := r.Body.(*catalog.Channel); ok && v.shown(c.Link) {
			row.Of = append(row.Of, v.codeBox("report", Code{v.t(r.Title), v.w("fees.only"), *c.Link}, 208))
		}
	}
	return v.panel(part.Padded(40, 14, row))
}
