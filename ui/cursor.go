package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// A noCursor lies over the whole window and does nothing but hide the
// pointer: the toolkit asks the topmost object that has one.
type noCursor struct{ widget.BaseWidget }

func newNoCursor() *noCursor {
	c := &noCursor{}
	c.ExtendBaseWidget(c)
	return c
}

// Cursor is the hidden one.
func (c *noCursor) Cursor() desktop.Cursor { return desktop.HiddenCursor }

// CreateRenderer draws nothing.
func (c *noCursor) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout())
}
