// Package assets is everything the program shows that is not code: the font
// in two weights, the icons, the pictures, the words of the screen, the
// starter catalog, one sample record of each kind, and the licences of what
// others made. All of it is in the binary, so a kiosk draws every page with
// nothing installed beside it and no network.
//
// The package only hands out bytes. It does not read records (that is
// [mingbai/catalog]), pick words (mingbai/ui/text) or parse the font
// (mingbai/ui/theme), and it imports nothing of the program:
//
//	svg, err := assets.Icon("home")
//	err = fs.WalkDir(assets.Seed(), ".", each)
//
// The font is cut from Noto Sans CJK SC by font/cut.sh, which the build does
// not need. Run it when a test says that the font lacks a rune.
package assets
