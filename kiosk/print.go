package kiosk

import "image"

// A Stock is the paper that a printer prints on, and how finely.
type Stock struct {
	W, H  int     // of what can be printed on a page, in pixels; H 0 is a roll, as long as it has to be
	PerMM float64 // pixels a millimetre
}

// Roll reports whether the paper is as long as what is printed on it.
func (p Stock) Roll() bool { return p.H == 0 }

// A Sheet is what a visitor has printed. It says nothing about the visitor.
type Sheet struct {
	Pages int                        // at least 1
	Draw  func(page int) image.Image // page counts from 0; may be called by any goroutine, one at a time
}

// A PrinterState says how a printer is.
type PrinterState string

// How a printer may be. The zero state is that of a kiosk without one.
const (
	PrinterNone      PrinterState = ""           // the hall has set up none
	PrinterReady     PrinterState = "ready"      // also of one that never answers
	PrinterPaperOut  PrinterState = "paper-out"  // or the tray is
	PrinterCoverOpen PrinterState = "cover-open" // or a door
	PrinterJam       PrinterState = "jam"        // paper or the knife is stuck, or another fault that staff can clear
	PrinterOffline   PrinterState = "offline"    // it is there and does not print
	PrinterMissing   PrinterState = "missing"    // it is not plugged in, or nobody knows it
)

// A PrintStep is how far a sheet has come.
type PrintStep string

// From nothing over the first to one of the last two.
const (
	PrintNone   PrintStep = ""
	PrintGoing  PrintStep = "going"
	PrintDone   PrintStep = "done"
	PrintFailed PrintStep = "failed" // Printer says why
)

// A Printing is how a printer and the sheet on it are.
type Printing struct {
	Printer     PrinterState
	Step        PrintStep
	Page, Pages int // of the sheet while it is printed, from 1
}
