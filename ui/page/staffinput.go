package page

import (
	"slices"

	"mingbai/catalog"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// input is what a field is filled in with.
func (d duty) input(f field) part.Box {
	switch f.sort {
	case fieldTrack:
		return d.trackInput(f)
	case fieldPick:
		return d.pickInput(f)
	case fieldOther:
		return f.box
	}
	high, at := float32(92), -1
	if f.sort == fieldLines {
		high = 176
	}
	if f.name == d.get("focus") {
		at = d.caret()
	}
	return d.border(f, at >= 0, part.Written{Key: "f/" + f.name, Words: d.valueOf(f.name), Style: theme.BodyL.Leading(1.45), Ink: d.Palette.Ink, Bar: d.Palette.Accent,
		At: at, Face: d.fieldFace(), High: high - 6, Do: d.touch(f)})
}

// fieldFace is the ground of a field.
func (d duty) fieldFace() part.Face {
	return part.Face{Fill: d.Palette.Surface, Radius: 13, Press: d.Palette.Tint}
}

// border is the line around a field: with something wrong, written in, or at
// rest.
func (d duty) border(f field, focused bool, b part.Box) part.Box {
	ink := d.Palette.Off
	switch {
	case f.wrong != "":
		ink = d.Palette.Bad
	case focused:
		ink = d.Palette.Primary
	}
	return part.Border{Ink: ink, Wide: 3, Radius: 16, Box: b}
}

// trackInput chooses one of a few.
func (d duty) trackInput(f field) part.Box {
	p := d.Palette
	var cells []part.Box
	for _, o := range f.of {
		face, ink := part.Face{Fill: p.Well, Radius: 16, Press: p.Tint}, p.Ink2
		if o.value == d.valueOf(f.name) {
			face, ink = part.Face{Fill: p.Primary, Radius: 16}, p.OnPrimary
		}
		words := part.Text{Words: o.label, Style: theme.Label, Ink: ink, Align: part.Center}
		cells = append(cells, part.Tap{Key: "f/" + f.name + "/" + o.value, Do: func() { d.put(f.name, o.value); d.Act.Redraw() }, Face: face,
			Box: part.AtLeast{H: 80, Box: part.Padded(24, 4, words)}})
	}
	return part.Card{Face: part.Face{Fill: p.Well, Radius: theme.RadiusM, Outline: p.Outline, Frame: p.Line}, Box: part.Padded(6, 6, track{cells})}
}

// pickInput shows what was chosen from a list, and opens it.
func (d duty) pickInput(f field) part.Box {
	p := d.Palette
	words, ink := d.w("form.choose"), p.Ink2
	for _, o := range f.of {
		if o.value == d.valueOf(f.name) && o.value != "" {
			words, ink = o.label, p.Ink
		}
	}
	row := part.Line(16, part.Grow{Box: part.Text{Words: words, Style: theme.BodyL.Leading(1.3), Ink: ink, Lines: 2}}, part.Icon{Name: "keyboard_arrow_down", Size: 44, Ink: p.Primary})
	open := func() {
		d.Memo.Values["pick"], d.Memo.Values["keys"] = f.name, ""
		d.Act.Redraw()
	}
	return d.border(f, false, part.Tap{Key: "f/" + f.name, Do: open, Face: d.fieldFace(), Box: part.AtLeast{H: 86, Box: part.Padded(24, 12, row)}})
}

// picking lists what a field can be, where one is being chosen; nil
// otherwise.
func (d duty) picking(all []field) part.Box {
	i := slices.IndexFunc(all, func(f field) bool { return f.sort == fieldPick && f.name == d.get("pick") })
	if i < 0 {
		return nil
	}
	f := all[i]
	var rows []part.Box
	for _, o := range f.of {
		choose := func() {
			d.put(f.name, o.value)
			d.Memo.Values["pick"] = ""
			d.Act.Redraw()
		}
		face, sign := d.rowFace(), part.Box(nil)
		if o.value == d.valueOf(f.name) {
			face.Fill, sign = d.Palette.Tint, part.Icon{Name: "check_circle-fill", Size: 44, Ink: d.Palette.Primary}
		}
		rows = append(rows, part.Tap{Key: "pick/" + o.value, Do: choose, Face: face, Box: d.rowBox(row{title: o.label, right: sign, high: 104})})
	}
	away := d.quiet("pick/none", "close", d.w("close"), 92, func() { d.Memo.Values["pick"] = ""; d.Act.Redraw() })
	head := part.Line(20, part.Grow{Box: d.text(f.label, theme.H2)}, away)
	return part.Column(16, head, part.Grow{Box: d.rows("pick/"+f.name, rows...)})
}

// offices are those that answer for something, to choose from.
func (d duty) officeOptions() []option {
	var all []option
	for _, h := range d.browse(catalog.Query{Kind: catalog.KindOffice}) {
		all = append(all, option{string(h.ID), d.staffTitle(h.Title, h.ID)})
	}
	return all
}

// counterOptions are the windows of the hall, to choose from.
func (d duty) counterOptions() []option {
	var all []option
	for _, c := range bodies[*catalog.Counter](d.View, catalog.Query{Kind: catalog.KindCounter}) {
		if !c.body.Landmark() {
			all = append(all, option{string(c.ID), d.joined(d.staffTitle(c.Title, c.ID), d.place(c.body))})
		}
	}
	return all
}
