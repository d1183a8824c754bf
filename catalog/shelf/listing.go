package shelf

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"mingbai/catalog"
)

// layout numbers how heads and places are made from lines. Raise it when
// Record.Heading, Record.Topics, catalog.Blobs or the order of a
// catalog.Collection change: the next Open then lists every record anew.
const layout = 2

// list writes what lists show of a record.
func list(ctx context.Context, tx *sql.Tx, e *entry) error {
	h := e.record.Heading()
	title, err := json.Marshal(h.Title)
	if err != nil {
		return fmt.Errorf("list %s: %w", h.ID, err)
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO head(id, kind, place, office, col, day, title) VALUES (?, ?, ?, ?, ?, ?, ?)`,
		h.ID, h.ID.Kind(), e.place, h.Office, h.Column, h.Day.String(), string(title))
	if err != nil {
		return fmt.Errorf("list %s: %w", h.ID, err)
	}
	for _, topic := range e.record.Topics() {
		_, err := tx.ExecContext(ctx, `INSERT OR IGNORE INTO naming(topic, id) VALUES (?, ?)`, topic, h.ID)
		if err != nil {
			return fmt.Errorf("list %s under %s: %w", h.ID, topic, err)
		}
	}
	return nameBlobs(ctx, tx, e)
}

// move gives records their new places.
func move(ctx context.Context, tx *sql.Tx, moved []*entry) error {
	for _, e := range moved {
		if _, err := tx.ExecContext(ctx, `UPDATE head SET place = ? WHERE id = ?`, e.place, e.record.ID); err != nil {
			return fmt.Errorf("move %s: %w", e.record.ID, err)
		}
	}
	return nil
}

// relist lists every record anew when a program of another layout did it
// last: after an update that knows more kinds or orders them differently.
func (s *Shelf) relist(ctx context.Context) error {
	var was int
	if err := s.db.Read.QueryRowContext(ctx, `SELECT layout FROM listing`).Scan(&was); err != nil {
		return fmt.Errorf("read layout: %w", err)
	}
	if was == layout {
		return nil
	}
	return s.change(ctx, func(tx *sql.Tx) error {
		all, err := onShelf(ctx, tx)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM head`); err != nil {
			return fmt.Errorf("clear listing: %w", err)
		}
		for _, e := range all.listed {
			if err := list(ctx, tx, e); err != nil {
				return err
			}
		}
		_, err = tx.ExecContext(ctx, `UPDATE listing SET layout = ?`, layout)
		return err
	})
}

// onShelf reads every record that is shown.
func onShelf(ctx context.Context, tx *sql.Tx) (*set, error) {
	s := &set{byID: map[catalog.ID]*entry{}}
	err := eachLine(ctx, tx, func(line []byte) error { return s.add(line) }, `SELECT id, line FROM record`)
	if err != nil {
		return nil, fmt.Errorf("%w; hint: start the program that was here before, or move this file away and pull again", err)
	}
	s.list()
	return s, nil
}
