package printer

import (
	"context"
	"errors"
	"fmt"
	"image"
	"sync"

	"mingbai/kiosk"
)

// A Trouble is why a sheet was not printed, in the words of a state.
type Trouble struct {
	State kiosk.PrinterState
	Err   error // what the printer or the system said
}

func (t *Trouble) Error() string {
	return fmt.Sprintf("printer %s: %v", t.State, t.Err)
}

func (t *Trouble) Unwrap() error { return t.Err }

func trouble(s kiosk.PrinterState, format string, args ...any) error {
	return &Trouble{s, fmt.Errorf(format, args...)}
}

// StateOf returns the state that err tells of: ready for none, and offline
// for an error that does not say.
func StateOf(err error) kiosk.PrinterState {
	var t *Trouble
	switch {
	case err == nil:
		return kiosk.PrinterReady
	case errors.As(err, &t):
		return t.State
	case errors.Is(err, ErrNone):
		return kiosk.PrinterNone
	}
	return kiosk.PrinterOffline
}

// A device is a sort of printer.
type device interface {
	paper() kiosk.Stock
	// check returns nil when a sheet could be printed now, else a Trouble. A
	// printer that comes back from one gets rid of what is left in it.
	check(ctx context.Context) error
	// print prints pages one after the other and returns when they are out.
	// tell is told the number of each as it begins, from 1. When ctx ends or
	// something is wrong nothing more of the sheet comes out.
	print(ctx context.Context, pages int, page func(int) (*bitmap, error), tell func(int)) error
}

// A Printer prints sheets, one at a time. The only way to make one is [Open].
// It is safe for concurrent use.
type Printer struct {
	device device
	turn   sync.Mutex
}

// Open returns the printer that the configuration key printer names; it is
// not looked for yet. "" is [ErrNone]; what cannot be understood is an error
// that says what can. It holds nothing open.
func Open(key string) (*Printer, error) {
	s, err := parse(key)
	if err != nil {
		return nil, err
	}
	if s.queue != "" {
		return &Printer{device: newQueue(s.queue)}, nil
	}
	return &Printer{device: newRoll(s)}, nil
}

// Paper returns what it prints on.
func (p *Printer) Paper() kiosk.Stock { return p.device.paper() }

// Check returns nil when a sheet could be printed now, else why not, as a
// [Trouble]. It takes up to some seconds. While a sheet is printed it waits.
func (p *Printer) Check(ctx context.Context) error {
	p.turn.Lock()
	defer p.turn.Unlock()
	return p.device.check(ctx)
}

// Print prints s and returns when it is out, which may take a minute. tell
// is told how far it is, by Print's goroutine. An error is a [Trouble], or
// that of ctx, whose end takes back what is not yet printed.
func (p *Printer) Print(ctx context.Context, s kiosk.Sheet, tell func(kiosk.Printing)) error {
	p.turn.Lock()
	defer p.turn.Unlock()
	going := kiosk.Printing{Printer: kiosk.PrinterReady, Step: kiosk.PrintGoing, Page: 1, Pages: s.Pages}
	tell(going)
	if err := p.device.check(ctx); err != nil {
		return err
	}
	draw := func(n int) (*bitmap, error) { return p.fit(s.Draw(n)) }
	return p.device.print(ctx, s.Pages, draw, func(n int) {
		if n != going.Page {
			going.Page = n
			tell(going)
		}
	})
}

// fit takes a page for what it is: black and white, and as wide as the paper.
func (p *Printer) fit(img image.Image) (*bitmap, error) {
	paper, size := p.Paper(), img.Bounds().Size()
	if size.X > paper.W || !paper.Roll() && size.Y > paper.H || paper.Roll() && size.Y > longest {
		return nil, fmt.Errorf("page of %d by %d pixels does not fit %d by %d", size.X, size.Y, paper.W, paper.H)
	}
	high := size.Y
	if !paper.Roll() {
		high = paper.H
	}
	return newBitmap(img, paper.W, high), nil
}

// longest is as much of a roll as one sheet may take, in pixels: 1.5 m.
const longest = 12000
