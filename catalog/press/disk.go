package press

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// newPrefix begins the names of files that are not whole yet.
const newPrefix = ".new-"

// replace puts a file in place whole, so that after a power cut there is the
// old one or the new one. A zero at leaves the time of the file to the system.
func replace(path string, body []byte, mode fs.FileMode, at time.Time) error {
	f, err := os.CreateTemp(filepath.Dir(path), newPrefix+"*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // after the rename there is nothing to remove
	_, err = f.Write(body)
	if err == nil {
		err = f.Chmod(mode)
	}
	if err == nil && !at.IsZero() {
		err = os.Chtimes(f.Name(), at, at)
	}
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(path))
}

// place puts a file that never changes in place; one that is there with the
// same bytes stays.
func place(path string, body []byte) error {
	old, err := os.ReadFile(path)
	if err == nil && bytes.Equal(old, body) {
		return nil
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := makeFolder(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return replace(path, body, 0o644, time.Time{})
}

// makeFolder makes a folder and those above it, to survive a power cut.
func makeFolder(path string, mode fs.FileMode) error {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return nil
	}
	above := filepath.Dir(path)
	if above != path {
		if err := makeFolder(above, mode); err != nil {
			return err
		}
	}
	if err := os.Mkdir(path, mode); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return syncFolder(above)
}

func syncFolder(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// clean removes what a killed process left unfinished beneath a folder.
func clean(folder string) error {
	return filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() && strings.HasPrefix(d.Name(), newPrefix) {
			return os.Remove(path)
		}
		return err
	})
}
