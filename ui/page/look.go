package page

import (
	"image/color"

	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// text returns words in ink.
func (v *View) text(s string, style theme.Style) part.Text {
	return part.Text{Words: s, Style: style, Ink: v.Palette.Ink}
}

// dim returns words in the ink of what is less important.
func (v *View) dim(s string, style theme.Style) part.Text {
	return part.Text{Words: s, Style: style, Ink: v.Palette.Ink2}
}

// in returns words in a colour.
func (v *View) in(ink color.NRGBA, s string, style theme.Style) part.Text {
	return part.Text{Words: s, Style: style, Ink: ink}
}

// icon returns a drawing in the colour of actions.
func (v *View) icon(name string, size float32) part.Icon {
	return part.Icon{Name: name, Size: size, Ink: v.Palette.Primary}
}

// disc returns an icon on a tinted round ground.
func (v *View) disc(icon string, size, iconSize float32) part.Box {
	ground := v.Palette.Tint
	if !v.Palette.Discs {
		ground, iconSize = color.NRGBA{}, size
	}
	return part.Disc{Size: size, Ground: ground, Box: part.Icon{Name: icon, Size: iconSize, Ink: v.Palette.OnTint}}
}

// number returns a number on a tinted round ground.
func (v *View) number(n string) part.Box {
	return part.Disc{Size: 60, Ground: v.Palette.Tint, Box: v.in(v.Palette.OnTint, n, theme.H3.Of(32).Leading(1.25))}
}

// surface is the face of a card.
func (v *View) surface(radius float32) part.Face {
	p := v.Palette
	return part.Face{Fill: p.Surface, Radius: radius, Edge: p.Edge, Press: p.Tint, Outline: p.Outline, Frame: p.Line}
}

// tinted is the face of a quieter panel or button.
func (v *View) tinted(radius float32) part.Face {
	p := v.Palette
	return part.Face{Fill: p.Tint, Radius: radius, Press: p.TintLine, Outline: p.Outline, Frame: p.Line}
}

// filled is the face of the one primary button.
func (v *View) filled(radius float32) part.Face {
	p := v.Palette
	return part.Face{Fill: p.Primary, Radius: radius, Edge: p.PrimaryPress, Press: p.PrimaryPress, Outline: p.Outline}
}

// outlined is the face of a second choice.
func (v *View) outlined(radius float32) part.Face {
	p := v.Palette
	return part.Face{Fill: p.Surface, Radius: radius, Line: p.Primary, Stroke: 3, Press: p.Tint}
}

// sand is the face of a button on a white ground.
func (v *View) sand(radius float32) part.Face {
	p := v.Palette
	return part.Face{Fill: p.Bg, Radius: radius, Edge: p.Edge, Press: p.Tint, Outline: p.Outline, Frame: p.Line}
}

// card puts a box on a surface.
func (v *View) card(b part.Box) part.Box { return part.Card{Face: v.surface(theme.RadiusL), Box: b} }

// panel puts a box on a tinted surface.
func (v *View) panel(b part.Box) part.Box { return part.Card{Face: v.tinted(theme.RadiusL), Box: b} }

// label is the inside of a button.
func (v *View) label(icon, s string, style theme.Style, ink color.NRGBA) part.Box {
	words := part.Text{Words: s, Style: style, Ink: ink, Align: part.Center}
	if icon == "" {
		return part.Middle{Box: words}
	}
	return part.Middle{Box: part.Line(14, part.Icon{Name: icon, Size: style.Size * 1.3, Ink: ink}, words)}
}

// primary returns the one filled button of a screen.
func (v *View) primary(key, icon, s string, high float32, do func()) part.Box {
	return part.AtLeast{H: high, Box: part.Tap{Key: key, Do: do, Face: v.filled(theme.RadiusM),
		Box: part.Padded(24, 8, v.label(icon, s, theme.Button, v.Palette.OnPrimary))}}
}

// second returns an outlined button.
func (v *View) second(key, icon, s string, high float32, do func()) part.Box {
	return part.AtLeast{H: high, Box: part.Tap{Key: key, Do: do, Face: v.outlined(theme.RadiusM),
		Box: part.Padded(24, 8, v.label(icon, s, theme.Button, v.Palette.Primary))}}
}

// quiet returns a tinted button.
func (v *View) quiet(key, icon, s string, high float32, do func()) part.Box {
	return part.AtLeast{H: high, Box: part.Tap{Key: key, Do: do, Face: v.tinted(theme.RadiusM),
		Box: part.Padded(30, 8, v.label(icon, s, theme.Button.Of(32), v.Palette.OnTint))}}
}

// A tone is the colour of a tag.
type tone int

const (
	toneTint tone = iota
	toneOK
	toneWarn
	toneBad
	toneMuted
	tonePrimary
	toneAccent
)

// tag returns a small pill with words.
func (v *View) tag(t tone, icon, s string) part.Box {
	p := v.Palette
	fill, ink := p.Tint, p.OnTint
	switch t {
	case toneOK:
		fill, ink = p.OKBg, p.OK
	case toneWarn:
		fill, ink = p.WarnBg, p.Warn
	case toneBad:
		fill, ink = p.BadBg, p.Bad
	case toneMuted:
		fill, ink = p.Well, p.Ink2
	case tonePrimary:
		fill, ink = p.Primary, p.OnPrimary
	case toneAccent:
		fill, ink = p.AccentOnPrimary, p.OnAccent
	}
	var row part.Box = part.Text{Words: s, Style: theme.Label, Ink: ink}
	if icon != "" {
		row = part.Line(8, part.Icon{Name: icon, Size: 32, Ink: ink}, row)
	}
	face := part.Face{Fill: fill, Radius: 24, Outline: min(p.Outline, 2), Frame: p.Line}
	return part.AtLeast{H: 48, Box: part.Card{Face: face, Box: part.Padded(18, 4, row)}}
}

// section returns a heading over a part of a page with its content.
func (v *View) section(s string, b part.Box) part.Box {
	if !v.narrow() {
		return part.Column(14, v.text(s, theme.H3.Leading(1.3)), b)
	}
	return whole{Box: part.Column(14, v.text(s, theme.H3.Leading(1.3)), b)}
}

// rail returns the colours of a list's rail.
func (v *View) rail() part.RailNames {
	p := v.Palette
	names := part.RailNames{Track: p.Well, Thumb: p.Primary, Ink: p.Ink2, Arrow: p.Primary, Off: p.Off, Line: p.Line, Page: p.Bg,
		Button: v.surface(theme.RadiusM)}
	if v.compact() && !v.Frame.Wide() {
		names.Next, names.Button = v.w("page.next"), v.outlined(theme.RadiusM)
	}
	return names
}

// rows returns a list of rows with lines between them.
func (v *View) rows(key string, rows ...part.Box) part.List {
	return part.List{Key: key, Face: v.surface(theme.RadiusL), Rows: rows, Rule: v.Palette.Line, Inset: 28,
		Offset: v.Memo.Offset(key), Names: v.rail()}
}

// prose returns a list of paragraphs without lines.
func (v *View) prose(key string, gap float32, rows ...part.Box) part.Box {
	return part.List{Key: key, Face: v.surface(theme.RadiusL), Rows: padRows(36, rows), Pad: 36, Gap: gap,
		Offset: v.Memo.Offset(key), Names: v.rail()}
}

// free returns a list whose rows lie on the page itself.
func (v *View) free(key string, gap float32, rows ...part.Box) part.Box {
	return part.List{Key: key, Free: true, Rows: rows, Gap: gap, Pad: 4, Offset: v.Memo.Offset(key), Names: v.rail()}
}

func padRows(x float32, rows []part.Box) []part.Box {
	padded := make([]part.Box, 0, len(rows))
	for _, r := range rows {
		if r != nil {
			padded = append(padded, part.Padded(x, 0, r))
		}
	}
	return padded
}

// rowFace is the face of a row that can be touched.
func (v *View) rowFace() part.Face {
	return part.Face{Fill: v.Palette.Surface, Press: v.Palette.Tint}
}

// row is one line of a list: what stands left and right of its words.
type row struct {
	left   part.Box
	title  string
	sub    part.Box
	right  part.Box
	high   float32
	marked bool // the row that a visitor came for
}

// rowBox returns the inside of a row.
func (v *View) rowBox(r row) part.Box {
	r = v.tucked(r, 190)
	words := part.Column(0, v.text(r.title, theme.RowTitle), r.sub)
	inner := part.Line(24, r.left, part.Grow{Box: words}, r.right)
	return part.AtLeast{H: max(112, r.high), Box: part.Padded(28, 12, inner)}
}

// tucked puts what stands right of a row's words below them where it is wider
// than most and would leave them little room.
func (v *View) tucked(r row, most float32) row {
	if v.Frame.Wide() {
		most += 60
	}
	if v.compact() && r.right != nil && r.right.Width() > most {
		r.sub, r.right = part.Column(4, r.sub, part.Line(0, r.right)), nil
	}
	return r
}

// link returns a row that opens a page, with an arrow at its end.
func (v *View) link(r row, to Route) part.Box {
	r = v.tucked(r, 125)
	arrow := part.Icon{Name: "chevron_right", Size: 44, Ink: v.Palette.Ink2}
	if r.right != nil {
		r.right = part.Line(16, r.right, arrow)
	} else {
		r.right = arrow
	}
	face := v.rowFace()
	if r.marked {
		face = part.Face{Fill: v.Palette.Tint, Press: v.Palette.TintLine}
	}
	return part.Tap{Key: "row/" + to.String(), Do: v.open(to), Face: face, Box: v.rowBox(r)}
}

// sub returns the second line of a row.
func (v *View) sub(words ...string) part.Box {
	s := v.joined(words...)
	if s == "" {
		return nil
	}
	return v.dim(s, theme.Meta.Leading(1.4))
}
