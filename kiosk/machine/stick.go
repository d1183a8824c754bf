package machine

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// StickFolder is the folder in the data directory that holds what the last
// stick brought (kiosk/stick).
const StickFolder = "stick"

// sticksEvery is how often the machine looks whether a stick brought anything:
// somebody stands there and waits.
const sticksEvery = 3 * time.Second

// takeSticks pulls from every bundle that a stick brought, and removes it,
// whatever came of it: what is good is on the shelf, and what is not will not
// be good the next time. Workbooks stay for staff.
func (m *Machine) takeSticks(ctx context.Context) error {
	dir := filepath.Join(m.dir, StickFolder)
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("look for sticks: %w", err)
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") || filepath.Ext(e.Name()) != ".zip" || !e.Type().IsRegular() {
			continue
		}
		path := filepath.Join(dir, e.Name())
		p, err := m.Pull(ctx, path)
		if ctx.Err() != nil {
			return nil
		}
		if err != nil {
			slog.Error("stick refused", "source", e.Name(), "err", err)
		} else {
			slog.Info("stick taken", "source", e.Name(), "edition", p.Edition, "bytes", p.Bytes)
		}
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("remove what a stick brought: %w (hint: %s has to belong to who runs the kiosk)", err, dir)
		}
	}
	return nil
}
