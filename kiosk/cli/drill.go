package cli

import (
	"image/color"
	"maps"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"mingbai/kiosk"
	"mingbai/kiosk/health"
)

// drillAfter is when a drill begins: a visitor would have seen the first page.
const drillAfter = 2 * time.Second

// faults are the ways to go wrong in a drill. Those without a deed are looked
// for where they happen.
var faults = map[string]func(v *vigil){
	"panic":    func(*vigil) { fyne.Do(func() { panic("drill") }) },
	"chore":    func(*vigil) { panic("drill") },
	"freeze":   func(*vigil) { fyne.Do(func() { select {} }) },
	"blank":    func(v *vigil) { fyne.Do(v.blank) },
	"leak":     func(*vigil) { leak() },
	"renew":    func(v *vigil) { v.judged(health.Renew, "drill") },
	"optional": func(v *vigil) { v.failUnlessSpare() },
	"draw":     nil, // a page cannot be drawn as it is meant
	"start":    nil, // nothing can be opened
}

func drills() string { return strings.Join(slices.Sorted(maps.Keys(faults)), ", ") }

func isDrill(name string) bool { _, ok := faults[name]; return ok }

// drill goes wrong a moment later, where that was asked for.
func (v *vigil) drill() {
	if do := faults[v.stage.session.fault]; do != nil {
		time.AfterFunc(drillAfter, func() { do(v) })
	}
}

// failUnlessSpare fails as a part would that is left out in safe mode.
func (v *vigil) failUnlessSpare() {
	if v.stage.life.Mode() == health.Normal {
		panic("drill")
	}
}

// failDrawing fails as a page would that is too much for the program.
func (v *vigil) failDrawing(path string) {
	if v.stage.session.fault == "draw" && path == v.stage.session.open && v.Care(path) == kiosk.Whole {
		panic("drill")
	}
}

// failAtStart fails before there is a window.
func (st stage) failAtStart() {
	if st.session.fault == "start" {
		panic("drill")
	}
}

// leak takes ten megabytes every twentieth of a second.
func leak() {
	var kept [][]byte
	for {
		b := make([]byte, 10<<20)
		for i := 0; i < len(b); i += 4096 {
			b[i] = 1
		}
		kept = append(kept, b)
		time.Sleep(50 * time.Millisecond)
		if len(kept) > 1000 { // nobody has ended it: spare the rest of the machine
			return
		}
	}
}

// onePicture is a screen of one colour.
func onePicture() fyne.CanvasObject { return canvas.NewRectangle(color.NRGBA{20, 20, 20, 255}) }
