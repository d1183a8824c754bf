package cli

import (
	"runtime"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// A quitApp counts how often it is told to quit.
type quitApp struct {
	fyne.App
	quits int
}

func (a *quitApp) Quit() { a.quits++ }

// TestToolkitThatIsOverIsLeftAlone: systemctl stop ended the kiosk with exit
// code 2 now and then, when the toolkit had heard of the signal first. The test
// driver runs what it is given where it is given, as the real one does then.
func TestToolkitThatIsOverIsLeftAlone(t *testing.T) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	a := &quitApp{App: test.NewApp()}
	defer a.App.Quit()
	quit := quitter(a)
	done := make(chan struct{})
	go func() {
		defer close(done)
		quit()
	}()
	<-done
	if a.quits != 0 && runtime.GOOS == "linux" {
		t.Error("a window is closed on another goroutine than the toolkit's")
	}
	if quit(); a.quits == 0 {
		t.Error("nothing quits")
	}
}
