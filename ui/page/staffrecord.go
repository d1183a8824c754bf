package page

import (
	"net/url"
	"strings"

	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// record shows what of a published record the hall may correct, what it may
// not and why, and lets it be hidden for some days.
func (d duty) record(id catalog.ID) Page {
	r, err := d.desk.Published(id)
	if err != nil {
		return d.goneRecord(id)
	}
	fields, err := d.desk.Amendable(id)
	if err != nil {
		d.say(err)
	}
	papers, err := d.desk.Papers(kiosk.PaperQuery{Record: id})
	if err != nil {
		d.say(err)
	}
	var rows []part.Box
	for _, f := range fields {
		rows = append(rows, d.amendableRow(r, f))
	}
	rows = append(rows, part.Heading{Box: d.groupRow(d.w("locked.title"))})
	for _, l := range lockedFields(r.Kind()) {
		rows = append(rows, d.lockedRow(r, l))
	}
	hiding := d.hiding(id, papers)
	number := string(id)
	if r.Number != 0 {
		number = d.w("number", "n", r.Number)
	}
	head := d.heading([]string{number}, d.staffTitle(r.Title, id), d.quiet("staff/preview", "visibility", d.w("staff.public"), 96, d.preview(id)))
	facts := part.Wrapped{Gap: 20, LineGap: 6, Of: []part.Box{d.tag(toneTint, "", d.w("found."+string(r.Kind()))), d.checkedTag(r)}}
	if office := d.officeBrief(r.Office); office != "" {
		facts.Of = append(facts.Of, d.dim(office, theme.Meta))
	}
	list := part.Grow{Box: d.rows("fields", rows...)}
	log := d.quiet("staff/log", "history", d.w("staff.log"), 96, d.open(Route{Path: "staff/changes/" + string(id)}))
	if d.wide() {
		side := part.Column(18, hiding, bottom(), log)
		return d.work("guides", d.staffSheet(14, head, facts, d.wrong(), part.Grow{Box: part.Line(32, part.Grow{Box: part.Full{Box: part.Column(0, list)}}, part.Full{Box: part.Fix{W: 560, Box: side}})}))
	}
	return d.work("guides", d.staffSheet(18, head, facts, d.wrong(), list, hiding, log))
}

func (d duty) checkedTag(r *catalog.Record) part.Box {
	if r.Checked.On.IsZero() {
		return d.tag(toneWarn, "", d.w("checked.never"))
	}
	return d.dim(d.w("health.since", "date", d.Words.Date(r.Checked.On)), theme.Meta)
}

// goneRecord is the page of a record that no edition has any more: its
// amendments wait for it to come back.
func (d duty) goneRecord(id catalog.ID) Page {
	papers, err := d.desk.Papers(kiosk.PaperQuery{Record: id})
	if err != nil || len(papers) == 0 {
		return d.lost()
	}
	var rows []part.Box
	for _, p := range papers {
		take := d.second("back/"+p.Field, "", d.w("amend.back"), 92, func() { d.after(d.desk.TakeBack(id, p.Field)) })
		words := part.Column(4, d.dim(staffText(p.Say, d.Words.Lang), theme.Meta), d.text(d.or(d.values(p.Mine)), theme.Body.Strong()), d.dim(d.joined(p.By, d.Words.Date(p.On)), theme.Meta))
		rows = append(rows, part.AtLeast{H: 132, Box: part.Padded(28, 12, part.Line(20, part.Grow{Box: words}, d.stateTag(p.State), take))})
	}
	note := d.dim(d.w("amend.orphan"), theme.Body.Leading(1.35))
	return d.work("guides", d.staffSheet(18, d.heading([]string{string(id)}, d.or(d.staffTitle(papers[0].Title, id)), nil), note, d.wrong(), part.Grow{Box: d.rows("papers", rows...)}))
}

// after draws the page again after something was done, with what went wrong.
func (d duty) after(err error) {
	if d.ended(err) {
		return
	}
	d.say(err)
	d.Act.Redraw()
}

// preview opens the public page of a record, as a visitor will see it.
func (d duty) preview(id catalog.ID) func() {
	return d.open(Route{Path: "staff/look/" + string(id)})
}

// amendableRow is one field with its value; a touch corrects it, a conflict
// is decided on the spot.
func (d duty) amendableRow(r *catalog.Record, f kiosk.Amendable) part.Box {
	value := d.or(d.values(f.Shown))
	name := d.text(d.fieldName(f), theme.RowTitle)
	var tag part.Box
	sub := d.dim(value, theme.Body.Leading(1.35))
	if p := f.Paper; p != nil && p.State == kiosk.StateConflict {
		return d.conflictRow(r.ID, f)
	}
	words := []part.Box{name, sub}
	if p := f.Paper; p != nil {
		tag = d.stateTag(p.State)
		words = append(words, d.dim(d.joined(p.By, d.Words.Date(p.On), d.w("until", "date", d.Words.Date(p.Until))), theme.Meta))
	}
	arrow := part.Icon{Name: "chevron_right", Size: 44, Ink: d.Palette.Ink2}
	inner := part.Line(20, part.Grow{Box: part.Column(0, words...)}, tag, arrow)
	return part.Tap{Key: "field/" + f.Field, Do: d.open(amending(r.ID, f.Field)), Face: d.rowFace(), Box: part.AtLeast{H: 124, Box: part.Padded(28, 12, inner)}}
}

func amending(id catalog.ID, field string) Route {
	return Route{Path: "staff/amend/" + string(id), Query: "field=" + url.QueryEscape(field)}
}

// fieldName is what a field is called.
func (d duty) fieldName(f kiosk.Amendable) string {
	if s := staffText(f.Say, d.Words.Lang); s != "" {
		return s
	}
	return f.Field
}

// conflictRow shows what the edition and the hall say of a field, and takes
// the decision.
func (d duty) conflictRow(id catalog.ID, f kiosk.Amendable) part.Box {
	p := f.Paper
	line := func(key, value, who string) part.Box {
		return part.Column(0, d.dim(d.joined(d.w(key), who), theme.Meta), d.text(d.or(value), theme.Body.Strong().Leading(1.3)))
	}
	all := []part.Box{part.Line(16, part.Grow{Box: d.text(d.fieldName(f), theme.RowTitle)}, d.stateTag(p.State)),
		line("conflict.edition", d.values(p.Is), ""), line("conflict.hall", d.values(p.Mine), d.joined(p.By, d.Words.Date(p.On)))}
	keep := func() { d.after(d.desk.Amend(id, f.Field, p.Mine, d.stillUntil(p.Until, f.Until))) }
	if len(p.Rivals) > 0 {
		keep = func() { d.after(d.desk.Decide(id, f.Field, "")) }
	}
	choices := []part.Box{d.second("conflict/edition/"+f.Field, "", d.w("conflict.take.edition"), 92, func() { d.after(d.desk.TakeBack(id, f.Field)) }),
		d.second("conflict/hall/"+f.Field, "", d.w("conflict.take.hall"), 92, keep)}
	for _, rival := range p.Rivals {
		all = append(all, line("conflict.rival", d.values(rival.Value), d.joined(rival.By, d.Words.Date(rival.On))))
		choices = append(choices, d.second("conflict/rival/"+f.Field+"/"+rival.ID, "", d.w("conflict.take.rival", "who", rival.By), 92, func() { d.after(d.desk.Decide(id, f.Field, rival.ID)) }))
	}
	return part.Padded(28, 16, part.Column(10, append(all, part.Even(16, choices...))...))
}

// stillUntil is the last day of an amendment that is decided for again.
func (d duty) stillUntil(was, proposed catalog.Date) catalog.Date {
	if was.Before(d.Desk.Today()) {
		return proposed
	}
	return was
}

// values writes what stands in the parts of a field in one line.
func (d duty) values(all []kiosk.Value) string {
	var words []string
	for _, v := range all {
		if s := d.value(v); s != "" {
			words = append(words, s)
		}
	}
	return strings.Join(words, d.w("list.gap"))
}

// value writes one part in words.
func (d duty) value(v kiosk.Value) string {
	switch {
	case v.Empty():
		return ""
	case v.Shape == kiosk.ShapeFloor:
		return d.floor(v.Number)
	case v.Shape == kiosk.ShapeWindow:
		return d.w("counter.window", "n", v.Line)
	case v.Shape == kiosk.ShapeRectangle || v.Shape == kiosk.ShapeRoute:
		return ""
	case v.Line != "":
		return v.Line
	}
	return staffText(v.Text, d.Words.Lang)
}

// A lockedField is what only an edition may say of a kind, and why.
type lockedField struct {
	name string // of its words
	why  string
}

// lockedFields are those of a kind that staff would look for.
func lockedFields(k catalog.Kind) []lockedField {
	switch k {
	case catalog.KindGuide:
		return []lockedField{{"fee", "fee"}, {"limit", "limit"}, {"basis", "basis"}, {"materials", "signed"}}
	case catalog.KindFee:
		return []lockedField{{"standard", "fee"}, {"basis", "basis"}}
	case catalog.KindCommitment:
		return []lockedField{{"promise", "promise"}, {"basis", "basis"}}
	case catalog.KindOffice:
		return []lockedField{{"promise", "promise"}, {"fee", "fee"}, {"duties", "signed"}}
	case catalog.KindChannel:
		return []lockedField{{"number", "signed"}, {"basis", "basis"}}
	}
	return []lockedField{{"name", "signed"}, {"basis", "basis"}}
}

// lockedRow is a field that cannot be corrected here, greyed, with the reason.
func (d duty) lockedRow(r *catalog.Record, l lockedField) part.Box {
	p := d.Palette
	name := part.Text{Words: d.w("locked." + l.name), Style: theme.RowTitle, Ink: p.Off, Disabled: true}
	value := part.Text{Words: d.lockedValue(r, l.name), Style: theme.Body.Leading(1.3), Ink: p.Off, Disabled: true, Lines: 2}
	why := d.dim(d.w("why."+l.why), theme.Meta)
	inner := part.Line(24, part.Icon{Name: "lock", Size: 44, Ink: p.Off}, part.Grow{Box: part.Column(0, name, value, why)})
	return part.AtLeast{H: 112, Box: part.Padded(28, 12, inner)}
}

// lockedValue is what the edition says of it.
func (d duty) lockedValue(r *catalog.Record, name string) string {
	if name == "basis" {
		var all []string
		for _, b := range r.Basis {
			all = append(all, d.basis(b))
		}
		return d.or(strings.Join(all, d.w("list.gap")))
	}
	switch b := r.Body.(type) {
	case *catalog.Guide:
		switch name {
		case "fee":
			fee, _ := d.feeFact(b)
			return fee
		case "limit":
			return d.limit(b.Promised)
		case "materials":
			return d.Words.Count("materials", len(b.Materials))
		}
	case *catalog.Fee:
		return d.priceLine(b.Standard)
	case *catalog.Commitment:
		return staffText(b.Promise, d.Words.Lang)
	case *catalog.Channel:
		return d.or(b.Value)
	}
	if name == "name" {
		return d.staffTitle(r.Title, r.ID)
	}
	return ""
}

// hiding takes the record off the screens of the hall for some days, or says
// since when it is and shows it again.
func (d duty) hiding(id catalog.ID, papers []kiosk.Paper) part.Box {
	p := d.Palette
	for _, h := range papers {
		if h.Sort != kiosk.PaperHiding || h.State != kiosk.StateShown {
			continue
		}
		words := part.Column(2, d.in(p.Bad, d.w("hide.now", "date", d.Words.Date(h.Until)), theme.Label), d.text(h.Why, theme.Body.Leading(1.3)), d.dim(d.joined(h.By, d.Words.Date(h.On)), theme.Meta))
		again := d.second("hide/again", "visibility", d.w("hide.again"), 96, func() { d.after(d.desk.ShowAgain(id)) })
		return part.Card{Face: part.Face{Fill: p.BadBg, Radius: theme.RadiusL, Outline: p.Outline, Frame: p.Bad}, Box: part.Padded(32, 22, part.Column(14, words, again))}
	}
	if !d.who.May(kiosk.MayHide) {
		return nil
	}
	hide := d.second("hide", "", d.w("hide"), 96, d.open(Route{Path: "staff/reason/" + string(id), Query: "does=hide"}))
	return d.panel(part.Padded(32, 22, part.Column(12, d.in(p.OnTint, d.w("hide.what"), theme.Body.Leading(1.35)), hide)))
}
