package machine

import (
	"errors"

	"mingbai/catalog/shelf"
	"mingbai/catalog/source"
	"mingbai/catalog/trust"
)

// ErrFull means that the disk has no room for the next edition. The content
// stays.
var ErrFull = errors.New("no room on the disk")

// ErrNoRoot means that nobody was named whom to trust, so nothing signed can
// be taken.
var ErrNoRoot = errors.New("no root to trust (hint: put root.json of the publisher into /etc/mingbai, or name it by root in the configuration)")

// NotTrusted reports whether an error of [Machine.Pull] says that what a
// source offers is not what the right people signed, too old, or broken.
func NotTrusted(err error) bool {
	return is(err, trust.ErrUntrusted, trust.ErrOlder, trust.ErrExpired, trust.ErrNoRoot, ErrNoRoot, shelf.ErrBroken, source.ErrDamaged, source.ErrTooLarge)
}

// Unreachable reports whether an error of [Machine.Pull] says that no source
// answered, or that none holds a published tree.
func Unreachable(err error) bool {
	return !NotTrusted(err) && is(err, source.ErrUnreachable, source.ErrAbsent, source.ErrPortal, source.ErrRedirect, source.ErrRefused)
}

func is(err error, targets ...error) bool {
	for _, t := range targets {
		if errors.Is(err, t) {
			return true
		}
	}
	return false
}
