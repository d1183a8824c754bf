package cli

import (
	"context"
	"flag"
	"fmt"
	"os"
	"time"

	"fyne.io/fyne/v2"

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
	m, err := c.open(false)
	if err != nil {
		return p.fail(err)
	}
	d, err := openDisplay()
	if err != nil {
		return p.fail(err)
	}
	p.show(ctx, m, s, d)
	return Done
}

// show opens the window and returns when it is gone.
func (p Program) show(ctx context.Context, m page.Desk, s session, d display) {
	toolkit()
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
	w.SetCloseIntercept(func() {
		if s.window {
			app.Quit()
		}
	})
	w.Resize(fyne.NewSize(540, 960))
	w.SetFullScreen(!s.window && d.fullScreen())
	shell.Start()
	context.AfterFunc(ctx, func() { fyne.Do(app.Quit) })
	w.ShowAndRun()
	shell.Stop()
}

// toolkit sets what the toolkit reads from its environment: one pixel is one
// pixel, and what is drawn off the screen is forgotten soon.
func toolkit() {
	os.Setenv("FYNE_CACHE", "10s")
	os.Setenv("FYNE_SCALE", "1")
	os.Setenv("FYNE_DISABLE_DPI_DETECTION", "true")
}
