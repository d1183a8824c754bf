package cli

import (
	"errors"
	"fmt"
	"io"
	"os"

	"fyne.io/fyne/v2"
	"github.com/jezek/xgb"
	"github.com/jezek/xgb/randr"
	"github.com/jezek/xgb/xproto"
)

// errNoDisplay means that there is no X server to draw on.
var errNoDisplay = errors.New("there is no display (hint: start it under X with DISPLAY set, or draw pages with: mingbai gallery -out shots)")

// A display is what the X server says about itself.
type display struct {
	manager       string // name of the window manager, "" without one
	monitors      int    // connected ones
	width, height int    // pixels of the whole screen
}

// openDisplay asks the X server; without one it returns errNoDisplay.
func openDisplay() (display, error) {
	if os.Getenv("DISPLAY") == "" {
		return display{}, errNoDisplay
	}
	xgb.Logger.SetOutput(io.Discard)
	c, err := xgb.NewConn()
	if err != nil {
		return display{}, fmt.Errorf("%w: %w", errNoDisplay, err)
	}
	defer c.Close()
	screen := xproto.Setup(c).DefaultScreen(c)
	return display{managerName(c), connected(c), int(screen.WidthInPixels), int(screen.HeightInPixels)}, nil
}

// fullScreen reports whether the program makes itself full screen. It never
// does under a window manager that gives every window the whole panel, nor
// while no monitor is on: the toolkit loses its size, or fails, when the
// panel is switched off and on.
func (d display) fullScreen() bool { return d.manager != "matchbox" && d.monitors > 0 }

// size is that of the window before anybody sees it: its last one, so that
// the first page is drawn once; at a desk a quarter of the design's panel.
func (d display) size(desk bool) fyne.Size {
	if desk {
		return fyne.NewSize(540, 960)
	}
	return fyne.NewSize(float32(d.width), float32(d.height))
}

// managerName reads the name that a window manager leaves on the root window
// (Extended Window Manager Hints, _NET_SUPPORTING_WM_CHECK).
func managerName(c *xgb.Conn) string {
	root := xproto.Setup(c).DefaultScreen(c).Root
	check := property(c, root, "_NET_SUPPORTING_WM_CHECK")
	if len(check) < 4 {
		return ""
	}
	return string(property(c, xproto.Window(xgb.Get32(check)), "_NET_WM_NAME"))
}

func property(c *xgb.Conn, w xproto.Window, name string) []byte {
	atom, err := xproto.InternAtom(c, true, uint16(len(name)), name).Reply()
	if err != nil || atom.Atom == 0 {
		return nil
	}
	p, err := xproto.GetProperty(c, false, w, atom.Atom, xproto.GetPropertyTypeAny, 0, 256).Reply()
	if err != nil {
		return nil
	}
	return p.Value
}

// connected counts the monitors; a server that cannot tell has one.
func connected(c *xgb.Conn) int {
	if err := randr.Init(c); err != nil {
		return 1
	}
	root := xproto.Setup(c).DefaultScreen(c).Root
	all, err := randr.GetScreenResourcesCurrent(c, root).Reply()
	if err != nil {
		return 1
	}
	n := 0
	for _, o := range all.Outputs {
		info, err := randr.GetOutputInfo(c, o, all.ConfigTimestamp).Reply()
		if err == nil && info.Connection == randr.ConnectionConnected && info.Crtc != 0 {
			n++
		}
	}
	return n
}
