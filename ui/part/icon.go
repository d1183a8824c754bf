package part

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"mingbai/ui/theme"
)

// An Icon is a drawing of the program in one colour.
type Icon struct {
	Name string
	Size float32
	Ink  color.NRGBA
}

func (i Icon) Width() float32         { return i.Size }
func (i Icon) Height(float32) float32 { return i.Size }

func (i Icon) Put(s *Stage, r Rect) {
	o := canvas.NewImageFromImage(theme.Icon(i.Name, i.Ink, int(s.px(i.Size))))
	o.FillMode = canvas.ImageFillContain
	s.add(o, Rect{r.X + (r.W-i.Size)/2, r.Y + (r.H-i.Size)/2, i.Size, i.Size})
	*s.marks = append(*s.marks, Mark{Text: "icon " + i.Name, Size: i.Size, Ink: i.Ink, Ground: s.ground, Decoration: true, Silent: true})
}

// A Disc is a round ground with an icon or a number on it.
type Disc struct {
	Size   float32
	Ground color.NRGBA
	Box    Box
}

func (d Disc) Width() float32         { return d.Size }
func (d Disc) Height(float32) float32 { return d.Size }

func (d Disc) Put(s *Stage, r Rect) {
	round := Rect{r.X + (r.W-d.Size)/2, r.Y + (r.H-d.Size)/2, d.Size, d.Size}
	ground := d.Ground
	if ground.A == 0 {
		ground = s.ground
	}
	s.rectangle(round, ground, d.Size/2, 0, color.NRGBA{})
	s.over(ground, func(s *Stage) { Middle{d.Box}.Put(s, round) })
}

// A Picture is an image of the program, by its name in assets, stretched to
// its place.
type Picture struct {
	Name   string
	W, H   float32
	Radius float32
}

func (p Picture) Width() float32         { return p.W }
func (p Picture) Height(float32) float32 { return p.H }

func (p Picture) Put(s *Stage, r Rect) {
	size := fyne.NewSize(s.px(p.W), s.px(p.H))
	s.add(s.album.image(p.Name, size, s.px(p.Radius)), Rect{r.X, r.Y, p.W, p.H})
}

// A Photo is a picture as large as its place allows, never stretched.
type Photo struct{ Image image.Image }

func (p Photo) Width() float32         { return 0 }
func (p Photo) Height(float32) float32 { return 0 }

func (p Photo) Put(s *Stage, r Rect) {
	o := canvas.NewImageFromImage(p.Image)
	o.FillMode = canvas.ImageFillContain
	s.add(o, r)
}
