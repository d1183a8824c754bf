package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"

	"mingbai/assets"
)

// Toolkit returns the theme that the toolkit itself sees: the embedded font
// and no hover. It is set once, before the window is shown: setting it again
// parses and leaks the fonts.
func Toolkit() fyne.Theme {
	return toolkit{
		Theme:   base.DefaultTheme(),
		regular: fyne.NewStaticResource("NotoSansSC-Regular.otf", assets.FontRegular()),
		bold:    fyne.NewStaticResource("NotoSansSC-Bold.otf", assets.FontBold()),
	}
}

type toolkit struct {
	fyne.Theme
	regular, bold fyne.Resource
}

func (t toolkit) Font(s fyne.TextStyle) fyne.Resource {
	if s.Bold {
		return t.bold
	}
	return t.regular
}

func (t toolkit) Color(name fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	switch name {
	case base.ColorNameHover:
		return color.Transparent
	case base.ColorNameBackground:
		return Standard().Bg
	}
	return t.Theme.Color(name, base.VariantLight)
}
