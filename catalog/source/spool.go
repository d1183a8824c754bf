package source

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"syscall"
)

var errDigest = fmt.Errorf("%w: its digest is another", ErrDamaged)

// A spool is a file on its way: path.part, until it is whole and is the one
// wanted. One goroutine at a time.
type spool struct {
	path string
	want Want
	f    *os.File
	have int64 // bytes from the beginning that are there
	peak int64 // the most there ever were in this call
}

// openSpool opens path.part, with what an earlier call left in it. It returns
// nil and no error when the file wanted is at path already.
func openSpool(path string, want Want) (*spool, error) {
	if done, err := holds(path, want); err != nil {
		return nil, err
	} else if done {
		return nil, syncDir(filepath.Dir(path)) // the power may go before whoever put it there did
	}
	f, err := openPart(path + ".part")
	if err != nil {
		return nil, fmt.Errorf("open spool file: %w", err)
	}
	s := &spool{path: path, want: want, f: f}
	info, err := f.Stat()
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	s.have = info.Size()
	if s.have > want.Size {
		err = s.reset()
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	s.peak = s.have
	return s, nil
}

// openPart opens and locks. The file may have got its final name between the
// two, so the lock counts only while the name is still there.
func openPart(part string) (*os.File, error) {
	for {
		f, err := os.OpenFile(part, os.O_RDWR|os.O_CREATE, 0o640)
		if err != nil {
			return nil, err
		}
		if err := lock(f); err != nil {
			return nil, errors.Join(fmt.Errorf("%s: %w; hint: another download of it is under way", part, err), f.Close())
		}
		mine, err := f.Stat()
		now, gone := os.Stat(part)
		if err == nil && gone == nil && os.SameFile(mine, now) {
			return f, nil
		}
		if err := errors.Join(err, f.Close()); err != nil {
			return nil, err
		}
	}
}

// holds reports whether the file wanted is at path.
func holds(path string, want Want) (bool, error) {
	f, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	defer f.Close() // it was only read
	return matches(f, want)
}

// matches reads the file from its beginning: what is on the disk counts, not
// what was meant to go there.
func matches(f *os.File, want Want) (bool, error) {
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return false, err
	}
	h := sha256.New()
	n, err := io.Copy(h, io.LimitReader(f, want.Size+1))
	return n == want.Size && [32]byte(h.Sum(nil)) == want.SHA256, err
}

// fill appends what comes from r until its end, and no byte more than wanted.
func (s *spool) fill(ctx context.Context, r io.Reader) error {
	buf := make([]byte, 64<<10)
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		n, err := r.Read(buf)
		if werr := s.write(buf[:n]); werr != nil {
			return werr
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

func (s *spool) write(p []byte) error {
	if int64(len(p)) > s.want.Size-s.have {
		return errors.Join(fmt.Errorf("%w: more than the %d bytes wanted", ErrTooLarge, s.want.Size), s.reset())
	}
	n, err := s.f.WriteAt(p, s.have)
	s.have += int64(n)
	s.peak = max(s.peak, s.have)
	if errors.Is(err, syscall.ENOSPC) {
		return errors.Join(fmt.Errorf("%w; hint: free some space", err), s.reset())
	}
	return err
}

// reset throws away what is there.
func (s *spool) reset() error {
	s.have = 0
	return s.f.Truncate(0)
}

// finish gives the file its name when it is the one wanted, and throws it
// away when not.
func (s *spool) finish() error {
	if s.have != s.want.Size {
		return errors.Join(fmt.Errorf("%w: %d bytes, %d wanted", ErrDamaged, s.have, s.want.Size), s.reset())
	}
	if err := s.f.Sync(); err != nil {
		return err
	}
	ok, err := matches(s.f, s.want)
	if err != nil {
		return err
	}
	if !ok {
		return errors.Join(errDigest, s.reset())
	}
	if err := os.Rename(s.f.Name(), s.path); err != nil {
		return err
	}
	return syncDir(filepath.Dir(s.path))
}

// close leaves what is there for the next time, but nothing that is empty.
func (s *spool) close() {
	if info, err := s.f.Stat(); err == nil && info.Size() == 0 && s.want.Size > 0 {
		os.Remove(s.f.Name()) // an empty file left over harms nobody
	}
	s.f.Close() // what counts was synchronised in finish
}

// syncDir makes the names in a directory survive a power cut.
func syncDir(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
