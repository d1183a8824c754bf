// Package printer puts a sheet on paper: on the 80 mm roll of a receipt
// printer that understands ESC/POS, at a device file or a network port, or on
// A4 through a queue of CUPS, which it asks by IPP. The configuration key
// printer says which:
//
//	""                          none: the kiosk has no button to print
//	"cups:hall"                 the queue called hall
//	"escpos:/dev/usb/lp0"       a receipt printer at USB
//	"escpos:192.168.1.60:9100"  one at the network
//
//	p, err := printer.Open(config.Printer)
//	err = p.Print(ctx, sheet, func(how kiosk.Printing) { show(how) })
//	if err != nil {
//		say(printer.StateOf(err)) // paper-out, cover-open, jam, offline, missing
//	}
//
// What goes wrong is a [Trouble] with a state that the screen has words and a
// next step for. Half a sheet is no sheet: after an error, or when the
// visitor has left, nothing more of it comes out; a roll ends it with a
// hatching and cuts it off, as soon as the printer can, so that the next
// visitor's begins on clean paper.
//
// It starts no goroutine, queues nothing and writes no file. It knows
// neither pages nor records, prints what is drawn for it, and logs nothing of
// it. Printers are not told what they print: jobs have no names but the
// program's.
package printer
