package part

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"mingbai/ui/theme"
)

// A Stage turns boxes into objects of the toolkit. It is made for one
// drawing of one page and then thrown away.
type Stage struct {
	Frame   theme.Frame
	Palette *theme.Palette
	Touch   *Touch // what every tile and list of the window shares

	album   *Album
	objects []fyne.CanvasObject
	ground  color.NRGBA // what is under the next box
	origin  fyne.Position
	marks   *[]Mark
	targets *[]Target
	list    *Scroller // in whose content the next box lies; nil on the page
}

// A Target is a place that can be touched, in design pixels; in a list that
// is scrolled it is where it would be at the top.
type Target struct {
	Key string
	At  Rect

	tile *Tile
	list *Scroller // it scrolls with; nil where it does not
}

// Now returns where the target is now, in design pixels; it may be out of
// view.
func (t Target) Now() Rect {
	if t.list != nil {
		t.At.Y -= *t.list.list.Offset
	}
	return t.At
}

// Reveal scrolls the list in which the target lies until it is in view.
func (t Target) Reveal() {
	if t.list != nil {
		t.list.reveal(t.At)
	}
}

// Before reports whether t is read before u: from top to bottom and from left
// to right, the rows of a list one after the other.
func (t Target) Before(u Target) bool {
	a, b := t.place(), u.place()
	for i := range a {
		if a[i] != b[i] {
			return a[i] < b[i]
		}
	}
	return false
}

// band is the height within which targets stand side by side.
const band = 40

func (t Target) place() [4]float32 {
	at := t.At
	if t.list != nil {
		at = t.list.at
	}
	row := func(y float32) float32 { return float32(int(y / band)) }
	return [4]float32{row(at.Y), at.X, row(t.At.Y), t.At.X}
}

// Tap does what a touch of the target does, at once: no finger can tap
// through or twice here.
func (t Target) Tap() {
	t.tile.touch.Any()
	t.tile.do()
}

// A Mark is a text as it was put: what a check of contrast needs to know
// beyond the object itself.
type Mark struct {
	Text       string
	Size       float32 // design pixels
	Ink        color.NRGBA
	Ground     color.NRGBA
	Decoration bool     // an icon, or text that is disabled
	Silent     bool     // nothing to read aloud
	Lines      []string // the text as it was broken
	Code       string   // what a QR code says
}

// NewStage returns an empty stage over the palette's ground. It turns a page
// of the album.
func NewStage(f theme.Frame, p *theme.Palette, t *Touch, a *Album) *Stage {
	a.turn()
	return &Stage{Frame: f, Palette: p, Touch: t, album: a, ground: p.Bg, marks: new([]Mark), targets: new([]Target)}
}

// Objects returns what was put, lowest first.
func (s *Stage) Objects() []fyne.CanvasObject { return s.objects }

// Marks returns the texts that were put, with their grounds.
func (s *Stage) Marks() []Mark { return *s.marks }

// Targets returns what can be touched; of equal keys the one that was put
// last, because a rail puts its buttons anew.
func (s *Stage) Targets() []Target {
	var all []Target
	at := map[string]int{}
	for _, t := range *s.targets {
		if i, ok := at[t.Key]; ok {
			all[i] = t
			continue
		}
		at[t.Key] = len(all)
		all = append(all, t)
	}
	return all
}

// within returns a stage for the inside of an object whose corner is at r.
func (s *Stage) within(r Rect) *Stage {
	inner := *s
	inner.objects = nil
	inner.origin = fyne.NewPos(s.px(r.X), s.px(r.Y))
	return &inner
}

// over puts something on another ground.
func (s *Stage) over(ground color.NRGBA, put func(*Stage)) {
	old := s.ground
	s.ground = ground
	put(s)
	s.ground = old
}

// px turns design pixels into whole pixels of the panel.
func (s *Stage) px(v float32) float32 { return float32(math.Round(float64(v * s.Frame.Scale))) }

func (s *Stage) add(o fyne.CanvasObject, r Rect) {
	x, y := s.px(r.X), s.px(r.Y)
	o.Move(fyne.NewPos(x-s.origin.X, y-s.origin.Y))
	o.Resize(fyne.NewSize(s.px(r.X+r.W)-x, s.px(r.Y+r.H)-y))
	s.objects = append(s.objects, o)
}

func (s *Stage) rectangle(r Rect, fill color.NRGBA, radius, stroke float32, line color.NRGBA) *canvas.Rectangle {
	o := canvas.NewRectangle(fill)
	o.CornerRadius = s.px(min(radius, min(r.W, r.H)/2))
	if stroke > 0 {
		o.StrokeWidth = max(1, s.px(stroke))
		o.StrokeColor = line
	}
	s.add(o, r)
	return o
}

// Draw puts b on the whole of s's frame below y and above the bottom.
func (s *Stage) Draw(b Box, r Rect) { b.Put(s, r) }

// Catch notices touches beside every tile; do is called at one, and may be
// nil.
func (s *Stage) Catch(do func(), r Rect) { s.add(NewCatcher(s.Touch, do), r) }
