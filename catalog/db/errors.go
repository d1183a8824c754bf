package db

import (
	"errors"
	"syscall"

	"github.com/mattn/go-sqlite3"
)

// ErrForeign means that a file belongs to another program.
var ErrForeign = errors.New("file of another program")

// ErrNewer means that a newer version of this program made the file.
var ErrNewer = errors.New("file of a newer version")

// Damaged reports whether err says that the file is no database or a broken
// one. It has to be replaced: asking again will not help.
func Damaged(err error) bool {
	var e sqlite3.Error
	return errors.As(err, &e) && (e.Code == sqlite3.ErrCorrupt || e.Code == sqlite3.ErrNotADB)
}

// Full reports whether err says that the disk has no more room.
func Full(err error) bool {
	var e sqlite3.Error
	return errors.As(err, &e) && (e.Code == sqlite3.ErrFull || e.SystemErrno == syscall.ENOSPC)
}
