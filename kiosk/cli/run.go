package cli

import (
	"context"
	"flag"
	"fmt"
	"os"
	"runtime/debug"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"mingbai/kiosk/machine"
	"mingbai/ui"
	"mingbai/ui/page"
	"mingbai/ui/theme"
)

// A session is how the kiosk is run.
type session struct {
	window, trace bool
	open          string
	idle          time.Duration
}

func (s *session) flags(f *flag.FlagSet) {
	f.BoolVar(&s.window, "window", false, "run in a window with a cursor, for a desk")
	f.BoolVar(&s.trace, "trace", false, "print what is opened, scrolled and reset")
	f.StringVar(&s.open, "open", "attract", "begin at a `ROUTE`")
	f.DurationVar(&s.idle, "idle", ui.WarnAfter, "ask after this `TIME` whether anybody is still there")
}

// run shows the kiosk until ctx ends.
func (p Program) run(ctx context.Context, args []string) int {
	f := flag.NewFlagSet("run", flag.ContinueOnError)
	f.SetOutput(p.Err)
	var c content
	var s session
	c.flags(f)
	s.flags(f)
	if err := f.Parse(args); err != nil {
		return Usage
	}
	if s.idle < time.Second {
		fmt.Fprintf(p.Err, "mingbai: -idle %v: want at least 1s\n", s.idle)
		return Usage
	}
	d, err := openDisplay()
	if err != nil {
		return p.fail(err)
	}
	c.alone = true
	m, end, err := c.open(ctx)
	if err != nil {
		return p.fail(err)
	}
	defer end()
	p.show(ctx, m, s, d)
	return Done
}

// show opens the window and returns when it is gone.
func (p Program) show(ctx context.Context, m *machine.Machine, s session, d display) {
	toolkit()
	calm := hurry()
	defer calm.Stop()
	app := p.NewApp()
	app.Settings().SetTheme(theme.Toolkit())
	shell := ui.NewShell(m)
	shell.Idle(s.idle)
	if s.trace {
		shell.Trace = func(words string) { fmt.Fprintln(p.Out, words) }
	}
	shell.HideCursor(!s.window)
	shell.Open(page.ParseRoute(s.open))
	w := app.NewWindow("Mingbai")
	w.SetPadded(false)
	w.SetContent(shell.Content())
	w.Canvas().SetOnTypedRune(shell.Typed)
	w.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) { shell.Pressed(e.Name) })
	if c, ok := w.Canvas().(desktop.Canvas); ok {
		c.SetOnKeyDown(func(e *fyne.KeyEvent) {
			if !shell.Scanned(e.Physical.ScanCode) {
				shell.KeyDown(e.Name)
			}
		})
		c.SetOnKeyUp(func(e *fyne.KeyEvent) { shell.KeyUp(e.Name) })
	}
	w.SetCloseIntercept(func() {
		if s.window {
			app.Quit()
		}
	})
	w.Resize(d.size(s.window))
	w.SetFullScreen(!s.window && d.fullScreen())
	m.OnChange(shell.Changed)
	m.Start()
	shell.Start()
	shell.Doze()
	context.AfterFunc(ctx, func() { fyne.Do(app.Quit) })
	w.ShowAndRun()
	shell.Stop()
}

// hurry lets rubbish lie until the first page is there, and then keeps the
// heap small: what a kiosk allocates it throws away with the page.
func hurry() *time.Timer {
	debug.SetGCPercent(400)
	return time.AfterFunc(2*time.Second, func() {
		debug.SetGCPercent(50)
		debug.FreeOSMemory()
	})
}

// toolkit sets what the toolkit reads from its environment: one pixel is one
// pixel, and what is drawn off the screen is forgotten soon. At ten seconds
// or less the toolkit walks the whole page for every frame it does not draw,
// at eleven once a second.
func toolkit() {
	os.Setenv("FYNE_CACHE", "11s")
	os.Setenv("FYNE_SCALE", "1")
	os.Setenv("FYNE_DISABLE_DPI_DETECTION", "true")
}
