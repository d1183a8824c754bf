package page

import (
	"net/url"
	"strconv"

	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// Held returns the route that is drawn in the place of r, with care.
func Held(r Route, care kiosk.Care) Route {
	if care <= kiosk.Whole {
		return r
	}
	return Route{"held", url.Values{"page": {r.Path}, "care": {strconv.Itoa(int(care))}}.Encode()}
}

// held stands for a page that could not be drawn as it is meant.
func (v *View) held() Page {
	q := v.Route.Values()
	care, err := strconv.Atoi(q["care"])
	switch {
	case err == nil && kiosk.Care(care) == kiosk.Hold:
		return v.hold()
	case q["page"] == "attract":
		return v.plainStart()
	case q["page"] == "home" || q["page"] == "":
		return v.plainHome()
	case err == nil && kiosk.Care(care) == kiosk.Plain:
		if r := v.lookup(catalog.ID(q["page"])); r != nil {
			return v.inWords(r)
		}
	}
	return v.missing(false)
}

// inWords shows what a record says without any of its form.
func (v *View) inWords(r *catalog.Record) Page {
	var rows []part.Box
	add := func(t catalog.Text) bool {
		if s := v.t(t); s != "" {
			rows = append(rows, v.text(s, theme.BodyL))
		}
		return true
	}
	r.Body.Words(add)
	for _, s := range r.Plain {
		add(s.Heading)
		add(s.Text)
	}
	var body part.Box = v.nothing(r)
	if len(rows) > 0 {
		body = v.prose("words", 14, rows...)
	}
	next := v.primary("ask", "directions_walk", v.w("ask.window"), 116, v.open(v.generalWindow()))
	return Page{Box: v.sheet(18, v.head([]string{v.or(v.officeName(r.Office))}, v.t(r.Title), nil), v.stale(r),
		v.dim(v.w("held.words", "phone", v.telephone(r)), theme.Body), part.Grow{Box: body}, next)}
}

// plainStart is the first screen without pictures and notices.
func (v *View) plainStart() Page {
	s := v.Desk.State()
	words := part.Column(16, v.text(v.w("attract.title"), theme.Display), v.text(v.t(s.HallName), theme.H2), v.dim(v.w("held.phone", "phone", s.Telephone), theme.BodyL))
	lower := part.Column(24, part.Fix{H: v.startHigh(), Box: v.start()}, part.Fix{H: 112, Box: part.Even(24, v.startLanguages()...)})
	return Page{Box: part.Pad{L: v.margin(), T: v.Frame.Top() + 24, R: v.margin(), B: 48, Box: part.Column(0, words, bottom(), lower)}, Bare: true, Anytap: true}
}

// plainHome leads on where home itself cannot be drawn.
func (v *View) plainHome() Page {
	var rows []part.Box
	for _, e := range []entry{{"search", "search.go", "", "search"}, {"account_balance", "entry.offices", "", "offices"}, {"receipt_long", "entry.fees", "", "fees"},
		{"campaign", "entry.notices", "", "notices"}, {"support_agent", "entry.complaints", "", "complaints"}} {
		rows = append(rows, v.link(row{left: v.disc(e.icon, 76, 48), title: v.w(e.key)}, Route{Path: e.route}))
	}
	return Page{Box: v.sheet(20, v.text(v.w("home.greeting"), theme.Greeting), v.dim(v.w("held.phone", "phone", v.Desk.State().Telephone), theme.BodyL),
		part.Grow{Box: v.rows("held", rows...)})}
}

// hold is all there is while the program waits before it tries again.
func (v *View) hold() Page {
	s := v.Desk.State()
	words := part.Column(24, part.Fix{H: 180, Box: v.disc("support_agent", 180, 100)},
		part.Text{Words: v.t(s.HallName), Style: theme.H2, Ink: v.Palette.Ink2, Align: part.Center},
		part.Text{Words: v.w("hold.title"), Style: v.holdStyle(), Ink: v.Palette.Ink, Align: part.Center},
		part.Text{Words: v.w("hold.body", "phone", s.Telephone), Style: theme.H2, Ink: v.Palette.Ink, Align: part.Center})
	langs := part.Fix{H: 112, Box: part.Even(24, v.holdLanguages()...)}
	return Page{Box: part.Pad{L: v.margin(), T: v.Frame.Top() + 24, R: v.margin(), B: 48, Box: part.Column(0, bottom(), words, bottom(), langs)}, Bare: true}
}

func (v *View) holdStyle() theme.Style {
	if v.compact() {
		return theme.H1
	}
	return theme.Greeting
}

// holdLanguages say the same in another language, and lead nowhere.
func (v *View) holdLanguages() []part.Box {
	var tiles []part.Box
	for _, lang := range catalog.Langs() {
		tiles = append(tiles, part.AtLeast{H: 104, Box: part.Tap{Key: "start/" + string(lang), Face: v.surface(theme.RadiusT),
			Do:  func() { v.Act.Lang(lang) },
			Box: v.label("", v.w("lang."+string(lang)), theme.H2.Of(38).Leading(1.3), v.Palette.Primary)}})
	}
	return tiles
}
