package hub

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"mingbai/catalog"
	"mingbai/kiosk"
)

// tables is a Store in a database. Its statements are those that SQLite and
// PostgreSQL both understand: parameters are $1, $2, … in the order in which
// they first appear. What differs is in dialect.
type tables struct {
	read *sql.DB
	dialect
}

// A dialect is what a database does in its own way.
type dialect interface {
	// change lets do change the tables, wholly or not at all.
	change(ctx context.Context, do func(*sql.Tx) error) error
	// entries inserts those that are not there.
	entries(ctx context.Context, tx *sql.Tx, a Arrival) error
	// amendments inserts those that are not there, numbered from first on.
	amendments(ctx context.Context, tx *sql.Tx, a Arrival, first int64) error
	// Close closes the database.
	Close() error
}

// exec changes the tables by one statement and returns how many rows.
func (t tables) exec(ctx context.Context, query string, args ...any) (n int64, err error) {
	err = t.change(ctx, func(tx *sql.Tx) error {
		done, err := tx.ExecContext(ctx, query, args...)
		if err == nil {
			n, err = done.RowsAffected()
		}
		return err
	})
	return n, err
}

// transact runs do in one transaction.
func transact(ctx context.Context, d *sql.DB, do func(*sql.Tx) error) error {
	tx, err := d.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin transaction: %w", err)
	}
	defer tx.Rollback() // after a commit it does nothing
	if err := do(tx); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("commit transaction: %w", err)
	}
	return nil
}

func (t tables) Fleet(ctx context.Context) ([]Member, error) {
	rows, err := t.read.QueryContext(ctx, `
		SELECT k.id, k.hall, k.key, k.since, k.mistrusted, k.last_mistrusted, b.number, b.seen, b.body
		FROM kiosk k LEFT JOIN beat b ON b.kiosk = k.id ORDER BY k.hall, k.id`)
	if err != nil {
		return nil, fmt.Errorf("read fleet: %w", err)
	}
	defer rows.Close()
	var all []Member
	for rows.Next() {
		m, err := scanMember(rows)
		if err != nil {
			return nil, fmt.Errorf("read fleet: %w", err)
		}
		all = append(all, m)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("read fleet: %w", err)
	}
	return all, nil
}

func scanMember(rows *sql.Rows) (Member, error) {
	var m Member
	var since, last int64
	var number, seen sql.NullInt64
	var body []byte
	err := rows.Scan(&m.ID, &m.Hall, (*[]byte)(&m.Key), &since, &m.Mistrusted, &last, &number, &seen, &body)
	m.Since = time.Unix(since, 0)
	if last != 0 {
		m.LastMistrusted = time.Unix(last, 0)
	}
	if number.Valid {
		m.Beat = &Beat{number.Int64, time.Unix(seen.Int64, 0), body}
	}
	return m, err
}

func (t tables) Entries(ctx context.Context, kind kiosk.ItemKind, from catalog.Date, yield func(string, Entry) error) error {
	rows, err := t.read.QueryContext(ctx, `
		SELECT hall, id, day, body FROM entry WHERE kind = $1 AND day >= $2 ORDER BY day, hall, id`, string(kind), from.String())
	if err != nil {
		return fmt.Errorf("read entries: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var hall, day string
		var body []byte
		e := Entry{Item: kiosk.Item{Kind: kind}}
		err := rows.Scan(&hall, &e.ID, &day, &body)
		if err == nil {
			e.Day, err = catalog.ParseDate(day)
		}
		if err != nil {
			return fmt.Errorf("read entries: %w", err)
		}
		e.Body = body
		if err := yield(hall, e); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("read entries: %w", err)
	}
	return nil
}

func (t tables) Prune(ctx context.Context, before catalog.Date) error {
	_, err := t.exec(ctx, `DELETE FROM entry WHERE kind = $1 AND day < $2`, string(kiosk.ItemTally), before.String())
	if err != nil {
		return fmt.Errorf("forget tallies: %w", err)
	}
	return nil
}
