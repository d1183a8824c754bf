package gallery

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/software"

	"mingbai/ui"
)

// Draw returns a picture of what shell shows on a panel of w by h pixels,
// without a display. The toolkit's theme must have been set.
func Draw(shell *ui.Shell, w, h int) image.Image {
	c := software.NewCanvas()
	c.SetPadded(false)
	c.SetScale(1)
	c.SetContent(shell.Content())
	c.Resize(fyne.NewSize(float32(w), float32(h)))
	return c.Capture()
}
