package outbox

import (
	"context"
	"database/sql"
	"fmt"

	"mingbai/catalog"
	"mingbai/kiosk"
)

// Most returns what was counted most since a day, the most frequent first and
// what was counted less than kiosk.TallyLeast times left out: they are for
// everybody's eyes. The caller owns them.
func (o *Outbox) Most(ctx context.Context, what kiosk.Counted, since catalog.Date) ([]kiosk.Count, error) {
	rows, err := o.db.Read.QueryContext(ctx, `
		SELECT what, of, sum(n) FROM tally WHERE what = ? AND day >= ?
		GROUP BY of HAVING sum(n) >= ? ORDER BY 3 DESC, of`, what, since.String(), kiosk.TallyLeast)
	if err != nil {
		return nil, fmt.Errorf("read counts since %s: %w", since, err)
	}
	counts, err := scanCounts(rows)
	if err != nil {
		return nil, fmt.Errorf("read counts since %s: %w", since, err)
	}
	return counts, nil
}

// Miss keeps words that were looked for in vain by so many sessions of a day.
// The caller has taken digits out of them. They never leave the kiosk, and
// are forgotten after kiosk.TallyDays days.
func (o *Outbox) Miss(ctx context.Context, day catalog.Date, words string, sessions int) error {
	err := o.change(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `
			INSERT INTO missed(day, words, n) VALUES (?1, ?2, ?3)
			ON CONFLICT(day, words) DO UPDATE SET n = max(n, excluded.n)`, day.String(), words, sessions)
		if err == nil {
			_, err = tx.ExecContext(ctx, `DELETE FROM missed WHERE day < ?`, day.Add(-kiosk.TallyDays).String())
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("keep missed words: %w", err)
	}
	return nil
}

// A Miss is words that were looked for in vain.
type Miss struct {
	Day      catalog.Date
	Words    string
	Sessions int
}

// Missed returns the words that were looked for in vain, the newest first.
func (o *Outbox) Missed(ctx context.Context) ([]Miss, error) {
	rows, err := o.db.Read.QueryContext(ctx, `SELECT day, words, n FROM missed ORDER BY day DESC, n DESC, words`)
	if err != nil {
		return nil, fmt.Errorf("read missed words: %w", err)
	}
	defer rows.Close()
	var all []Miss
	for rows.Next() {
		var m Miss
		var day string
		if err := rows.Scan(&day, &m.Words, &m.Sessions); err != nil {
			return nil, fmt.Errorf("read missed words: %w", err)
		}
		if m.Day, err = catalog.ParseDate(day); err != nil {
			return nil, fmt.Errorf("read missed words: %w", err)
		}
		all = append(all, m)
	}
	return all, rows.Err()
}
