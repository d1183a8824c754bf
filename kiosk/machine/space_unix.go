//go:build linux || darwin || freebsd

package machine

import "syscall"

// freeBytes returns how many bytes may still be written to the file system
// that holds dir.
func freeBytes(dir string) (int64, error) {
	var s syscall.Statfs_t
	if err := syscall.Statfs(dir, &s); err != nil {
		return 0, err
	}
	return int64(s.Bavail) * int64(s.Bsize), nil
}

// flock keeps other processes off a file until it is closed.
func flock(fd uintptr) error { return syscall.Flock(int(fd), syscall.LOCK_EX|syscall.LOCK_NB) }
