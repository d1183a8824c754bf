package printer_test

import (
	"context"
	"io"
	"net"
	"os"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
	"golang.org/x/term"

	"mingbai/kiosk"
	"mingbai/kiosk/printer"
	"mingbai/kiosk/printer/printertest"
)

// terminal returns the path of a terminal that stands for a device file, with
// r at its other end.
func terminal(t *testing.T, r *printertest.Roll) string {
	t.Helper()
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NONBLOCK, 0)
	if err != nil {
		t.Skip("no terminals here: ", err)
	}
	t.Cleanup(func() { master.Close() })
	raw, err := master.SyscallConn()
	must(t, err)
	var n int
	must(t, raw.Control(func(fd uintptr) {
		if err = unix.IoctlSetPointerInt(int(fd), unix.TIOCSPTLCK, 0); err == nil {
			n, err = unix.IoctlGetInt(int(fd), unix.TIOCGPTN)
		}
	}), err)
	path := "/dev/pts/" + strconv.Itoa(n)
	slave, err := os.OpenFile(path, os.O_RDWR|unix.O_NOCTTY, 0)
	must(t, err)
	t.Cleanup(func() { slave.Close() })
	_, err = term.MakeRaw(int(slave.Fd()))
	must(t, err)
	conn, err := net.Dial("tcp", strings.TrimPrefix(r.Setting(), "escpos:"))
	must(t, err)
	t.Cleanup(func() { conn.Close() })
	go io.Copy(struct{ io.Writer }{conn}, master) // a terminal cannot be spliced
	go io.Copy(master, conn)
	return path
}

// TestDeviceFile prints through a file of /dev: the answers come back, and
// what is in the way is known.
func TestDeviceFile(t *testing.T) {
	r, err := printertest.NewRoll()
	must(t, err)
	t.Cleanup(r.Close)
	p, err := printer.Open("escpos:" + terminal(t, r))
	must(t, err)
	want := pattern(576, 700)
	if err := p.Print(context.Background(), sheet(want), silent); err != nil {
		t.Fatal(err, r.Hanging(), r.Faults())
	}
	if s := r.Sheets(); len(s) != 1 || !same(s[0], want) {
		t.Errorf("%d sheets, faults %v", len(s), r.Faults())
	}
	r.Cover(true)
	if err := p.Check(context.Background()); printer.StateOf(err) != kiosk.PrinterCoverOpen {
		t.Errorf("with the cover open: %v", err)
	}
}
