package page

import (
	"mingbai/catalog"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// homeNarrow is the first choice on a panel with little room.
func (v *View) homeNarrow() Page {
	return Page{Box: v.sheet(18, v.text(v.w("home.greeting"), theme.H1), v.search(104),
		v.lifeEvents(part.Grid{Columns: v.across(4, 4), Gap: 14, Of: v.events(160)}),
		v.section(v.w("home.enterprises"), v.enterpriseGrid()),
		v.section(v.w("home.find"), part.Grid{Columns: v.across(2, 3), Gap: 14, Of: v.entries(112)}))}
}

// homeLow is the first choice with everything to touch in the lower half: one
// section at a time.
func (v *View) homeLow() Page {
	sections := []option{{"events", v.w("home.low.events")}, {"enterprises", v.w("home.low.enterprises")}, {"find", v.w("home.low.find")}}
	if len(v.topics("life")) == 0 {
		sections = sections[1:]
	}
	search, tabs := v.search(v.lowSearch()), v.tabs("section", sections)
	top := []part.Box{search, tabs}
	if v.compact() && v.Frame.Wide() {
		top = []part.Box{part.Even(theme.Gutter, search, tabs)}
	}
	m, mid := v.margin(), v.middle()
	high := v.Frame.H - v.Frame.Bar() - mid - 20
	lower := part.Column(14, append(top, part.Grow{Box: v.lowSection(v.chosen("section", sections))})...)
	upper := part.Column(14, v.text(v.w("home.greeting"), theme.H1.Of(60)), v.lowNote(), bottom(), v.newest())
	layers := part.Layers{
		part.At{Rect: part.Rect{X: m, Y: v.Frame.Top() + 36, W: v.contentWidth(), H: mid - v.Frame.Top() - 84}, Box: upper},
		part.At{Rect: part.Rect{X: m, Y: mid, W: v.contentWidth(), H: high}, Box: lower}}
	if v.Palette.Discs {
		layers = append(part.Layers{v.lowPicture(), ground{part.Rect{Y: mid - 24, W: v.Frame.W, H: v.Frame.H - mid}}}, layers...)
	}
	return Page{Box: layers, Picture: true}
}

// lowNote says why the buttons are where they are.
func (v *View) lowNote() part.Box {
	return part.Line(14, v.icon("accessible", 44), v.text(v.w("home.low"), theme.Body.Of(32).Strong()), part.Grow{Box: v.text(v.w("home.low.sub"), theme.Body)})
}

func (v *View) lowPicture() part.Box {
	w := v.Frame.W
	if v.Frame.Wide() {
		return part.At{Rect: part.Rect{W: w, H: v.Frame.H}, Box: picture("hero-landscape.png", w, v.Frame.H)}
	}
	return part.At{Rect: part.Rect{W: w, H: w * 1190 / 1080}, Box: picture("hero-portrait.png", w, w*1190/1080)}
}

func (v *View) lowSearch() float32 {
	if v.compact() || v.Frame.Wide() {
		return 92
	}
	return 120
}

// newest is the newest notice to read, not to touch.
func (v *View) newest() part.Box {
	all := v.current()
	if len(all) == 0 || v.compact() && v.Frame.Wide() {
		return nil
	}
	title := part.Text{Words: v.t(all[0].Title), Style: theme.H3.Of(32).Leading(1.25), Ink: v.Palette.Ink, Lines: 2}
	return v.card(part.Padded(28, 20, part.Line(20, v.tag(toneWarn, "campaign", v.w("notice")), part.Grow{Box: title})))
}

func (v *View) lowSection(section string) part.Box {
	gap := float32(14)
	switch section {
	case "enterprises":
		return v.enterpriseGrid()
	case "find":
		if v.Frame.Wide() {
			return part.Grid{Columns: 6, Gap: gap, Of: v.entriesWide(100)}
		}
		return part.Grid{Columns: v.across(3, 6), Gap: gap, Of: v.entries(84)}
	}
	return part.Grid{Columns: v.across(4, 8), Gap: gap, Of: v.events(138)}
}

// across is how many tiles stand side by side.
func (v *View) across(upright, lying int) int {
	switch {
	case v.Frame.Wide():
		return lying
	case v.compact() && upright == 3:
		return 2
	case v.compact() && upright == 4 && !v.Modes.Low && v.Words.Lang != catalog.ZH:
		return 3
	}
	return upright
}

// enterpriseGrid are the enterprises as tiles of their own.
func (v *View) enterpriseGrid() part.Box {
	columns := 3
	if v.Frame.Wide() {
		columns = 5
	}
	var cells []part.Box
	for _, e := range enterpriseSorts {
		words := part.Text{Words: v.w("sort." + e.sort), Style: theme.Label, Ink: v.Palette.Ink}
		cells = append(cells, part.AtLeast{H: 76, Box: part.Tap{Key: "enterprise/" + e.sort, Do: v.open(Route{Path: "enterprise/" + e.sort}), Face: v.surface(theme.RadiusM),
			Box: part.Padded(14, 4, part.Line(10, v.icon(e.icon, 48), part.Grow{Box: words}))}})
	}
	return part.Grid{Columns: columns, Gap: 12, Of: cells}
}
