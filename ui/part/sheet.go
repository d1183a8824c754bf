package part

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"mingbai/kiosk"
)

// A Sheet is a place to write on with a finger. Points are counted from its
// corner, in design pixels.
type Sheet struct {
	Key     string
	W, H    float32
	Face    Face           // its fill is the paper
	Ink     color.NRGBA    // of the strokes
	Cross   color.NRGBA    // of the lines that show the middle
	Strokes []kiosk.Stroke // written so far; they are painted, not changed
	Do      func(kiosk.Stroke)
}

// brush is the width of a stroke, in design pixels.
const brush = 20

func (p Sheet) Width() float32         { return p.W }
func (p Sheet) Height(float32) float32 { return p.H }

func (p Sheet) Put(s *Stage, r Rect) {
	p.Face.put(s, r)
	inner := r.Inset(4, 4)
	s.rectangle(Rect{inner.X, inner.Y + inner.H/2 - 0.6, inner.W, 1.2}, p.Cross, 0, 0, color.NRGBA{})
	s.rectangle(Rect{inner.X + inner.W/2 - 0.6, inner.Y, 1.2, inner.H}, p.Cross, 0, 0, color.NRGBA{})
	w := newWriting(p, s, inner)
	*s.targets = append(*s.targets, Target{Key: p.Key, At: inner, tile: &Tile{key: p.Key, touch: s.Touch, do: func() {}}})
	s.add(w, inner)
}

// A writing is the object that a Sheet puts. It is a Draggable, because the
// toolkit tells only those where the finger goes.
type writing struct {
	widget.BaseWidget
	sheet   Sheet
	touch   *Touch
	scale   float32
	paper   *image.NRGBA
	picture *canvas.Image
	stroke  kiosk.Stroke // under way; nil while no finger is down
}

func newWriting(p Sheet, s *Stage, r Rect) *writing {
	w := &writing{sheet: p, touch: s.Touch, scale: s.Frame.Scale}
	w.paper = image.NewNRGBA(image.Rect(0, 0, int(s.px(r.W)), int(s.px(r.H))))
	for _, stroke := range p.Strokes {
		for i := range stroke {
			w.paint(stroke[max(0, i-1)], stroke[i])
		}
	}
	w.picture = canvas.NewImageFromImage(w.paper)
	w.picture.ScaleMode = canvas.ImageScaleFastest
	w.picture.Resize(fyne.NewSize(s.px(r.W), s.px(r.H)))
	w.ExtendBaseWidget(w)
	return w
}

// MouseDown begins a stroke.
func (w *writing) MouseDown(e *desktop.MouseEvent) {
	w.touch.down(nil, e.AbsolutePosition)
	w.touch.writing = true
	w.stroke = nil
	w.add(e.Position)
}

// Dragged goes on with it.
func (w *writing) Dragged(e *fyne.DragEvent) {
	w.touch.Any()
	if w.stroke != nil {
		w.add(e.Position)
	}
}

// DragEnd ends it, wherever the finger is.
func (w *writing) DragEnd() { w.end() }

// MouseUp ends a dot.
func (w *writing) MouseUp(*desktop.MouseEvent) {
	w.touch.Any()
	w.end()
}

func (w *writing) end() {
	w.touch.writing = false
	stroke := w.stroke
	w.stroke = nil
	if stroke != nil {
		w.sheet.Do(stroke)
	}
}

// add takes a place of the finger, in pixels from the corner.
func (w *writing) add(at fyne.Position) {
	size := w.Size()
	p := kiosk.Point{X: min(max(0, at.X), size.Width) / w.scale, Y: min(max(0, at.Y), size.Height) / w.scale}
	before := p
	if n := len(w.stroke); n > 0 {
		before = w.stroke[n-1]
	}
	w.stroke = append(w.stroke, p)
	w.paint(before, p)
	w.picture.Refresh()
}

// paint draws one piece of a stroke with a round brush.
func (w *writing) paint(from, to kiosk.Point) {
	dx, dy := float64(to.X-from.X), float64(to.Y-from.Y)
	steps := int(math.Hypot(dx, dy)/3) + 1
	for i := range steps + 1 {
		f := float64(i) / float64(steps)
		w.dot((float64(from.X)+f*dx)*float64(w.scale), (float64(from.Y)+f*dy)*float64(w.scale))
	}
}

// dot paints one touch of the brush, with a soft edge.
func (w *writing) dot(x, y float64) {
	radius := float64(brush/2) * float64(w.scale)
	for py := int(y - radius - 1); py <= int(y+radius+1); py++ {
		for px := int(x - radius - 1); px <= int(x+radius+1); px++ {
			cover := radius + 0.5 - math.Hypot(float64(px)+0.5-x, float64(py)+0.5-y)
			if cover <= 0 || !(image.Point{X: px, Y: py}).In(w.paper.Rect) {
				continue
			}
			ink := w.sheet.Ink
			ink.A = max(w.paper.NRGBAAt(px, py).A, uint8(255*min(1, cover)))
			w.paper.SetNRGBA(px, py, ink)
		}
	}
}

// CreateRenderer shows the paper.
func (w *writing) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout(w.picture))
}

// MinSize is the size it was put in.
func (w *writing) MinSize() fyne.Size { return fyne.NewSize(1, 1) }
