package part

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"golang.org/x/image/font"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"

	"mingbai/ui/theme"
)

// A Print is boxes as they lie on a piece of paper. Making one takes as long
// as a page and belongs to the goroutine that draws; painting it takes longer
// and may be done by another, so that no screen stands still meanwhile.
// Lists, and what can be touched, have no place on paper.
type Print struct {
	w, h    int
	ground  color.NRGBA
	objects []fyne.CanvasObject
	marks   []Mark
}

// NewPrint lays b out on the paper of f. Where f has no height it is as long
// as b.
func NewPrint(b Box, f theme.Frame, p *theme.Palette) *Print {
	if f.H == 0 {
		f.H = b.Height(f.W)
	}
	s := NewStage(f, p, nil, NewAlbum())
	b.Put(s, Rect{W: f.W, H: f.H})
	return &Print{w: int(s.px(f.W)), h: int(s.px(f.H)), ground: p.Bg, objects: s.Objects(), marks: s.Marks()}
}

// Objects returns what lies on it, lowest first, in pixels.
func (p *Print) Objects() []fyne.CanvasObject { return p.objects }

// Size returns its size in pixels.
func (p *Print) Size() (w, h int) { return p.w, p.h }

// Marks returns the texts and codes on it.
func (p *Print) Marks() []Mark { return p.marks }

// Gray paints it without colours.
func (p *Print) Gray() image.Image {
	img := image.NewGray(image.Rect(0, 0, p.w, p.h))
	p.paint(img)
	return img
}

// Color paints it in its colours.
func (p *Print) Color() image.Image {
	img := image.NewRGBA(image.Rect(0, 0, p.w, p.h))
	p.paint(img)
	return img
}

func (p *Print) paint(img draw.Image) {
	draw.Draw(img, img.Bounds(), image.NewUniform(p.ground), image.Point{}, draw.Src)
	b := brushes{img: img, faces: map[lettering]font.Face{}}
	for _, o := range p.objects {
		b.object(o)
	}
}

// brushes paint the four things that boxes put on a stage.
type brushes struct {
	img   draw.Image
	faces map[lettering]font.Face
}

type lettering struct {
	bold bool
	px   float32
}

func (b brushes) object(o fyne.CanvasObject) {
	switch o := o.(type) {
	case *canvas.Rectangle:
		b.rectangle(o)
	case *canvas.Text:
		b.text(o)
	case *canvas.Raster:
		at := place(o)
		draw.Draw(b.img, at, o.Generator(at.Dx(), at.Dy()), image.Point{}, draw.Over)
	case *canvas.Image:
		if o.Image != nil {
			draw.Draw(b.img, place(o), o.Image, o.Image.Bounds().Min, draw.Over)
		}
	}
}

func place(o fyne.CanvasObject) image.Rectangle {
	p, s := o.Position(), o.Size()
	return image.Rect(int(p.X), int(p.Y), int(p.X+s.Width), int(p.Y+s.Height))
}

// ascent is how far a line of the font begins above its letters' foot, as a
// multiple of its size; see [theme.LineBox].
const ascent = 1.16

func (b brushes) text(o *canvas.Text) {
	key := lettering{o.TextStyle.Bold, o.TextSize}
	face := b.faces[key]
	if face == nil {
		var err error
		if face, err = theme.Letters(key.bold, float64(key.px)); err != nil {
			return // the size is one of ours: a test draws them all
		}
		b.faces[key] = face
	}
	p := o.Position()
	d := font.Drawer{Dst: b.img, Src: image.NewUniform(o.Color), Face: face,
		Dot: fixed.Point26_6{X: fixed.Int26_6(p.X * 64), Y: fixed.I(int(math.Ceil(float64(p.Y + ascent*o.TextSize))))}} // on a whole pixel: crisper
	d.DrawString(o.Text)
}

func (b brushes) rectangle(o *canvas.Rectangle) {
	at := place(o)
	if o.FillColor != nil {
		b.round(at, o.CornerRadius, 0, o.FillColor)
	}
	if o.StrokeWidth > 0 {
		b.round(at, o.CornerRadius, o.StrokeWidth, o.StrokeColor)
	}
}

// round fills a rectangle with round corners, or paints a line inside its
// edge.
func (b brushes) round(at image.Rectangle, radius, line float32, c color.Color) {
	w, h := float32(at.Dx()), float32(at.Dy())
	if _, _, _, a := c.RGBA(); a == 0 || w <= 0 || h <= 0 {
		return
	}
	if radius == 0 && line == 0 {
		draw.Draw(b.img, at, image.NewUniform(c), image.Point{}, draw.Over)
		return
	}
	r := vector.NewRasterizer(at.Dx(), at.Dy())
	outline(r, Rect{W: w, H: h}, radius, false)
	if line > 0 && 2*line < min(w, h) {
		outline(r, Rect{line, line, w - 2*line, h - 2*line}, max(0, radius-line), true)
	}
	r.Draw(b.img, at, image.NewUniform(c), image.Point{})
}

// outline adds a rectangle with round corners; hole goes round the other way
// and so leaves it out.
func outline(r *vector.Rasterizer, at Rect, radius float32, hole bool) {
	const k = 0.4477 // of the radius: from the corner to where a curve is drawn to
	x0, y0, x1, y1, q := at.X, at.Y, at.X+at.W, at.Y+at.H, min(radius, at.W/2, at.H/2)
	type corner struct{ fromX, fromY, aX, aY, bX, bY, toX, toY float32 }
	round := []corner{
		{x1 - q, y0, x1 - k*q, y0, x1, y0 + k*q, x1, y0 + q},
		{x1, y1 - q, x1, y1 - k*q, x1 - k*q, y1, x1 - q, y1},
		{x0 + q, y1, x0 + k*q, y1, x0, y1 - k*q, x0, y1 - q},
		{x0, y0 + q, x0, y0 + k*q, x0 + k*q, y0, x0 + q, y0},
	}
	if !hole {
		r.MoveTo(x0+q, y0)
		for _, c := range round {
			r.LineTo(c.fromX, c.fromY)
			r.CubeTo(c.aX, c.aY, c.bX, c.bY, c.toX, c.toY)
		}
		r.ClosePath()
		return
	}
	r.MoveTo(x0+q, y0)
	for i := range round {
		c := round[len(round)-1-i]
		r.LineTo(c.toX, c.toY)
		r.CubeTo(c.bX, c.bY, c.aX, c.aY, c.fromX, c.fromY)
	}
	r.ClosePath()
}

// PrintedCode returns the code of text with modules of up to 1 mm on a place
// of most design pixels, and false where they would be under half of that,
// which no phone reads surely off paper.
func PrintedCode(text string, most float32) (QR, bool) {
	m, err := modules(text)
	if err != nil {
		return QR{}, false
	}
	n := len(m) + 2*quiet
	px := min(modulePixels(len(m), most), theme.Dots)
	return QR{Text: text, Size: float32(px * n)}, px >= theme.Dots/2
}
