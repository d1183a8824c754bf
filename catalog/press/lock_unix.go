//go:build unix

package press

import (
	"os"
	"syscall"
)

// lock keeps other processes off a file until it is closed.
func lock(f *os.File) error { return syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) }
