package page

import (
	"mingbai/catalog"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// shown reports whether the kiosk may draw the code of l.
func (v *View) shown(l *catalog.Link) bool {
	return l != nil && l.URL != "" && l.Dead.IsZero() && v.Desk.State().Hosts.Allow(l.URL) == nil
}

// shortOf is the address that can be typed for l, or "".
func (v *View) shortOf(l *catalog.Link) string {
	for _, a := range l.Addresses() {
		if v.Desk.State().Hosts.Allow(a) != nil {
			return ""
		}
	}
	return l.Short
}

// codeBox is a QR code on white that opens large when touched; where it
// would be too dense to scan only the way to the large one is shown.
func (v *View) codeBox(key string, c Code, size float32) part.Box {
	size = v.grown(size)
	do := func() { v.Act.Zoom(c) }
	white := part.Face{Fill: white, Radius: theme.RadiusM, Line: v.Palette.TintLine, Stroke: 2}
	q := part.QR{Text: c.Link.URL, Size: size - 12}
	if !q.Fits(v.Frame) {
		inner := part.Column(8, part.Fix{H: 72, Box: part.Icon{Name: "zoom_in", Size: 72, Ink: blackInk}},
			part.Text{Words: v.w("zoom"), Style: theme.Label, Ink: blackInk, Align: part.Center})
		return part.Fix{W: size, H: size, Box: part.Tap{Key: key, Do: do, Face: white, Box: middle(inner)}}
	}
	if v.Modes.Low { // a code stands high, to be scanned; what makes it large does not
		return part.Fix{W: size, H: size, Box: part.Card{Face: white, Box: part.Middle{Box: q}}}
	}
	return part.Fix{W: size, H: size, Box: part.Tap{Key: key, Do: do, Face: white, Box: part.Middle{Box: q}}}
}

// codeSize is the size of the code of a panel below a page.
func (v *View) codeSize() float32 {
	switch {
	case v.compact():
		return 232
	case v.Modes.Low:
		return 224
	}
	return 274
}

// grown makes a code on a small panel large enough to be read from a step
// away, whole modules lost to rounding included.
func (v *View) grown(size float32) float32 {
	return max(size, (theme.MinCodeMM+8)/v.Frame.MM+12)
}

// sideCode is the size of the code beside a panel that lies: other languages
// need the room for their words.
func (v *View) sideCode() float32 {
	if v.Words.Lang == catalog.ZH {
		return 330
	}
	return 274
}

func (v *View) scanStyle() theme.Style {
	if v.wide() {
		return theme.H3.Of(32).Leading(1.25)
	}
	return theme.H2.Of(36)
}

// codeZoom is a code with the sign that it can be made larger.
func (v *View) codeZoom(key string, c Code, size float32) part.Box {
	size = v.grown(size)
	if v.Modes.Low {
		return v.codeBox(key, c, size)
	}
	return part.Fix{W: size, H: size, Box: part.Layers{v.codeBox(key, c, size), part.At{Rect: part.Rect{X: size - 56, Y: size - 56, W: 72, H: 72}, Box: v.zoomDisc()}}}
}

// zoomDisc is the sign that a code can be made larger.
func (v *View) zoomDisc() part.Box {
	p := v.Palette
	return part.Disc{Size: 72, Ground: p.Primary, Box: part.Icon{Name: "zoom_in", Size: 44, Ink: p.OnPrimary}}
}

// codePanel hands a page to the phone, or says what to do instead.
func (v *View) codePanel(purpose, title string, l *catalog.Link, action part.Box) part.Box {
	return v.takePanel(Code{Purpose: purpose, Title: title}, l, action)
}

// takePanel is codePanel for a code that has more than a link to it.
func (v *View) takePanel(c Code, l *catalog.Link, action part.Box) part.Box {
	if !v.shown(l) {
		return v.deadPanel(l, action)
	}
	c.Link, c.Side = *l, 0
	opens := v.w("opens", "what", v.or(v.t(l.Title)), "whose", v.or(v.t(l.Owner)))
	if v.Modes.Low {
		zoom := v.quiet("code", "zoom_in", v.w("zoom"), 92, func() { v.Act.Zoom(c) })
		words := part.Column(12, v.text(v.w("scan"), v.scanStyle()), part.Text{Words: opens, Style: theme.Meta, Ink: v.Palette.Ink2, Lines: 3})
		if v.Frame.Wide() {
			return whole{part.Column(16, zoom, action), true, true}
		}
		buttons := present(zoom, action)
		return part.Column(16, v.panel(part.Padded(30, 20, part.Line(30, v.codeBox("code", c, v.codeSize()), part.Grow{Box: words}))), part.Even(theme.Gutter, buttons...))
	}
	words := part.Column(12, v.text(v.w("scan"), v.scanStyle()), part.Text{Words: opens, Style: theme.Meta, Ink: v.Palette.Ink2, Lines: 3}, bottomIf(action), action)
	if v.wide() {
		return part.Column(16, part.Middle{Box: v.codeZoom("code", c, v.sideCode())}, words)
	}
	return v.panel(part.Padded(30, 26, part.Line(34, v.codeZoom("code", c, v.codeSize()), part.Grow{Box: words})))
}

func bottomIf(b part.Box) part.Box {
	if b == nil {
		return nil
	}
	return part.Space{H: 4}
}

// deadPanel is the next best way where there is no link that works.
func (v *View) deadPanel(l *catalog.Link, action part.Box) part.Box {
	p := v.Palette
	title, sub := v.w("link.none"), v.w("link.none.sub")
	if l != nil && !l.Dead.IsZero() {
		title, sub = v.w("link.dead", "date", v.Words.Date(l.Dead)), v.w("link.dead.sub")
	}
	box := part.Card{Face: part.Face{Fill: p.Well, Radius: theme.RadiusM, Line: p.RadioOff, Stroke: 4},
		Box: part.AtLeast{H: 230, Box: middle(part.Column(12, part.Fix{H: 76, Box: part.Icon{Name: "link_off", Size: 76, Ink: p.Ink2}},
			part.Text{Words: v.w("link.missing"), Style: theme.Label, Ink: p.Ink2, Align: part.Center}))}}
	words := part.Column(12, v.text(title, theme.H2.Of(36)), v.dim(sub, theme.Meta), action)
	if v.wide() {
		return part.Column(20, box, words)
	}
	if v.narrow() {
		card := part.Card{Face: part.Face{Fill: p.Well, Radius: theme.RadiusL, Outline: p.Outline, Frame: p.Line},
			Box: part.Padded(28, 20, part.Line(24, part.Icon{Name: "link_off", Size: 76, Ink: p.Ink2}, part.Grow{Box: part.Column(8, v.text(title, theme.H2.Of(36)), v.dim(sub, theme.Meta))}))}
		return part.Column(16, card, action)
	}
	return part.Card{Face: part.Face{Fill: p.Well, Radius: theme.RadiusL, Outline: p.Outline, Frame: p.Line},
		Box: part.Padded(32, 32, part.Line(34, part.Fix{W: 262, Box: box}, part.Grow{Box: words}))}
}
