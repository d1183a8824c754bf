package main

import (
	"fmt"
	"io"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
	"github.com/jezek/xgb/xtest"
)

// A hand touches the screen and presses keys, through the server itself: no
// other program has to start first.
type hand struct {
	conn *xgb.Conn
	root xproto.Window
	keys map[xproto.Keysym]byte
}

// Keys that are no letters.
const (
	keyBackspace = 0xff08
	keyReload    = 0xffc2 // F5
)

// hold is how long a finger stays.
const hold = 50 * time.Millisecond

func newHand(display string) (*hand, error) {
	xgb.Logger.SetOutput(io.Discard)
	c, err := xgb.NewConnDisplay(display)
	if err != nil {
		return nil, err
	}
	h := &hand{conn: c, root: xproto.Setup(c).DefaultScreen(c).Root, keys: map[xproto.Keysym]byte{}}
	if err := xtest.Init(c); err != nil {
		return nil, err
	}
	low, high := xproto.Setup(c).MinKeycode, xproto.Setup(c).MaxKeycode
	m, err := xproto.GetKeyboardMapping(c, low, byte(high-low+1)).Reply()
	if err != nil {
		return nil, err
	}
	for i := 0; i+int(m.KeysymsPerKeycode) <= len(m.Keysyms); i += int(m.KeysymsPerKeycode) {
		if sym := m.Keysyms[i]; h.keys[sym] == 0 {
			h.keys[sym] = byte(low) + byte(i/int(m.KeysymsPerKeycode))
		}
	}
	return h, nil
}

func (h *hand) close() { h.conn.Close() }

// over moves to a place without touching it.
func (h *hand) over(x, y int) {
	xtest.FakeInput(h.conn, xproto.MotionNotify, 0, 0, h.root, int16(x), int16(y), 0)
	h.conn.Sync()
}

// down puts a finger where the hand is, and says when it has lifted it.
func (h *hand) down() (lifted <-chan time.Time) {
	xtest.FakeInput(h.conn, xproto.ButtonPress, 1, 0, 0, 0, 0, 0)
	h.conn.Sync()
	at := make(chan time.Time, 1)
	time.AfterFunc(hold, func() {
		at <- time.Now()
		xtest.FakeInput(h.conn, xproto.ButtonRelease, 1, 0, 0, 0, 0, 0)
		h.conn.Sync()
	})
	return at
}

// press presses a key; one of a letter has the letter's number.
func (h *hand) press(key xproto.Keysym) error {
	code := h.keys[key]
	if code == 0 {
		return fmt.Errorf("there is no key %#x", key)
	}
	xtest.FakeInput(h.conn, xproto.KeyPress, code, 0, 0, 0, 0, 0)
	xtest.FakeInput(h.conn, xproto.KeyRelease, code, 0, 0, 0, 0, 0)
	h.conn.Sync()
	return nil
}
