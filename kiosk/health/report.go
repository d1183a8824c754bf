package health

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// A Report is what a data directory tells of the program that runs there, or
// ran there last.
type Report struct {
	Running bool
	Known   bool // there is a note
	Last    Note
	Book    Book
}

// Read looks from outside at a data directory; nothing is changed.
func Read(dir string) (Report, error) {
	r := Report{Book: readBook(dir)}
	f, err := os.Open(filepath.Join(dir, noteFile))
	if errors.Is(err, fs.ErrNotExist) {
		return r, nil
	}
	if err != nil {
		return r, fmt.Errorf("read run note: %w", err)
	}
	defer f.Close() // it was only read
	b, err := io.ReadAll(io.LimitReader(f, noteSize))
	if err != nil {
		return r, fmt.Errorf("read run note: %w", err)
	}
	r.Running = held(f.Fd())
	r.Last, r.Known = readNote(b)
	return r, nil
}

// Where returns the file that has the stacks of what went wrong.
func Where(dir string) string { return filepath.Join(dir, bookFile) }
