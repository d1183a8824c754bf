package machine

import (
	"context"
	"database/sql"
	"log/slog"

	"mingbai/catalog"
	"mingbai/catalog/amend"
	"mingbai/kiosk/staff"
)

// hallChanged shows what staff or another kiosk changed: at once to whoever
// asks, and in the background to whoever looks.
func (m *Machine) hallChanged(ctx context.Context) error {
	if err := m.layHall(ctx, m.State().Edition); err != nil {
		return err
	}
	if m.started.Load() {
		m.ringHall()
		return nil
	}
	return m.spreadHall(ctx)
}

// showHall is hallChanged where what changed is on the disk already: whoever
// changed it is not told that it failed. It is tried again by turnDay.
func (m *Machine) showHall() {
	if err := m.hallChanged(m.ctx()); err != nil {
		m.hallStale.Store(true)
		slog.Error("hall is not shown as it is", "err", err)
	}
}

// tendHall spreads news of the hall until ctx ends. It begins with what a
// power cut, a full outbox or a hub that was not configured left behind.
func (m *Machine) tendHall(ctx context.Context) error {
	if err := m.proposeWaiting(ctx); err != nil {
		return err
	}
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-m.hallNews:
			if err := m.spreadHall(ctx); err != nil {
				m.ringHall() // it is tried again
				return err
			}
		}
	}
}

func (m *Machine) ringHall() {
	select {
	case m.hallNews <- struct{}{}:
	default: // it rings already
	}
}

// spreadHall tells screen, search and hub that the hall says something else.
func (m *Machine) spreadHall(ctx context.Context) error {
	m.update(func(s *standing) { s.changes++ })
	if err := m.index(ctx); err != nil {
		return err
	}
	return m.proposeWaiting(ctx)
}

// renewHall settles what staff wrote against the edition that is on the shelf
// now, and shows what is left of it.
func (m *Machine) renewHall(ctx context.Context, edition int64) error {
	if m.lock != nil { // else another process has the directory, and settles
		if err := m.settleHall(ctx, edition); err != nil {
			return err
		}
	}
	return m.layHall(ctx, edition)
}

// settleHall applies the three-way rule to every amendment: those that the
// edition adopted retire, those without a record wait, those whose time is
// over end. What changes stands in the record of changes.
func (m *Machine) settleHall(ctx context.Context, edition int64) error {
	all, err := papersOf[amend.Contest](ctx, m.book, staff.Amendment)
	now, due := m.hallNow(edition), map[catalog.ID]*catalog.Record{}
	for _, c := range all {
		if due[c.Record] == nil && err == nil {
			due[c.Record], err = m.published(ctx, c.Record)
		}
	}
	if err != nil {
		return err
	}
	var some []amend.Contest
	for _, c := range all {
		if _, changes := c.Settle(due[c.Record], now); changes {
			some = append(some, c)
		}
	}
	if len(some) == 0 {
		return nil
	}
	return m.book.Tx(ctx, func(tx *sql.Tx) error {
		for _, c := range some {
			_, err := staff.Keep(ctx, tx, m.book, onField(staff.Settle, c.Record, c.Field), func(old amend.Contest) (amend.Contest, error) {
				next, _ := old.Settle(due[c.Record], now) // staff may have been faster
				return next, nil
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// turnDay shows what a new day, or a clock that is right again, makes of what
// staff wrote: hidings and amendments end.
func (m *Machine) turnDay(ctx context.Context) error {
	edition := m.State().Edition
	if m.hall.Load().now == m.hallNow(edition) && !m.hallStale.Load() {
		return nil
	}
	if m.lock != nil {
		if err := m.settleHall(ctx, edition); err != nil {
			return err
		}
	}
	m.hallStale.Store(false)
	err := m.hallChanged(ctx)
	if err != nil {
		m.hallStale.Store(true)
	}
	return err
}
