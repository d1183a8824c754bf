package exchange

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"mingbai/catalog"
)

// WriteFolder writes each record into dir as KIND/NAME.json, for people to
// read. It makes dir where it is missing, leaves files alone that already say
// the same, and replaces others whole. Everything is prepared before the
// first byte is written, so that a record which cannot be written changes
// nothing. It returns how many files it wrote; they survive a power cut.
func WriteFolder(dir string, records []*catalog.Record) (written int, err error) {
	files := map[string][]byte{}
	for _, r := range records {
		if err := r.ID.Check(); err != nil {
			return 0, err
		}
		line, err := r.Line()
		if err != nil {
			return 0, err
		}
		if len(line) > catalog.MaxLine {
			return 0, fmt.Errorf("%s: %d bytes, at most %d fit", r.ID, len(line), catalog.MaxLine)
		}
		var b bytes.Buffer
		if err := json.Indent(&b, line, "", "\t"); err != nil {
			return 0, fmt.Errorf("%s: %w", r.ID, err)
		}
		b.WriteByte('\n')
		path := filepath.Join(dir, filepath.FromSlash(string(r.ID))+".json")
		if files[path] != nil {
			return 0, fmt.Errorf("%s: there are two of them", r.ID)
		}
		files[path] = b.Bytes()
	}
	return writeAll(files)
}

// writeAll writes files, and then the names in their folders. When it returns
// nil, all survive a power cut; before, each is the old one or the new.
func writeAll(files map[string][]byte) (written int, err error) {
	folders := map[string]bool{}
	for _, path := range slices.Sorted(maps.Keys(files)) {
		changed, err := replace(path, files[path])
		if err != nil {
			return written, fmt.Errorf("write records: %w", err)
		}
		if changed {
			written++
			folders[filepath.Dir(path)] = true
		}
	}
	for folder := range folders {
		if err := syncFolder(folder); err != nil {
			return written, fmt.Errorf("write records: %w", err)
		}
	}
	return written, nil
}

// replace writes a file whole or not at all, and not where it is the same.
func replace(path string, b []byte) (changed bool, err error) {
	old, err := os.ReadFile(path)
	if err == nil && bytes.Equal(old, b) {
		return false, nil
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return false, err
	}
	dir := filepath.Dir(path)
	if err := makeFolder(dir); err != nil {
		return false, err
	}
	f, err := os.CreateTemp(dir, ".new-*")
	if err != nil {
		return false, err
	}
	defer os.Remove(f.Name()) // after the rename there is nothing to remove
	if _, err := f.Write(b); err != nil {
		return false, errors.Join(err, f.Close())
	}
	if err := errors.Join(f.Chmod(0o644), f.Sync(), f.Close()); err != nil {
		return false, err
	}
	return true, os.Rename(f.Name(), path)
}

// makeFolder makes a folder and those above it, to survive a power cut.
func makeFolder(path string) error {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return nil
	}
	above := filepath.Dir(path)
	if above != path {
		if err := makeFolder(above); err != nil {
			return err
		}
	}
	if err := os.Mkdir(path, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return syncFolder(above)
}

// syncFolder makes the names in a folder survive a power cut.
func syncFolder(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
