package shelf

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"mingbai/catalog"
	"mingbai/catalog/trust"
)

// Withdrawn returns the records that reviewers took down, whether the edition
// has them or not, sorted by id. The caller owns the list.
func (s *Shelf) Withdrawn(ctx context.Context) ([]trust.Withdrawal, error) {
	return withdrawn(ctx, s.db.Read)
}

func withdrawn(ctx context.Context, from asker) ([]trust.Withdrawal, error) {
	rows, err := from.QueryContext(ctx, `SELECT id, reason, day FROM withdrawn ORDER BY id`)
	if err != nil {
		return nil, fmt.Errorf("read withdrawn records: %w", err)
	}
	defer rows.Close()
	var all []trust.Withdrawal
	for rows.Next() {
		var w trust.Withdrawal
		var reason sql.RawBytes
		var day string
		err := rows.Scan(&w.ID, &reason, &day)
		if err == nil {
			err = json.Unmarshal(reason, &w.Reason)
		}
		if err == nil {
			w.On, err = catalog.ParseDate(day)
		}
		if err != nil {
			return nil, fmt.Errorf("read withdrawn records: %w", err)
		}
		all = append(all, w)
	}
	return all, rows.Err()
}

// sameList compares two lists that are sorted by id.
func sameList(a, b []trust.Withdrawal) bool {
	return slices.EqualFunc(a, b, func(x, y trust.Withdrawal) bool {
		return x.ID == y.ID && x.On == y.On && maps.Equal(x.Reason, y.Reason)
	})
}

// relistWithdrawn puts another list in the place of the one that is there.
// The lines go with the old one: [replace] has to follow with all lines of
// the edition.
func relistWithdrawn(ctx context.Context, tx *sql.Tx, list []trust.Withdrawal) error {
	if _, err := tx.ExecContext(ctx, `DELETE FROM withdrawn`); err != nil {
		return fmt.Errorf("clear withdrawn records: %w", err)
	}
	for _, w := range list {
		reason, err := json.Marshal(w.Reason)
		if err == nil {
			_, err = tx.ExecContext(ctx, `INSERT INTO withdrawn(id, reason, day) VALUES (?, ?, ?)`, w.ID, string(reason), w.On.String())
		}
		if err != nil {
			return fmt.Errorf("withdraw %s: %w", w.ID, err)
		}
	}
	return nil
}

// takeDown takes the withdrawn records out of next and keeps their lines
// apart.
func takeDown(ctx context.Context, tx *sql.Tx, next *set) error {
	list, err := withdrawn(ctx, tx)
	if err != nil {
		return err
	}
	for _, w := range list {
		var line []byte // NULL
		if e := next.byID[w.ID]; e != nil {
			line = e.line
			delete(next.byID, w.ID)
		}
		_, err := tx.ExecContext(ctx, `UPDATE withdrawn SET line = ?1 WHERE id = ?2 AND line IS NOT ?1`, line, w.ID)
		if err != nil {
			return fmt.Errorf("take %s down: %w", w.ID, err)
		}
	}
	return nil
}
