package machine_test

import (
	"image"
	"sync"
	"testing"
	"time"

	"mingbai/kiosk"
	"mingbai/kiosk/machine"
	"mingbai/kiosk/printer/printertest"
)

// printing starts a machine with a printer that is not there, and notes what
// the screen is told.
func printing(t *testing.T) (*machine.Machine, *printertest.Roll, func() []kiosk.Printing) {
	t.Helper()
	r, err := printertest.NewRoll()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(r.Close)
	c := kiosk.Defaults()
	c.Printer = r.Setting()
	m, err := machine.Open(t.Context(), machine.Setup{Config: c, Dir: t.TempDir(), Content: content(fee("a", "甲")), Now: func() time.Time { return morning }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { m.Close() })
	var mu sync.Mutex
	var told []kiosk.Printing
	m.OnChange(func() {
		mu.Lock()
		defer mu.Unlock()
		told = append(told, m.State().Printing)
	})
	m.Start()
	return m, r, func() []kiosk.Printing {
		mu.Lock()
		defer mu.Unlock()
		return append([]kiosk.Printing{}, told...)
	}
}

func blank(rows int) kiosk.Sheet {
	return kiosk.Sheet{Pages: 1, Draw: func(int) image.Image { return image.NewGray(image.Rect(0, 0, 576, rows)) }}
}

func until(t *testing.T, what string, is func() bool) {
	t.Helper()
	for range 2000 {
		if is() {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Fatalf("never: %s", what)
}

func step(m *machine.Machine, want kiosk.PrintStep) func() bool {
	return func() bool { return m.State().Printing.Step == want }
}

// TestSheetIsPrinted and the screen is told that it is out.
func TestSheetIsPrinted(t *testing.T) {
	m, r, told := printing(t)
	if !m.CanPrint() || m.Paper().W != 576 {
		t.Fatal("there is a printer")
	}
	m.Print(blank(300))
	if s := m.State().Printing; s.Step != kiosk.PrintGoing || s.Pages != 1 {
		t.Errorf("at once it says %+v", s)
	}
	until(t, "out", step(m, kiosk.PrintDone))
	if len(r.Sheets()) != 1 {
		t.Errorf("%d sheets", len(r.Sheets()))
	}
	if all := told(); len(all) == 0 || all[len(all)-1].Step != kiosk.PrintDone {
		t.Errorf("the screen was told %v", all)
	}
	m.EndPrint()
	if s := m.State().Printing; s.Step != kiosk.PrintNone {
		t.Errorf("for the next visitor it says %+v", s)
	}
}

// TestNoPrinterNoButton: neither where none is set up nor where it is gone.
func TestNoPrinterNoButton(t *testing.T) {
	m := open(t, t.TempDir(), fee("a", "甲"))
	m.Print(blank(10)) // nothing to do it with
	m.EndPrint()
	if m.CanPrint() {
		t.Error("a kiosk without a printer can print")
	}
	m, r, _ := printing(t)
	r.Vanish()
	if err := m.AskPrinter(t.Context()); err != nil || m.CanPrint() {
		t.Errorf("%v: an unplugged printer can print", err)
	}
	if err := r.Return(); err != nil {
		t.Fatal(err)
	}
	if err := m.AskPrinter(t.Context()); err != nil || !m.CanPrint() {
		t.Errorf("%v: it is plugged in again and cannot print", err)
	}
}

// TestPaperOutIsSaidAndForgotten when somebody has put some in; the next
// visitor's sheet is clean.
func TestPaperOutIsSaidAndForgotten(t *testing.T) {
	m, r, _ := printing(t)
	r.Slow(time.Millisecond)
	r.Paper(50)
	m.Print(blank(2000))
	until(t, "failed", step(m, kiosk.PrintFailed))
	if s := m.State().Printing; s.Printer != kiosk.PrinterPaperOut || !m.CanPrint() {
		t.Errorf("it says %+v", s)
	}
	m.EndPrint()
	r.Slow(0)
	r.Paper(-1)
	until(t, "ready", func() bool {
		_ = m.AskPrinter(t.Context())
		return m.State().Printing.Printer == kiosk.PrinterReady
	})
	until(t, "the torn sheet is out", func() bool { return len(r.Sheets()) == 1 && r.Hanging() == 0 })
	m.Print(blank(100))
	until(t, "out", step(m, kiosk.PrintDone))
	if s := r.Sheets(); len(s) != 2 || s[1].Bounds().Dy() > 200 {
		t.Errorf("%d sheets", len(s))
	}
}

// TestSessionsEndTakesTheSheetBack and the next visitor does not hear of it.
func TestSessionsEndTakesTheSheetBack(t *testing.T) {
	m, r, _ := printing(t)
	r.Slow(time.Millisecond)
	m.Print(blank(11000))
	until(t, "it comes out", func() bool { return r.Hanging() > 100 })
	m.EndPrint()
	r.Slow(0)
	m.Print(blank(150)) // the next visitor is quick
	until(t, "out", step(m, kiosk.PrintDone))
	until(t, "both sheets", func() bool { return len(r.Sheets()) == 2 })
	s := r.Sheets()
	if s[0].Bounds().Dy() > 9000 || s[1].Bounds().Dy() > 250 {
		t.Errorf("the sheets have %d and %d rows", s[0].Bounds().Dy(), s[1].Bounds().Dy())
	}
}

// TestSheetThatCannotBeDrawnIsNotWaitedFor and the next one is printed.
func TestSheetThatCannotBeDrawnIsNotWaitedFor(t *testing.T) {
	m, r, _ := printing(t)
	m.Print(kiosk.Sheet{Pages: 1, Draw: func(int) image.Image { panic("no font") }})
	until(t, "failed", step(m, kiosk.PrintFailed))
	m.Print(blank(80))
	until(t, "out", step(m, kiosk.PrintDone))
	if len(r.Sheets()) != 1 {
		t.Errorf("%d sheets", len(r.Sheets()))
	}
}

// TestWrongDevicesDoNotDarkenTheKiosk starts with a printer and a voice that
// nobody knows: it shows its content, without them.
func TestWrongDevicesDoNotDarkenTheKiosk(t *testing.T) {
	c := kiosk.Defaults()
	c.Printer, c.Voice = "lpt1", "loud"
	m, err := machine.Open(t.Context(), machine.Setup{Config: c, Dir: t.TempDir(), Content: content(fee("a", "甲")), Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	m.Start()
	if m.CanPrint() || m.CanSay() {
		t.Error("it offers what it has not")
	}
	if _, err := m.Record("fee/a"); err != nil {
		t.Error(err)
	}
}
