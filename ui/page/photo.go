package page

import (
	"bytes"
	"image"
	_ "image/jpeg" // what travels with an edition
	_ "image/png"

	"golang.org/x/image/draw"

	"mingbai/catalog"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// A Pictured desk has the pictures and forms that travel with an edition.
type Pictured interface {
	// Blob returns the bytes of one by its SHA-256, from this disk, and what
	// they are; an error where they have not come yet.
	Blob(sum string) ([]byte, catalog.Blob, error)
}

// mostWide is how wide a picture is kept, in pixels: more than any panel of
// the design shows, and a hundredth of what a scan can be.
const mostWide = 1600

// drawn reports whether a link has a picture that a page can show. A PDF is
// none: its code or the window has it.
func (v *View) drawn(l *catalog.Link) bool {
	_, ok := v.Desk.(Pictured)
	return ok && l != nil && l.Blob != "" && (l.Format == "PNG" || l.Format == "JPEG")
}

// undrawn reports whether a link has a file that no page can draw: a PDF.
func (v *View) undrawn(l *catalog.Link) bool { return l != nil && l.Blob != "" && !v.drawn(l) }

// photo is the large view of a link's picture. Where it has not come yet, or
// cannot be drawn, the view says whom to ask.
func (v *View) photo(purpose, title string, l *catalog.Link) Code {
	c := Code{Purpose: purpose, Title: title, Link: *l, Pictured: true}
	desk, ok := v.Desk.(Pictured)
	if !ok {
		return c
	}
	b, _, err := desk.Blob(l.Blob)
	if err != nil {
		return c
	}
	if img, _, err := image.Decode(bytes.NewReader(b)); err == nil { // the catalog bounds its pixels
		c.Photo = smaller(img)
	}
	return c
}

// smaller scales a picture down to what a panel can show.
func smaller(img image.Image) image.Image {
	size := img.Bounds().Size()
	k := float64(mostWide) / float64(max(size.X, size.Y))
	if k >= 1 {
		return img
	}
	to := image.NewRGBA(image.Rect(0, 0, max(1, int(float64(size.X)*k)), max(1, int(float64(size.Y)*k))))
	draw.CatmullRom.Scale(to, to.Bounds(), img, img.Bounds(), draw.Src, nil)
	return to
}

// photoRow leads to the picture of something.
func (v *View) photoRow(key, title, purpose, of string, l *catalog.Link) part.Box {
	inner := v.rowBox(row{left: v.disc("visibility", 60, 36), title: title, right: part.Icon{Name: "zoom_in", Size: 44, Ink: v.Palette.Primary}})
	return part.Tap{Key: key, Do: func() { v.Act.Zoom(v.photo(purpose, of, l)) }, Face: v.rowFace(), Box: inner}
}

// zoomPhoto is the dialog of a picture.
func (v *View) zoomPhoto(c Code, close func()) part.Box {
	pad := v.dialogPad()
	button := part.AtLeast{H: 112, Box: part.Tap{Key: "zoom/close", Do: close, Face: v.filled(theme.RadiusL), Box: part.Padded(24, 8, v.label("close", v.w("close"), theme.H2.Leading(1.3), v.Palette.OnPrimary))}}
	title := part.Column(4, part.Text{Words: c.Purpose, Style: theme.BodyL.Leading(1.3), Ink: v.Palette.Ink2, Align: part.Center},
		part.Text{Words: c.Title, Style: theme.H2.Leading(1.3), Ink: v.Palette.Ink, Align: part.Center, Lines: 2})
	if c.Photo == nil {
		words := part.Text{Words: v.w("photo.none", "phone", v.Desk.State().Telephone), Style: theme.BodyL.Leading(1.4), Ink: v.Palette.Ink, Align: part.Center}
		return v.dialog(900, part.Padded(pad, pad, part.Column(24, title, words, button)))
	}
	if v.Frame.Wide() {
		h := v.Frame.H - 2*pad - 60
		right := part.Full{Box: part.Fix{W: 420, Box: part.Column(24, title, bottom(), button)}}
		return v.dialog(v.Frame.W-80, part.Padded(pad, pad, part.Line(pad, part.Grow{Box: part.Fix{H: h, Box: paper(c.Photo)}}, right)))
	}
	h := v.Frame.H - 2*pad - 440
	return v.dialog(1000, part.Padded(pad, pad, part.Column(20, title, part.Fix{H: h, Box: paper(c.Photo)}, button)))
}

// paper is a picture on white, whatever the palette.
func paper(img image.Image) part.Box {
	return part.Card{Face: part.Face{Fill: white, Radius: 8}, Box: part.Padded(12, 12, part.Photo{Image: img})}
}
