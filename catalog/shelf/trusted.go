package shelf

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"time"

	"mingbai/catalog/trust"
)

// A Trusted is what was verified together with the content.
type Trusted struct {
	State  trust.State
	Roots  map[int64][]byte // every root that was ever verified, by version; to keep: those that came
	Issued time.Time        // when the newest timestamp was signed; zero for never. It is earlier than now
	List   int64            // version of the list of withdrawn records, 0 for none
}

// Trusted returns what the shelf was last moved with. The caller owns it.
func (s *Shelf) Trusted(ctx context.Context) (Trusted, error) {
	t := Trusted{State: trust.State{}, Roots: map[int64][]byte{}}
	err := s.snapshot(ctx, func(tx *sql.Tx) error { return t.read(ctx, tx) })
	if err != nil {
		return Trusted{}, fmt.Errorf("read trust: %w", err)
	}
	return t, nil
}

func (t *Trusted) read(ctx context.Context, tx *sql.Tx) error {
	var issued int64
	if err := tx.QueryRowContext(ctx, `SELECT issued, list FROM trusted`).Scan(&issued, &t.List); err != nil {
		return err
	}
	t.Issued = moment(issued)
	err := each2(ctx, tx, `SELECT role, body FROM tuf`, func(role trust.Role, body []byte) { t.State[role] = body })
	if err != nil {
		return err
	}
	return each2(ctx, tx, `SELECT version, body FROM root`, func(version int64, body []byte) { t.Roots[version] = body })
}

// each2 calls do with the two columns of every row.
func each2[A, B any](ctx context.Context, from asker, query string, do func(A, B)) error {
	rows, err := from.QueryContext(ctx, query)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var a A
		var b B
		if err := rows.Scan(&a, &b); err != nil {
			return err
		}
		do(a, b)
	}
	return rows.Err()
}

// Absorb keeps documents that were verified beside content that did not
// change, or before something else went wrong: they guard against older ones.
// The time of issue never goes back.
func (s *Shelf) Absorb(ctx context.Context, t Trusted) error {
	if err := s.change(ctx, func(tx *sql.Tx) error { return absorb(ctx, tx, t) }); err != nil {
		return fmt.Errorf("keep trust: %w", err)
	}
	return nil
}

func absorb(ctx context.Context, tx *sql.Tx, t Trusted) error {
	for role, body := range t.State {
		var is []byte
		err := tx.QueryRowContext(ctx, `SELECT body FROM tuf WHERE role = ?`, role).Scan(&is)
		if err == nil && bytes.Equal(is, body) {
			continue
		}
		_, err = tx.ExecContext(ctx, `INSERT OR REPLACE INTO tuf(role, body) VALUES (?, ?)`, role, body)
		if err != nil {
			return fmt.Errorf("keep %s.json: %w", role, err)
		}
	}
	for version, body := range t.Roots {
		_, err := tx.ExecContext(ctx, `INSERT OR REPLACE INTO root(version, body) VALUES (?, ?)`, version, body)
		if err != nil {
			return fmt.Errorf("keep %d.root.json: %w", version, err)
		}
	}
	_, err := tx.ExecContext(ctx, `UPDATE trusted SET issued = max(issued, ?), list = max(list, ?)`, seconds(t.Issued), t.List)
	return err
}

// forget lets go of every document, and of what guards against older ones.
func forget(ctx context.Context, tx *sql.Tx) error {
	for _, query := range []string{`DELETE FROM tuf`, `DELETE FROM root`, `UPDATE trusted SET issued = 0, list = 0, checked = 0`} {
		if _, err := tx.ExecContext(ctx, query); err != nil {
			return fmt.Errorf("forget trust: %w", err)
		}
	}
	return nil
}

// Checked returns when a source was last asked with success; zero for never.
func (s *Shelf) Checked(ctx context.Context) (time.Time, error) {
	var at int64
	if err := s.db.Read.QueryRowContext(ctx, `SELECT checked FROM trusted`).Scan(&at); err != nil {
		return time.Time{}, fmt.Errorf("read when it was checked: %w", err)
	}
	return moment(at), nil
}

// Check keeps that a source was asked with success at a time.
func (s *Shelf) Check(ctx context.Context, at time.Time) error {
	err := s.change(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE trusted SET checked = ?`, at.Unix())
		return err
	})
	if err != nil {
		return fmt.Errorf("keep when it was checked: %w", err)
	}
	return nil
}

// Since returns when the edition on the shelf came, or was last changed by a
// list of withdrawn records; zero while there is none.
func (s *Shelf) Since(ctx context.Context) (time.Time, error) {
	a, err := current(ctx, s.db.Read)
	return moment(a.since), err
}

// moment is a second of the file; 0 is none.
func moment(seconds int64) time.Time {
	if seconds == 0 {
		return time.Time{}
	}
	return time.Unix(seconds, 0).UTC()
}

func seconds(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.Unix()
}
