package outbox

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"mingbai/catalog"
	"mingbai/catalog/db"
	"mingbai/kiosk"
)

// chunk is how many counts go into one item: it stays below kiosk.MaxItem
// with the longest of ids.
const chunk = 200

// Count adds to the counts of a day, all of them or none. The caller gathers
// counts for a while: each call waits for the disk. What is below
// kiosk.TallyLeast at the end of the day never leaves the kiosk, nor does what
// is added to a day whose tally was put into the outbox.
func (o *Outbox) Count(ctx context.Context, day catalog.Date, counts ...kiosk.Count) error {
	for _, c := range counts {
		if err := c.Check(); err != nil {
			return fmt.Errorf("count: %w", err)
		}
	}
	if day.IsZero() {
		return fmt.Errorf("count: no day")
	}
	err := o.change(ctx, func(tx *sql.Tx) error {
		for _, c := range counts {
			_, err := tx.ExecContext(ctx, `
				INSERT INTO tally(day, what, of, n) VALUES (?, ?, ?, ?)
				ON CONFLICT(day, what, of) DO UPDATE SET n = n + excluded.n`, day.String(), c.What, c.Of, c.N)
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("count: %w", err)
	}
	return nil
}

// Counts returns the counts of a day, the small ones too: they are for the
// hall's own eyes. They are kept for kiosk.TallyDays days.
func (o *Outbox) Counts(ctx context.Context, day catalog.Date) ([]kiosk.Count, error) {
	rows, err := o.db.Read.QueryContext(ctx, `SELECT what, of, n FROM tally WHERE day = ? ORDER BY what, of`, day.String())
	if err != nil {
		return nil, fmt.Errorf("read counts of %s: %w", day, err)
	}
	counts, err := scanCounts(rows)
	if err != nil {
		return nil, fmt.Errorf("read counts of %s: %w", day, err)
	}
	return counts, nil
}

// closeDays puts the tallies of days that are over into the outbox, once
// each, and forgets what is too old. After the first call of a day it does
// nothing. No room is no error: there may be some after the next delivery.
func (o *Outbox) closeDays(ctx context.Context) error {
	today := o.today()
	if o.isClosed(today) {
		return nil
	}
	err := o.change(ctx, func(tx *sql.Tx) error {
		if err := o.forget(ctx, tx, today.Add(-kiosk.TallyDays)); err != nil {
			return err
		}
		return o.closeBefore(ctx, tx, today)
	})
	switch {
	case errors.Is(err, ErrFull) || db.Full(err):
		return nil
	case err != nil:
		return fmt.Errorf("close days: %w", err)
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	o.closed = today
	return nil
}

func (o *Outbox) isClosed(today catalog.Date) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.closed == today
}

// forget removes counts that are too old, also those that nobody fetched.
func (o *Outbox) forget(ctx context.Context, tx *sql.Tx, oldest catalog.Date) error {
	for _, query := range []string{`DELETE FROM tally WHERE day < ?`, `DELETE FROM tally_day WHERE day < ?`} {
		if _, err := tx.ExecContext(ctx, query, oldest.String()); err != nil {
			return err
		}
	}
	done, err := tx.ExecContext(ctx, `DELETE FROM outbox WHERE priority = ? AND created < ?`, firstTally, oldest.Time().Unix())
	if err != nil {
		return err
	}
	n, err := done.RowsAffected()
	if err != nil || n == 0 {
		return err
	}
	return o.dropped(ctx, tx, kiosk.ItemTally, n)
}

func (o *Outbox) closeBefore(ctx context.Context, tx *sql.Tx, today catalog.Date) error {
	rows, err := tx.QueryContext(ctx, `
		SELECT DISTINCT day FROM tally WHERE day < ? AND day NOT IN (SELECT day FROM tally_day) ORDER BY day`, today.String())
	if err != nil {
		return err
	}
	defer rows.Close()
	var days []string
	for rows.Next() {
		var day string
		if err := rows.Scan(&day); err != nil {
			return err
		}
		days = append(days, day)
	}
	if err := rows.Err(); err != nil {
		return err
	}
	for _, day := range days {
		if err := o.closeDay(ctx, tx, day); err != nil {
			return fmt.Errorf("%s: %w", day, err)
		}
	}
	return nil
}

// closeDay puts what may leave of one day into the outbox.
func (o *Outbox) closeDay(ctx context.Context, tx *sql.Tx, text string) error {
	day, err := catalog.ParseDate(text)
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `INSERT INTO tally_day(day) VALUES (?)`, text); err != nil {
		return err
	}
	rows, err := tx.QueryContext(ctx, `
		SELECT what, of, n FROM tally WHERE day = ? AND n >= ? ORDER BY what, of`, text, kiosk.TallyLeast)
	if err != nil {
		return err
	}
	counts, err := scanCounts(rows)
	if err != nil {
		return err
	}
	for some := range slices.Chunk(counts, chunk) {
		body, err := json.Marshal(kiosk.Tally{Hall: o.hall, Day: day, Counts: some})
		if err != nil {
			return err
		}
		i := kiosk.Item{ID: rand.Text(), Kind: kiosk.ItemTally, Body: body}
		if err := o.insert(ctx, tx, row{i, firstTally, day.Time().Unix()}); err != nil {
			return err
		}
	}
	return nil
}

func scanCounts(rows *sql.Rows) ([]kiosk.Count, error) {
	defer rows.Close()
	var counts []kiosk.Count
	for rows.Next() {
		var c kiosk.Count
		if err := rows.Scan(&c.What, &c.Of, &c.N); err != nil {
			return nil, err
		}
		counts = append(counts, c)
	}
	return counts, rows.Err()
}
