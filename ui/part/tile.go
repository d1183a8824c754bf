package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// A Tap is a surface that does something when it is touched. Key names the
// target: equal keys are one target for the rule against double taps.
type Tap struct {
	Key   string
	Do    func()
	Face  Face
	Box   Box
	Again bool // may be touched again at once: a letter occurs twice in a word
}

func (b Tap) Width() float32           { return b.Box.Width() }
func (b Tap) Height(w float32) float32 { return b.Box.Height(w) }

func (b Tap) Put(s *Stage, r Rect) {
	t := &Tile{key: b.Key, do: b.Do, again: b.Again, face: b.Face, touch: s.Touch}
	inner := s.within(r)
	t.build(inner, r, b.Box)
	t.ExtendBaseWidget(t)
	*s.targets = append(*s.targets, Target{b.Key, r, t, s.list})
	s.add(t, r)
}

// A Tile is the object that a Tap puts. It is not a Draggable, so that a
// drag that begins on it belongs to the list it lies in.
type Tile struct {
	widget.BaseWidget
	key     string
	do      func()
	again   bool
	face    Face
	touch   *Touch
	edge    *canvas.Rectangle
	ground  *canvas.Rectangle
	content *fyne.Container
	all     *fyne.Container
	sink    float32 // how far the face moves when pressed, pixels
	handled bool
}

// Key names the target.
func (t *Tile) Key() string { return t.key }

func (t *Tile) build(s *Stage, r Rect, b Box) {
	f := t.face
	before := len(s.objects)
	f.put(s, r)
	for _, o := range s.objects[before:] {
		t.edge, t.ground = t.ground, o.(*canvas.Rectangle)
	}
	grounds := append([]fyne.CanvasObject{}, s.objects...)
	s.objects = nil
	ground := f.Fill
	if ground.A == 0 {
		ground = s.ground
	}
	s.over(ground, func(s *Stage) { b.Put(s, r) })
	t.content = container.NewWithoutLayout(s.objects...)
	t.content.Resize(fyne.NewSize(s.px(r.W), s.px(r.H)))
	t.all = container.NewWithoutLayout(append(grounds, t.content)...)
	if t.edge != nil {
		t.sink = s.px(f.raise())
	}
}

// show draws the tile pressed or not.
func (t *Tile) show(pressed bool) {
	if t.ground == nil {
		return
	}
	fill, y := t.face.Fill, float32(0)
	if pressed {
		y = t.sink
		if t.face.Press.A > 0 {
			fill = t.face.Press
		}
	}
	if t.edge != nil {
		t.edge.Hidden = pressed
	}
	t.ground.FillColor = fill
	t.ground.Move(fyne.NewPos(t.ground.Position().X, y))
	t.content.Move(fyne.NewPos(0, y))
	t.ground.Refresh()
	t.all.Refresh()
}

// MouseDown is the finger or the mouse put down.
func (t *Tile) MouseDown(e *desktop.MouseEvent) {
	t.handled = true
	t.touch.down(t, e.AbsolutePosition)
}

// MouseUp is the finger lifted over this tile, wherever it went down.
func (t *Tile) MouseUp(e *desktop.MouseEvent) { t.touch.up(e.AbsolutePosition) }

// Tapped comes after MouseUp from a window, and alone from a program.
func (t *Tile) Tapped(*fyne.PointEvent) {
	if t.handled {
		t.handled = false
		return
	}
	t.touch.Any()
	t.touch.fire(t)
}

// CreateRenderer draws the tile.
func (t *Tile) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(t.all) }

// MinSize is the size it was put in.
func (t *Tile) MinSize() fyne.Size { return fyne.NewSize(1, 1) }

// A Catcher fills the window beneath everything and notices touches beside
// every tile.
type Catcher struct {
	widget.BaseWidget
	touch *Touch
	do    func()
}

// NewCatcher returns a catcher; do is called at a touch, and may be nil.
func NewCatcher(t *Touch, do func()) *Catcher {
	c := &Catcher{touch: t, do: do}
	c.ExtendBaseWidget(c)
	return c
}

// MouseDown notices a touch.
func (c *Catcher) MouseDown(e *desktop.MouseEvent) { c.touch.down(nil, e.AbsolutePosition) }

// MouseUp notices the end of a touch.
func (c *Catcher) MouseUp(e *desktop.MouseEvent) {
	c.touch.up(e.AbsolutePosition)
	if c.do != nil && !c.touch.taken && c.touch.near(e.AbsolutePosition) && !c.touch.Now().Before(c.touch.deaf) {
		c.do()
	}
}

// CreateRenderer draws nothing.
func (c *Catcher) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout())
}
