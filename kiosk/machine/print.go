package machine

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	"mingbai/kiosk"
	"mingbai/kiosk/chore"
	"mingbai/kiosk/printer"
)

// checkPrinterEvery is how often a printer is asked how it is while it has
// nothing to do; it then also gets rid of what an error has left in it.
const checkPrinterEvery = 20 * time.Second

// A press is the printer with the sheet that is on it or comes next.
type press struct {
	printer *printer.Printer
	sheets  chan order // one waits at most: Print takes the place of the last

	mu     sync.Mutex
	number int64              // of the newest order
	ended  int64              // orders up to this one are taken back
	stop   context.CancelFunc // of the order that is printed
}

// An order is a sheet that a visitor wants.
type order struct {
	number int64
	sheet  kiosk.Sheet
}

// openPrinter makes the press of the configuration; a machine without one has
// nil. A setting that is wrong leaves the kiosk without a printer, not dark:
// the log and the doctor say what is wrong with it.
func (m *Machine) openPrinter() {
	p, err := printer.Open(m.config.Printer)
	if errors.Is(err, printer.ErrNone) {
		return
	}
	if err != nil {
		slog.Error("no printer", "err", err)
		return
	}
	m.press = &press{printer: p, sheets: make(chan order, 1)}
	m.standing.printing.Printer = kiosk.PrinterReady // until it is asked
}

// CanPrint reports whether the hall has set up a printer and it was there
// when it was asked last. One without paper is there: it says what to do.
func (m *Machine) CanPrint() bool {
	switch m.State().Printing.Printer {
	case kiosk.PrinterNone, kiosk.PrinterMissing:
		return false
	}
	return true
}

// Paper returns what is printed on.
func (m *Machine) Paper() kiosk.Stock {
	if m.press == nil {
		return kiosk.Stock{}
	}
	return m.press.printer.Paper()
}

// Print prints s instead of what was asked for before. [kiosk.State] tells
// how it goes, from now on.
func (m *Machine) Print(s kiosk.Sheet) {
	if m.press == nil {
		return
	}
	m.EndPrint()
	p := m.press
	p.mu.Lock()
	p.number++
	o := order{p.number, s}
	p.mu.Unlock()
	m.set(func(s *standing) {
		s.printing = kiosk.Printing{Printer: kiosk.PrinterReady, Step: kiosk.PrintGoing, Page: 1, Pages: o.sheet.Pages}
	})
	select { // nobody waits for one that was taken back
	case <-p.sheets:
	default:
	}
	p.sheets <- o
}

// EndPrint takes back what is not printed yet and forgets it: the visitor has
// left.
func (m *Machine) EndPrint() {
	if m.press == nil {
		return
	}
	p := m.press
	p.mu.Lock()
	p.ended = p.number
	if p.stop != nil {
		p.stop()
	}
	p.mu.Unlock()
	m.set(func(s *standing) { s.printing = kiosk.Printing{Printer: s.printing.Printer} })
}

// begin returns a context for an order that ends when it is taken back, and
// false when it already was.
func (p *press) begin(ctx context.Context, o order) (context.Context, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if o.number <= p.ended {
		return nil, false
	}
	ctx, p.stop = context.WithCancel(ctx)
	return ctx, true
}

// finish lets go of the order that was printed.
func (p *press) finish() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.stop()
	p.stop = nil
}

// waits reports whether the visitor of o is still there.
func (p *press) waits(o order) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return o.number > p.ended
}

// printSheets prints what is asked for until ctx ends.
func (m *Machine) printSheets(ctx context.Context) error {
	for {
		select {
		case <-ctx.Done():
			return nil
		case o := <-m.press.sheets:
			m.printSheet(ctx, o)
		}
	}
}

func (m *Machine) printSheet(ctx context.Context, o order) {
	p := m.press
	job, ok := p.begin(ctx, o)
	if !ok {
		return
	}
	err := m.printOrder(job, o)
	p.finish()
	if err != nil && !errors.Is(err, context.Canceled) {
		slog.Error("sheet not printed", "condition", string(printer.StateOf(err)), "err", err)
	}
	m.update(func(s *standing) {
		if !errors.Is(err, context.Canceled) {
			s.printing.Printer = printer.StateOf(err)
		}
		switch {
		case !p.waits(o):
		case err != nil:
			s.printing.Step = kiosk.PrintFailed
		default:
			s.printing.Step = kiosk.PrintDone
		}
	})
}

// printOrder prints o. A sheet that cannot be drawn is an error like others:
// the screen must not wait for it.
func (m *Machine) printOrder(ctx context.Context, o order) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("draw sheet: panic: %v\n%s", r, debug.Stack())
		}
	}()
	return m.press.printer.Print(ctx, o.sheet, func(how kiosk.Printing) {
		m.update(func(s *standing) {
			if m.press.waits(o) {
				s.printing = how
			}
		})
	})
}

// watchPrinter asks the printer how it is, now and then.
func (m *Machine) watchPrinter(ctx context.Context) error {
	return chore.Every(checkPrinterEvery, m.askPrinter)(ctx)
}

func (m *Machine) askPrinter(ctx context.Context) error {
	err := m.press.printer.Check(ctx)
	if ctx.Err() != nil {
		return nil
	}
	was := m.State().Printing.Printer
	if now := printer.StateOf(err); now != was {
		slog.Info("printer is otherwise", "condition", string(now), "err", err)
		m.update(func(s *standing) { s.printing.Printer = now })
	}
	return nil
}
