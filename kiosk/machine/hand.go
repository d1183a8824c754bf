package machine

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/kiosk/ink"
)

// CanRead reports whether handwriting can be read.
func (m *Machine) CanRead() bool { return m.hand.Load() != nil }

// Read returns up to n characters of the catalog that the strokes may be,
// best first.
func (m *Machine) Read(strokes []kiosk.Stroke, n int) []rune {
	p := m.hand.Load()
	if p == nil || len(strokes) == 0 {
		return nil
	}
	return p.Match(strokes, n)
}

// learnHand takes the shapes of the catalog's characters from a kept file,
// else from the font, and keeps them.
func (m *Machine) learnHand(ctx context.Context) error {
	if m.font == nil {
		return nil
	}
	alphabet, err := m.alphabet(ctx)
	if err != nil {
		return err
	}
	path := filepath.Join(m.dir, "handwriting")
	kept, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("read shapes of characters: %w", err)
	}
	shapes, err := ink.Decode(kept, m.font, alphabet)
	if err != nil { // of another catalog, torn, or none
		if shapes, err = ink.Compute(ctx, m.font, alphabet); err != nil {
			return fmt.Errorf("take shapes of characters: %w", err)
		}
		if err := keep(path, shapes.Encode()); err != nil {
			return fmt.Errorf("keep shapes of characters: %w", err)
		}
	}
	m.hand.Store(shapes)
	return nil
}

// alphabet returns the characters by which the catalog's records are found.
func (m *Machine) alphabet(ctx context.Context) ([]rune, error) {
	entries, err := m.finder.Entries(ctx)
	if err != nil {
		return nil, err
	}
	m.hall.Load().lay(&entries)
	return ink.Alphabet(func(yield func(string) bool) {
		for _, e := range entries.List {
			for _, t := range append([]catalog.Text{e.Title}, e.Names...) {
				if !yield(t[catalog.ZH]) {
					return
				}
			}
		}
	}), nil
}

// keep writes a file whole or not at all, and only returns when it is on the
// disk.
func keep(path string, b []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".new-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // after the rename there is nothing to remove
	_, err = f.Write(b)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}
