package page

import (
	"fmt"
	"time"

	"mingbai/catalog"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// NoticeTurn is how long the attract screen shows one notice.
const NoticeTurn = 8 * time.Second

// attract is what the hall sees while nobody stands at the screen.
func (v *View) attract() Page {
	w, h := v.Frame.W, v.Frame.H
	if v.compact() {
		return v.attractNarrow()
	}
	titles := part.Column(8, v.text(v.w("attract.title"), theme.Display), v.text(v.w("attract.sub"), theme.Body.Of(40)))
	var layers part.Layers
	if v.Frame.Wide() {
		if v.Palette.Discs {
			layers = append(layers, part.At{Rect: part.Rect{W: w, H: h}, Box: picture("hero-landscape.png", w, h)})
		}
		lower := part.Column(36,
			part.Fix{H: 280, Box: part.Even(40, v.turning(), v.start())},
			part.Even(24, append(v.startLanguages(), v.startModes()...)...))
		layers = append(layers, part.Pad{L: 72, T: 150, R: 72, B: 52, Box: part.Column(0, titles, bottom(), lower)})
		return Page{Box: layers, Bare: true, Picture: true, Anytap: true, Turn: v.turn()}
	}
	if v.Palette.Discs {
		layers = append(layers, part.At{Rect: part.Rect{W: w, H: w * 1190 / 1080}, Box: picture("hero-portrait.png", w, w*1190/1080)})
	}
	lower := part.Column(24, v.turning(), part.Space{H: 12}, part.Fix{H: v.startHigh(), Box: v.start()}, part.Space{H: 4},
		part.Fix{H: 112, Box: part.Even(24, v.startLanguages()...)},
		v.modesRow(), v.asOf())
	layers = append(layers, part.Pad{L: v.margin(), T: v.Frame.Top() + 76, R: v.margin(), B: 36, Box: part.Column(0, titles, bottom(), lower)})
	return Page{Box: layers, Bare: true, Picture: true, Anytap: true, Turn: v.turn()}
}

func (v *View) modesRow() part.Box {
	modes := v.startModes()
	if len(modes) == 0 {
		return nil
	}
	return part.Fix{H: 104, Box: part.Even(24, modes...)}
}

// attractNarrow is the same on a panel with little room.
func (v *View) attractNarrow() Page {
	m := v.margin()
	var layers part.Layers
	if v.Palette.Discs {
		layers = append(layers, v.lowPicture())
	}
	languages, modes := part.Even(16, v.startLanguages()...), part.Even(16, v.startModes()...)
	lower := part.Column(16, v.newest(), part.Space{H: 4}, v.start(), languages, modes, v.asOf())
	if v.Frame.Wide() {
		lower = part.Column(16, v.start(), languages, modes)
	}
	title := v.text(v.w("attract.title"), theme.Greeting.Of(56))
	layers = append(layers, part.Pad{L: m, T: v.Frame.Top() + 40, R: m, B: 24, Box: part.Column(0, title, bottom(), lower)})
	return Page{Box: layers, Bare: true, Picture: true, Anytap: true}
}

func (v *View) startHigh() float32 {
	if v.compact() {
		return 150
	}
	return 194
}

// asOf says how fresh the content is.
func (v *View) asOf() part.Box {
	s := v.Desk.State()
	words := v.joined(v.w("attract.asof", "date", v.Words.Date(s.ContentDate)), v.w("attract.hotline"))
	return part.Text{Words: words, Style: theme.Meta, Ink: v.Palette.Ink2, Align: part.Center}
}

// turning shows the notices of the day one after the other.
func (v *View) turning() part.Box {
	all := v.current()
	if len(all) == 0 {
		return part.Space{H: 1}
	}
	i := int(v.Desk.Now().Unix()/int64(NoticeTurn/time.Second)) % len(all)
	n := all[i]
	top := part.Line(16, v.tag(toneWarn, "campaign", v.w("notice")), part.Grow{Box: v.dim(v.Words.Date(n.body.Issued), theme.Meta)},
		v.dim(fmt.Sprintf("%d / %d", i+1, len(all)), theme.Meta))
	title := part.AtLeast{H: 116, Box: part.Text{Words: v.t(n.Title), Style: theme.H2.Of(44).Leading(1.32), Ink: v.Palette.Ink, Lines: 2}}
	return v.card(part.Padded(40, 32, part.Column(14, top, title, v.turns(i, len(all)))))
}

// turn is how long one notice is shown, where there are several.
func (v *View) turn() time.Duration {
	if len(v.current()) < 2 {
		return 0
	}
	return NoticeTurn
}

// turns shows which notice of how many is shown.
func (v *View) turns(i, n int) part.Box {
	var bars []part.Box
	for j := range n {
		fill := v.Palette.Well
		if j == i {
			fill = v.Palette.Accent
		}
		bars = append(bars, part.Bar{High: 8, Track: fill})
	}
	return part.Even(12, bars...)
}

func (v *View) start() part.Box {
	p := v.Palette
	size, icon := float32(62), float32(104)
	if v.compact() {
		size, icon = 46, 72
	}
	words := part.Column(0, v.in(p.OnPrimary, v.w("attract.start"), theme.H1.Of(size).Leading(1.2)),
		v.in(p.OnPrimarySub, v.w("attract.start.others"), theme.Body.Of(min(32, size*0.65)).Leading(1.3)))
	box := part.Padded(16, 0, part.Middle{Box: part.Line(icon/2, part.Icon{Name: "touch_app", Size: icon, Ink: p.AccentOnPrimary}, words)})
	return part.Tap{Key: "start", Do: v.open(Route{Path: "home"}), Face: v.filled(theme.RadiusL), Box: part.AtLeast{H: v.startHigh(), Box: box}}
}

func (v *View) startLanguages() []part.Box {
	var tiles []part.Box
	for _, lang := range catalog.Langs() {
		tiles = append(tiles, part.Tap{Key: "start/" + string(lang), Face: v.surface(theme.RadiusT),
			Do:  func() { v.Act.Lang(lang); v.Act.Go(Route{Path: "home"}) },
			Box: part.AtLeast{H: 104, Box: v.label("", v.w("lang."+string(lang)), theme.H2.Of(38).Leading(1.3), v.Palette.Primary)}})
	}
	return tiles
}

func (v *View) startModes() []part.Box {
	var tiles []part.Box
	for _, l := range v.looks()[1:] {
		words := v.label(l.icon, v.w("mode."+l.mode), v.entryStyle().Leading(1.3), v.Palette.OnTint)
		if v.compact() {
			words = middle(part.Column(2, part.Fix{H: 44, Box: part.Icon{Name: l.icon, Size: 44, Ink: v.Palette.OnTint}},
				part.Text{Words: v.w("mode." + l.mode), Style: theme.Label.Leading(1.2), Ink: v.Palette.OnTint, Align: part.Center}))
		}
		tiles = append(tiles, part.Tap{Key: "start/" + l.mode, Face: v.tinted(theme.RadiusT),
			Do:  func() { v.Act.Mode(l.mode); v.Act.Go(Route{Path: "home"}) },
			Box: part.AtLeast{H: 104, Box: words}})
	}
	return tiles
}
