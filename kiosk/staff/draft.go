package staff

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// A Draft is what somebody is writing and has not saved.
type Draft struct {
	Sort Sort
	Key  string
	Body json.RawMessage
	At   time.Time // of the last autosave, by the kiosk's clock
}

// Autosave keeps what is being written, every ten seconds (DESIGN.md 6.11).
// Nobody else sees it, and it makes no session longer. Its first autosave makes an entry in the record of
// changes and so does its end; those between make none, or the record would
// hold a keystroke log. On.Act is set. body is JSON of at most [MaxPaper]
// bytes in whatever form the screen likes.
func (s *Session) Autosave(ctx context.Context, on On, body json.RawMessage) error {
	on.Act = draftBegun
	if !json.Valid(body) || len(body) > MaxPaper {
		return fmt.Errorf("autosave %s: want JSON of at most %d bytes; hint: write less", on.Key, MaxPaper)
	}
	err := s.book.change(ctx, func(tx *sql.Tx) error {
		p, err := s.may(ctx, tx, on.Act)
		if err != nil {
			return err
		}
		var known bool
		if err := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM staff_draft WHERE person = ? AND sort = ? AND key = ?)`,
			p.id, on.Sort, on.Key).Scan(&known); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `INSERT OR REPLACE INTO staff_draft(person, sort, key, body, at) VALUES (?, ?, ?, ?, ?)`,
			p.id, on.Sort, on.Key, string(body), s.book.now().Unix()); err != nil || known {
			return err
		}
		return s.book.log(ctx, tx, p, Entry{Act: draftBegun, Key: on.Key, Record: on.Record, Field: on.Field})
	})
	if err != nil {
		return fmt.Errorf("autosave %s: %w", on.Key, err)
	}
	return nil
}

// Drop throws a draft away; the record of changes keeps what it was.
func (s *Session) Drop(ctx context.Context, on On) error {
	on.Act = draftGone
	err := s.book.change(ctx, func(tx *sql.Tx) error {
		p, err := s.may(ctx, tx, on.Act)
		if err != nil {
			return err
		}
		var body string
		err = tx.QueryRowContext(ctx, `DELETE FROM staff_draft WHERE person = ? AND sort = ? AND key = ? RETURNING body`,
			p.id, on.Sort, on.Key).Scan(&body)
		if errors.Is(err, sql.ErrNoRows) {
			return nil // somebody was faster
		}
		if err != nil {
			return err
		}
		return s.book.log(ctx, tx, p, Entry{Act: draftGone, Key: on.Key, Record: on.Record, Field: on.Field, Before: json.RawMessage(body)})
	})
	if err != nil {
		return fmt.Errorf("drop draft %s: %w", on.Key, err)
	}
	return nil
}

// Drafts returns the drafts of whoever is in, the newest first.
func (s *Session) Drafts(ctx context.Context) ([]Draft, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	rows, err := s.book.db.Read.QueryContext(ctx, `
		SELECT sort, key, body, at FROM staff_draft WHERE person = ? ORDER BY at DESC, sort, key`, s.person.id)
	if err != nil {
		return nil, fmt.Errorf("list drafts: %w", err)
	}
	defer rows.Close()
	var all []Draft
	for rows.Next() {
		var d Draft
		var body string
		var at int64
		if err := rows.Scan(&d.Sort, &d.Key, &body, &at); err != nil {
			return nil, fmt.Errorf("list drafts: %w", err)
		}
		d.Body, d.At = json.RawMessage(body), time.Unix(at, 0).In(s.book.now().Location())
		all = append(all, d)
	}
	return all, rows.Err()
}
