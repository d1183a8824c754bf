package shelf

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"mingbai/catalog"
)

// A Superseded is a line that was replaced or withdrawn. It was on the shelf
// from From until just before Until, to the second, in UTC.
type Superseded struct {
	Line        []byte
	From, Until time.Time
}

// retire takes a record off the shelf and keeps it in the history.
func retire(ctx context.Context, tx *sql.Tx, id catalog.ID, at int64) error {
	_, err := tx.ExecContext(ctx, `
		INSERT INTO past(id, since, until, line) SELECT id, since, ?, line FROM record WHERE id = ?`, at, id)
	if err != nil {
		return fmt.Errorf("keep %s: %w", id, err)
	}
	if _, err := tx.ExecContext(ctx, `DELETE FROM record WHERE id = ?`, id); err != nil {
		return fmt.Errorf("retire %s: %w", id, err)
	}
	return nil
}

// History returns the superseded lines of id, the newest first: none for a
// record that never changed or was never here. The caller owns them.
func (s *Shelf) History(ctx context.Context, id catalog.ID) ([]Superseded, error) {
	rows, err := s.db.Read.QueryContext(ctx, `SELECT line, since, until FROM past WHERE id = ? ORDER BY serial DESC`, id)
	if err != nil {
		return nil, fmt.Errorf("history of %s: %w", id, err)
	}
	defer rows.Close()
	var all []Superseded
	for rows.Next() {
		var line []byte
		var since, until int64
		if err := rows.Scan(&line, &since, &until); err != nil {
			return nil, fmt.Errorf("history of %s: %w", id, err)
		}
		all = append(all, Superseded{line, time.Unix(since, 0).UTC(), time.Unix(until, 0).UTC()})
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("history of %s: %w", id, err)
	}
	return all, nil
}

// Shown returns the record id as it was on the shelf at a time, to the
// second, or an error that is [catalog.ErrNoRecord] when it was not. Of
// several in one second it is the last. The caller owns the record.
func (s *Shelf) Shown(ctx context.Context, id catalog.ID, at time.Time) (*catalog.Record, error) {
	return find(id, s.db.Read.QueryRowContext(ctx, `
		SELECT line FROM record WHERE id = ?1 AND since <= ?2
		UNION ALL
		SELECT line FROM past WHERE id = ?1 AND since <= ?2 AND until > ?2`, id, at.Unix()))
}
