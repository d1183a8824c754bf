package cli

import (
	"context"
	"errors"
	"flag"
	"os"

	"fyne.io/fyne/v2"

	"mingbai/ui"
	"mingbai/ui/page"
	"mingbai/ui/theme"
)

var errNoDisplay = errors.New("there is no display (hint: start it under X with DISPLAY set, or draw pages with: mingbai gallery -out shots)")

// run shows the kiosk until ctx ends.
func (p Program) run(ctx context.Context, args []string) int {
	f := flag.NewFlagSet("run", flag.ContinueOnError)
	f.SetOutput(p.Err)
	var c content
	c.flags(f)
	window := f.Bool("window", false, "run in a window, for a desk")
	start := f.String("open", "attract", "begin at a `ROUTE`")
	if err := f.Parse(args); err != nil {
		return Usage
	}
	m, err := c.open(false)
	if err != nil {
		return p.fail(err)
	}
	if !display() {
		return p.fail(errNoDisplay)
	}
	os.Setenv("FYNE_CACHE", "10s")
	os.Setenv("FYNE_SCALE", "1")
	os.Setenv("FYNE_DISABLE_DPI_DETECTION", "true")
	app := p.NewApp()
	app.Settings().SetTheme(theme.Toolkit())
	w := app.NewWindow("Mingbai")
	w.SetPadded(false)
	shell := ui.NewShell(m)
	shell.Open(page.ParseRoute(*start))
	w.SetContent(shell.Content())
	w.SetCloseIntercept(func() {
		if *window {
			app.Quit()
		}
	})
	w.Resize(fyne.NewSize(540, 960))
	w.SetFullScreen(!*window)
	shell.Start()
	context.AfterFunc(ctx, func() { fyne.Do(app.Quit) })
	w.ShowAndRun()
	shell.Stop()
	return Done
}
