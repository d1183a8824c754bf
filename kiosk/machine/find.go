package machine

import (
	"context"
	"errors"

	"mingbai/catalog"
	"mingbai/catalog/search"
)

// Find answers what a visitor has typed so far. Until the short index is
// there it answers from the disk alone.
func (m *Machine) Find(s catalog.Search) (catalog.Found, error) {
	found, err := m.finder.Find(m.ctx(), s)
	found = m.hall.Load().unhide(found)
	if errors.Is(err, search.ErrDamaged) {
		m.keeper.Start("reindex", m.shelf.Reindex)
		return found, nil // the index has answered
	}
	return found, err
}

// PrepareSearch makes the short index at once.
func (m *Machine) PrepareSearch(ctx context.Context) error { return m.index(ctx) }

// Prepare makes at once what [Machine.Start] makes in the background.
func (m *Machine) Prepare(ctx context.Context) error {
	if err := m.index(ctx); err != nil {
		return err
	}
	return m.learnHand(ctx)
}

// index makes the short index of what is on the shelf, and of what the hall
// laid over it.
func (m *Machine) index(ctx context.Context) error {
	m.indexing.Lock() // an older index must not come last
	defer m.indexing.Unlock()
	entries, err := m.finder.Entries(ctx)
	if err != nil {
		return err
	}
	m.hall.Load().lay(&entries)
	m.finder.Swap(search.New(entries, m.opensOf()))
	return nil
}
