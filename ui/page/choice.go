package page

import (
	"strconv"

	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// An option is one of a few things to choose from.
type option struct {
	value, label string
}

// tabs returns a segmented track; the chosen value is remembered under key.
func (v *View) tabs(key string, options []option) part.Box {
	chosen := v.chosen(key, options)
	p := v.Palette
	if v.compact() && v.crowded(options) {
		return v.stepper(key, options)
	}
	var cells []part.Box
	for _, o := range options {
		face, ink := part.Face{Fill: p.Well, Radius: 16, Press: p.Tint}, p.Ink2
		if o.value == chosen {
			face, ink = part.Face{Fill: p.Primary, Radius: 16}, p.OnPrimary
		}
		words := part.Text{Words: o.label, Style: theme.Label, Ink: ink, Align: part.Center}
		cells = append(cells, part.Tap{Key: key + "/" + o.value, Do: v.set(key, o.value), Face: face,
			Box: part.AtLeast{H: 80, Box: part.Padded(4, 4, words)}})
	}
	return part.Card{Face: part.Face{Fill: p.Well, Radius: theme.RadiusM, Outline: p.Outline, Frame: p.Line},
		Box: part.Padded(6, 6, track{cells})}
}

// crowded reports whether options would not stand in one row.
func (v *View) crowded(options []option) bool {
	w := float32(12)
	for _, o := range options {
		w += theme.Width(o.label, theme.Label) + 8
	}
	room := v.contentWidth()
	if v.Frame.Wide() {
		room -= theme.Rail + theme.RailGap + 400 // what stands beside a list
	}
	return w > room
}

// stepper shows one option at a time, with the way to the one before and
// after it.
func (v *View) stepper(key string, options []option) part.Box {
	at := 0
	for i, o := range options {
		if o.value == v.chosen(key, options) {
			at = i
		}
	}
	n := len(options)
	step := func(name, icon string, to int) part.Box {
		return part.Fix{W: 110, Box: part.AtLeast{H: 88, Box: part.Tap{Key: key + "/" + name, Do: v.set(key, options[(to+n)%n].value),
			Face: v.outlined(16), Box: part.Middle{Box: v.icon(icon, 52)}}}}
	}
	words := part.Column(0, part.Text{Words: options[at].label, Style: theme.H3.Leading(1.2), Ink: v.Palette.Ink, Align: part.Center},
		part.Text{Words: strconv.Itoa(at+1) + "/" + strconv.Itoa(n), Style: theme.Meta.Leading(1.2), Ink: v.Palette.Ink2, Align: part.Center})
	return part.Line(12, step("before", "arrow_back", at-1), part.Grow{Box: words}, step("after", "chevron_right", at+1))
}

// track is one row of cells that share it, or two where they do not fit.
type track struct{ of []part.Box }

func (t track) Width() float32 { return share(t).Width() }

func (t track) rows(w float32) part.Box {
	if t.Width() <= w || len(t.of) < 4 {
		return share(t)
	}
	half := (len(t.of) + 1) / 2
	return part.Column(4, share{t.of[:half]}, share{t.of[half:]})
}

func (t track) Height(w float32) float32       { return t.rows(w).Height(w) }
func (t track) Put(s *part.Stage, r part.Rect) { t.rows(r.W).Put(s, r) }

// chosen returns the value remembered under key if it is an option, else the
// first option.
func (v *View) chosen(key string, options []option) string {
	for _, o := range options {
		if o.value == v.get(key) {
			return o.value
		}
	}
	if len(options) == 0 {
		return ""
	}
	return options[0].value
}

// share gives each box its natural width and an equal share of the rest, or
// of what is missing.
type share struct{ of []part.Box }

func (c share) Width() float32 { return part.Row{Of: c.of}.Width() }

func (c share) widths(w float32) []float32 {
	extra := (w - c.Width()) / float32(len(c.of))
	all := make([]float32, len(c.of))
	for i, b := range c.of {
		all[i] = b.Width() + extra
	}
	return all
}

func (c share) Height(w float32) float32 {
	var h float32
	for i, each := range c.widths(w) {
		h = max(h, c.of[i].Height(each))
	}
	return h
}

func (c share) Put(s *part.Stage, r part.Rect) {
	x := r.X
	for i, w := range c.widths(r.W) {
		c.of[i].Put(s, part.Rect{X: x, Y: r.Y, W: w, H: r.H})
		x += w
	}
}

// chips returns filters as pills in one or more lines.
func (v *View) chips(key string, options []option) part.Box {
	var pills []part.Box
	for _, o := range options {
		pills = append(pills, v.chip(key, o, v.chosen(key, options)))
	}
	return part.Wrapped{Gap: 16, LineGap: 12, Of: pills}
}

func (v *View) chip(key string, o option, chosen string) part.Box {
	p := v.Palette
	face, ink := part.Face{Fill: p.Surface, Radius: 39, Line: p.Line, Stroke: 2, Press: p.Tint}, p.Ink
	if o.value == chosen {
		face, ink = part.Face{Fill: p.Primary, Radius: 39}, p.OnPrimary
	}
	words := part.Text{Words: o.label, Style: theme.Label, Ink: ink, Align: part.Center}
	return part.Tap{Key: key + "/" + o.value, Do: v.set(key, o.value), Face: face,
		Box: part.AtLeast{H: 76, Box: part.Padded(28, 4, words)}}
}

// side returns filters as a column of buttons, for a panel that lies.
func (v *View) side(key string, options []option) part.Box {
	chosen := v.chosen(key, options)
	p := v.Palette
	var all []part.Box
	for _, o := range options {
		face, ink := v.surface(theme.RadiusM), p.Ink
		if o.value == chosen {
			face, ink = part.Face{Fill: p.Primary, Radius: theme.RadiusM}, p.OnPrimary
		}
		all = append(all, part.Tap{Key: key + "/" + o.value, Do: v.set(key, o.value), Face: face,
			Box: part.AtLeast{H: 93, Box: part.Padded(28, 8, part.Text{Words: o.label, Style: v.entryStyle(), Ink: ink})}})
	}
	return part.Column(12, all...)
}
