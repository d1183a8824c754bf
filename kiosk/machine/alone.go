package machine

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// ErrTaken means that another process has the data directory.
var ErrTaken = errors.New("another mingbai has this data directory")

// lockDir takes a data directory until what it returns is closed. The file
// stays: it is the lock on it that counts, and that ends with the process.
func lockDir(dir string) (*os.File, error) {
	path := filepath.Join(dir, "lock")
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o640)
	if err != nil {
		return nil, fmt.Errorf("take data directory: %w", err)
	}
	if err := flock(f.Fd()); err != nil {
		return nil, errors.Join(fmt.Errorf("take data directory %s: %w (hint: end it first, or name another with -data)", dir, ErrTaken), f.Close())
	}
	return f, nil
}
