package printer_test

import (
	"context"
	"errors"
	"image"
	"image/color"
	"strings"
	"testing"
	"time"

	"mingbai/kiosk"
	"mingbai/kiosk/printer"
	"mingbai/kiosk/printer/printertest"
)

// newRoll switches a printer on and opens it.
func newRoll(t *testing.T) (*printertest.Roll, *printer.Printer) {
	t.Helper()
	r, err := printertest.NewRoll()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(r.Close)
	p, err := printer.Open(r.Setting())
	if err != nil {
		t.Fatal(err)
	}
	p.Patience(2 * time.Second)
	return r, p
}

// pattern is a page that no other looks like.
func pattern(w, h int) *image.Gray {
	img := image.NewGray(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.SetGray(x, y, color.Gray{Y: 255})
			if (x*x+3*y*y)/97%5 == 0 {
				img.SetGray(x, y, color.Gray{Y: 20})
			}
		}
	}
	return img
}

func sheet(pages ...image.Image) kiosk.Sheet {
	return kiosk.Sheet{Pages: len(pages), Draw: func(n int) image.Image { return pages[n] }}
}

func silent(kiosk.Printing) {}

// same reports whether the first rows of got are want in black and white.
func same(got, want image.Image) bool {
	size := want.Bounds().Size()
	if got.Bounds().Dx() < size.X || got.Bounds().Dy() < size.Y {
		return false
	}
	for y := range size.Y {
		for x := range size.X {
			a, _, _, _ := got.At(x, y).RGBA()
			b, _, _, _ := want.At(x, y).RGBA()
			if (a < 0x8000) != (b < 0x8000) {
				return false
			}
		}
	}
	return true
}

// wait waits until is true: the other side has its own clock.
func wait(t *testing.T, what string, is func() bool) {
	t.Helper()
	for range 1000 {
		if is() {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Fatalf("never: %s", what)
}

// TestPrintedIsWhatWasDrawn decodes the bytes back into the picture, of a
// length that is no multiple of a band, narrower than the paper, twice.
func TestPrintedIsWhatWasDrawn(t *testing.T) {
	r, p := newRoll(t)
	want := pattern(570, 333)
	for range 2 {
		var steps []kiosk.Printing
		if err := p.Print(context.Background(), sheet(want), func(k kiosk.Printing) { steps = append(steps, k) }); err != nil {
			t.Fatal(err)
		}
		if len(steps) != 1 || steps[0] != (kiosk.Printing{Printer: kiosk.PrinterReady, Step: kiosk.PrintGoing, Page: 1, Pages: 1}) {
			t.Errorf("it told %v", steps)
		}
	}
	sheets := r.Sheets()
	if len(sheets) != 2 || !same(sheets[0], want) || !same(sheets[1], want) {
		t.Errorf("%d sheets, not the two that were drawn", len(sheets))
	}
	if r.Hanging() != 0 || len(r.Faults()) > 0 {
		t.Errorf("%d rows hang out, faults %v", r.Hanging(), r.Faults())
	}
}

// TestPagesAreCounted tells the second page of two.
func TestPagesAreCounted(t *testing.T) {
	r, p := newRoll(t)
	var pages []int
	err := p.Print(context.Background(), sheet(pattern(576, 70), pattern(500, 80)), func(k kiosk.Printing) { pages = append(pages, k.Page) })
	if err != nil || len(pages) != 2 || pages[1] != 2 || len(r.Sheets()) != 2 {
		t.Errorf("%v, pages %v, %d sheets", err, pages, len(r.Sheets()))
	}
}

// TestPaperRunsOutInTheMiddle: the visitor hears of it, and the next one's
// sheet begins on clean paper once there is some.
func TestPaperRunsOutInTheMiddle(t *testing.T) {
	for name, buffer := range map[string]int{"a large buffer": 0, "a small buffer": 500} {
		t.Run(name, func(t *testing.T) {
			r, p := newRoll(t)
			r.Buffer(buffer)
			r.Slow(time.Millisecond)
			r.Paper(150)
			err := p.Print(context.Background(), sheet(pattern(576, 2000)), silent)
			if got := printer.StateOf(err); got != kiosk.PrinterPaperOut && (buffer == 0 || got != kiosk.PrinterOffline) {
				t.Fatalf("%s: %v", got, err)
			}
			if len(r.Sheets()) > 0 {
				t.Error("something was cut off without paper")
			}
			if err := p.Check(context.Background()); err == nil {
				t.Error("a printer without paper is ready")
			}
			r.Slow(0)
			r.Buffer(0)
			r.Paper(-1)
			wait(t, "ready again", func() bool { return p.Check(context.Background()) == nil })
			wait(t, "the torn sheet falls out", func() bool { return len(r.Sheets()) == 1 && r.Hanging() == 0 })
			if err := p.Print(context.Background(), sheet(pattern(576, 90)), silent); err != nil {
				t.Fatal(err)
			}
			if s := r.Sheets(); len(s) != 2 || !same(s[1], pattern(576, 90)) || s[1].Bounds().Dy() > 200 {
				t.Errorf("the next visitor's sheet has something else on it")
			}
			if high := r.Sheets()[0].Bounds().Dy(); high > 150+6*64 {
				t.Errorf("%d rows of the last visitor's sheet came out after all", high-150)
			}
			if len(r.Faults()) > 0 {
				t.Errorf("it was told what it does not understand: %v", r.Faults())
			}
		})
	}
}

// TestTroubles has a state for each.
func TestTroubles(t *testing.T) {
	for want, cause := range map[kiosk.PrinterState]func(*printertest.Roll){
		kiosk.PrinterPaperOut:  func(r *printertest.Roll) { r.Paper(0) },
		kiosk.PrinterCoverOpen: func(r *printertest.Roll) { r.Cover(true) },
		kiosk.PrinterJam:       func(r *printertest.Roll) { r.Jam(true) },
		kiosk.PrinterMissing:   func(r *printertest.Roll) { r.Vanish() },
	} {
		t.Run(string(want), func(t *testing.T) {
			r, p := newRoll(t)
			if err := p.Check(context.Background()); err != nil {
				t.Fatalf("before: %v", err)
			}
			cause(r)
			if err := p.Check(context.Background()); printer.StateOf(err) != want {
				t.Errorf("check: %v", err)
			}
			if err := p.Print(context.Background(), sheet(pattern(100, 100)), silent); printer.StateOf(err) != want {
				t.Errorf("print: %v", err)
			}
			if len(r.Sheets()) > 0 || r.Hanging() > 0 {
				t.Error("something came out")
			}
		})
	}
}

// TestSlowPrinterIsWaitedFor: 400 rows that drip out, through a buffer that
// is soon full, until the last is out.
func TestSlowPrinterIsWaitedFor(t *testing.T) {
	r, p := newRoll(t)
	r.Buffer(200)
	r.Slow(4 * time.Millisecond)
	if err := p.Print(context.Background(), sheet(pattern(576, 400)), silent); err != nil {
		t.Fatal(err)
	}
	if s := r.Sheets(); len(s) != 1 || !same(s[0], pattern(576, 400)) {
		t.Errorf("Print returned before the sheet was out: %d sheets, %d rows", len(s), r.Hanging())
	}
}

// TestMutePrinter prints on one that never answers.
func TestMutePrinter(t *testing.T) {
	r, p := newRoll(t)
	r.Mute(true)
	if err := p.Print(context.Background(), sheet(pattern(576, 100)), silent); err != nil {
		t.Fatal(err)
	}
	wait(t, "a sheet", func() bool { s := r.Sheets(); return len(s) == 1 && same(s[0], pattern(576, 100)) })
}

// TestPrinterVanishes is unplugged while it prints, and comes back.
func TestPrinterVanishes(t *testing.T) {
	r, p := newRoll(t)
	r.Slow(2 * time.Millisecond)
	go func() {
		for r.Hanging() < 40 {
			time.Sleep(time.Millisecond)
		}
		r.Vanish()
	}()
	err := p.Print(context.Background(), sheet(pattern(576, 3000)), silent)
	if printer.StateOf(err) != kiosk.PrinterMissing {
		t.Fatalf("%v", err)
	}
	if err := p.Check(context.Background()); printer.StateOf(err) != kiosk.PrinterMissing {
		t.Fatalf("check: %v", err)
	}
	r.Slow(0)
	if err := r.Return(); err != nil {
		t.Fatal(err)
	}
	if err := p.Print(context.Background(), sheet(pattern(576, 90)), silent); err != nil {
		t.Fatal(err)
	}
	if s := r.Sheets(); len(s) != 2 || !same(s[1], pattern(576, 90)) || s[1].Bounds().Dy() > 200 {
		t.Errorf("after its return %d sheets came out", len(s))
	}
}

// TestVisitorLeaves ends the sheet: what is out of it is cut off.
func TestVisitorLeaves(t *testing.T) {
	r, p := newRoll(t)
	r.Buffer(100)
	r.Slow(time.Millisecond)
	ctx, leave := context.WithCancel(context.Background())
	go func() {
		for r.Hanging() < 40 {
			time.Sleep(time.Millisecond)
		}
		leave()
	}()
	if err := p.Print(ctx, sheet(pattern(576, 12000)), silent); !errors.Is(err, context.Canceled) {
		t.Fatalf("%v", err)
	}
	wait(t, "a cut", func() bool { return len(r.Sheets()) == 1 && r.Hanging() == 0 })
	if high := r.Sheets()[0].Bounds().Dy(); high > 11000 {
		t.Errorf("%d rows came out after the visitor had left", high)
	}
}

// TestTooLargeIsRefused before anything is printed.
func TestTooLargeIsRefused(t *testing.T) {
	r, p := newRoll(t)
	if err := p.Print(context.Background(), sheet(pattern(577, 10)), silent); err == nil {
		t.Error("wider than the paper")
	}
	if err := p.Print(context.Background(), sheet(image.NewGray(image.Rect(0, 0, 1, 20000))), silent); err == nil {
		t.Error("a whole roll")
	}
	if r.Hanging() > 0 || len(r.Sheets()) > 0 {
		t.Error("something came out")
	}
}

func TestSettings(t *testing.T) {
	if _, err := printer.Open(""); !errors.Is(err, printer.ErrNone) || printer.StateOf(err) != kiosk.PrinterNone {
		t.Errorf("no setting: %v", err)
	}
	for _, good := range []string{"cups:hall", "cups:HP_LaserJet-2", "escpos:/dev/usb/lp0", "escpos:192.168.1.60:9100", "escpos:printer.hall:9100", "escpos:[::1]:9100"} {
		if _, err := printer.Open(good); err != nil {
			t.Errorf("%s: %v", good, err)
		}
	}
	for _, bad := range []string{"hall", "cups", "cups:", "cups:two words", "cups:../x", "escpos:", "escpos:/tmp/file", "escpos:/dev/../etc/passwd", "escpos:host", "escpos:host:0", "escpos:host:http", "escpos::9100", "lpr:hall", " cups:hall"} {
		_, err := printer.Open(bad)
		if err == nil || !strings.Contains(err.Error(), "hint:") || !strings.Contains(err.Error(), bad) {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

// TestDeviceThatIsNone tells a device that is not there from one that is no
// printer's.
func TestDeviceThatIsNone(t *testing.T) {
	for _, path := range []string{"/dev/usb/lp99", "/dev/fd"} {
		p, err := printer.Open("escpos:" + path)
		if err != nil {
			t.Fatal(err)
		}
		if err := p.Check(context.Background()); printer.StateOf(err) != kiosk.PrinterMissing {
			t.Errorf("%s: %v", path, err)
		}
	}
}
