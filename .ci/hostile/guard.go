package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// errDone ends a watch that has nothing to tell.
var errDone = errors.New("the watch is over")

// How often a guard looks.
const (
	lookEvery   = 100 * time.Millisecond // at processes and windows
	listenEvery = 500 * time.Millisecond // at sockets
)

// A guard watches a kiosk. Its context ends with the first thing that is
// wrong for a cause.
type guard struct {
	ctx   context.Context
	fail  context.CancelCauseFunc
	works sync.WaitGroup

	k     *kiosk
	x     *xgb.Conn
	root  xproto.Window
	known map[xproto.Window]bool // that were there before the first key
	fault string                 // faults of pages of children, before the first key

	most, looks atomic.Int64 // of sockets
}

// watch begins. The caller stops it.
func watch(k *kiosk, x *xserver) (*guard, error) {
	c, root, err := x.open()
	if err != nil {
		return nil, err
	}
	w := &guard{k: k, x: c, root: root, fault: faultsOfChildren(k.pid())}
	w.ctx, w.fail = context.WithCancelCause(context.Background())
	if err := w.begin(); err != nil {
		c.Close()
		return nil, err
	}
	w.works.Go(func() {
		w.every(lookEvery, func() error { return errors.Join(k.alive(), childless(k.pid(), w.fault), w.sameWindows()) })
	})
	w.works.Go(func() { w.every(listenEvery, w.listen) })
	go w.mapped() // ends with the connection
	return w, nil
}

// begin waits until the windows are those that stay.
func (w *guard) begin() error {
	if err := xproto.ChangeWindowAttributesChecked(w.x, w.root, xproto.CwEventMask, []uint32{xproto.EventMaskSubstructureNotify}).Check(); err != nil {
		return fmt.Errorf("watch windows: %w", err)
	}
	settled := time.Now()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(lookEvery) {
		now, full, err := w.windows()
		if err != nil {
			return err
		}
		if len(now) != len(w.known) || !full {
			w.known, settled = now, time.Now()
		}
		if time.Since(settled) > time.Second {
			return nil
		}
	}
	return errors.New("no window fills the screen")
}

// every looks again and again until something is wrong, or the watch is over.
func (w *guard) every(pause time.Duration, look func() error) {
	t := time.NewTicker(pause)
	defer t.Stop()
	for {
		if err := look(); err != nil && w.ctx.Err() == nil {
			w.fail(err)
		}
		select {
		case <-t.C:
		case <-w.ctx.Done():
			return
		}
	}
}

// stop ends the watch. It may be called twice.
func (w *guard) stop() {
	w.fail(errDone)
	w.works.Wait()
	w.x.Close()
}

// windows returns all that can be seen, whatever their size and wherever in
// the tree, and whether one of the kiosk fills the screen.
func (w *guard) windows() (all map[xproto.Window]bool, full bool, err error) {
	all = map[xproto.Window]bool{}
	var walk func(xproto.Window) error
	walk = func(parent xproto.Window) error {
		tree, err := xproto.QueryTree(w.x, parent).Reply()
		if err != nil {
			return fmt.Errorf("list windows: %w", err)
		}
		for _, one := range tree.Children {
			a, err := xproto.GetWindowAttributes(w.x, one).Reply()
			if err != nil {
				continue // it went meanwhile
			}
			if a.MapState == xproto.MapStateViewable {
				all[one] = true
			}
			if g, err := xproto.GetGeometry(w.x, xproto.Drawable(one)).Reply(); err == nil && parent == w.root && all[one] {
				full = full || g.X == 0 && g.Y == 0 && g.Width == wide && g.Height == high
			}
			if err := walk(one); err != nil {
				return err
			}
		}
		return nil
	}
	err = walk(w.root)
	return all, full, err
}

// sameWindows compares the windows and looks where the keys go.
func (w *guard) sameWindows() error {
	now, full, err := w.windows()
	if err != nil {
		return err
	}
	for one := range now {
		if !w.known[one] {
			return fmt.Errorf("there is another window, %#x", one)
		}
	}
	if !full || len(now) != len(w.known) {
		return errors.New("the window is gone, or does not fill the screen any more")
	}
	focus, err := xproto.GetInputFocus(w.x).Reply()
	if err != nil {
		return fmt.Errorf("ask for the focus: %w", err)
	}
	if !w.known[focus.Focus] && focus.Focus != xproto.InputFocusPointerRoot {
		return fmt.Errorf("the keys go to window %#x", focus.Focus)
	}
	return nil
}

// mapped hears of every window of the screen that is shown, also of one that
// is gone before the next look.
func (w *guard) mapped() {
	for {
		event, err := w.x.WaitForEvent()
		if event == nil && err == nil {
			return // the connection is closed
		}
		if m, ok := event.(xproto.MapNotifyEvent); ok && !w.known[m.Window] {
			w.fail(fmt.Errorf("another window, %#x, was shown", m.Window))
		}
	}
}

// listen looks at the sockets of the kiosk and of what it started.
func (w *guard) listen() error {
	s, err := socketsOf(w.k.pid())
	if err != nil {
		return errors.Join(w.k.alive(), err)
	}
	w.looks.Add(1)
	w.most.Store(max(w.most.Load(), int64(s.out)))
	if len(s.ears) > 0 {
		return fmt.Errorf("it listens: %v", s.ears)
	}
	return nil
}

// sockets returns the most connections that were seen at once to go out, and
// how often was looked.
func (w *guard) sockets() (most, looks int64) { return w.most.Load(), w.looks.Load() }
