//go:build linux

package stick

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
)

// What is taken of one stick at most. A bundle of a province has some MB, a
// workbook some hundred KB.
const (
	MaxEach  = 4         // bundles, and as many workbooks
	MaxZip   = 256 << 20 // bytes of a bundle
	MaxBook  = 32 << 20  // bytes of a workbook
	maxLooks = 1000      // entries of the top folder that are looked at
)

// limits says by the end of its name how large a file may be.
var limits = map[string]int64{".zip": MaxZip, ".xlsx": MaxBook}

// A file is one that is taken.
type file struct {
	name, sort string
	info       fs.FileInfo
	open       *os.File
}

// A Haul is what is to be taken off a stick. Its owner closes it; the stick
// need not be there any more once it is open.
type Haul struct {
	files   []file
	Skipped []error // what looks as if it should be taken, and why it is not
}

// Open opens the bundles and workbooks in the top folder of a stick, the
// newest of each first. Links, pipes, devices and folders are left alone,
// and so is what is too large or one too many; [Haul.Skipped] says which.
func Open(dir string) (*Haul, error) {
	d, err := os.Open(dir)
	if err != nil {
		return nil, fmt.Errorf("read stick: %w", err)
	}
	defer d.Close()                     // it was only read
	entries, err := d.ReadDir(maxLooks) // the rest of a million is nobody's edition
	if err != nil && len(entries) == 0 && err != io.EOF {
		return nil, fmt.Errorf("read stick: %w", err)
	}
	h := &Haul{}
	for _, e := range entries {
		sort := strings.ToLower(filepath.Ext(e.Name()))
		if limits[sort] == 0 || strings.HasPrefix(e.Name(), ".") {
			continue
		}
		f, err := openPlain(d, e.Name())
		if err == nil && f.info.Size() > limits[sort] {
			err = errors.Join(fmt.Errorf("it has %d bytes, at most %d are taken", f.info.Size(), limits[sort]), f.open.Close())
		}
		if err != nil {
			h.skip(e.Name(), err)
			continue
		}
		f.sort = sort
		h.files = append(h.files, f)
	}
	h.choose()
	return h, nil
}

// openPlain opens an ordinary file of a folder, and no other: a link leads to
// anywhere, and a pipe would hold the reader for ever.
func openPlain(dir *os.File, name string) (file, error) {
	fd, err := syscall.Openat(int(dir.Fd()), name, syscall.O_RDONLY|syscall.O_NOFOLLOW|syscall.O_NONBLOCK|syscall.O_CLOEXEC, 0)
	if errors.Is(err, syscall.ELOOP) {
		return file{}, errors.New("it is a link")
	}
	if err != nil {
		return file{}, err
	}
	f := os.NewFile(uintptr(fd), name)
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = errors.New("it is no plain file")
	}
	if err != nil {
		return file{}, errors.Join(err, f.Close())
	}
	return file{name: name, info: info, open: f}, nil
}

// choose keeps the newest of each sort.
func (h *Haul) choose() {
	slices.SortStableFunc(h.files, func(a, b file) int { return b.info.ModTime().Compare(a.info.ModTime()) })
	count := map[string]int{}
	h.files = slices.DeleteFunc(h.files, func(f file) bool {
		count[f.sort]++
		if count[f.sort] <= MaxEach {
			return false
		}
		h.skip(f.name, errors.Join(fmt.Errorf("%d newer ones are taken, and no more", MaxEach), f.open.Close()))
		return true
	})
}

func (h *Haul) skip(name string, why error) {
	h.Skipped = append(h.Skipped, fmt.Errorf("leave %.80q: %w", name, why))
}

// Close lets go of the files.
func (h *Haul) Close() error {
	var errs []error
	for _, f := range h.files {
		errs = append(errs, f.open.Close())
	}
	return errors.Join(errs...)
}
