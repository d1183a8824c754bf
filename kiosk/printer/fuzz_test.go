package printer

import (
	"bytes"
	"context"
	"io"
	"net"
	"os"
	"testing"
	"time"

	"github.com/OpenPrinting/goipp"

	"mingbai/kiosk"
)

// FuzzIPPAnswer reads what a server may say: it never panics, and what it
// cannot read is an error.
func FuzzIPPAnswer(f *testing.F) {
	m := goipp.NewResponse(goipp.DefaultVersion, goipp.StatusOk, 1)
	m.Printer.Add(goipp.MakeAttribute("printer-state", goipp.TagEnum, goipp.Integer(5)))
	m.Printer.Add(goipp.MakeAttribute("printer-state-reasons", goipp.TagKeyword, goipp.String("media-empty-error")))
	good, err := m.EncodeBytes()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good)
	f.Add(good[:len(good)/2])
	f.Add([]byte{2, 0, 4, 6, 0, 0, 0, 1, 3})
	f.Fuzz(func(t *testing.T, b []byte) {
		a, err := readAnswer(bytes.NewReader(b))
		if (a == nil) != (err != nil) {
			t.Errorf("answer %v with error %v", a, err)
		}
		switch stateOf(a.words("printer-state-reasons")) {
		case kiosk.PrinterReady, kiosk.PrinterPaperOut, kiosk.PrinterCoverOpen, kiosk.PrinterJam, kiosk.PrinterOffline:
		default:
			t.Errorf("%v is no state", a.words("printer-state-reasons"))
		}
		_ = a.number("printer-state")
	})
}

// A chatterer is a line to a printer that answers whatever it likes and takes
// everything.
type chatterer struct{ says *bytes.Reader }

func (c *chatterer) Read(b []byte) (int, error) {
	n, err := c.says.Read(b[:1])
	if err == io.EOF {
		return 0, os.ErrDeadlineExceeded
	}
	return n, err
}
func (c *chatterer) Write(b []byte) (int, error)    { return len(b), nil }
func (*chatterer) Close() error                     { return nil }
func (*chatterer) SetReadDeadline(time.Time) error  { return nil }
func (*chatterer) SetWriteDeadline(time.Time) error { return nil }

var _ link = &chatterer{}
var _ link = net.Conn(nil)

// FuzzAnswers prints on a printer that says anything: it ends, and its error
// tells of a state.
func FuzzAnswers(f *testing.F) {
	f.Add([]byte{0x12, 0x12, 0x12, 0, 0, 0})
	f.Add([]byte{0x12, 0x32, 0x72})
	f.Add([]byte{0xFF, 0x16, 0x12, 0x1A})
	f.Fuzz(func(t *testing.T, says []byte) {
		r := &roll{patience: time.Millisecond}
		talk := &talk{link: &chatterer{bytes.NewReader(says)}, patience: time.Millisecond}
		err := r.fit(talk)
		if err == nil {
			err = r.sheet(context.Background(), talk, &bitmap{w: rollWidth, h: 20, stride: rollWidth / 8, bits: make([]byte, 20*rollWidth/8)})
		}
		if s := StateOf(err); err != nil && (s == kiosk.PrinterReady || s == kiosk.PrinterNone) {
			t.Errorf("%v tells of %q", err, s)
		}
	})
}
