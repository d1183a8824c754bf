package theme

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"strings"
	"sync"

	"github.com/fyne-io/oksvg"
	"github.com/srwiley/rasterx"

	"mingbai/assets"
)

// drawings are kept: a page is drawn again at every touch, and the toolkit
// would draw each of its icons anew, twice.
var drawings = struct {
	sync.Mutex
	made map[drawing]image.Image
}{made: map[drawing]image.Image{}}

type drawing struct {
	name string // tells one SVG from another
	px   int
}

// Icon returns the icon called name in one colour, px pixels wide and high.
// An unknown name gives an empty one, which a test of the icon names keeps
// from happening. The image is shared: never change it.
func Icon(name string, c color.NRGBA, px int) image.Image {
	return Drawing(fmt.Sprintf("%s-%02x%02x%02x", name, c.R, c.G, c.B), px, func() []byte {
		svg, err := assets.Icon(name)
		if err != nil {
			return nil
		}
		return bytes.Replace(svg, []byte("<svg "), fmt.Appendf(nil, `<svg fill="#%02X%02X%02X" `, c.R, c.G, c.B), 1)
	})
}

// Picture returns the picture called name, as "hero-banner.png"; one that is
// a drawing is made px pixels wide. An unknown name gives an empty one. The
// image is shared: never change it.
func Picture(name string, px int) image.Image {
	b, err := assets.Picture(name)
	if strings.HasSuffix(name, ".svg") || err != nil {
		return Drawing(name, px, func() []byte { return b })
	}
	drawings.Lock()
	defer drawings.Unlock()
	key := drawing{name: name}
	if img := drawings.made[key]; img != nil {
		return img
	}
	img, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		img = image.NewRGBA(image.Rect(0, 0, 1, 1))
	}
	drawings.made[key] = img
	return img
}

// Drawing returns a square SVG as px by px pixels; one that cannot be drawn
// is empty. name tells it from others: svg is called only for a new one. The
// image is shared: never change it.
func Drawing(name string, px int, svg func() []byte) image.Image {
	drawings.Lock()
	defer drawings.Unlock()
	key := drawing{name, max(1, px)}
	if img := drawings.made[key]; img != nil {
		return img
	}
	img := rasterise(svg(), key.px)
	drawings.made[key] = img
	return img
}

func rasterise(svg []byte, px int) image.Image {
	img := image.NewRGBA(image.Rect(0, 0, px, px))
	icon, err := oksvg.ReadIconStream(bytes.NewReader(svg))
	if err != nil || icon.ViewBox.W <= 0 || icon.ViewBox.H <= 0 {
		return img
	}
	size := float64(px)
	box := icon.ViewBox // its corner goes to the corner of the picture
	icon.SetTarget(box.X*(1-size/box.W), box.Y*(1-size/box.H), size, size)
	scanner := rasterx.NewScannerGV(px, px, img, img.Bounds())
	icon.Draw(rasterx.NewDasher(px, px, scanner), 1)
	return img
}
