package source

import (
	"archive/zip"
	"fmt"
	"strings"
)

// Bits of an entry's flags that mean it is encrypted (APPNOTE.TXT 4.4.4).
const encrypted = 1<<0 | 1<<6 | 1<<13

// index maps names to entries, each of which is checked. size is that of the
// whole zip file.
func index(files []*zip.File, size int64) (map[string]*zip.File, error) {
	entries := make(map[string]*zip.File, len(files))
	var packed, unpacked uint64
	for _, f := range files {
		if err := checkEntry(f); err != nil {
			return nil, err
		}
		if packed += f.CompressedSize64; packed > uint64(size) {
			return nil, fmt.Errorf("%w: entries overlap", ErrDamaged)
		}
		if unpacked += f.UncompressedSize64; unpacked > maxTotal {
			return nil, fmt.Errorf("%w: more than %d bytes unpacked", ErrTooLarge, maxTotal)
		}
		if entries[f.Name] != nil {
			return nil, fmt.Errorf("%w: two entries are called %s", ErrDamaged, f.Name)
		}
		if !f.Mode().IsDir() {
			entries[f.Name] = f
		}
	}
	return entries, nil
}

// checkEntry says why an entry is not one of a bundle.
func checkEntry(f *zip.File) error {
	if f.Flags&encrypted != 0 {
		return fmt.Errorf("%w: %.80q is encrypted", ErrDamaged, f.Name)
	}
	if f.Method != zip.Store && f.Method != zip.Deflate {
		return fmt.Errorf("%w: %.80q is packed by method %d", ErrDamaged, f.Name, f.Method)
	}
	if f.CompressedSize64 > MaxZip || f.UncompressedSize64 > maxEntry {
		return fmt.Errorf("%w: %.80q has %d bytes, at most %d", ErrTooLarge, f.Name, f.UncompressedSize64, maxEntry)
	}
	name := f.Name
	if f.Mode().IsDir() {
		name = strings.TrimSuffix(name, "/")
	} else if !f.Mode().IsRegular() {
		return fmt.Errorf("%w: %.80q is not a plain file", ErrDamaged, f.Name)
	}
	if err := checkName(name); err != nil {
		return fmt.Errorf("%w: %w; hint: make the file with mingbai bundle", ErrDamaged, err)
	}
	return nil
}
