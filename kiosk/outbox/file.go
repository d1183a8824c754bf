package outbox

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
)

// writeTemp writes b to a new file in dir, mode 0600, and synchronises it.
// It returns the name. When it fails there is no file.
func writeTemp(dir string, b []byte) (string, error) {
	f, err := os.CreateTemp(dir, ".mingbai-*")
	if err != nil {
		return "", err
	}
	return f.Name(), fill(f, b)
}

// replace writes a file that is there wholly or not at all. What a power cut
// leaves beside it is written over by the next one.
func replace(path string, b []byte) error {
	part := path + ".part"
	f, err := os.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return err
	}
	if err := fill(f, b); err != nil {
		return err
	}
	if err := os.Rename(part, path); err != nil {
		return errors.Join(err, os.Remove(part))
	}
	return syncDir(filepath.Dir(path))
}

// fill writes b to a file, synchronises and closes it. When it fails the file
// is removed.
func fill(f *os.File, b []byte) error {
	_, err := f.Write(b)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}

// syncDir makes the names in a folder survive a power cut. Some file systems
// of sticks cannot synchronise a folder: they write names at once.
func syncDir(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	err = d.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOTSUP) {
		err = nil
	}
	return errors.Join(err, d.Close())
}
