package shelf

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"mingbai/catalog"
)

// An Edition (发布版) says which published state is on the shelf.
type Edition struct {
	Number int64        // 0 is the starter catalog
	Source string       // where it came from: seed, folder, https
	Signed bool         // whether its signatures were verified
	On     catalog.Date // the day of its content
	Digest string       // its state digest, as the caller checked it
}

// Edition returns the edition on the shelf; ok is false while there is none.
func (s *Shelf) Edition(ctx context.Context) (e Edition, ok bool, err error) {
	row, err := current(ctx, s.db.Read)
	return row.Edition, row.serial > 0, err
}

// asker is what a pool and a transaction have in common.
type asker interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// An applied edition has a serial above 0 and the second of its coming.
type applied struct {
	Edition
	serial, since int64
}

// current returns the edition on the shelf, or the zero one.
func current(ctx context.Context, from asker) (applied, error) {
	var a applied
	var day string
	err := from.QueryRowContext(ctx, `
		SELECT serial, number, source, signed, day, digest, since FROM edition ORDER BY serial DESC LIMIT 1`).
		Scan(&a.serial, &a.Number, &a.Source, &a.Signed, &day, &a.Digest, &a.since)
	if errors.Is(err, sql.ErrNoRows) {
		return applied{}, nil
	}
	if err == nil {
		a.On, err = catalog.ParseDate(day)
	}
	if err != nil {
		return applied{}, fmt.Errorf("read edition: %w", err)
	}
	return a, nil
}

// enter makes e the edition on the shelf since a second.
func enter(ctx context.Context, tx *sql.Tx, e Edition, since int64) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO edition(number, source, signed, day, digest, since) VALUES (?, ?, ?, ?, ?, ?)`,
		e.Number, e.Source, e.Signed, e.On.String(), e.Digest, since)
	if err != nil {
		return fmt.Errorf("enter edition: %w", err)
	}
	return nil
}
