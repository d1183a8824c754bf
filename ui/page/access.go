package page

import (
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// A look is one row of the sheet of modes.
type look struct {
	mode, icon string
	on         bool
}

func (v *View) looks() []look {
	m := v.Modes
	return []look{{"standard", "person", !m.Elder && !m.Contrast}, {"elder", "text_increase", m.Elder}, {"contrast", "contrast", m.Contrast}, {"low", "accessible", m.Low}}
}

// AccessSheet is the sheet where modes are chosen. It lies above the bar.
func (v *View) AccessSheet(close func()) part.Box {
	title := v.text(v.w("access"), theme.H2.Of(48).Leading(1.25))
	about := v.quiet("sheet/about", "", v.w("about.short"), 84, v.open(Route{Path: "about"}))
	shut := v.quiet("sheet/close", "close", v.w("close"), 84, close)
	gap := float32(16)
	rows := part.Column(gap, v.modeRows()...)
	head := part.Line(16, part.Grow{Box: title}, v.readButton(), about, shut)
	if v.compact() {
		head = part.Line(16, append(present(v.readButton()), part.Grow{Box: part.Space{}}, about, shut)...)
	}
	inner := part.Column(20, head, rows, v.readRow())
	switch columns := v.modeColumns(); {
	case v.compact() && v.Frame.Wide():
		inner = part.Column(16, part.Line(16, append([]part.Box{v.languages()}, head.Of...)...), part.Grid{Columns: columns, Gap: gap, Of: v.modeCells()})
	case v.compact():
		inner = part.Column(16, head, v.languages(), part.Grid{Columns: columns, Gap: gap, Of: v.modeCells()})
	case columns > 1:
		inner = part.Column(16, head, part.Grid{Columns: columns, Gap: gap, Of: v.modeRows()})
	}
	w := min(1080, v.Frame.W)
	if v.Frame.Wide() {
		w = v.Frame.W - 2*v.margin()
	}
	card := part.Card{Face: part.Face{Fill: v.Palette.Surface, Radius: 40, Outline: v.Palette.Outline, Frame: v.Palette.Line},
		Box: part.Pad{L: v.margin(), T: 24, R: v.margin(), B: 24, Box: inner}}
	place := part.Column(0, bottom(), part.Line(0, part.Grow{Box: part.Space{}}, part.Fix{W: w, Box: card}, part.Grow{Box: part.Space{}}), part.Space{H: v.Frame.Bar()})
	return part.Layers{part.Card{Face: part.Face{Fill: v.Palette.Scrim}, Box: part.Space{W: v.Frame.W, H: v.Frame.H}}, place}
}

func (v *View) modeColumns() int {
	switch {
	case v.compact() && v.Frame.Wide():
		return 4
	case v.compact() || v.Frame.Wide():
		return 2
	}
	return 1
}

// modeRows say what each mode does.
func (v *View) modeRows() []part.Box {
	high := float32(150)
	switch {
	case v.Modes.Low && v.speaks():
		high = 112
	case v.Modes.Low || v.Frame.Wide():
		high = 134
	}
	var rows []part.Box
	for _, l := range v.looks() {
		words := part.Column(0, v.text(v.w("mode."+l.mode), theme.H3.Of(38).Leading(1.25)), v.dim(v.w("mode."+l.mode+".sub"), theme.Body.Leading(1.3)))
		rows = append(rows, v.modeTap(l, part.AtLeast{H: high, Box: part.Padded(28, 8, part.Line(24, v.modeDisc(l), part.Grow{Box: words}, v.modeSign(l)))}))
	}
	return rows
}

// modeCells are the same with less room.
func (v *View) modeCells() []part.Box {
	var cells []part.Box
	for _, l := range v.looks() {
		ink := v.Palette.Ink
		words := part.Text{Words: v.w("mode." + l.mode), Style: theme.H3.Of(32).Leading(1.2), Ink: ink}
		icon := l.icon
		if l.on {
			icon = "check_circle-fill"
		}
		cells = append(cells, v.modeTap(l, part.AtLeast{H: 112, Box: part.Padded(20, 6, part.Line(14, v.icon(icon, 52), part.Grow{Box: words}))}))
	}
	return cells
}

func (v *View) modeTap(l look, b part.Box) part.Box {
	face := v.sand(theme.RadiusT)
	face.Edge.A = 0
	if l.on {
		face = part.Face{Fill: v.Palette.Tint, Radius: theme.RadiusT, Line: v.Palette.Primary, Stroke: 4, Press: v.Palette.TintLine}
	}
	return part.Tap{Key: "mode/" + l.mode, Do: func() { v.Act.Mode(l.mode) }, Face: face, Box: b}
}

func (v *View) modeDisc(l look) part.Box {
	ground, ink := v.Palette.Surface, v.Palette.Primary
	if l.on {
		ground, ink = v.Palette.Primary, v.Palette.OnPrimary
	}
	return part.Disc{Size: 92, Ground: ground, Box: part.Icon{Name: l.icon, Size: 56, Ink: ink}}
}

// modeSign shows whether a mode is on: low reach, which combines with every
// look, as a switch.
func (v *View) modeSign(l look) part.Box {
	p := v.Palette
	if l.mode == "low" {
		return v.onOff(l.on)
	}
	if l.on {
		return v.icon("check_circle-fill", 60)
	}
	ring := part.Face{Fill: p.Bg, Radius: 26, Line: p.RadioOff, Stroke: 4}
	return part.Fix{W: 60, H: 52, Box: part.Pad{L: 4, R: 4, Box: part.Card{Face: ring, Box: part.Space{W: 52, H: 52}}}}
}

func (v *View) onOff(on bool) part.Box {
	p := v.Palette
	fill, x := p.RadioOff, float32(6)
	if on {
		fill, x = p.Primary, 58
	}
	knob := part.Card{Face: part.Face{Fill: p.Surface, Radius: 24}, Box: part.Space{}}
	return part.Fix{W: 112, H: 60, Box: part.Layers{part.Card{Face: part.Face{Fill: fill, Radius: 30}, Box: part.Space{W: 112, H: 60}},
		part.At{Rect: part.Rect{X: x, Y: 6, W: 48, H: 48}, Box: knob}}}
}

// voice returns the capability to read aloud, or nil.
func (v *View) voice() Voice {
	if voice, ok := v.Desk.(Voice); ok && voice.CanSay() {
		return voice
	}
	return nil
}

func (v *View) speaks() bool { return v.voice() != nil }

// readRow reads the page aloud, as loud as is wished; nil where there is no
// voice, or no room for a row.
func (v *View) readRow() part.Box {
	voice := v.voice()
	if voice == nil || v.modeColumns() > 1 {
		return nil
	}
	read := part.AtLeast{H: 104, Box: part.Tap{Key: "sheet/read", Do: v.Act.Read, Face: v.filled(theme.RadiusT),
		Box: part.Padded(28, 8, v.label("campaign", v.w("read"), theme.Button, v.Palette.OnPrimary))}}
	turn := func(key string, steps int) part.Box {
		return part.Fix{W: 128, Box: part.AtLeast{H: 104, Box: part.Tap{Key: key, Do: func() { v.loudness(voice, steps) }, Again: true, Face: v.outlined(theme.RadiusT),
			Box: v.label("", v.w(key), theme.Label, v.Palette.Primary)}}}
	}
	return part.Line(16, part.Grow{Box: read}, turn("softer", -1), turn("louder", 1))
}

// readButton is the same as one button, where there is no room for a row.
func (v *View) readButton() part.Box {
	if !v.speaks() || v.modeColumns() == 1 {
		return nil
	}
	return v.quiet("sheet/read", "campaign", v.w("read.short"), 84, v.Act.Read)
}

// loudness makes the voice louder or softer and lets it say how loud it is.
func (v *View) loudness(voice Voice, steps int) {
	voice.Say(v.Words.Lang, "", []string{v.w("volume", "n", voice.Turn(steps))})
}
