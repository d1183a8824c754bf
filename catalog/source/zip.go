package source

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"sync/atomic"
	"syscall"
)

// What a zip file may be. A stick comes from anywhere; these limits are far
// above what the publisher's bundle needs and far below what hurts a kiosk.
const (
	MaxZip    = 256 << 20 // bytes of the file, as the stick is copied by
	maxEntry  = 256 << 20 // bytes of one entry, unpacked
	maxTotal  = 1 << 30   // bytes of all entries, unpacked
	maxFiles  = 20_000    // entries
	maxListed = 4 << 20   // bytes read to learn what is in it
)

// OpenZip opens a bundle on a stick or on disk. It reads the list of entries
// and refuses the file ([ErrDamaged], [ErrTooLarge]) when any of them is not
// as in a bundle; nothing is unpacked before it is asked for, and nothing is
// ever unpacked to a name of the zip file's choosing.
func OpenZip(path string) (*Local, error) {
	f, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err == nil {
		f, err = plain(f)
	}
	if err != nil {
		return nil, fmt.Errorf("open source: %w", fault(err))
	}
	info, err := f.Stat()
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open source: %w", fault(err)), f.Close())
	}
	l, err := ReadZip(path, f, info.Size())
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	l.close = f.Close
	return l, nil
}

// ReadZip is [OpenZip] for bytes that are elsewhere, such as a small bundle
// inside a message. name is what [Local.String] says of it. r must be safe for
// use by several goroutines and stays the caller's.
func ReadZip(name string, r io.ReaderAt, size int64) (*Local, error) {
	entries, err := list(r, size)
	if err != nil {
		return nil, fmt.Errorf("read zip %s: %w", name, err)
	}
	open := func(name string) (io.ReadCloser, error) {
		e, ok := entries[name]
		if !ok {
			return nil, fs.ErrNotExist
		}
		return e.Open()
	}
	return &Local{name: name, open: open, close: func() error { return nil }}, nil
}

// list reads the directory of a zip file and checks every entry.
func list(r io.ReaderAt, size int64) (map[string]*zip.File, error) {
	if size > MaxZip {
		return nil, fmt.Errorf("%w: %d bytes, at most %d", ErrTooLarge, size, MaxZip)
	}
	m := &metered{r: r}
	m.left.Store(maxListed)
	z, err := zip.NewReader(m, size)
	if errors.Is(err, errListed) {
		return nil, fmt.Errorf("%w: its list of entries is longer than %d bytes", ErrTooLarge, maxListed)
	}
	if err != nil {
		return nil, fault(err)
	}
	m.listed.Store(true)
	if len(z.File) > maxFiles {
		return nil, fmt.Errorf("%w: %d entries, at most %d", ErrTooLarge, len(z.File), maxFiles)
	}
	return index(z.File, size)
}

var errListed = errors.New("directory is too long")

// A metered reader gives out only so much until the directory is read: the
// library reads it to its end, however many entries it says it has.
type metered struct {
	r      io.ReaderAt
	left   atomic.Int64
	listed atomic.Bool
}

func (m *metered) ReadAt(p []byte, off int64) (int, error) {
	if !m.listed.Load() && m.left.Add(-int64(len(p))) < 0 {
		return 0, errListed
	}
	return m.r.ReadAt(p, off)
}
