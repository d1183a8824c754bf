package gallery_test

import (
	"fmt"
	"image"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/ui"
	"mingbai/ui/gallery"
	"mingbai/ui/page"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// panels are the two ways a panel hangs, in pixels.
var panels = map[string]fyne.Size{"upright": fyne.NewSize(1080, 1920), "lying": fyne.NewSize(1920, 1080)}

// eachPage draws every page of the gallery in every language and direction.
func eachPage(t *testing.T, check func(t *testing.T, s *ui.Shell, size fyne.Size)) {
	test.NewApp().Settings().SetTheme(theme.Toolkit())
	d := newDesk(t)
	for name, size := range panels {
		for _, lang := range catalog.Langs() {
			for _, route := range gallery.Pages() {
				t.Run(fmt.Sprintf("%s/%s/%s", name, lang, route), func(t *testing.T) {
					check(t, open(d, route, size, lang), size)
				})
			}
		}
	}
}

// open shows one page.
func open(d desk, route string, size fyne.Size, lang catalog.Lang) *ui.Shell {
	return openOn(d, route, size, lang)
}

// openOn shows one page of any desk.
func openOn(d page.Desk, route string, size fyne.Size, lang catalog.Lang) *ui.Shell {
	s := ui.NewShell(d)
	s.Language(lang)
	s.Open(page.ParseRoute(route))
	s.Content().Resize(size)
	return s
}

// judge finds what is wrong with what s shows.
func judge(t *testing.T, s *ui.Shell, size fyne.Size) {
	t.Helper()
	judgeOn(t, s, size, 0)
}

// judgeOn does so on a panel that is panelMM millimetres wide.
func judgeOn(t *testing.T, s *ui.Shell, size fyne.Size, panelMM float32) {
	t.Helper()
	f := survey(s.Content(), size)
	f.insidePanel(t)
	f.insideSurfaces(t)
	f.apart(t)
	f.uncovered(t)
	f.targets(t, theme.NewFrame(size.Width, size.Height, panelMM))
	for _, m := range s.Drawn() {
		checkMark(t, m)
	}
}

// TestPages finds what is cut off, overlaps, is too small to touch or to
// read, or cannot be told from its ground.
func TestPages(t *testing.T) {
	eachPage(t, judge)
}

// modes are each mode alone and all together.
var modes = [][]string{{"elder"}, {"contrast"}, {"low"}, {"elder", "contrast", "low"}}

// TestModes judges every page in each mode alone and in all together, in
// every language and direction.
func TestModes(t *testing.T) {
	for _, on := range modes {
		t.Run(strings.Join(on, "+"), func(t *testing.T) {
			eachPage(t, func(t *testing.T, s *ui.Shell, size fyne.Size) {
				for _, m := range on {
					s.Mode(m)
				}
				judge(t, s, size)
				judgeModes(t, s, on, size)
			})
		})
	}
}

// judgeModes finds what the modes that are on promise and do not keep.
func judgeModes(t *testing.T, s *ui.Shell, on []string, size fyne.Size) {
	t.Helper()
	if slices.Contains(on, "elder") && s.Route().Path != "attract" {
		for _, m := range s.Drawn() {
			if px := m.Size * s.Growth(); !m.Decoration && px < 40 {
				t.Errorf("%q: size %.1f, want at least 40", m.Text, px)
			}
		}
	}
	if slices.Contains(on, "low") && s.Route().Path != "attract" {
		for _, p := range survey(s.Content(), size).tiles {
			if at := meet(p.at, p.clip); at.Y < size.Height/2 {
				t.Errorf("target %s lies at %v, above the lower half", p.name, at)
			}
		}
	}
}

// TestPanels judges every page on panels of other sizes: coarser and finer,
// and smaller ones, on which everything has to grow.
func TestPanels(t *testing.T) {
	test.NewApp().Settings().SetTheme(theme.Toolkit())
	d := newDesk(t)
	for _, p := range []struct {
		name string
		w, h float32
		mm   float32
	}{{"720p", 720, 1280, 398}, {"4K", 2160, 3840, 398}, {"21.5in", 1080, 1920, 268}, {"21.5in lying", 1920, 1080, 268}, {"15.6in", 1080, 1920, 194}, {"15.6in lying", 1920, 1080, 194}} {
		d.state.PanelWidthMM = p.mm
		for _, lang := range catalog.Langs() {
			for _, route := range gallery.Pages() {
				t.Run(fmt.Sprintf("%s/%s/%s", p.name, lang, route), func(t *testing.T) {
					size := fyne.NewSize(p.w, p.h)
					s := open(d, route, size, lang)
					judgeOn(t, s, size, p.mm)
					judgeCodes(t, s, size, p.mm)
				})
			}
		}
	}
}

// judgeCodes wants every code at least as large as a telephone reads it from
// a step away.
func judgeCodes(t *testing.T, s *ui.Shell, size fyne.Size, panelMM float32) {
	t.Helper()
	mm := theme.NewFrame(size.Width, size.Height, panelMM).MM * s.Growth()
	for _, m := range s.Drawn() {
		if m.Code != "" && m.Size*mm < theme.MinCodeMM {
			t.Errorf("the code of %s is %.1f mm, want %d", m.Code, m.Size*mm, theme.MinCodeMM)
		}
	}
}

// TestConditions judges what a page says when something does not work.
func TestConditions(t *testing.T) {
	eachLook(t, func(t *testing.T, d desk, size fyne.Size, lang catalog.Lang) {
		for _, code := range kiosk.Codes() {
			d.state.Conditions = []kiosk.Condition{kiosk.NewCondition(code, kiosk.Serious, d.Now())}
			for _, route := range []string{"guide/pension-enrolment", "fees", "complaints", "search", "survey"} {
				s := open(d, route, size, lang)
				judge(t, s, size)
				words, _ := kiosk.Say(code).In(lang)
				if route != "search" && !slices.ContainsFunc(s.Drawn(), func(m part.Mark) bool { return m.Text == words }) {
					t.Errorf("%s on %s is not said", code, route)
				}
			}
		}
	})
}

// TestSilentConditionsAreNotForVisitors wants nothing of what only those can
// mend who look after the kiosk.
func TestSilentConditionsAreNotForVisitors(t *testing.T) {
	eachLook(t, func(t *testing.T, d desk, size fyne.Size, lang catalog.Lang) {
		d.state.Conditions = []kiosk.Condition{kiosk.NewCondition(kiosk.PageHeld, kiosk.Silent, d.Now())}
		words, _ := kiosk.Say(kiosk.PageHeld).In(lang)
		if slices.ContainsFunc(open(d, "fees", size, lang).Drawn(), func(m part.Mark) bool { return m.Text == words }) {
			t.Errorf("a visitor reads %q", words)
		}
	})
}

// TestOverlays judges what lies over a page in every mode: the large code, the
// question whether anybody is there, and the sheet of modes.
func TestOverlays(t *testing.T) {
	for _, on := range append(modes, nil) {
		t.Run(strings.Join(on, "+"), func(t *testing.T) {
			eachLook(t, func(t *testing.T, d desk, size fyne.Size, lang catalog.Lang) {
				for name, show := range overlays {
					t.Run(name, func(t *testing.T) {
						s := open(d, "guide/pension-enrolment", size, lang)
						for _, m := range on {
							s.Mode(m)
						}
						if !show(s) {
							t.Fatal("it cannot be opened")
						}
						above(t, s, size)
						if slices.Contains(on, "low") {
							lowAbove(t, s, size)
						}
					})
				}
			})
		})
	}
}

// overlays open what lies over a page.
var overlays = map[string]func(*ui.Shell) bool{
	"code": func(s *ui.Shell) bool {
		s.Zoom(page.Code{Purpose: "网上申请", Title: "城乡居民基本养老保险参保登记", Link: catalog.Link{URL: "https://zwfw.mingbai.example/pension", Short: "mb.example/164", Checked: catalog.Date{Year: 2026, Month: 11, Day: 18}}})
		return true
	},
	"picture": func(s *ui.Shell) bool {
		s.Zoom(page.Code{Purpose: "样表", Title: "参保登记表", Pictured: true, Photo: image.NewRGBA(image.Rect(0, 0, 300, 424))})
		return true
	},
	"no picture": func(s *ui.Shell) bool {
		s.Zoom(page.Code{Purpose: "样表", Title: "参保登记表", Pictured: true})
		return true
	},
	"timeout": func(s *ui.Shell) bool { s.Ask(); return true },
	"modes":   func(s *ui.Shell) bool { return s.Tap("bar/access") || s.Tap("bar/language") },
}

// lowAbove wants the targets of the upper layer in the lower half.
func lowAbove(t *testing.T, s *ui.Shell, size fyne.Size) {
	t.Helper()
	for _, p := range survey(s.Content().(*fyne.Container).Objects[1], size).tiles {
		if p.at.Y < size.Height/2 {
			t.Errorf("target %s lies at %v, above the lower half", p.name, p.at)
		}
	}
}

// above judges only the upper one of the two layers of s.
func above(t *testing.T, s *ui.Shell, size fyne.Size) {
	t.Helper()
	layers := s.Content().(*fyne.Container).Objects
	f := survey(layers[1], size)
	if len(f.tiles) == 0 {
		t.Error("there is nothing to touch")
	}
	f.insidePanel(t)
	f.insideSurfaces(t)
	f.apart(t)
	f.targets(t, theme.NewFrame(size.Width, size.Height, 0))
	for _, m := range s.Drawn() {
		checkMark(t, m)
	}
}

// eachLook goes through the directions and the languages.
func eachLook(t *testing.T, check func(t *testing.T, d desk, size fyne.Size, lang catalog.Lang)) {
	test.NewApp().Settings().SetTheme(theme.Toolkit())
	d := newDesk(t)
	for name, size := range panels {
		for _, lang := range catalog.Langs() {
			t.Run(fmt.Sprintf("%s/%s", name, lang), func(t *testing.T) { check(t, d, size, lang) })
		}
	}
}

var keyLike = regexp.MustCompile(`^[a-z]+(\.[a-z0-9_-]+)+$`)

// checkMark judges one text by its declared colours and its lines.
func checkMark(t *testing.T, m part.Mark) {
	t.Helper()
	least := 7.0
	if m.Decoration {
		least = 3
	}
	if got := theme.Contrast(m.Ink, m.Ground); got < least && m.Text != "icon keyboard_arrow_up" && m.Text != "icon keyboard_arrow_down" {
		t.Errorf("%q: contrast %.2f of %v on %v, want %.0f", m.Text, got, m.Ink, m.Ground, least)
	}
	if !m.Decoration && m.Size < theme.MinText {
		t.Errorf("%q: size %.0f, want at least %d", m.Text, m.Size, theme.MinText)
	}
	if keyLike.MatchString(m.Text) {
		t.Errorf("%q: a key without words", m.Text)
	}
	for i := 1; i < len(m.Lines); i++ {
		if dividesWord(m.Text, m.Lines[i-1], m.Lines[i]) {
			t.Errorf("%q: divided inside a word: %q | %q", m.Text, m.Lines[i-1], m.Lines[i])
		}
	}
}

// dividesWord reports whether a line ends inside a word of letters.
func dividesWord(words, before, after string) bool {
	if !strings.Contains(words, before+after) {
		return false
	}
	a, b := []rune(before), []rune(after)
	if len(a) == 0 || len(b) == 0 {
		return false
	}
	last, first := a[len(a)-1], b[0]
	letter := func(r rune) bool { return unicode.IsLetter(r) && !unicode.Is(unicode.Han, r) }
	if !letter(last) || !letter(first) {
		return false
	}
	return true
}

// A place is an object with where it lies on the panel.
type place struct {
	fyne.CanvasObject
	name    string
	at      part.Rect
	clip    part.Rect // the part of the panel in which it can show
	rolling bool      // inside a list that scrolls up and down
	order   int
}

// A finds holds what lies on a page.
type finds struct {
	panel                  part.Rect
	texts, surfaces, tiles []place
	rolling                bool
	n                      int
}

// survey walks the tree of objects.
func survey(root fyne.CanvasObject, size fyne.Size) *finds {
	f := &finds{panel: part.Rect{W: size.Width, H: size.Height}}
	f.walk(root, fyne.NewPos(0, 0), f.panel)
	return f
}

func (f *finds) walk(o fyne.CanvasObject, origin fyne.Position, clip part.Rect) {
	pos := origin.Add(o.Position())
	at := part.Rect{X: pos.X, Y: pos.Y, W: o.Size().Width, H: o.Size().Height}
	p := place{CanvasObject: o, at: at, clip: clip, rolling: f.rolling, order: f.n}
	f.n++
	switch o := o.(type) {
	case *canvas.Text:
		p.name = o.Text
		f.texts = append(f.texts, p)
	case *canvas.Rectangle:
		if o.FillColor != nil {
			if _, _, _, a := o.FillColor.RGBA(); a > 0 {
				f.surfaces = append(f.surfaces, p)
			}
		}
	case *part.Tile:
		p.name = o.Key()
		f.tiles = append(f.tiles, p)
		f.children(test.WidgetRenderer(o).Objects(), pos, clip)
	case *part.Scroller:
		was := f.rolling
		f.rolling = o.Rolls()
		f.children(test.WidgetRenderer(o).Objects(), pos, meet(clip, at))
		f.rolling = was
	case *fyne.Container:
		f.children(o.Objects, pos, clip)
	case fyne.Widget:
		f.children(test.WidgetRenderer(o).Objects(), pos, clip)
	}
}

func (f *finds) children(objects []fyne.CanvasObject, origin fyne.Position, clip part.Rect) {
	for _, o := range objects {
		f.walk(o, origin, clip)
	}
}

func meet(a, b part.Rect) part.Rect {
	x, y := max(a.X, b.X), max(a.Y, b.Y)
	return part.Rect{X: x, Y: y, W: max(0, min(a.X+a.W, b.X+b.W)-x), H: max(0, min(a.Y+a.H, b.Y+b.H)-y)}
}

// slack forgives rounding to pixels.
const slack = 2

func within(a, b part.Rect) bool {
	return a.X >= b.X-slack && a.Y >= b.Y-slack && a.X+a.W <= b.X+b.W+slack && a.Y+a.H <= b.Y+b.H+slack
}

// ink is where the strokes of a text are: a line of the font has room above
// and below them.
func (p place) ink() part.Rect {
	t := p.CanvasObject.(*canvas.Text)
	high := t.TextSize * 0.95
	return part.Rect{X: p.at.X, Y: p.at.Y + (p.at.H-high)/2, W: p.at.W, H: high}
}

// insidePanel wants every text inside the panel and inside the list it
// belongs to.
func (f *finds) insidePanel(t *testing.T) {
	for _, p := range f.texts {
		at, clip := p.ink(), p.clip
		if p.rolling {
			clip.Y, clip.H = at.Y, at.H
		}
		if !within(at, clip) {
			t.Errorf("%q is cut off: at %v of %v", p.name, at, p.clip)
		}
	}
}

// insideSurfaces wants no text to cross the edge of the surface that it lies
// on.
func (f *finds) insideSurfaces(t *testing.T) {
	for _, p := range f.texts {
		at := p.ink()
		for _, s := range slices.Backward(f.surfaces) {
			common := meet(at, s.at)
			if s.order > p.order || s.clip != p.clip || common.W <= slack || common.H <= slack {
				continue
			}
			if !within(at, s.at) {
				t.Errorf("%q crosses the edge of a surface: %v over %v", p.name, at, s.at)
			}
			break
		}
	}
}

// uncovered wants no surface over a text that was drawn before it.
func (f *finds) uncovered(t *testing.T) {
	for _, p := range f.texts {
		at := meet(p.ink(), p.clip)
		for _, s := range f.surfaces {
			seen := meet(s.at, s.clip)
			if common := meet(at, seen); s.order > p.order && common.W > slack && common.H > slack {
				t.Errorf("%q is covered by a surface at %v", p.name, s.at)
			}
		}
	}
}

// apart wants no two texts over each other.
func (f *finds) apart(t *testing.T) {
	for i, p := range f.texts {
		for _, q := range f.texts[i+1:] {
			if p.clip != q.clip {
				continue
			}
			if common := meet(p.ink(), q.ink()); common.W > slack && common.H > slack {
				t.Errorf("%q and %q overlap", p.name, q.name)
			}
		}
	}
}

// targets wants every target large enough for a finger, apart from the
// others and on the panel.
func (f *finds) targets(t *testing.T, frame theme.Frame) {
	mm := frame.MM / frame.Scale
	for i, p := range f.tiles {
		if p.at.W*mm < theme.MinTargetMM || p.at.H*mm < theme.MinTargetMM {
			t.Errorf("target %s is %.1f by %.1f mm, want %d", p.name, p.at.W*mm, p.at.H*mm, theme.MinTargetMM)
		}
		if least := min(p.at.W, p.at.H) / frame.Scale; least < theme.LeastTarget-0.5 {
			t.Errorf("target %s is %.1f design pixels; the doctor tells halls that none is below %d", p.name, least, theme.LeastTarget)
		}
		if !p.rolling && !within(p.at, f.panel) {
			t.Errorf("target %s lies outside the panel: %v", p.name, p.at)
		}
		for _, q := range f.tiles[i+1:] {
			if p.clip != q.clip {
				continue
			}
			if common := meet(p.at, q.at); common.W > slack && common.H > slack {
				t.Errorf("targets %s and %s overlap", p.name, q.name)
			}
		}
	}
}
