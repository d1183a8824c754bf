package printer

import (
	"image"
	"image/color"
	"image/draw"
)

// A bitmap is a page in black and white: rows of bits, the leftmost the
// highest of its byte, 1 is black.
type bitmap struct {
	w, h, stride int // pixels, pixels, bytes a row
	bits         []byte
}

// Darker than this is black: letters with soft edges keep their weight.
const threshold = 144

// newBitmap puts img into the upper left of a white page of w by h pixels.
// Nothing is dithered: on a sheet of letters and codes that only frays edges.
func newBitmap(img image.Image, w, h int) *bitmap {
	b := &bitmap{w: w, h: h, stride: (w + 7) / 8}
	b.bits = make([]byte, b.stride*h)
	gray := grayOf(img)
	for y := range min(h, gray.Rect.Dy()) {
		row, to := gray.Pix[y*gray.Stride:], b.bits[y*b.stride:]
		for x := range min(w, gray.Rect.Dx()) {
			if row[x] < threshold {
				to[x/8] |= 0x80 >> (x % 8)
			}
		}
	}
	return b
}

// grayOf returns img over white.
func grayOf(img image.Image) *image.Gray {
	if g, ok := img.(*image.Gray); ok && g.Rect.Min == (image.Point{}) {
		return g
	}
	g := image.NewGray(image.Rectangle{Max: img.Bounds().Size()})
	draw.Draw(g, g.Rect, image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.Draw(g, g.Rect, img, img.Bounds().Min, draw.Over)
	return g
}

// rows returns the bytes of up to n rows from y on.
func (b *bitmap) rows(y, n int) []byte { return b.bits[y*b.stride : min(b.h, y+n)*b.stride] }
