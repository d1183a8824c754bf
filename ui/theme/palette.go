package theme

import "image/color"

// A Palette is one set of colours by role. Every colour of a page is named
// here; a page never makes one.
type Palette struct {
	Bg, Surface, Well, WellStrong, Line, Edge        color.NRGBA
	Ink, Ink2, Off                                   color.NRGBA
	Primary, PrimaryPress, OnPrimary, OnPrimarySub   color.NRGBA
	Tint, TintLine, OnTint                           color.NRGBA
	Accent, AccentSoft, OnAccent, AccentOnPrimary    color.NRGBA
	OK, OKBg, OKBar, OKDot, Warn, WarnBg, Bad, BadBg color.NRGBA
	Scrim, DiscOnPrimary, Glass                      color.NRGBA
	RadioOff, Focus                                  color.NRGBA
	Staff, OnStaff, OnStaffSub, StaffKey, OnStaffKey color.NRGBA // the strip over what staff do
	Outline                                          float32     // width of the line around every surface, design px
	Discs                                            bool        // whether icons stand on coloured discs and pictures are shown
}

func rgb(v uint32) color.NRGBA {
	return color.NRGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), 0xFF}
}

// Standard returns the colours of every day: river teal, sand paper, amber.
func Standard() *Palette {
	return &Palette{
		Bg: rgb(0xF5F2EB), Surface: rgb(0xFFFFFF), Well: rgb(0xEBE6DA), WellStrong: rgb(0xDED7C7), Line: rgb(0xDCD4C4), Edge: rgb(0xD6CCBA),
		Ink: rgb(0x10272F), Ink2: rgb(0x3A4D55), Off: rgb(0x7D898D),
		Primary: rgb(0x0D4A5A), PrimaryPress: rgb(0x08323E), OnPrimary: rgb(0xFFFFFF), OnPrimarySub: rgb(0xFFFFFF),
		Tint: rgb(0xE0ECED), TintLine: rgb(0xB9D2D5), OnTint: rgb(0x0D4A5A),
		Accent: rgb(0xE3A232), AccentSoft: rgb(0xFBE7BE), OnAccent: rgb(0x10272F), AccentOnPrimary: rgb(0xF8D890),
		OK: rgb(0x14573A), OKBg: rgb(0xDDEFE3), OKBar: rgb(0x2A7A55), OKDot: rgb(0x1E7A4C),
		Warn: rgb(0x653F00), WarnBg: rgb(0xFCEAC4), Bad: rgb(0x8A2117), BadBg: rgb(0xF9E0DB),
		Scrim: color.NRGBA{0x09, 0x1C, 0x26, 0xB8}, DiscOnPrimary: rgb(0x1F6373), Glass: rgb(0xF2F8F8),
		RadioOff: rgb(0xB8B09E), Focus: rgb(0xE3A232), Discs: true,
		Staff: rgb(0x10272F), OnStaff: rgb(0xFFFFFF), OnStaffSub: rgb(0xC9D8DB), StaffKey: rgb(0x244550), OnStaffKey: rgb(0xFFFFFF),
	}
}

// Elder returns the colours of every day with darker ink.
func Elder() *Palette {
	p := Standard()
	p.Ink, p.Ink2 = rgb(0x08191F), rgb(0x2B3C43)
	p.Line, p.Edge, p.Primary = rgb(0xCFC5B1), rgb(0xC9BDA7), rgb(0x0A4150)
	return p
}

// HighContrast returns white on black with yellow actions.
func HighContrast() *Palette {
	black, white, yellow := rgb(0), rgb(0xFFFFFF), rgb(0xFFD60A)
	return &Palette{
		Bg: black, Surface: black, Well: black, WellStrong: black, Line: white, Edge: black,
		Ink: white, Ink2: white, Off: rgb(0x9C9C9C),
		Primary: yellow, PrimaryPress: white, OnPrimary: black, OnPrimarySub: black,
		Tint: black, TintLine: white, OnTint: yellow,
		Accent: yellow, AccentSoft: yellow, OnAccent: yellow, AccentOnPrimary: black,
		OK: rgb(0x6CF2A0), OKBg: black, OKBar: rgb(0x6CF2A0), OKDot: rgb(0x6CF2A0),
		Warn: yellow, WarnBg: black, Bad: rgb(0xFF9A8C), BadBg: black,
		Scrim: color.NRGBA{0, 0, 0, 0xD9}, DiscOnPrimary: yellow, Glass: black,
		RadioOff: white, Focus: white, Outline: 3,
		Staff: white, OnStaff: black, OnStaffSub: black, StaffKey: black, OnStaffKey: white,
	}
}

// A Pair is a ground and what is drawn on it.
type Pair struct{ Ground, Ink color.NRGBA }

// TilePair returns the colours of a life event's disc by the name of its
// tile; unknown names get the common teal.
func (p *Palette) TilePair(name string) Pair {
	if !p.Discs {
		return Pair{p.Surface, p.Primary}
	}
	switch name {
	case "birth":
		return Pair{rgb(0xF7E3DF), rgb(0x7E2B25)}
	case "school":
		return Pair{rgb(0xFBECCB), rgb(0x5F3C00)}
	case "work":
		return Pair{rgb(0xDDECEC), rgb(0x0D4A5A)}
	case "pension":
		return Pair{rgb(0xE3EEDD), rgb(0x274E1E)}
	case "medical":
		return Pair{rgb(0xE0ECF6), rgb(0x17476F)}
	case "housing":
		return Pair{rgb(0xEEE6F3), rgb(0x523063)}
	case "marriage":
		return Pair{rgb(0xF9E3EB), rgb(0x75234B)}
	case "funeral":
		return Pair{rgb(0xE8E8E3), rgb(0x39433F)}
	}
	return Pair{p.Tint, p.OnTint}
}

// Contrast returns the contrast ratio of two opaque colours, 1 to 21, as
// WCAG 2.2 defines it.
func Contrast(a, b color.NRGBA) float64 {
	x, y := luminance(a), luminance(b)
	if x < y {
		x, y = y, x
	}
	return (x + 0.05) / (y + 0.05)
}
