package page

import (
	"mingbai/catalog"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// home is the first choice: life events, enterprises, what to find out and
// where to report.
func (v *View) home() Page {
	if v.Desk.State().Edition == 0 && v.Desk.State().Source == "" {
		return v.noCatalog()
	}
	switch {
	case v.Modes.Elder:
		return v.elderHome()
	case v.Modes.Low:
		return v.homeLow()
	case v.compact():
		return v.homeNarrow()
	case v.wide():
		return Page{Box: v.homeWide(), Picture: true}
	}
	space := part.Space{H: 0}
	body := part.Pad{L: theme.Margin, R: theme.Margin, T: 486, B: 28, Box: part.Column(0,
		v.search(136), part.Grow{Box: space},
		v.lifeEvents(part.Grid{Columns: 4, Gap: theme.Gutter, Of: v.events(172)}), part.Grow{Box: space},
		v.section(v.w("home.enterprises"), v.enterprises(160)), part.Grow{Box: space},
		v.section(v.w("home.find"), part.Grid{Columns: 3, Gap: theme.Gutter, Of: v.entries(144)}))}
	layers := part.Layers{body, part.Pad{L: theme.Margin, R: theme.Margin, T: 150, Box: part.Column(12,
		v.text(v.w("home.greeting"), theme.Greeting), v.todayOpen())}}
	if v.Palette.Discs {
		layers = append(part.Layers{part.At{Rect: part.Rect{W: v.Frame.W, H: v.Frame.W * 600 / 1080}, Box: picture("hero-banner.png", v.Frame.W, v.Frame.W*600/1080)},
			ground{part.Rect{Y: 560, W: v.Frame.W, H: 60}}}, layers...)
	}
	return Page{Box: layers, Picture: true}
}

// ground covers a part of a picture with the ground of the page.
type ground struct{ part.Rect }

func (g ground) Width() float32         { return 0 }
func (g ground) Height(float32) float32 { return 0 }
func (g ground) Put(s *part.Stage, r part.Rect) {
	part.Card{Face: part.Face{Fill: s.Palette.Bg}, Box: part.Space{}}.Put(s, part.Rect{X: r.X + g.X, Y: r.Y + g.Y, W: g.W, H: g.H})
}

func (v *View) homeWide() part.Box {
	left, gap := float32(620), float32(16)
	if v.Words.Lang != catalog.ZH {
		left, gap = 500, 10
	}
	main := part.Pad{L: left + theme.Margin, T: 100, R: theme.Margin, B: 28, Box: part.Column(0,
		v.search(124), part.Grow{Box: part.Space{}},
		v.lifeEvents(part.Grid{Columns: 8, Gap: gap, Of: v.events(176)}), part.Grow{Box: part.Space{}},
		v.section(v.w("home.enterprises"), v.enterprises(140)), part.Grow{Box: part.Space{}},
		v.section(v.w("home.find"), part.Grid{Columns: 6, Gap: 16, Of: v.entriesWide(156)}))}
	side := part.Pad{L: theme.Margin, T: 140, R: theme.Margin, B: 48, Box: part.Column(12,
		v.text(v.w("home.greeting.wide"), theme.Greeting.Of(60)), v.todayOpen(), bottom(), v.latest())}
	layers := part.Layers{part.At{Rect: part.Rect{W: left, H: v.Frame.H - v.Frame.Bar()}, Box: side}, main}
	if v.Palette.Discs {
		h := v.Frame.H - v.Frame.Bar()
		layers = append(part.Layers{part.At{Rect: part.Rect{W: left, H: h}, Box: picture("hero-side.png", left, h)}}, layers...)
	}
	return layers
}

// lifeEvents is the section of life events, or nil where there are none.
func (v *View) lifeEvents(g part.Grid) part.Box {
	if len(g.Of) == 0 {
		return nil
	}
	return v.section(v.w("home.events"), g)
}

// picture returns an embedded picture at a size.
func picture(name string, w, h float32) part.Box { return part.Picture{Name: name, W: w, H: h} }

// search is the way to find things by typing.
func (v *View) search(high float32) part.Box {
	p := v.Palette
	face := part.Face{Fill: p.Surface, Radius: theme.RadiusL, Line: p.Primary, Stroke: 3, Edge: p.Edge, Press: p.Tint}
	button := part.Card{Face: part.Face{Fill: p.Primary, Radius: theme.RadiusM}, Box: part.AtLeast{H: high - 36, Box: part.Padded(44, 4,
		v.label("", v.w("search.go"), theme.Button.Of(38), p.OnPrimary))}}
	row := part.Line(24, v.icon("search", 60), part.Grow{Box: v.dim(v.w("search.hint"), theme.Body.Of(36))}, button)
	return part.AtLeast{H: high, Box: part.Tap{Key: "search", Do: v.open(Route{Path: "search"}), Face: face, Box: part.Pad{L: 36, T: 12, R: 16, B: 12, Box: row}}}
}

// todayOpen says when the hall is open.
func (v *View) todayOpen() part.Box {
	hall := v.lookup("office/hall")
	if hall == nil {
		return nil
	}
	o, ok := hall.Body.(*catalog.Office)
	if !ok || o.Hours.Empty() {
		return nil
	}
	dot := part.Disc{Size: 20, Ground: v.Palette.OKDot, Box: part.Space{}}
	return part.Line(14, dot, part.Grow{Box: v.text(v.t(o.Hours), theme.Body.Of(32))})
}

func (v *View) topics(sort string) []of[*catalog.Topic] {
	var some []of[*catalog.Topic]
	for _, t := range bodies[*catalog.Topic](v, catalog.Query{Kind: catalog.KindTopic}) {
		if t.body.Sort.Code == sort {
			some = append(some, t)
		}
	}
	return some
}

func (v *View) events(high float32) []part.Box {
	var tiles []part.Box
	style := v.tileStyle()
	for _, t := range v.topics("life") {
		pair := v.Palette.TilePair(t.body.Tile)
		var disc part.Box = part.Disc{Size: 88, Ground: pair.Ground, Box: part.Icon{Name: t.body.Icon, Size: 56, Ink: pair.Ink}}
		if !v.Palette.Discs {
			disc = v.icon(t.body.Icon, 76)
		}
		words := part.Text{Words: v.t(t.Title), Style: style, Ink: v.Palette.Ink, Align: part.Center}
		tiles = append(tiles, part.AtLeast{H: high, Box: part.Tap{Key: "topic/" + t.ID.Name(), Do: v.open(To(t.ID)),
			Face: v.surface(theme.RadiusT), Box: middle(part.Column(10, part.Fix{H: 88, Box: disc}, words))}})
	}
	return tiles
}

// middle puts a column in the middle of its place's height, as wide as the
// place.
func middle(b part.Box) part.Box {
	return part.Column(0, bottom(), part.Padded(4, 0, b), bottom())
}

// enterpriseSorts are the nine kinds with their icons, in the order of the
// screen.
var enterpriseSorts = []struct{ sort, icon string }{
	{"water", "water_drop"}, {"power", "bolt"}, {"heat", "mode_heat"}, {"gas", "propane"}, {"telecom", "cell_tower"},
	{"hospital", "local_hospital"}, {"school", "school"}, {"property", "apartment"}, {"funeral", "deceased"},
}

func sortIcon(sort string) string {
	for _, e := range enterpriseSorts {
		if e.sort == sort {
			return e.icon
		}
	}
	return "account_balance"
}

func (v *View) enterprises(high float32) part.Box {
	var cells []part.Box
	for _, e := range enterpriseSorts {
		words := part.Text{Words: v.w("sort." + e.sort), Style: theme.Label, Ink: v.Palette.Ink, Align: part.Center}
		cells = append(cells, part.Tap{Key: "enterprise/" + e.sort, Do: v.open(Route{Path: "enterprise/" + e.sort}),
			Face: part.Face{Fill: v.Palette.Surface, Radius: theme.RadiusM, Press: v.Palette.Tint},
			Box:  part.AtLeast{H: high - 16, Box: middle(part.Column(6, part.Fix{H: 64, Box: v.icon(e.icon, 64)}, words))}})
	}
	return v.card(part.Padded(8, 8, share{cells}))
}

// An entry leads to one of the six places where one finds out or reports.
type entry struct{ icon, key, sub, route string }

func (v *View) entryList() []entry {
	counts := v.Desk.State().Counts
	last := entry{"gavel", "entry.decisions", v.w("entry.decisions.sub"), "decisions"}
	if v.hander() != nil {
		last = entry{"thumb_up", "entry.survey", v.w("entry.survey.sub"), "survey"}
	}
	return []entry{
		{"account_balance", "entry.offices", v.Words.Count("count.offices", counts[catalog.KindOffice]), "offices"},
		{"receipt_long", "entry.fees", v.Words.Count("count.fees", counts[catalog.KindFee]), "fees"},
		{"folder_open", "entry.disclosure", v.w("entry.disclosure.sub"), "disclosure"},
		{"campaign", "entry.notices", v.Words.Count("count.notices", len(v.current())), "notices"},
		{"support_agent", "entry.complaints", v.w("entry.complaints.sub"), "complaints"},
		last,
	}
}

// entryStyle is smaller where the words are longer.
func (v *View) entryStyle() theme.Style {
	if v.Words.Lang == catalog.ZH {
		return theme.H3.Leading(1.25)
	}
	return theme.H3.Of(30).Leading(1.25)
}

func (v *View) tileStyle() theme.Style {
	if (v.wide() || v.compact()) && v.Words.Lang != catalog.ZH {
		return theme.Label
	}
	return v.entryStyle().Leading(1.3)
}

func (v *View) entries(high float32) []part.Box {
	var cards []part.Box
	for _, e := range v.entryList() {
		words := part.Column(0, v.text(v.w(e.key+".short"), v.entryStyle()), v.dim(e.sub, theme.Meta.Leading(1.25)))
		cards = append(cards, part.AtLeast{H: high, Box: part.Tap{Key: e.route, Do: v.open(Route{Path: e.route}), Face: v.surface(theme.RadiusT),
			Box: part.Padded(v.entryPad(), 8, part.Line(v.entryPad()-6, v.entryDisc(e.icon), part.Grow{Box: words}))}})
	}
	return cards
}

func (v *View) entryPad() float32 {
	if v.compact() {
		return 16
	}
	return 22
}

func (v *View) entryDisc(icon string) part.Box {
	if v.compact() {
		return v.disc(icon, 60, 38)
	}
	return v.disc(icon, 76, 48)
}

func (v *View) entriesWide(high float32) []part.Box {
	var cards []part.Box
	for _, e := range v.entryList() {
		words := part.Text{Words: v.w(e.key + ".short"), Style: theme.H3.Of(30).Leading(1.25), Ink: v.Palette.Ink, Align: part.Center}
		cards = append(cards, part.AtLeast{H: high, Box: part.Tap{Key: e.route, Do: v.open(Route{Path: e.route}), Face: v.surface(theme.RadiusT),
			Box: middle(part.Column(8, part.Fix{H: 56, Box: v.icon(e.icon, 56)}, words))}})
	}
	return cards
}

// latest shows the newest notice on a panel that lies.
func (v *View) latest() part.Box {
	all := v.current()
	if len(all) == 0 {
		return nil
	}
	n := all[0]
	box := part.Padded(36, 28, part.Column(12,
		part.Wrapped{Gap: 16, LineGap: 8, Of: []part.Box{v.tag(toneWarn, "campaign", v.w("notice")), v.dim(v.Words.Date(n.body.Issued), theme.Meta)}},
		part.Text{Words: v.t(n.Title), Style: theme.H2.Of(36), Ink: v.Palette.Ink, Lines: 2},
		v.in(v.Palette.Primary, v.w("notices.all"), theme.Label)))
	return part.Tap{Key: "notices/latest", Do: v.open(Route{Path: "notices"}), Face: v.surface(theme.RadiusL), Box: box}
}
