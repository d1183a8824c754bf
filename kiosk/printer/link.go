package printer

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"net"
	"os"
	"syscall"
	"time"

	"mingbai/kiosk"
)

// A link is an open line to a receipt printer: a file or a connection.
type link interface {
	io.ReadWriteCloser
	SetReadDeadline(time.Time) error
	SetWriteDeadline(time.Time) error
}

// dial opens the line; the error is a Trouble.
func (s setting) dial(ctx context.Context) (link, error) {
	if s.address != "" {
		conn, err := (&net.Dialer{Timeout: dialTime}).DialContext(ctx, "tcp", s.address)
		if err != nil {
			return nil, trouble(kiosk.PrinterMissing, "%w (hint: is it switched on and on the network?)", err)
		}
		return conn, nil
	}
	file, err := os.OpenFile(s.device, os.O_RDWR|syscall.O_NONBLOCK, 0)
	switch {
	case errors.Is(err, fs.ErrPermission):
		return nil, trouble(kiosk.PrinterOffline, "%w (hint: the kiosk's account belongs into the group lp)", err)
	case errors.Is(err, syscall.EBUSY):
		return nil, trouble(kiosk.PrinterOffline, "%w (hint: another program, such as CUPS, has it)", err)
	case err != nil:
		return nil, trouble(kiosk.PrinterMissing, "%w (hint: is it plugged in and switched on?)", err)
	}
	if info, err := file.Stat(); err != nil || info.Mode()&fs.ModeCharDevice == 0 {
		file.Close()
		return nil, trouble(kiosk.PrinterMissing, "%s is not a device %s", s.device, settingHint)
	}
	return file, nil
}

// A talk is what is said over a link to one printer.
type talk struct {
	link     link
	patience time.Duration
	mute     bool // it does not answer: many cheap ones do not
	heard    bool // it has answered
	lost     bool // it did not answer when it was asked last
	out      int  // how often it has said that all before is printed
}

// How long a printer may take to be reached, and to answer.
const (
	dialTime   = 3 * time.Second
	answerTime = 500 * time.Millisecond
)

// write sends b, however slowly it is taken, and returns how many bytes were.
// A printer that takes nothing at all for a while is in trouble.
func (t *talk) write(b []byte) (int, error) {
	sent := 0
	for sent < len(b) {
		if err := t.link.SetWriteDeadline(time.Now().Add(t.patience)); err != nil {
			return sent, trouble(kiosk.PrinterOffline, "%w", err)
		}
		n, err := t.link.Write(b[sent:])
		sent += n
		switch {
		case err == nil, errors.Is(err, os.ErrDeadlineExceeded) && n > 0:
		case errors.Is(err, os.ErrDeadlineExceeded):
			return sent, trouble(kiosk.PrinterOffline, "it has taken nothing for %v", t.patience)
		default:
			return sent, trouble(kiosk.PrinterMissing, "%w", err)
		}
	}
	return sent, nil
}

// ask returns the answer to DLE EOT, and false where none comes.
func (t *talk) ask(what byte) (byte, bool, error) {
	if t.mute {
		return 0, false, nil
	}
	t.drain()
	if _, err := t.write(ask(what)); err != nil {
		return 0, false, err
	}
	b, ok, err := t.read(answerTime, isAnswer)
	if !ok && err == nil && !t.heard {
		t.mute = true
	}
	t.heard, t.lost = t.heard || ok, !ok
	return b, ok, err
}

// drain forgets old answers.
func (t *talk) drain() { _, _, _ = t.read(time.Millisecond, func(byte) bool { return false }) }

// read waits for a byte that is wanted, and notes on the way what else the
// printer says.
func (t *talk) read(wait time.Duration, wanted func(byte) bool) (byte, bool, error) {
	if err := t.link.SetReadDeadline(time.Now().Add(wait)); err != nil {
		return 0, false, nil // a file that knows no deadlines is not read
	}
	var b [64]byte
	for {
		n, err := t.link.Read(b[:])
		if c, ok := t.take(b[:n], wanted); ok {
			return c, true, nil
		}
		_, network := t.link.(net.Conn)
		switch {
		case errors.Is(err, os.ErrDeadlineExceeded):
			return 0, false, nil
		case err != nil && (network || errors.Is(err, syscall.ENODEV) || errors.Is(err, syscall.EIO)):
			return 0, false, trouble(kiosk.PrinterMissing, "it has hung up: %w", err)
		case err != nil:
			return 0, false, nil // it can only be written to, or has nothing to say
		}
	}
}

// take notes all that the printer says, and returns what is wanted of it.
func (t *talk) take(said []byte, wanted func(byte) bool) (found byte, ok bool) {
	for _, c := range said {
		if isOut(c) {
			t.out++
		}
		if !ok && wanted(c) {
			found, ok = c, true
		}
	}
	return found, ok
}

// hindered returns the Trouble that has stopped the printer, or nil; it is
// quick.
func (t *talk) hindered() error {
	b, ok, err := t.ask(askOffline)
	switch {
	case err != nil:
		return err
	case !ok:
		return nil
	case b&coverBit != 0:
		return trouble(kiosk.PrinterCoverOpen, "the cover is open")
	case b&stoppedBit != 0:
		return trouble(kiosk.PrinterPaperOut, "the paper is at its end")
	case b&faultBit != 0:
		return trouble(kiosk.PrinterJam, "it reports a fault of its mechanism")
	}
	return nil
}

// fit returns nil when a sheet could begin.
func (t *talk) fit() error {
	if err := t.hindered(); err != nil {
		return err
	}
	if b, ok, err := t.ask(askPaper); err != nil || ok && b&noPaperBit == noPaperBit {
		if err == nil {
			err = trouble(kiosk.PrinterPaperOut, "there is no paper")
		}
		return err
	}
	if b, ok, err := t.ask(askPrinter); err != nil || ok && b&offlineBit != 0 {
		if err == nil {
			err = trouble(kiosk.PrinterOffline, "it is switched off line")
		}
		return err
	}
	return nil
}
