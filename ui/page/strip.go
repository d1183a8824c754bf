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
	kiosk := v.w("strip.kiosk", "id", s.KioskID)
	name := part.Column(0, v.text(v.t(s.HallName), theme.BrandName), v.dim(kiosk, theme.BrandPlace))
	size := float32(64)
	var brand part.Box = part.Line(20, mark(size), name)
	if v.wide() && !(onPicture && v.Route.Path != "attract") {
		brand = part.Line(20, mark(56), v.text(v.t(s.HallName), theme.BrandName), v.dim(kiosk, theme.BrandPlace))
	}
	now := v.Desk.Now()
	day := v.w(fmt.Sprintf("weekday.%d", int(now.Weekday())))
	date := v.w("strip.date", "day", now.Day(), "month", v.w(fmt.Sprintf("month.%d", int(now.Month()))), "weekday", day)
	row := part.Line(24, brand, part.Grow{Box: v.stripCondition()}, v.mark(s.Edition, s.Signed), v.dim(date, theme.Meta), v.text(now.Format("15:04"), theme.Clock))
	face := part.Face{}
	if !onPicture || !v.Palette.Discs {
		face.Fill = v.Palette.Surface
	}
	strip := part.Card{Face: face, Box: part.Padded(theme.Margin, 4, row)}
	if face.Fill.A == 0 {
		return strip
	}
	return part.Layers{strip, part.At{Rect: part.Rect{Y: v.Frame.Top() - 2, W: v.Frame.W, H: 2}, Box: part.Rule{Ink: v.Palette.Line}}}
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
func (v *View) Bar(canGoBack bool, back func(), contrast bool) part.Box {
	home := v.Route.Path == "home" || v.Route.Path == ""
	left := []part.Box{v.slot("back", "arrow_back", v.w("back"), !canGoBack, false, back),
		v.slot("home", homeIcon(home), v.w("home"), false, home, v.open(Route{Path: "home"}))}
	right := v.slot("contrast", "contrast", v.w("mode.contrast.short"), false, contrast, func() { v.Act.Mode("contrast") })
	about := v.slot("about", "support_agent", v.w("about.short"), false, v.Route.Path == "about", v.open(Route{Path: "about"}))
	face := part.Face{Fill: v.Palette.Surface}
	var row part.Box
	if v.wide() {
		row = part.Line(20, left[0], left[1], part.Grow{Box: part.Space{}}, v.languages(), part.Grow{Box: part.Space{}}, right, about)
	} else {
		row = part.Line(14, left[0], left[1], part.Grow{Box: v.languages()}, right, about)
	}
	pad := float32(32)
	if v.wide() {
		pad = theme.Margin
	}
	return part.Layers{part.Card{Face: face, Box: part.Padded(pad, 8, row)}, part.At{Rect: part.Rect{W: v.Frame.W, H: 2}, Box: part.Rule{Ink: v.Palette.Line}}}
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
	w, h := float32(140), float32(116)
	if v.wide() {
		w, h = 214, 84
	}
	ink := p.Primary
	if disabled {
		ink = p.Off
	}
	if current && p.Outline > 0 {
		ink = p.OnPrimary
	}
	words := part.Text{Words: label, Style: theme.Label, Ink: ink, Align: part.Center, Disabled: disabled}
	var inner part.Box = part.Middle{Box: part.Fix{W: w, Box: part.Column(2, part.Fix{H: 44, Box: part.Icon{Name: icon, Size: 44, Ink: ink}}, words)}}
	if v.wide() {
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
	if v.wide() {
		return 464
	}
	return 0
}
