package cli

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"mingbai/kiosk/health"
	"mingbai/kiosk/machine"
	_ "mingbai/kiosk/toolkit" // it forgets soon what it drew
	"mingbai/ui"
	"mingbai/ui/page"
	"mingbai/ui/theme"
)

// A stage is what the kiosk is shown with.
type stage struct {
	session session
	display display
	life    *health.Run
	desk    page.Desk
	machine *machine.Machine // nil while the kiosk rests
	exit    func(code int)
}

// show opens the window and returns when it is gone.
func (p Program) show(ctx context.Context, st stage) {
	toolkit()
	calm := hurry()
	defer calm.Stop()
	app := p.NewApp()
	app.Settings().SetTheme(theme.Toolkit())
	shell := p.shell(st)
	w := app.NewWindow("Mingbai")
	v := newVigil(st, shell)
	st.fill(w, shell, app.Quit)
	v.quit = quitter(app)
	v.blank = func() { w.SetContent(onePicture()) }
	if st.machine != nil {
		st.machine.OnChange(func() { v.changed(); shell.Changed() })
		st.machine.OnScreen(shell.Do)
		st.machine.Start()
	}
	shell.Start()
	shell.Doze()
	app.Lifecycle().SetOnStarted(v.start)
	stop := context.AfterFunc(ctx, func() { v.finish(health.Told, "") })
	w.ShowAndRun()
	stop()
	shell.Stop()
	v.stop()
}

// quitter returns what ends the toolkit well, from any goroutine. It is called
// on the toolkit's, which is locked to its thread. The toolkit hears of signals
// itself; when its loop is over, it runs whatever it is given at once, on the
// goroutine that gave it: to close a window there would end the process badly.
func quitter(app fyne.App) func() {
	loop := thread()
	return func() {
		fyne.Do(func() {
			if thread() == loop {
				app.Quit()
			}
		})
	}
}

// shell makes what the window shows, but for its guard.
func (p Program) shell(st stage) *ui.Shell {
	shell := ui.NewShell(st.desk)
	shell.Idle(st.session.idle)
	if st.session.trace {
		shell.Trace = p.trace
	}
	shell.HideCursor(!st.session.window)
	return shell
}

// trace prints what happens on the screen, and at the end of each session how
// many goroutines there are, for those who look for a leak.
func (p Program) trace(words string) {
	fmt.Fprintln(p.Out, words)
	if words == "reset" {
		fmt.Fprintln(p.Out, "goroutines", runtime.NumGoroutine())
	}
}

// fill puts the shell into the window.
func (st stage) fill(w fyne.Window, shell *ui.Shell, quit func()) {
	w.SetPadded(false)
	w.SetContent(shell.Content())
	w.Canvas().SetOnTypedRune(func(r rune) { shell.Try(func() { shell.Typed(r) }) })
	w.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) { shell.Try(func() { shell.Pressed(e.Name) }) })
	if c, ok := w.Canvas().(desktop.Canvas); ok {
		c.SetOnKeyDown(func(e *fyne.KeyEvent) {
			shell.Try(func() {
				if !shell.Scanned(e.Physical.ScanCode) {
					shell.KeyDown(e.Name)
				}
			})
		})
		c.SetOnKeyUp(func(e *fyne.KeyEvent) { shell.Try(func() { shell.KeyUp(e.Name) }) })
	}
	w.SetCloseIntercept(func() {
		if st.session.window {
			quit()
		}
	})
	w.Resize(st.display.size(st.session.window))
	w.SetFullScreen(!st.session.window && st.display.fullScreen())
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

// toolkit sets what the toolkit reads from its environment when it opens a
// window: one pixel is one pixel. What it reads before is kiosk/toolkit's.
func toolkit() {
	os.Setenv("FYNE_SCALE", "1")
	os.Setenv("FYNE_DISABLE_DPI_DETECTION", "true")
}
