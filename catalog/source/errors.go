package source

import (
	"errors"
	"fmt"
	"time"
)

// Why a file did not come. An error of a carrier matches one of them, or that
// of the context, or is a fault of this machine (a full disk, a wrong name).
var (
	// ErrUnreachable means that nobody answered, or not to the end: no
	// network, a stick pulled out, a server that fails or stands still. It
	// may go better later.
	ErrUnreachable = errors.New("unreachable")
	// ErrAbsent means that the source answered and has no such file.
	ErrAbsent = errors.New("no such file at the source")
	// ErrTooLarge means that there are more bytes than allowed or wanted.
	ErrTooLarge = errors.New("larger than allowed")
	// ErrDamaged means that the bytes are not those wanted, or that a zip
	// file is broken or not made as ours are.
	ErrDamaged = errors.New("damaged or not the file wanted")
	// ErrPortal means that a web page came where data was expected: a network
	// that wants somebody to log in, or a wrong address.
	ErrPortal = errors.New("a web page came in place of data")
	// ErrRedirect means that the server named another address. It is never
	// followed.
	ErrRedirect = errors.New("redirected")
	// ErrRefused means that the server understood and does not want to. The
	// same request gets the same answer again.
	ErrRefused = errors.New("refused")
)

// A BusyError says that a server cannot answer now. It is [ErrUnreachable].
type BusyError struct {
	Status int           // of the answer: 429 or 5xx
	After  time.Duration // how long it asked to be left alone, at most a day; 0 when it did not say
}

// Error names the status and when to come back.
func (e *BusyError) Error() string {
	if e.After == 0 {
		return fmt.Sprintf("server answers %d", e.Status)
	}
	return fmt.Sprintf("server answers %d, ask again in %s", e.Status, e.After)
}

// Is makes a busy server one that cannot be reached.
func (e *BusyError) Is(target error) bool { return target == ErrUnreachable }
