package page

import (
	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// A Printer is a Desk that puts sheets on paper. How it goes is
// kiosk.State.Printing.
type Printer interface {
	// CanPrint reports whether there is a printer; it may lack paper.
	CanPrint() bool
	// Paper returns what it prints on.
	Paper() kiosk.Stock
	// Print begins to print a sheet, in the place of the last one.
	Print(s kiosk.Sheet)
	// EndPrint takes back what is not printed yet and forgets it.
	EndPrint()
}

// printer returns the capability to print, or nil.
func (v *View) printer() Printer {
	if p, ok := v.Desk.(Printer); ok && p.CanPrint() && v.Act.Print != nil {
		return p
	}
	return nil
}

// next is what to do with a guide beside scanning its code: print it, where
// there is a printer, and go to the counter, where no other button does.
func (v *View) next(g *catalog.Guide) part.Box {
	there := v.goThere(g)
	switch {
	case v.printer() == nil || v.wide():
		return there
	case v.shown(g.Online()) && len(v.counters(g.Counters)) > 0:
		return v.primary("print", "print", v.w("print"), 100, v.Act.Print)
	}
	return part.Column(12, there, v.second("print", "print", v.w("print"), 84, v.Act.Print))
}

// printBeside is the button beside the title of a panel that lies, whose side
// has no room for it; nil elsewhere and without a printer.
func (v *View) printBeside() part.Box {
	if v.printer() == nil || !v.wide() {
		return nil
	}
	return v.quiet("print", "print", v.w("print"), 76, v.Act.Print)
}

// Print is the dialog of a sheet that is printed: how far it is, that it is
// to be taken, or what is wrong and what to do instead.
func (v *View) Print(again, end func()) part.Box {
	s := v.Desk.State().Printing
	switch s.Step {
	case kiosk.PrintDone:
		return v.printed(end)
	case kiosk.PrintFailed:
		return v.unprinted(s, again, end)
	}
	words := part.Column(10, v.amid(v.w("print.going"), theme.Greeting.Of(60)), v.amid(v.w("print.page", "n", s.Page, "of", max(1, s.Pages)), theme.H2), v.amid(v.w("print.wait"), theme.BodyL.Leading(1.3)))
	cancel := part.AtLeast{H: 116, Box: part.Tap{Key: "print/end", Do: end, Face: v.outlined(theme.RadiusL), Box: part.Padded(16, 8, v.label("", v.w("print.cancel"), theme.H2.Leading(1.25), v.Palette.Primary))}}
	return v.printDialog(v.disc("print", 260, 160), words, cancel)
}

func (v *View) amid(s string, style theme.Style) part.Text {
	return part.Text{Words: s, Style: style, Ink: v.Palette.Ink, Align: part.Center}
}

func (v *View) printed(end func()) part.Box {
	words := part.Column(10, v.amid(v.w("print.done"), theme.Greeting.Of(60)), v.amid(v.w("print.done.sub"), theme.BodyL.Leading(1.3)))
	return v.printDialog(part.Icon{Name: "check_circle-fill", Size: 240, Ink: v.Palette.OK}, words, v.endPrint(end))
}

func (v *View) endPrint(end func()) part.Box {
	return part.AtLeast{H: 132, Box: part.Tap{Key: "print/end", Do: end, Face: v.filled(theme.RadiusL), Box: part.Padded(24, 8, v.label("close", v.w("close"), theme.H2.Of(44).Leading(1.3), v.Palette.OnPrimary))}}
}

// printDialog is a sign over words over buttons, or beside them.
func (v *View) printDialog(sign, words part.Box, buttons ...part.Box) part.Box {
	below := part.Column(20, buttons...)
	if v.Frame.Wide() {
		return v.dialog(1400, part.Padded(v.dialogPad(), v.dialogPad(), part.Line(v.dialogPad(), sign, part.Grow{Box: part.Column(24, words, below)})))
	}
	return v.dialog(900, part.Padded(v.dialogPad(), v.dialogPad(), part.Column(32, part.Middle{Box: sign}, words, below)))
}

// unprinted says why nothing comes out and what to do: tell somebody, or take
// the guide along by phone. When the printer is well again it may be tried.
func (v *View) unprinted(s kiosk.Printing, again, end func()) part.Box {
	state := s.Printer
	if state == kiosk.PrinterNone {
		state = kiosk.PrinterMissing
	}
	title, sub := v.w("print."+string(state)), v.w("print.tell", "phone", v.Desk.State().Telephone)
	p := v.Palette
	fill, ink, icon := p.BadBg, p.Bad, "error"
	if state == kiosk.PrinterReady {
		sub, fill, ink, icon = v.w("print.retry"), p.OKBg, p.OK, "check_circle"
	}
	block := part.Card{Face: part.Face{Fill: fill, Radius: theme.RadiusL, Outline: p.Outline, Frame: p.Line},
		Box: part.Padded(36, 24, part.Line(32, part.Icon{Name: icon, Size: 80, Ink: ink}, part.Grow{Box: part.Column(6, v.in(ink, title, theme.H2.Of(38)), v.text(sub, theme.Body.Leading(1.4)))}))}
	words := part.Column(28, block)
	if code := v.insteadOfPaper(); code != nil {
		words.Of = append(words.Of, code)
	}
	retry := part.AtLeast{H: 116, Box: part.Tap{Key: "print/again", Do: again, Face: v.outlined(theme.RadiusL), Box: part.Padded(16, 8, v.label("print", v.w("print.again"), theme.H2.Leading(1.25), p.Primary))}}
	var buttons part.Box = part.Even(20, retry, v.endPrint(end))
	if v.compact() && !v.Frame.Wide() {
		buttons = part.Column(12, retry, v.endPrint(end))
	}
	w := float32(920)
	if v.Frame.Wide() {
		w = 1400
	}
	return v.dialog(w, part.Padded(v.dialogPad()-8, v.dialogPad()-8, part.Column(v.dialogPad()/2, words, buttons)))
}

// insteadOfPaper is the code of the guide on the page, for want of paper; nil where
// there is none that may be shown.
func (v *View) insteadOfPaper() part.Box {
	r := v.lookup(catalog.ID(v.Route.Path))
	if r == nil {
		return nil
	}
	g, ok := r.Body.(*catalog.Guide)
	if !ok || !v.shown(g.Online()) {
		return nil
	}
	link := *g.Online()
	const size = 360
	q := part.QR{Text: link.URL, Size: size - 12}
	if !q.Fits(v.Frame) {
		return nil
	}
	code := part.Fix{W: size, H: size, Box: part.Card{Face: part.Face{Fill: white, Radius: theme.RadiusM, Line: v.Palette.TintLine, Stroke: 2}, Box: part.Middle{Box: q}}}
	words := part.Column(12, v.text(v.w("print.scan"), theme.H2.Of(36)), v.dim(v.w("opens", "what", v.or(v.t(link.Title)), "whose", v.or(v.t(link.Owner))), theme.Body))
	return part.Line(34, code, part.Grow{Box: words})
}
