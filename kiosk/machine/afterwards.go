package machine

import (
	"context"
	"log/slog"
	"math/rand/v2"
	"time"
)

// What a running kiosk does after a pull, once the record can be read, waits a
// moment, and another at each kiosk: a machine that has the new edition late
// is not kept waiting by those that have it. Meanwhile a search answers from
// the disk, which is slower and finds the same. A power cut in this moment
// leaves the last good bundle of the edition before; whoever needs it then
// gets the rest from the sources. Only when a record was taken down the bundle
// does not wait: none may bring it back.
const (
	restAfter   = 2 * time.Second
	spreadAfter = 3 * time.Second
)

// afterPull has the rest of a pull done later.
func (m *Machine) afterPull() {
	select {
	case m.pulled <- struct{}{}:
	default: // it is called already
	}
}

// afterwards does what is left of every pull until ctx ends.
func (m *Machine) afterwards(ctx context.Context) error {
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-m.pulled:
		}
		t := time.NewTimer(restAfter + rand.N(spreadAfter))
		select {
		case <-ctx.Done():
			t.Stop()
			return nil
		case <-t.C:
		}
		if err := m.complete(ctx); err != nil && ctx.Err() == nil {
			m.afterPull()
			return err
		}
	}
}

// complete makes the short index where it is of another edition, keeps when a
// source was asked, and writes the last good bundle.
func (m *Machine) complete(ctx context.Context) error {
	fresh, err := m.finder.Fresh(ctx)
	if err == nil && !fresh {
		err = m.index(ctx)
	}
	if err != nil {
		return err
	}
	m.flight.Lock()
	defer m.flight.Unlock()
	e := m.pending
	if err := m.keepAsked(ctx); err != nil || e == nil {
		return err
	}
	mirrors, err := m.openSources("")
	if err != nil {
		slog.Error("last good bundle not written", "err", err)
		return nil // the next pull says why no source can be opened
	}
	defer mirrors.Close()
	e.from, e.later = mirrors, false
	e.settle(ctx)
	return nil
}

// keepAsked keeps when a source last answered. The caller has the flight, or
// is the last.
func (m *Machine) keepAsked(ctx context.Context) error {
	if !m.asked.After(m.kept) {
		return nil
	}
	m.kept = m.asked
	return m.shelf.Check(ctx, m.asked)
}

// checked keeps that a source has just answered: at once, or soon where the
// kiosk runs.
func (m *Machine) checked(ctx context.Context) error {
	now := m.clock.Now()
	if !m.started.Load() {
		return m.shelf.Check(ctx, now)
	}
	m.asked = now
	m.afterPull()
	return nil
}
