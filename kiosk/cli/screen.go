package cli

import (
	"context"
	"fmt"
	"io"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/randr"
	"github.com/jezek/xgb/xproto"
)

// A screen is what the X server shows, seen by a connection of its own.
type screen struct {
	c    *xgb.Conn
	root xproto.Window
}

// openScreen connects to the X server. The screen is closed by [screen.gone].
func openScreen() (*screen, error) {
	xgb.Logger.SetOutput(io.Discard)
	c, err := xgb.NewConn()
	if err != nil {
		return nil, fmt.Errorf("watch display: %w", err)
	}
	if err := randr.Init(c); err != nil {
		xgb.Logger.Print(err) // connected then counts one monitor
	}
	return &screen{c, xproto.Setup(c).DefaultScreen(c).Root}, nil
}

// gone waits until the X server is gone, and reports whether it is: it is
// not when ctx ends first. In either case the screen is closed.
func (s *screen) gone(ctx context.Context) bool {
	stop := context.AfterFunc(ctx, s.c.Close)
	defer stop()
	for {
		event, err := s.c.WaitForEvent()
		if event == nil && err == nil {
			return ctx.Err() == nil
		}
	}
}

// looks is how many lines of pixels tell whether there is a picture.
const looks = 32

// flat reports whether the whole screen is of one colour. It reads some lines
// and, only where these are all the same, the rest. A screen without a monitor
// shows nobody anything.
func (s *screen) flat() (bool, error) {
	g, err := xproto.GetGeometry(s.c, xproto.Drawable(s.root)).Reply()
	if err != nil {
		return false, fmt.Errorf("look at display: %w", err)
	}
	high := int(g.Height)
	var first []byte
	for i := range min(looks, high) {
		if ok, err := s.same(&first, g.Width, high*i/looks, 1); err != nil || !ok {
			return false, err
		}
	}
	const band = 64
	for y := 0; y < high; y += band {
		if ok, err := s.same(&first, g.Width, y, min(band, high-y)); err != nil || !ok {
			return false, err
		}
	}
	return connected(s.c) > 0, nil
}

// same reports whether all pixels of some lines are like the first, which it
// sets when it is nil.
func (s *screen) same(first *[]byte, wide uint16, y, high int) (bool, error) {
	image, err := xproto.GetImage(s.c, xproto.ImageFormatZPixmap, xproto.Drawable(s.root), 0, int16(y), wide, uint16(high), ^uint32(0)).Reply()
	if err != nil {
		return false, fmt.Errorf("look at display: %w", err)
	}
	return alike(image.Data, int(wide)*high, first), nil
}

// alike reports whether n pixels are all like the first one. Of four bytes a
// pixel, the last is none of a colour.
func alike(data []byte, n int, first *[]byte) bool {
	size := len(data) / n
	if size == 0 {
		return false
	}
	seen := min(size, 3)
	if *first == nil {
		*first = append([]byte{}, data[:seen]...)
	}
	for i := range n {
		for j := range seen {
			if data[i*size+j] != (*first)[j] {
				return false
			}
		}
	}
	return true
}
