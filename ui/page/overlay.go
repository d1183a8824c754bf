package page

import (
	"strconv"

	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// Zoom is the large view of a code.
func (v *View) Zoom(c Code, close func()) part.Box {
	if c.Pictured {
		return v.zoomPhoto(c, close)
	}
	p := v.Palette
	q := part.QR{Text: c.Link.URL, Size: v.zoomSize()}
	list, said, isList := v.listed(c, q.Size)
	if isList {
		q, c.Purpose = list, v.w("take")
	}
	frame := part.Fix{W: q.Size + 60, H: q.Size + 60, Box: part.Card{Face: part.Face{Fill: white, Radius: theme.RadiusL, Line: p.TintLine, Stroke: 4}, Box: part.Middle{Box: q}}}
	center := func(s string, style theme.Style) part.Text {
		return part.Text{Words: s, Style: style, Ink: p.Ink, Align: part.Center}
	}
	words := []part.Box{center(v.w("zoom.how"), theme.H2.Of(40)), center(v.w("opens", "what", v.or(v.t(c.Link.Title)), "whose", v.or(v.t(c.Link.Owner))), theme.Body)}
	if short := v.shortOf(&c.Link); short != "" {
		words = append(words, center(v.w("zoom.type", "address", short), theme.Body.Of(32)))
	}
	if !c.Link.Checked.IsZero() {
		note := center(v.w("zoom.checked", "date", v.Words.Date(c.Link.Checked)), theme.Meta)
		note.Ink = p.Ink2
		words = append(words, note)
	}
	if isList {
		words = said
	}
	sides := v.sideTabs(c)
	button := part.AtLeast{H: 132, Box: part.Tap{Key: "zoom/close", Do: close, Face: v.filled(theme.RadiusL), Box: part.Padded(24, 8, v.label("close", v.w("close"), theme.H2.Of(44).Leading(1.3), p.OnPrimary))}}
	top := part.Column(4, part.Text{Words: c.Purpose, Style: theme.BodyL.Leading(1.3), Ink: p.Ink2, Align: part.Center},
		part.Text{Words: c.Title, Style: theme.H2.Of(42).Leading(1.3), Ink: p.Ink, Align: part.Center, Lines: 2})
	if v.Frame.Wide() {
		right := part.Column(18, append([]part.Box{top, sides}, append(words, part.Space{H: 8}, button)...)...)
		return v.dialog(1500, part.Padded(v.dialogPad(), v.dialogPad(), part.Line(v.dialogPad(), part.Middle{Box: frame}, part.Grow{Box: right})))
	}
	all := append([]part.Box{top, sides, part.Middle{Box: frame}}, words...)
	return v.dialog(920, part.Padded(v.dialogPad()+4, v.dialogPad()-4, part.Column(22, append(all, part.Space{H: 8}, button)...)))
}

// zoomSize is how large a code is shown.
func (v *View) zoomSize() float32 {
	switch {
	case v.compact() && v.Frame.Wide():
		return 460
	case v.compact():
		return 520
	case v.Frame.Wide():
		return 560
	}
	return 640
}

// dialog is a card in the middle of a darkened page, or at its end where
// everything to touch lies low.
func (v *View) dialog(w float32, b part.Box) part.Box {
	card := part.Fix{W: min(w, v.Frame.W-40), Box: part.Card{Face: v.surface(40), Box: b}}
	var place part.Box = part.Middle{Box: card}
	if v.Modes.Low {
		space := part.Grow{Box: part.Space{}}
		place = part.Column(0, space, part.Line(0, space, card, space), part.Space{H: 40})
	}
	return part.Layers{part.Card{Face: part.Face{Fill: v.Palette.Scrim}, Box: part.Space{W: v.Frame.W, H: v.Frame.H}}, place}
}

// dialogPad is the distance between a dialog's edge and its words.
func (v *View) dialogPad() float32 {
	if v.compact() {
		return 32
	}
	return 56
}

// Timeout asks whether anybody is still there; left of total seconds remain.
func (v *View) Timeout(left, total int, stay, leave func()) part.Box {
	p := v.Palette
	size, pad := v.ringSize(), v.dialogPad()
	ring := part.Fix{W: size, H: size, Box: part.Ring{Size: size, Stroke: 26, Share: float32(left) / float32(max(1, total)), Track: p.Tint, Fill: p.Accent,
		Box: part.Column(0, part.Text{Words: strconv.Itoa(left), Style: theme.Number.Of(size * 0.38).Leading(1.1), Ink: p.Ink, Align: part.Center},
			part.Text{Words: v.Words.Count("seconds", left), Style: theme.H3.Plain().Leading(1.2), Ink: p.Ink2, Align: part.Center})}}
	words := part.Column(10, part.Text{Words: v.w("timeout"), Style: theme.Greeting.Of(60), Ink: p.Ink, Align: part.Center},
		part.Text{Words: v.w("timeout.body"), Style: theme.BodyL.Leading(1.3), Ink: p.Ink2, Align: part.Center},
		part.Text{Words: v.w("timeout.others"), Style: theme.Body, Ink: p.Ink2, Align: part.Center})
	stays := part.AtLeast{H: 148, Box: part.Tap{Key: "timeout/stay", Do: stay, Face: v.filled(32), Box: part.Padded(16, 8, v.label("", v.w("timeout.stay"), theme.H1.Leading(1.25), p.OnPrimary))}}
	leaves := part.AtLeast{H: 116, Box: part.Tap{Key: "timeout/leave", Do: leave, Face: v.outlined(theme.RadiusL), Box: part.Padded(16, 8, v.label("", v.w("timeout.leave"), theme.H2.Leading(1.25), p.Primary))}}
	if v.Frame.Wide() {
		return v.dialog(1400, part.Padded(pad, pad, part.Line(pad, ring, part.Grow{Box: part.Column(24, words, stays, leaves)})))
	}
	return v.dialog(900, part.Padded(pad, pad+8, part.Column(32, part.Middle{Box: ring}, words, stays, leaves)))
}

// ringSize is the size of the ring of seconds.
func (v *View) ringSize() float32 {
	if v.compact() || v.Modes.Low {
		return 250
	}
	return 340
}
