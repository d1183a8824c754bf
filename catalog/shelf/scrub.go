package shelf

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"mingbai/catalog"
	"mingbai/catalog/db"
	"mingbai/catalog/edition"
)

// ErrDamaged means that the rows on this disk are not the edition that was
// signed, though each can be read. A move by [Anew] mends them.
var ErrDamaged = errors.New("catalog on this disk is damaged")

// Damaged reports whether err says that the file itself is broken: it has to
// be moved away and made anew.
func Damaged(err error) bool { return db.Damaged(err) || errors.Is(err, errFile) }

// errFile is what SQLite's own check says by rows, not by an error.
var errFile = errors.New("the file is broken")

// Full reports whether err says that the disk has no more room.
func Full(err error) bool { return db.Full(err) }

// Scrub reads every row again and returns the state digest of what is there.
// The error is [ErrDamaged] where a signed edition has another, and one for
// which [Damaged] is true where the file is broken. It reads some tens of
// megabytes, holds one reader and stops nobody.
func (s *Shelf) Scrub(ctx context.Context) (digest string, err error) {
	_, digest, err = s.ScrubEdition(ctx)
	return digest, err
}

// ScrubEdition is [Shelf.Scrub], and says which edition it was on the shelf.
func (s *Shelf) ScrubEdition(ctx context.Context) (e Edition, digest string, err error) {
	err = s.snapshot(ctx, func(tx *sql.Tx) error {
		a, err := current(ctx, tx)
		if err != nil {
			return err
		}
		e = a.Edition
		d, err := digestOf(ctx, tx)
		if err != nil {
			return err
		}
		digest = d.String()
		if a.Signed && digest != a.Digest {
			return fmt.Errorf("%w: edition %d has digest %.8s, signed is %.8s", ErrDamaged, a.Number, digest, a.Digest)
		}
		return nil
	})
	if err != nil {
		err = fmt.Errorf("scrub: %w", err)
	}
	return e, digest, err
}

// QuickCheck asks SQLite whether the file is whole. [Damaged] is true for the
// error where it is not.
func (s *Shelf) QuickCheck(ctx context.Context) error {
	var said string
	err := s.db.Read.QueryRowContext(ctx, `PRAGMA quick_check(1)`).Scan(&said)
	if err == nil && said != "ok" {
		err = fmt.Errorf("%w: %s", errFile, said)
	}
	if err != nil {
		return fmt.Errorf("check catalog: %w", err)
	}
	return nil
}

// sound refuses to commit what has not the digest of a signed edition.
func sound(ctx context.Context, tx *sql.Tx, e Edition) error {
	if !e.Signed {
		return nil
	}
	d, err := digestOf(ctx, tx)
	if err == nil && d.String() != e.Digest {
		err = fmt.Errorf("%w: the rows have digest %s, signed is %.8s", ErrBroken, d.Short(), e.Digest)
	}
	return err
}

// digestOf takes the state digest of the rows.
func digestOf(ctx context.Context, from asker) (edition.Digest, error) {
	var h edition.Hasher
	rows, err := from.QueryContext(ctx, everyLine)
	if err != nil {
		return edition.Digest{}, fmt.Errorf("take digest: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var id catalog.ID
		var line sql.RawBytes
		if err := rows.Scan(&id, &line); err != nil {
			return edition.Digest{}, fmt.Errorf("take digest: %w", err)
		}
		if err := h.Add(id, edition.SumOf(line)); err != nil {
			return edition.Digest{}, fmt.Errorf("take digest: %w: %w", ErrDamaged, err)
		}
	}
	if err := rows.Err(); err != nil {
		return edition.Digest{}, fmt.Errorf("take digest: %w", err)
	}
	d, _ := h.State()
	return d, nil
}
