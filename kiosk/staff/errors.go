package staff

import (
	"errors"
	"fmt"
	"time"
)

// Errors that decide what the screen shows.
var (
	// ErrPIN means that the badge or the PIN is wrong; nobody says which.
	ErrPIN = errors.New("badge or PIN is wrong; hint: type both again; an administrator of the kiosk gives a new PIN: mingbai staff add")
	// ErrEnded means that the session is over: nothing was touched for
	// SessionTime, somebody else entered, or the person was removed.
	ErrEnded = errors.New("session is over; hint: enter again with badge and PIN; the draft was kept")
	// ErrRight means that the role does not allow it.
	ErrRight = errors.New("role does not allow it")
	// ErrUnreadable means that papers are broken on the disk; the others are
	// good.
	ErrUnreadable = errors.New("paper cannot be read")
	// ErrTampered means that the record of changes is not as it was written.
	ErrTampered = errors.New("record of changes was tampered with")
)

// Locked is the error while nobody may try a PIN.
type Locked struct {
	Left time.Duration // until the next try
}

// Error says how long.
func (l *Locked) Error() string {
	return fmt.Sprintf("locked for %s after too many wrong PINs; hint: wait, and then type badge and PIN slowly", l.Left.Round(time.Second))
}
