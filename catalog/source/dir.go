package source

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"syscall"
)

// OpenDir opens a folder that holds a published tree: a mounted stick, a
// share, a repository on this machine. A link inside that leads out of it is
// refused, and so is everything but a plain file.
func OpenDir(path string) (*Local, error) {
	root, err := os.OpenRoot(path)
	if err != nil {
		return nil, fmt.Errorf("open source: %w", fault(err))
	}
	open := func(name string) (io.ReadCloser, error) { return openIn(root, name) }
	return &Local{name: path, open: open, close: root.Close}, nil
}

// openIn opens a plain file below root. Without O_NONBLOCK a pipe of that
// name would hold the caller until somebody writes into it.
func openIn(root *os.Root, name string) (io.ReadCloser, error) {
	f, err := root.OpenFile(filepath.FromSlash(name), os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	return plain(f)
}

// plain lets only an ordinary file pass and closes any other.
func plain(f *os.File) (*os.File, error) {
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = fmt.Errorf("%w: %s is not a plain file", ErrDamaged, f.Name())
	}
	if err != nil {
		f.Close() // the first error says more
		return nil, err
	}
	return f, nil
}
