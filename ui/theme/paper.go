package theme

import (
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"

	"mingbai/assets"
)

// Dots is how many design pixels a millimetre of paper has: as many as an
// 80 mm printer has dots (203 an inch).
const Dots = 8

// Paper returns black on white: a receipt printer has no other colour, and
// every printer has this one.
func Paper() *Palette {
	black, white := rgb(0), rgb(0xFFFFFF)
	return &Palette{
		Bg: white, Surface: white, Well: white, WellStrong: white, Line: black, Edge: white,
		Ink: black, Ink2: black, Off: black,
		Primary: black, PrimaryPress: black, OnPrimary: white, OnPrimarySub: white,
		Tint: white, TintLine: black, OnTint: black,
		Accent: black, AccentSoft: white, OnAccent: black, AccentOnPrimary: white,
		OK: black, OKBg: white, OKBar: black, OKDot: black, Warn: black, WarnBg: white, Bad: black, BadBg: white,
		Scrim: white, DiscOnPrimary: white, Glass: white, RadioOff: black, Focus: black,
	}
}

// PaperFrame returns the frame of paper that is wide by high design pixels,
// with so many pixels a millimetre.
func PaperFrame(w, h, perMM float32) Frame {
	return Frame{W: w, H: h, Scale: perMM / Dots, MM: 1. / Dots}
}

// outlines are the two weights of the embedded font.
var outlines = sync.OnceValue(func() [2]*sfnt.Font {
	var both [2]*sfnt.Font
	for i, b := range [][]byte{assets.FontRegular(), assets.FontBold()} {
		f, err := opentype.Parse(b)
		if err != nil {
			panic("read embedded font: " + err.Error()) // see newFace
		}
		both[i] = f
	}
	return both
})

// Letters returns the embedded font at a size in pixels, for one goroutine.
// Its letters are as wide as [Width] says.
func Letters(bold bool, px float64) (font.Face, error) {
	f := outlines()[0]
	if bold {
		f = outlines()[1]
	}
	return opentype.NewFace(f, &opentype.FaceOptions{Size: px, DPI: 72, Hinting: font.HintingNone})
}
