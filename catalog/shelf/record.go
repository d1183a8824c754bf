package shelf

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"mingbai/catalog"
)

// Record returns the record id, or an error that is [catalog.ErrNoRecord].
// The caller owns the record.
func (s *Shelf) Record(ctx context.Context, id catalog.ID) (*catalog.Record, error) {
	return find(id, s.db.Read.QueryRowContext(ctx, `SELECT line FROM record WHERE id = ?`, id))
}

// find reads the record from the one line that row holds.
func find(id catalog.ID, row *sql.Row) (*catalog.Record, error) {
	var line []byte
	if err := row.Scan(&line); errors.Is(err, sql.ErrNoRows) {
		return nil, fmt.Errorf("%s: %w", id, catalog.ErrNoRecord)
	} else if err != nil {
		return nil, fmt.Errorf("look up %s: %w", id, err)
	}
	r, err := catalog.ReadRecord(line)
	if err != nil {
		return nil, fmt.Errorf("look up %s: %w", id, err)
	}
	return r, nil
}

// everyLine reads what the state digest is of: also what is taken down.
const everyLine = `
	SELECT id, line FROM record UNION ALL
	SELECT id, line FROM withdrawn WHERE line IS NOT NULL
	ORDER BY id`

// Lines calls each with every canonical line, also of records that are taken
// down, sorted by id, and returns the edition they make; it is zero while
// there is none. It stops at the first
// error of each and returns it. A line is valid until each returns.
func (s *Shelf) Lines(ctx context.Context, each func(line []byte) error) (Edition, error) {
	var e Edition
	err := s.snapshot(ctx, func(tx *sql.Tx) error {
		a, err := current(ctx, tx)
		if err != nil {
			return err
		}
		e = a.Edition
		return eachLine(ctx, tx, each, everyLine)
	})
	if err != nil {
		return Edition{}, err
	}
	return e, nil
}

// eachLine calls each with the lines that a query of id and line gives.
func eachLine(ctx context.Context, from asker, each func(line []byte) error, query string, args ...any) error {
	rows, err := from.QueryContext(ctx, query, args...)
	if err != nil {
		return fmt.Errorf("read lines: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var id catalog.ID
		var line sql.RawBytes
		if err := rows.Scan(&id, &line); err != nil {
			return fmt.Errorf("read lines: %w", err)
		}
		if err := each(line); err != nil {
			return fmt.Errorf("line of %s: %w", id, err)
		}
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("read lines: %w", err)
	}
	return nil
}
