package health

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"
)

const (
	noteFile = "running"
	// noteSize is that of one page of memory: the kernel takes it whole.
	noteSize = 4096
)

// A Note is what a run of the program says of itself while it lives.
type Note struct {
	PID     int           `json:"pid"`
	Boot    string        `json:"boot"`
	Up      time.Duration `json:"up"`      // from the start of the machine to that of the run
	Started time.Time     `json:"started"` // by the wall clock
	Version string        `json:"version"`
	Content string        `json:"content"` // names the edition that is shown
	Page    string        `json:"page"`    // that is drawn, without what a visitor looks for
	Mode    Mode          `json:"mode"`
	End     Cause         `json:"end,omitempty"`
	Why     string        `json:"why,omitempty"`

	Conditions []Standing `json:"conditions,omitempty"`
}

// A Standing is a condition as other programs read it.
type Standing struct {
	Code  string    `json:"code"`
	Since time.Time `json:"since"`
}

// A slate is the file of the note: overwritten in place, and never synced.
// The kernel puts it on the disk twice a minute at most, and keeps it when
// the process dies.
type slate struct{ file *os.File }

// openSlate takes the slate of a directory for this process, and returns what
// the run before has written; nil is nothing readable.
func openSlate(dir string) (*slate, []byte, error) {
	path := filepath.Join(dir, noteFile)
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o640)
	if err != nil {
		return nil, nil, fmt.Errorf("open run note: %w", err)
	}
	if err := flock(f.Fd()); err != nil {
		f.Close() // it was not written to
		return nil, nil, fmt.Errorf("open run note of %s: %w (hint: end it first, or name another with -data)", dir, ErrTaken)
	}
	old := make([]byte, noteSize)
	n, err := f.ReadAt(old, 0)
	if err != nil && err != io.EOF {
		f.Close() // it was not written to
		return nil, nil, fmt.Errorf("read run note: %w", err)
	}
	return &slate{f}, old[:n], nil
}

// write replaces the note.
func (s *slate) write(n Note) error {
	b, err := json.Marshal(n)
	if err == nil && len(b) >= noteSize {
		n.Conditions, n.Why = nil, ""
		b, err = json.Marshal(n)
	}
	if err != nil || len(b) >= noteSize {
		return fmt.Errorf("write run note of %d bytes: %w", len(b), err)
	}
	whole := append(b, bytes.Repeat([]byte("\n"), noteSize-len(b))...)
	if _, err := s.file.WriteAt(whole, 0); err != nil {
		return fmt.Errorf("write run note: %w", err)
	}
	return nil
}

// readNote reads a note; what is none is a run of which nothing is known.
func readNote(b []byte) (Note, bool) {
	var n Note
	if len(bytes.TrimSpace(b)) == 0 || json.Unmarshal(b, &n) != nil {
		return Note{}, false
	}
	return n, true
}
