//go:build linux || darwin || freebsd

package health

import "syscall"

// flock takes a file for this process until it ends.
func flock(fd uintptr) error { return syscall.Flock(int(fd), syscall.LOCK_EX|syscall.LOCK_NB) }

// held reports whether another process has taken a file.
func held(fd uintptr) bool {
	if syscall.Flock(int(fd), syscall.LOCK_SH|syscall.LOCK_NB) != nil {
		return true
	}
	return syscall.Flock(int(fd), syscall.LOCK_UN) != nil
}
