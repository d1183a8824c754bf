package source

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"syscall"
)

// A Local is a [Carrier] of files that this machine can open: a folder, a zip
// file, what is embedded. Make one with [OpenDir], [OpenZip] or [Seed].
type Local struct {
	name  string
	open  func(name string) (io.ReadCloser, error)
	close func() error
}

// String returns what it was opened as.
func (l *Local) String() string { return l.name }

// Close lets go of the folder or the file.
func (l *Local) Close() error { return l.close() }

// Fetch implements [Carrier].
func (l *Local) Fetch(ctx context.Context, name string, most int64) ([]byte, error) {
	b, err := l.fetch(ctx, name, most)
	if err != nil {
		return nil, fmt.Errorf("fetch %s from %s: %w", name, l.name, err)
	}
	return b, nil
}

func (l *Local) fetch(ctx context.Context, name string, most int64) ([]byte, error) {
	f, err := l.read(ctx, name)
	if err != nil {
		return nil, err
	}
	defer f.Close() // it was only read
	return readAll(graded{f}, most)
}

// readAll reads at most most bytes to the end.
func readAll(r io.Reader, most int64) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(r, most+1))
	if err != nil {
		return nil, err
	}
	if int64(len(b)) > most {
		return nil, fmt.Errorf("%w: more than %d bytes", ErrTooLarge, most)
	}
	return b, nil
}

// Download implements [Carrier]. It begins anew each time.
func (l *Local) Download(ctx context.Context, name string, want Want, path string) error {
	if err := l.download(ctx, name, want, path); err != nil {
		return fmt.Errorf("download %s from %s: %w", name, l.name, err)
	}
	return nil
}

func (l *Local) download(ctx context.Context, name string, want Want, path string) error {
	if err := checkName(name); err != nil {
		return err
	}
	s, err := openSpool(path, want)
	if err != nil || s == nil {
		return err
	}
	defer s.close()
	f, err := l.read(ctx, name)
	if err != nil {
		return err
	}
	defer f.Close() // it was only read
	if err := s.reset(); err != nil {
		return err
	}
	if err := s.fill(ctx, graded{f}); err != nil {
		return err
	}
	return s.finish()
}

func (l *Local) read(ctx context.Context, name string) (io.ReadCloser, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if err := checkName(name); err != nil {
		return nil, err
	}
	f, err := l.open(name)
	if err != nil {
		return nil, fault(err)
	}
	return f, nil
}

// A graded reader says of its errors what they mean to a caller.
type graded struct{ r io.Reader }

func (g graded) Read(p []byte) (int, error) {
	n, err := g.r.Read(p)
	if err != nil && err != io.EOF {
		err = fault(err)
	}
	return n, err
}

// fault says what an error of this machine's files means to a caller: the
// system's own word (a stick that was pulled out) passes, anything else is
// damage.
func fault(err error) error {
	var system syscall.Errno
	switch {
	case errors.Is(err, ErrDamaged):
		return err
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%w: %w", ErrAbsent, err)
	case errors.As(err, &system):
		return fmt.Errorf("%w: %w", ErrUnreachable, err)
	}
	return fmt.Errorf("%w: %w", ErrDamaged, err)
}
