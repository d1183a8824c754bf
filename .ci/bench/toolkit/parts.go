package main

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"mingbai/assets"
)

var (
	ink     = color.NRGBA{0x10, 0x27, 0x2F, 0xFF}
	sand    = color.NRGBA{0xF5, 0xF2, 0xEB, 0xFF}
	tint    = color.NRGBA{0xE0, 0xEC, 0xED, 0xFF}
	regular = fyne.NewStaticResource("regular.otf", assets.FontRegular())
	strong  = fyne.NewStaticResource("bold.otf", assets.FontBold())
)

// look is the toolkit's theme with our font.
type look struct{}

func (look) Font(s fyne.TextStyle) fyne.Resource {
	if s.Bold {
		return strong
	}
	return regular
}

func (look) Color(n fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	switch n {
	case theme.ColorNameForeground:
		return ink
	case theme.ColorNameBackground:
		return sand
	}
	return theme.DefaultTheme().Color(n, theme.VariantLight)
}

func (look) Icon(n fyne.ThemeIconName) fyne.Resource { return theme.DefaultTheme().Icon(n) }

func (look) Size(n fyne.ThemeSizeName) float32 {
	switch n {
	case theme.SizeNameText:
		return 30
	case theme.SizeNamePadding:
		return 16
	}
	return theme.DefaultTheme().Size(n)
}

// at puts an object at a place.
func at(x, y, w, h float32, o fyne.CanvasObject) fyne.CanvasObject {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(w, h))
	return o
}

func ground() fyne.CanvasObject { return at(0, 0, 1080, 1920, canvas.NewRectangle(sand)) }

func card() *canvas.Rectangle {
	r := canvas.NewRectangle(color.White)
	r.CornerRadius = 24
	return r
}

func bold(s string, size float32) *canvas.Text {
	t := plain(s, size)
	t.TextStyle.Bold = true
	return t
}

func words(s string) *widget.Label {
	l := widget.NewLabel(s)
	l.Wrapping = fyne.TextWrapBreak
	return l
}

// icon is an icon of the program; one that there is not is empty.
func icon(name string, size float32) fyne.CanvasObject {
	b, _ := assets.Icon(name)
	i := canvas.NewImageFromResource(fyne.NewStaticResource(name+".svg", b))
	i.FillMode = canvas.ImageFillContain
	i.SetMinSize(fyne.NewSquareSize(size))
	return i
}

func banner() fyne.CanvasObject {
	b, _ := assets.Picture("hero-banner.png")
	i := canvas.NewImageFromResource(fyne.NewStaticResource("hero-banner.png", b))
	i.FillMode = canvas.ImageFillStretch
	return i
}

func plain(s string, size float32) *canvas.Text {
	t := canvas.NewText(s, ink)
	t.TextSize = size
	return t
}

func search(hint string) fyne.CanvasObject {
	return container.NewStack(card(), container.NewPadded(container.NewHBox(icon("search", 60), plain(hint, 36))))
}

// upright has the icon above the words, flat beside them.
func upright(t tile, size, text float32) fyne.CanvasObject {
	return container.NewVBox(layout.NewSpacer(), icon(t.Icon, size), container.NewCenter(bold(t.Name, text)), layout.NewSpacer())
}

func flat(t tile) fyne.CanvasObject {
	return container.NewHBox(icon(t.Icon, 48), container.NewVBox(layout.NewSpacer(), bold(t.Name, 32), plain(t.Sub, 28), layout.NewSpacer()))
}

// A button is a card that does something and shows that it is touched.
type button struct {
	widget.BaseWidget
	face *canvas.Rectangle
	in   fyne.CanvasObject
	do   func()
}

func newButton(in fyne.CanvasObject, do func()) *button {
	b := &button{face: card(), in: in, do: do}
	b.ExtendBaseWidget(b)
	return b
}

func (b *button) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(b.face, container.NewPadded(b.in)))
}

func (b *button) Tapped(*fyne.PointEvent) {
	if b.do != nil {
		b.do()
	}
}

func (b *button) MouseDown(*desktop.MouseEvent) { b.fill(tint) }
func (b *button) MouseUp(*desktop.MouseEvent)   { b.fill(color.White) }

func (b *button) fill(c color.Color) {
	b.face.FillColor = c
	b.face.Refresh()
}
