package part

import (
	"errors"
	"fmt"
	"image"
	"image/color"

	"fyne.io/fyne/v2/canvas"
	"github.com/skip2/go-qrcode"

	"mingbai/ui/theme"
)

// quiet is the empty border of a code, in modules (ISO/IEC 18004).
const quiet = 4

// ErrNoCode means that a text cannot be drawn as a code.
var ErrNoCode = errors.New("no code")

// modules returns the dark modules of the code, without its border.
func (q QR) modules() ([][]bool, error) {
	if q.Long {
		return encode(q.Text, qrcode.Low)
	}
	return modules(q.Text)
}

// modules returns the dark modules of the code of text at level M, without
// its border.
func modules(text string) ([][]bool, error) { return encode(text, qrcode.Medium) }

func encode(text string, level qrcode.RecoveryLevel) ([][]bool, error) {
	q, err := qrcode.New(text, level)
	if err != nil {
		return nil, fmt.Errorf("encode %d bytes: %w: %w", len(text), ErrNoCode, err)
	}
	q.DisableBorder = true
	return q.Bitmap(), nil
}

// A QR is a code in whole pixels, dark on white in every mode, as large as
// its place allows.
type QR struct {
	Text string
	Size float32 // of the whole white square with its border
	Long bool    // at level L instead of M: a text, where room counts for more than dirt
}

func (q QR) Width() float32         { return q.Size }
func (q QR) Height(float32) float32 { return q.Size }

// Fits reports whether the code can be scanned when drawn at q's size: its
// modules at least 1 mm and the code with its quiet border at least 60 mm, on
// the panel of f.
func (q QR) Fits(f theme.Frame) bool {
	m, err := q.modules()
	if err != nil {
		return false
	}
	px := float32(modulePixels(len(m), q.Size*f.Scale))
	mm := px / f.Scale * f.MM
	return mm >= theme.MinModuleMM && mm*float32(len(m)+2*quiet) >= theme.MinCodeMM
}

// modulePixels is how many pixels wide a module is drawn.
func modulePixels(n int, size float32) int { return int(size) / (n + 2*quiet) }

func (q QR) Put(s *Stage, r Rect) {
	m, err := q.modules()
	if err != nil {
		return
	}
	o := canvas.NewRaster(func(w, h int) image.Image { return paint(m, w, h) })
	o.ScaleMode = canvas.ImageScalePixels
	*s.marks = append(*s.marks, Mark{Text: "code", Size: q.Size, Ink: blackInk, Ground: white, Decoration: true, Silent: true, Code: q.Text})
	s.add(o, Rect{r.X + (r.W-q.Size)/2, r.Y + (r.H-q.Size)/2, q.Size, q.Size})
}

// A code is dark on white in every mode.
var (
	white    = color.NRGBA{0xFF, 0xFF, 0xFF, 0xFF}
	blackInk = color.NRGBA{0x10, 0x27, 0x2F, 0xFF}
)

// paint draws the modules in the middle of a white picture of w by h pixels,
// each as the same whole number of pixels.
func paint(m [][]bool, w, h int) image.Image {
	img := image.NewPaletted(image.Rect(0, 0, w, h), color.Palette{white, blackInk})
	px := modulePixels(len(m), float32(min(w, h)))
	left, top := (w-px*len(m))/2, (h-px*len(m))/2
	for y, row := range m {
		for x, dark := range row {
			if dark {
				fill(img, left+x*px, top+y*px, px)
			}
		}
	}
	return img
}

func fill(img *image.Paletted, x, y, px int) {
	for dy := range px {
		for dx := range px {
			img.SetColorIndex(x+dx, y+dy, 1)
		}
	}
}
