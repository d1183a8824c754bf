package gallery_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/ui"
	"mingbai/ui/page"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// A printingDesk has a printer, how it is the test says.
type printingDesk struct{ desk }

func (printingDesk) CanPrint() bool     { return true }
func (printingDesk) Paper() kiosk.Stock { return papers["roll"] }
func (printingDesk) Print(kiosk.Sheet)  {}
func (printingDesk) EndPrint()          {}

func openPrinting(d printingDesk, route string, size fyne.Size, lang catalog.Lang) *ui.Shell {
	s := ui.NewShell(d)
	s.Language(lang)
	s.Open(page.ParseRoute(route))
	s.Content().Resize(size)
	return s
}

// TestPrintButton judges the guides with the button: those with a code, with a
// dead one, without a counter.
func TestPrintButton(t *testing.T) {
	eachLook(t, func(t *testing.T, d desk, size fyne.Size, lang catalog.Lang) {
		for _, route := range []string{"guide/pension-enrolment", "guide/medical-remote", "guide/id-card"} {
			s := openPrinting(printingDesk{d}, route, size, lang)
			judge(t, s, size)
			if !slices.ContainsFunc(s.Targets(), func(t part.Target) bool { return t.Key == "print" }) {
				t.Errorf("%s has no button to print", route)
			}
		}
	})
}

// TestPrintDialog judges what lies over the page while a sheet is printed, and
// in every trouble.
func TestPrintDialog(t *testing.T) {
	steps := []kiosk.Printing{
		{Printer: kiosk.PrinterReady, Step: kiosk.PrintGoing, Page: 1, Pages: 2},
		{Printer: kiosk.PrinterReady, Step: kiosk.PrintDone, Page: 2, Pages: 2},
	}
	for _, state := range []kiosk.PrinterState{kiosk.PrinterReady, kiosk.PrinterPaperOut, kiosk.PrinterCoverOpen, kiosk.PrinterJam, kiosk.PrinterOffline, kiosk.PrinterMissing} {
		steps = append(steps, kiosk.Printing{Printer: state, Step: kiosk.PrintFailed})
	}
	for _, on := range append(modes, nil) {
		t.Run(strings.Join(on, "+"), func(t *testing.T) {
			eachLook(t, func(t *testing.T, d desk, size fyne.Size, lang catalog.Lang) {
				for _, how := range steps {
					t.Run(fmt.Sprint(how.Step, how.Printer), func(t *testing.T) {
						d.state.Printing = how
						s := openPrinting(printingDesk{d}, "guide/pension-enrolment", size, lang)
						for _, m := range on {
							s.Mode(m)
						}
						if !s.Tap("print") {
							t.Fatal("there is no button to print")
						}
						above(t, s, size)
						if slices.Contains(on, "low") {
							lowAbove(t, s, size)
						}
					})
				}
			})
		})
	}
}

// TestPrintDialogInContrast judges the other palette.
func TestPrintDialogInContrast(t *testing.T) {
	test.NewApp().Settings().SetTheme(theme.Toolkit())
	d := newDesk(t)
	d.state.Printing = kiosk.Printing{Printer: kiosk.PrinterPaperOut, Step: kiosk.PrintFailed}
	s := openPrinting(printingDesk{d}, "guide/pension-enrolment", panels["upright"], catalog.ZH)
	s.Mode("contrast")
	s.Tap("print")
	above(t, s, panels["upright"])
}
