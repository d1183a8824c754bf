package ink

import (
	"fmt"
	"image"
	"image/draw"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

const (
	side   = 128 // of the picture of a glyph, in pixels
	margin = 4   // kept empty around it
	ppem   = 112 // pixels to the em: an ideograph fills the picture
)

// A face draws glyphs of one font, one at a time, into one picture.
type face struct {
	font    *sfnt.Font
	buf     sfnt.Buffer
	raster  vector.Rasterizer
	picture *image.Alpha
	line    []bool // the picture, thinned
}

func openFace(font []byte) (*face, error) {
	f, err := sfnt.Parse(font)
	if err != nil {
		return nil, fmt.Errorf("read the font: %w", err)
	}
	picture := image.NewAlpha(image.Rect(0, 0, side, side))
	return &face{font: f, picture: picture, line: make([]bool, side*side)}, nil
}

// ink appends the lines of the glyph of r to dashes. A character that the
// font does not have, or draws as nothing, appends nothing.
func (f *face) ink(dashes []dash, r rune) ([]dash, error) {
	glyph, err := f.font.GlyphIndex(&f.buf, r)
	if err != nil {
		return dashes, fmt.Errorf("look up %q in the font: %w", r, err)
	}
	if glyph == 0 {
		return dashes, nil
	}
	outline, err := f.font.LoadGlyph(&f.buf, glyph, fixed.I(ppem), nil)
	if err != nil {
		return dashes, fmt.Errorf("load the glyph of %q: %w", r, err)
	}
	f.fill(outline)
	thin(f.line, side)
	return trace(dashes, f.line), nil
}

// fill draws outline into the middle of the picture, smaller where it would
// not fit.
func (f *face) fill(outline sfnt.Segments) {
	place := fit(outline.Bounds())
	f.raster.Reset(side, side)
	f.raster.DrawOp = draw.Src
	for _, s := range outline {
		x0, y0 := place(s.Args[0])
		x1, y1 := place(s.Args[1])
		x2, y2 := place(s.Args[2])
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			f.raster.MoveTo(x0, y0)
		case sfnt.SegmentOpLineTo:
			f.raster.LineTo(x0, y0)
		case sfnt.SegmentOpQuadTo:
			f.raster.QuadTo(x0, y0, x1, y1)
		case sfnt.SegmentOpCubeTo:
			f.raster.CubeTo(x0, y0, x1, y1, x2, y2)
		}
	}
	f.raster.Draw(f.picture, f.picture.Rect, image.Opaque, image.Point{})
	for i, a := range f.picture.Pix {
		f.line[i] = a >= 128
	}
}

// fit returns where a point of an outline with the given bounds lies in the
// picture.
func fit(bounds fixed.Rectangle26_6) func(fixed.Point26_6) (x, y float32) {
	const unit = 64 // fixed.Int26_6 counts these to the pixel
	width, height := bounds.Max.X-bounds.Min.X, bounds.Max.Y-bounds.Min.Y
	scale := min(1./unit, (side-2*margin)/max(1, float32(width), float32(height)))
	midX, midY := float32(bounds.Min.X)+float32(width)/2, float32(bounds.Min.Y)+float32(height)/2
	return func(p fixed.Point26_6) (x, y float32) {
		return side/2 + (float32(p.X)-midX)*scale, side/2 + (float32(p.Y)-midY)*scale
	}
}
