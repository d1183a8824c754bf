package page

import (
	"fmt"
	"strings"

	"mingbai/catalog"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// Strip is the top of every page: whose screen it is, the day and the
// clock. It is never a target.
func (v *View) Strip(onPicture bool) part.Box {
	s := v.Desk.State()
	var condition part.Box
	if v.Frame.Wide() || !v.compact() {
		condition = part.Grow{Box: v.stripCondition()}
	}
	row := part.Line(24, v.brand(onPicture), condition, v.mark(s.Edition, s.Signed), v.today(), v.text(v.Desk.Now().Format("15:04"), theme.Clock))
	face := part.Face{}
	if !onPicture || !v.Palette.Discs {
		face.Fill = v.Palette.Surface
	}
	strip := part.Card{Face: face, Box: part.Padded(v.margin(), 4, row)}
	if face.Fill.A == 0 {
		return strip
	}
	return part.Layers{strip, part.At{Rect: part.Rect{Y: v.Frame.Top() - 2, W: v.Frame.W, H: 2}, Box: part.Rule{Ink: v.Palette.Line}}}
}

// brand says whose screen it is.
func (v *View) brand(onPicture bool) part.Box {
	s := v.Desk.State()
	name := v.text(v.t(s.HallName), theme.BrandName)
	switch {
	case v.compact():
		name.Lines = 2
		if !v.Frame.Wide() {
			return part.Grow{Box: part.Line(16, mark(58), part.Grow{Box: name})}
		}
		return part.Line(16, mark(58), part.Fix{W: min(name.Width(), v.Frame.W/2-60), Box: name})
	case v.Frame.Wide() && !(onPicture && v.Route.Path != "attract"):
		return part.Line(20, mark(56), name)
	}
	return part.Line(20, mark(64), part.Column(0, name, v.dim(v.w("strip.kiosk", "id", s.KioskID), theme.BrandPlace)))
}

// today is the date, where there is room.
func (v *View) today() part.Box {
	if v.compact() {
		return nil
	}
	now := v.Desk.Now()
	weekday, month := v.w(fmt.Sprintf("weekday.%d", int(now.Weekday()))), v.w(fmt.Sprintf("month.%d", int(now.Month())))
	return v.dim(v.w("strip.date", "day", now.Day(), "month", month, "weekday", weekday), theme.Meta)
}

// mark says that content is an example or unsigned.
func (v *View) mark(edition int64, signed bool) part.Box {
	switch {
	case signed:
		return nil
	case v.Desk.State().Source == "seed" || edition == 0 && v.Desk.State().Source == "":
		return v.tag(toneWarn, "", v.w("example"))
	}
	return v.tag(toneWarn, "", v.w("unsigned"))
}

func mark(size float32) part.Box {
	return part.Picture{Name: "mark.svg", W: size, H: size, Radius: size / 4}
}

// Bar is the bottom of every public page: back, home, languages, modes.
func (v *View) Bar(canGoBack bool, back func()) part.Box {
	home := v.Route.Path == "home" || v.Route.Path == ""
	left := []part.Box{v.slot("back", "arrow_back", v.w("back"), !canGoBack, false, back),
		v.slot("home", homeIcon(home), v.w("home"), false, home, v.open(Route{Path: "home"}))}
	elder := v.slot("elder", "text_increase", v.w("mode.elder.short"), false, false, func() { v.Act.Mode("elder") })
	access := v.slot("access", "accessibility_new", v.w("access.short"), false, v.Modes != Modes{}, v.Act.Access)
	var row part.Box
	pad := float32(32)
	switch {
	case v.compact():
		if v.Modes.Elder {
			elder = v.slot("elder", "text_increase", v.w("mode.standard.short"), false, false, func() { v.Act.Mode("elder") })
		}
		language := v.slot("language", "translate", v.w("language"), false, false, v.Act.Access)
		row, pad = part.Even(14, left[0], left[1], language, elder), 20
	case v.Frame.Wide():
		row, pad = part.Line(20, left[0], left[1], part.Grow{Box: part.Space{}}, v.languages(), part.Grow{Box: part.Space{}}, elder, access), theme.Margin
	default:
		row = part.Line(14, left[0], left[1], part.Grow{Box: v.languages()}, elder, access)
	}
	return part.Layers{part.Card{Face: part.Face{Fill: v.Palette.Surface}, Box: part.Padded(pad, 8, row)},
		part.At{Rect: part.Rect{W: v.Frame.W, H: 2}, Box: part.Rule{Ink: v.Palette.Line}}}
}

func homeIcon(current bool) string {
	if current {
		return "home-fill"
	}
	return "home"
}

// slot is one button of the bar.
func (v *View) slot(key, icon, label string, disabled, current bool, do func()) part.Box {
	p := v.Palette
	w, h := v.slotSize()
	ink := p.Primary
	if disabled {
		ink = p.Off
	}
	if current && p.Outline > 0 {
		ink = p.OnPrimary
	}
	words := part.Text{Words: label, Style: theme.Label, Ink: ink, Align: part.Center, Disabled: disabled}
	var inner part.Box = part.Middle{Box: part.Fix{W: w, Box: part.Column(2, part.Fix{H: 44, Box: part.Icon{Name: icon, Size: 44, Ink: ink}}, words)}}
	if v.Frame.Wide() {
		inner = part.Middle{Box: part.Line(12, part.Icon{Name: icon, Size: 44, Ink: ink}, words)}
	}
	if disabled {
		return part.Fix{W: w, H: h, Box: inner}
	}
	face := v.sand(theme.RadiusM)
	if current {
		face = part.Face{Fill: p.Tint, Radius: theme.RadiusM, Press: p.TintLine}
		if p.Outline > 0 {
			face.Fill = p.Primary
		}
	}
	return part.Fix{W: w, H: h, Box: part.Tap{Key: "bar/" + key, Do: do, Face: face, Box: inner}}
}

// slotSize is the size of a button of the bar.
func (v *View) slotSize() (w, h float32) {
	switch {
	case v.compact() && v.Frame.Wide():
		return 300, 78
	case v.compact():
		return 160, 110
	case v.Frame.Wide():
		return 214, 84
	}
	return 140, 116
}

// languages switches the language in place.
func (v *View) languages() part.Box {
	p := v.Palette
	var cells []part.Box
	for _, lang := range catalog.Langs() {
		face, ink := part.Face{Fill: p.Bg, Radius: 14, Press: p.Tint}, p.Ink2
		if lang == v.Words.Lang {
			face, ink = part.Face{Fill: p.Primary, Radius: 14}, p.OnPrimary
		}
		words := part.Text{Words: strings.TrimSpace(v.w("lang." + string(lang))), Style: theme.Label, Ink: ink, Align: part.Center}
		cells = append(cells, part.Tap{Key: "lang/" + string(lang), Do: func() { v.Act.Lang(lang) }, Face: face,
			Box: part.AtLeast{H: 78, Box: part.Padded(10, 2, words)}})
	}
	return part.Card{Face: part.Face{Fill: p.Bg, Radius: theme.RadiusM, Line: p.Line, Stroke: 2}, Box: part.Fix{W: v.languagesWidth(), Box: part.Padded(8, 8, share{cells})}}
}

// languagesWidth is fixed where there is room, else natural.
func (v *View) languagesWidth() float32 {
	if v.Frame.Wide() {
		return 464
	}
	return 0
}
