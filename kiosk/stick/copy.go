//go:build linux

package stick

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// spare is how much of the disk a stick leaves free, in bytes: the next
// edition has to find room too.
const spare = 256 << 20

// ErrNoRoom means that the disk has no room for what the stick brings.
var ErrNoRoom = errors.New("no room on the disk")

// A Taken is a file that was copied.
type Taken struct {
	Name string // in the folder of the kiosk
	From string // on the stick
	Size int64
}

// Copy copies the files into a folder, each whole or not at all, and returns
// what it copied, also beside an error. What an earlier stick left there is
// removed before: the folder holds what the last stick brought. Files that
// cannot be read to their end do not keep the others away.
func (h *Haul) Copy(into string) ([]Taken, error) {
	root, err := os.OpenRoot(into)
	if err != nil {
		return nil, fmt.Errorf("open folder for sticks: %w", err)
	}
	defer root.Close()       // every file in it was synced
	lock, err := alone(root) // two sticks may be put in at once
	if err != nil {
		return nil, err
	}
	defer lock.Close() // which ends the lock
	if err := empty(root); err != nil {
		return nil, err
	}
	var taken []Taken
	var errs []error
	for i, f := range h.files {
		t := Taken{Name: plainName(f, i+1), From: f.name, Size: f.info.Size()}
		if err := room(into, t.Size); err != nil {
			errs = append(errs, fmt.Errorf("copy %.80q: %w", f.name, err))
			continue
		}
		if err := put(root, t, f.open); err != nil {
			errs = append(errs, fmt.Errorf("copy %.80q: %w", f.name, err))
			continue
		}
		taken = append(taken, t)
	}
	return taken, errors.Join(append(errs, syncRoot(root))...)
}

// alone waits until nobody else copies into a folder.
func alone(root *os.Root) (io.Closer, error) {
	d, err := root.Open(".")
	if err != nil {
		return nil, fmt.Errorf("take folder for sticks: %w", err)
	}
	if err := syscall.Flock(int(d.Fd()), syscall.LOCK_EX); err != nil {
		return nil, errors.Join(fmt.Errorf("take folder for sticks: %w", err), d.Close())
	}
	return d, nil
}

// empty removes the files in a folder.
func empty(root *os.Root) error {
	d, err := root.Open(".")
	if err != nil {
		return fmt.Errorf("clear folder for sticks: %w", err)
	}
	defer d.Close() // it was only read
	names, err := d.Readdirnames(-1)
	for _, name := range names {
		err = errors.Join(err, root.RemoveAll(name))
	}
	if err != nil {
		return fmt.Errorf("clear folder for sticks: %w", err)
	}
	return nil
}

// plainName is the name a file gets: its own in small letters, where that is
// short and plain, else a number.
func plainName(f file, number int) string {
	name := strings.ToLower(f.name)
	stem := strings.TrimSuffix(name, f.sort)
	if stem == "" || stem[0] == '-' || len(stem) > 60 || strings.Trim(stem, "abcdefghijklmnopqrstuvwxyz0123456789-_.") != "" || strings.Contains(stem, "..") {
		return fmt.Sprintf("stick-%d%s", number, f.sort)
	}
	return fmt.Sprintf("%s-%d%s", stem, number, f.sort)
}

// put writes a file whole, or nothing.
func put(root *os.Root, t Taken, from io.Reader) error {
	part := ".part"
	f, err := root.OpenFile(part, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o640)
	if err != nil {
		return err
	}
	n, err := io.CopyN(f, from, t.Size)
	if err == io.EOF {
		err = fmt.Errorf("it ends after %d of %d bytes", n, t.Size)
	}
	if err = errors.Join(err, f.Sync(), f.Close()); err == nil {
		err = root.Rename(part, t.Name)
	}
	if err != nil {
		return errors.Join(err, root.Remove(part))
	}
	return nil
}

// room reports whether a file of so many bytes may still come.
func room(dir string, size int64) error {
	var s syscall.Statfs_t
	if err := syscall.Statfs(dir, &s); err != nil {
		return err
	}
	if free := int64(s.Bavail) * s.Bsize; free < size+spare {
		return fmt.Errorf("%w: %d bytes are free, %d are needed (hint: see what fills %s)", ErrNoRoom, free, size+spare, filepath.Dir(dir))
	}
	return nil
}

// syncRoot makes the names in a folder survive a power cut.
func syncRoot(root *os.Root) error {
	d, err := root.Open(".")
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
