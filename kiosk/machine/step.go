package machine

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"

	"mingbai/catalog/shelf"
	"mingbai/catalog/source"
	"mingbai/catalog/trust"
	"mingbai/kiosk/chore"
)

// step goes a way, and where its files do not lead there, the one by a
// keyframe.
func (e *errand) step(ctx context.Context, m shelf.Move) error {
	m.Source = e.source()
	err := e.goTo(ctx, m)
	if !errors.Is(err, shelf.ErrBroken) {
		return err
	}
	anew, errAnew := shelf.Anew(e.is.Targets)
	if errAnew != nil || sameFiles(anew, m.Way) {
		return err
	}
	e.p.Again = true
	m.Way = anew
	return e.goTo(ctx, m)
}

func sameFiles(a, b shelf.Way) bool {
	if len(a.Files) != len(b.Files) {
		return false
	}
	for i := range a.Files {
		if a.Files[i].SHA256 != b.Files[i].SHA256 {
			return false
		}
	}
	return true
}

// source says where the content comes from.
func (e *errand) source() string {
	if m, ok := e.from.(*source.Mirrors); ok {
		return sortOf(m.Last())
	}
	return sortOf(e.from.String())
}

// goTo fetches the files of a way and moves.
func (e *errand) goTo(ctx context.Context, m shelf.Move) error {
	if err := e.fetchWay(ctx, m.Way); err != nil {
		return err
	}
	m.Open = func(t trust.Target) (io.ReadCloser, error) { return os.Open(e.m.spooled(t)) }
	return e.move(ctx, m)
}

// fetchWay brings the files of a way into the spool, where there is room.
func (e *errand) fetchWay(ctx context.Context, w shelf.Way) error {
	if err := e.m.room(w.Room); err != nil {
		return err
	}
	for _, f := range w.Files {
		if err := e.m.fetch(ctx, e.from, f); err != nil {
			return fmt.Errorf("fetch %s: %w", f.Path, err)
		}
		e.p.Bytes += f.Length
	}
	return nil
}

// move changes the shelf and shows it.
func (e *errand) move(ctx context.Context, m shelf.Move) error {
	c, err := e.m.shelf.Move(ctx, m, e.m.clock.Now())
	if shelf.Full(err) {
		return fmt.Errorf("%w: %w", ErrFull, err)
	}
	if err != nil {
		return err
	}
	e.p.Change = sum(e.p.Change, c)
	return e.m.renew(ctx)
}

func sum(a, b shelf.Change) shelf.Change {
	return shelf.Change{Added: a.Added + b.Added, Changed: a.Changed + b.Changed, Withdrawn: a.Withdrawn + b.Withdrawn, Unchanged: b.Unchanged}
}

// renew makes what stands in memory fit the shelf, and publishes it.
func (m *Machine) renew(ctx context.Context) error {
	if err := m.look(ctx); err != nil {
		return err
	}
	if !m.started.Load() {
		return m.index(ctx)
	}
	m.keeper.Start("handwriting", chore.After(restAfter, m.learnHand))
	m.afterPull()
	return nil
}

// room returns ErrFull when fewer bytes are free than are needed.
func (m *Machine) room(need int64) error {
	have, err := m.free(m.dir)
	if err != nil {
		return fmt.Errorf("ask for free space: %w", err)
	}
	if have < need {
		return fmt.Errorf("%w: %d MB are free in %s, %d MB are needed (hint: free some space)", ErrFull, have>>20, m.dir, (need+1<<20-1)>>20)
	}
	return nil
}

// spooled is where a file lies while it is needed.
func (m *Machine) spooled(t trust.Target) string {
	return filepath.Join(m.dir, "spool", path.Base(t.File()))
}

// fetch brings a file into the spool, whole and checked.
func (m *Machine) fetch(ctx context.Context, from source.Carrier, t trust.Target) error {
	if err := os.MkdirAll(filepath.Join(m.dir, "spool"), 0o750); err != nil {
		return err
	}
	return from.Download(ctx, t.File(), source.Want{Size: t.Length, SHA256: t.SHA256}, m.spooled(t))
}
