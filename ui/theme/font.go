package theme

import (
	"bytes"
	"sync"

	"github.com/go-text/typesetting/font"

	"mingbai/assets"
)

// face is one weight of the embedded font with the widths of its runes.
type face struct {
	font   *font.Face
	mu     sync.Mutex
	widths map[rune]float32 // of one em
}

var faces = sync.OnceValue(func() [2]*face {
	return [2]*face{newFace(assets.FontRegular()), newFace(assets.FontBold())}
})

// newFace panics when the embedded font cannot be read: a program without
// letters is of no use, and a test reads both weights.
func newFace(b []byte) *face {
	f, err := font.ParseTTF(bytes.NewReader(b))
	if err != nil {
		panic("read embedded font: " + err.Error())
	}
	return &face{font: f, widths: map[rune]float32{}}
}

// Width returns the width of s in design pixels when set in style. The
// embedded font has no kerning, so the width is the sum of its runes.
func Width(s string, style Style) float32 {
	f := faces()[0]
	if style.Bold {
		f = faces()[1]
	}
	var em float32
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, r := range s {
		w, ok := f.widths[r]
		if !ok {
			w = f.advance(r)
			f.widths[r] = w
		}
		em += w
	}
	return em * style.Size
}

// advance is the width of r in em; a rune that the font lacks is taken to be
// as wide as a Chinese character.
func (f *face) advance(r rune) float32 {
	g, ok := f.font.NominalGlyph(r)
	if !ok {
		return 1
	}
	return f.font.HorizontalAdvance(g) / float32(f.font.Upem())
}
