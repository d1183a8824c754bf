package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"mingbai/ui/theme"
)

// An Album keeps the large pictures of a window from one drawing to the next,
// so that they are handed to the graphics card once. It belongs
// to the goroutine that draws.
type Album struct {
	images map[slot]*canvas.Image
	used   map[slot]bool // in the drawing under way
}

// A slot is for a picture at a size in pixels.
type slot struct {
	name   string
	size   fyne.Size
	radius float32
}

// NewAlbum returns an empty album.
func NewAlbum() *Album {
	return &Album{images: map[slot]*canvas.Image{}, used: map[slot]bool{}}
}

// turn begins a new drawing and forgets what the last one did not use.
func (a *Album) turn() {
	for p := range a.images {
		if !a.used[p] {
			delete(a.images, p)
		}
	}
	clear(a.used)
}

// image returns the object of a picture. An object can lie in one place, so
// a picture that is drawn twice gets a second one, which is not kept.
func (a *Album) image(name string, size fyne.Size, radius float32) *canvas.Image {
	p := slot{name, size, radius}
	if o := a.images[p]; o != nil && !a.used[p] {
		a.used[p] = true
		return o
	}
	o := canvas.NewImageFromImage(theme.Picture(name, int(size.Width)))
	o.FillMode = canvas.ImageFillStretch
	o.ScaleMode = canvas.ImageScaleFastest
	o.CornerRadius = radius
	if !a.used[p] {
		a.images[p], a.used[p] = o, true
	}
	return o
}
