package trust

import "errors"

// What a caller decides by. Any other error is one of the disk or of the
// [Fetcher], which stays reachable by errors.Is and errors.As.
var (
	// ErrUntrusted means that bytes are not what the right people signed. The
	// content stays and somebody is told.
	ErrUntrusted = errors.New("not trusted")
	// ErrOlder means that a source offers an older state than was seen before.
	// The content stays; another source may have the newest.
	ErrOlder = errors.New("older than what was seen before")
	// ErrExpired means that signatures are right but too old to install by. The
	// content stays; the publisher signs again, or the clock is wrong.
	ErrExpired = errors.New("signature has expired")
	// ErrNoRoot means that the state handed in holds no root to begin with. The
	// caller goes on with the one the kiosk was set up with.
	ErrNoRoot = errors.New("no root to begin with")
	// ErrIncomplete means that signatures are still missing. The next person
	// signs.
	ErrIncomplete = errors.New("signatures are missing")
	// ErrPassphrase means that a passphrase does not open the key.
	ErrPassphrase = errors.New("wrong passphrase")
)
