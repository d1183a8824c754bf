package page

import "image/color"

// A code is dark on white in every mode.
var (
	white    = color.NRGBA{0xFF, 0xFF, 0xFF, 0xFF}
	blackInk = color.NRGBA{0x10, 0x27, 0x2F, 0xFF}
)
