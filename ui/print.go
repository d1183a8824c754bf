package ui

import (
	"mingbai/kiosk"
	"mingbai/ui/page"
)

// print has the checklist of the guide on the screen printed, and says how it
// goes. One that this visitor has already is not printed again.
func (s *Shell) print() {
	p, ok := s.desk.(page.Printer)
	if !ok {
		return
	}
	if s.session.sheet != s.sheetName() || s.desk.State().Printing.Step != kiosk.PrintDone {
		s.printAgain(p)
	}
	s.session.printing = true
	s.touch.PageChanged()
	s.touched()
	s.drawAbove()
}

// printAgain begins to print, whatever was printed before.
func (s *Shell) printAgain(p page.Printer) {
	sheet, ok := page.Checklist(s.view(), p.Paper())
	if !ok {
		return
	}
	s.session.sheet = s.sheetName()
	s.tell("print %s, pages %d", s.session.sheet, sheet.Pages)
	p.Print(sheet)
}

// sheetName tells one sheet from another.
func (s *Shell) sheetName() string {
	return s.session.current().route.String() + " " + string(s.session.lang)
}

// retry prints once more what has failed.
func (s *Shell) retry() {
	if p, ok := s.desk.(page.Printer); ok {
		s.printAgain(p)
		s.touch.PageChanged()
		s.touched()
		s.drawAbove()
	}
}

// endPrint closes the dialog. What is not printed yet is taken back.
func (s *Shell) endPrint() {
	s.session.printing = false
	if s.desk.State().Printing.Step != kiosk.PrintDone {
		s.takeBack()
	}
	s.touch.PageChanged()
	s.touched()
	s.drawAbove()
}

// takeBack forgets what a visitor has printed.
func (s *Shell) takeBack() {
	s.session.sheet = ""
	if p, ok := s.desk.(page.Printer); ok {
		p.EndPrint()
	}
}
