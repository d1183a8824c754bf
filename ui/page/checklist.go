package page

import (
	"strconv"

	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// ticks are the materials that the visitor has ticked, as in a
// [kiosk.Handover]. They are forgotten with the visit.
func (v *View) ticks() uint32 {
	n, err := strconv.ParseUint(v.get("ticks"), 10, kiosk.MostTicks)
	if err != nil {
		return 0
	}
	return uint32(n)
}

// tick ticks a material or takes it back.
func (v *View) tick(i int) func() {
	return v.set("ticks", strconv.FormatUint(uint64(v.ticks()^1<<i), 10))
}

// tickable reports whether material i can be ticked: what is given and filled
// in at the counter has not to be brought.
func tickable(i int, m catalog.Material) bool {
	return i < kiosk.MostTicks && m.Source.Code != "onsite"
}

// lacking are the names of the materials that are not ticked: those that have
// to be there, and those that may follow (容缺).
func (v *View) lacking(g *catalog.Guide) (missing, later []string) {
	ticks := v.ticks()
	for i, m := range g.Materials {
		switch {
		case !tickable(i, m) || ticks&(1<<i) != 0 || m.Need.Code == "optional":
		case m.Need.Code == "later":
			later = append(later, v.t(m.Name))
		default:
			missing = append(missing, v.t(m.Name))
		}
	}
	return missing, later
}

// materials are the checklist: what to bring, each to be ticked, what is
// still missing, and by when it is done.
func (v *View) materials(g *catalog.Guide, r *catalog.Record) part.Box {
	if len(g.Materials) == 0 {
		return v.nothing(r)
	}
	var rows []part.Box
	for i, m := range g.Materials {
		rows = append(rows, v.material(i, m))
		rows = append(rows, v.papers(i, m)...)
	}
	panel := v.lackPanel(r, g)
	if v.narrow() {
		return part.Column(16, panel, v.rows("materials", rows...))
	}
	return roomy{least: 460, large: part.Column(16, panel, part.Grow{Box: v.rows("materials", rows...)}),
		small: v.rows("materials", append([]part.Box{part.Heading{Box: panel}}, rows...)...)}
}

// roomy is the first of two boxes where it gets at least so much height, else
// the second.
type roomy struct {
	least        float32
	large, small part.Box
}

func (b roomy) Width() float32           { return b.small.Width() }
func (b roomy) Height(w float32) float32 { return b.small.Height(w) }
func (b roomy) Put(s *part.Stage, r part.Rect) {
	if r.H >= b.least {
		b.large.Put(s, r)
		return
	}
	b.small.Put(s, r)
}

// material is one row of the checklist.
func (v *View) material(i int, m catalog.Material) part.Box {
	later := ""
	on := v.ticks()&(1<<i) != 0
	if m.Need.Code == "later" && !on {
		later = v.w("check.later")
	}
	sub := v.sub(v.copies(m), v.t(m.Note), v.code("source", m.Source), later)
	r := row{title: v.t(m.Name), sub: sub, right: v.need(m)}
	if !tickable(i, m) {
		r.left = v.disc("description", 60, 36)
		return v.rowBox(r)
	}
	face := v.rowFace()
	if on {
		face = part.Face{Fill: v.Palette.Tint, Press: v.Palette.TintLine}
	}
	r.left = v.tickMark(on)
	return part.Tap{Key: "tick/" + strconv.Itoa(i), Do: v.tick(i), Face: face, Box: v.rowBox(r)}
}

// papers are the rows of the sample and the blank form of a material: their
// pictures, the code of the form, and where to get what cannot be drawn.
func (v *View) papers(i int, m catalog.Material) []part.Box {
	n, name := strconv.Itoa(i), v.t(m.Name)
	var rows []part.Box
	switch {
	case v.drawn(m.Sample):
		rows = append(rows, v.photoRow("sample/"+n, v.w("check.sample", "name", name), v.w("photo.sample"), name, m.Sample))
	case v.undrawn(m.Sample):
		rows = append(rows, v.rowBox(row{left: v.disc("description", 60, 36), title: v.w("check.sample", "name", name), sub: v.sub(v.w("photo.pdf"))}))
	}
	if v.drawn(m.Form) {
		rows = append(rows, v.photoRow("blank/"+n, v.w("check.form", "name", name), v.w("request.form"), name, m.Form))
	}
	switch {
	case v.shown(m.Form):
		rows = append(rows, v.formRow(i, m))
	case v.undrawn(m.Form):
		rows = append(rows, v.rowBox(row{left: v.disc("description", 60, 36), title: v.w("check.form", "name", name), sub: v.sub(v.w("photo.pdf"))}))
	}
	return rows
}

// formRow leads to the code of a blank form.
func (v *View) formRow(i int, m catalog.Material) part.Box {
	do := func() { v.Act.Zoom(Code{Purpose: v.w("request.form"), Title: v.t(m.Name), Link: *m.Form}) }
	inner := v.rowBox(row{left: v.disc("qr_code_scanner", 60, 36), title: v.w("check.form", "name", v.t(m.Name)),
		sub: v.sub(m.Form.Format), right: part.Icon{Name: "zoom_in", Size: 44, Ink: v.Palette.Primary}})
	return part.Tap{Key: "form/" + strconv.Itoa(i), Do: do, Face: v.rowFace(), Box: inner}
}

// tickMark is a ring, or a filled one with a tick.
func (v *View) tickMark(on bool) part.Box {
	p := v.Palette
	if on {
		return part.Fix{W: 60, H: 60, Box: part.Icon{Name: "check_circle-fill", Size: 60, Ink: p.Primary}}
	}
	ring := part.Card{Face: part.Face{Fill: p.Surface, Radius: 25, Line: p.Ink2, Stroke: 4}, Box: part.Space{W: 50, H: 50}}
	return part.Fix{W: 60, H: 60, Box: part.Padded(5, 5, ring)}
}

// lackPanel says what is missing and by when it is done, beside the way to
// take the list along.
func (v *View) lackPanel(r *catalog.Record, g *catalog.Guide) part.Box {
	words := part.Column(4, v.text(v.lackTitle(g), theme.H3.Leading(1.3)), v.dueLine(limitOf(g)))
	take := v.second("take", "qr_code_scanner", v.w("take"), 96, func() { v.Act.Zoom(v.takeAway(r, g)) })
	if v.compact() {
		return v.panel(part.Padded(24, 12, part.Column(10, words, take)))
	}
	return v.panel(part.Padded(28, 14, part.Line(24, part.Grow{Box: words}, take)))
}

func (v *View) lackTitle(g *catalog.Guide) string {
	missing, later := v.lacking(g)
	switch {
	case v.ticks() == 0 && len(missing)+len(later) > 0:
		return v.w("check.start")
	case len(missing) > 0:
		return v.w("check.names", "what", v.Words.Count("check.missing", len(missing)), "names", v.list(missing...))
	case len(later) > 0:
		return v.Words.Count("check.follow", len(later))
	}
	return v.w("check.ready")
}
