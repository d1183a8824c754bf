package ui_test

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/ui"
	"mingbai/ui/page"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// A press is a desk with a printer that does what the test says.
type press struct {
	desk
	can      bool
	printing kiosk.Printing
	sheets   int
	ended    int
}

func (p *press) State() kiosk.State {
	s := p.desk.State()
	s.Printing = p.printing
	return s
}
func (p *press) CanPrint() bool     { return p.can }
func (p *press) Paper() kiosk.Stock { return kiosk.Stock{W: 576, PerMM: 8} }
func (p *press) Print(s kiosk.Sheet) {
	p.sheets++
	p.printing = kiosk.Printing{Printer: kiosk.PrinterReady, Step: kiosk.PrintGoing, Page: 1, Pages: s.Pages}
}
func (p *press) EndPrint() {
	p.ended++
	p.printing = kiosk.Printing{Printer: p.printing.Printer}
}

const guideLink = "https://www.mingbai.example/apply"

func newPress() *press {
	return &press{can: true, desk: desk{catalog.NewCollection([]*catalog.Record{
		{ID: "counter/b", Title: catalog.Text{catalog.ZH: "B 区"}, Body: &catalog.Counter{Floor: 2}},
		{ID: "guide/pension", Title: catalog.Text{catalog.ZH: "参保登记"}, Checked: catalog.Stamp{On: catalog.DateOf(time.Now())},
			Body: &catalog.Guide{Counters: []catalog.ID{"counter/b"}, Channels: []catalog.Way{{Sort: catalog.Code{Code: "online"}, Link: &catalog.Link{URL: guideLink}}}}},
	})}}
}

// printing opens the guide of a press.
func printing(t *testing.T, p *press) *ui.Shell {
	t.Helper()
	test.NewApp().Settings().SetTheme(theme.Toolkit())
	s := ui.NewShell(p)
	s.Content().Resize(fyne.NewSize(1080, 1920))
	s.Open(page.ParseRoute("guide/pension"))
	return s
}

// TestNoPrinterNoButton: neither without one nor with one that is gone.
func TestNoPrinterNoButton(t *testing.T) {
	p := newPress()
	if s := printing(t, p); !slices.Contains(keys(s), "print") {
		t.Fatal("there is no button to print")
	}
	p.can = false
	if s := printing(t, p); slices.Contains(keys(s), "print") || !slices.Contains(keys(s), "go") {
		t.Errorf("without a printer there are %v", keys(s))
	}
}

// TestSheetFromButtonToHand follows the dialog: printing, the next page, out;
// and what was taken is not printed again for the same visitor.
func TestSheetFromButtonToHand(t *testing.T) {
	p := newPress()
	s := printing(t, p)
	tap(t, s, "print")
	if p.sheets != 1 || !shows(s, "正在打印") || !shows(s, "第 1 页，共 1 页") {
		t.Fatalf("%d sheets; the dialog does not say how it goes", p.sheets)
	}
	p.printing.Page, p.printing.Pages = 2, 3
	s.Changed()
	if !shows(s, "第 2 页，共 3 页") {
		t.Error("the second page is not told")
	}
	p.printing.Step = kiosk.PrintDone
	s.Changed()
	if !shows(s, "请取走纸张") {
		t.Error("it does not say that the paper is to be taken")
	}
	tap(t, s, "print/end")
	if slices.Contains(keys(s), "print/end") || p.ended != 0 {
		t.Errorf("the dialog is still open, or a sheet that is out was taken back (%d)", p.ended)
	}
	tap(t, s, "print")
	if p.sheets != 1 || !shows(s, "请取走纸张") {
		t.Errorf("the same sheet was printed %d times", p.sheets)
	}
	tap(t, s, "print/end")
	s.Language(catalog.RU)
	tap(t, s, "print")
	if p.sheets != 2 {
		t.Error("in another language it is another sheet")
	}
}

// TestPrinterTroubleHasANextStep: in words for each state, with the code to
// take along, and once more when the paper is in.
func TestPrinterTroubleHasANextStep(t *testing.T) {
	for state, words := range map[kiosk.PrinterState]string{
		kiosk.PrinterPaperOut: "打印机没有纸了", kiosk.PrinterCoverOpen: "打印机的盖子开着", kiosk.PrinterJam: "打印机卡住了",
		kiosk.PrinterOffline: "打印机没有反应", kiosk.PrinterMissing: "找不到打印机",
	} {
		p := newPress()
		s := printing(t, p)
		tap(t, s, "print")
		p.printing.Step, p.printing.Printer = kiosk.PrintFailed, state
		s.Changed()
		if !shows(s, words) || !shows(s, "请告诉工作人员，或致电 12345") {
			t.Errorf("%s is not said, or not what to do", state)
		}
		if !slices.ContainsFunc(s.Drawn(), func(m part.Mark) bool { return m.Code == guideLink && m.Size > 300 }) {
			t.Errorf("%s: there is no code to take the guide along", state)
		}
		p.printing.Printer = kiosk.PrinterReady
		s.Changed()
		if !shows(s, "打印机好了") {
			t.Errorf("%s: it does not say that it works again", state)
		}
		tap(t, s, "print/again")
		if p.sheets != 2 || !shows(s, "正在打印") {
			t.Errorf("%s: it was not tried again", state)
		}
	}
}

// TestPrintingIsTakenBack by the visitor, and by the end of the visit.
func TestPrintingIsTakenBack(t *testing.T) {
	p := newPress()
	s := printing(t, p)
	tap(t, s, "print")
	tap(t, s, "print/end")
	if p.ended != 1 || p.printing.Step != kiosk.PrintNone {
		t.Errorf("taken back %d times", p.ended)
	}
	tap(t, s, "print")
	s.Pressed(page.KeyEscape)
	if p.ended != 2 || slices.Contains(keys(s), "print/end") {
		t.Error("Escape does not end it")
	}
}

// TestForgottenSheetEndsWithTheVisit: the dialog stays for 90 seconds, then
// somebody is asked for, then all is taken back.
func TestForgottenSheetEndsWithTheVisit(t *testing.T) {
	p := newPress()
	test.NewApp().Settings().SetTheme(theme.Toolkit())
	synctest.Test(t, func(t *testing.T) {
		s := ui.NewShell(p)
		s.Content().Resize(fyne.NewSize(1080, 1920))
		s.Start()
		defer s.Stop()
		s.Open(page.ParseRoute("guide/pension"))
		time.Sleep(part.Guard)
		tap(t, s, "print")
		time.Sleep(85 * time.Second)
		synctest.Wait()
		if slices.Contains(keys(s), "timeout/stay") || p.ended != 0 {
			t.Error("it asks before 90 seconds under the dialog")
		}
		time.Sleep(30 * time.Second)
		synctest.Wait()
		if p.ended != 1 || slices.Contains(keys(s), "print/end") {
			t.Errorf("the visit is over, and the sheet was taken back %d times", p.ended)
		}
	})
}

// TestWithdrawnGuideIsNotPrinted takes it back together with the page.
func TestWithdrawnGuideIsNotPrinted(t *testing.T) {
	p := newPress()
	s := printing(t, p)
	tap(t, s, "print")
	p.Collection = catalog.NewCollection(nil)
	s.Changed()
	if p.ended != 1 || slices.Contains(keys(s), "print/end") {
		t.Errorf("taken back %d times", p.ended)
	}
}
