// Package printertest has a receipt printer that is not there: it listens at
// a port of this machine, understands the ESC/POS that the real ones do, and
// turns the bytes back into the pictures that fell out of it. It can run out
// of paper, be slow, be silent, be opened and vanish.
//
//	r, err := printertest.NewRoll()
//	defer r.Close()
//	p, err := printer.Open(r.Setting())
//	r.Paper(100) // rows, and then it is at its end
package printertest
