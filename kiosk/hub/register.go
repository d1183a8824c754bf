package hub

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

func (t tables) Kiosk(ctx context.Context, id string) (Kiosk, error) {
	k, err := scanKiosk(t.read.QueryRowContext(ctx, `SELECT id, hall, key, since FROM kiosk WHERE id = $1`, id))
	if err != nil {
		return Kiosk{}, fmt.Errorf("read kiosk %s: %w", id, err)
	}
	return k, nil
}

func scanKiosk(row *sql.Row) (Kiosk, error) {
	var k Kiosk
	var since int64
	err := row.Scan(&k.ID, &k.Hall, (*[]byte)(&k.Key), &since)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNoKiosk
	}
	k.Since = time.Unix(since, 0)
	return k, err
}

func (t tables) Register(ctx context.Context, k Kiosk, most int) (kept Kiosk, err error) {
	err = t.change(ctx, func(tx *sql.Tx) error {
		if err := lockHall(ctx, tx, k.Hall); err != nil {
			return err
		}
		const find = `SELECT id, hall, key, since FROM kiosk WHERE id = $1`
		kept, err = scanKiosk(tx.QueryRowContext(ctx, find, k.ID))
		if !errors.Is(err, ErrNoKiosk) {
			return err
		}
		if err := room(ctx, tx, k.Hall, most); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO kiosk(id, hall, key, since) VALUES ($1, $2, $3, $4) ON CONFLICT(id) DO NOTHING`,
			k.ID, k.Hall, []byte(k.Key), k.Since.Unix())
		if err != nil {
			return err
		}
		kept, err = scanKiosk(tx.QueryRowContext(ctx, find, k.ID))
		return err
	})
	if err != nil {
		return Kiosk{}, fmt.Errorf("register kiosk %s of hall %s: %w", k.ID, k.Hall, err)
	}
	return kept, nil
}

// room returns ErrHallFull where a hall has most kiosks already.
func room(ctx context.Context, tx *sql.Tx, hall string, most int) error {
	var n int
	if err := tx.QueryRowContext(ctx, `SELECT count(*) FROM kiosk WHERE hall = $1`, hall).Scan(&n); err != nil {
		return err
	}
	if n >= most {
		return fmt.Errorf("%w: %d; hint: forget one that is gone, or raise kiosks in the configuration", ErrHallFull, n)
	}
	return nil
}

// lockHall makes the hall when it is missing, and lets nobody else register
// in it or number its amendments until the transaction ends.
func lockHall(ctx context.Context, tx *sql.Tx, name string) error {
	if _, err := tx.ExecContext(ctx, `INSERT INTO hall(name) VALUES ($1) ON CONFLICT(name) DO NOTHING`, name); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `UPDATE hall SET sequence = sequence WHERE name = $1`, name)
	return err
}

func (t tables) Mistrust(ctx context.Context, id string, at time.Time) error {
	_, err := t.exec(ctx, `UPDATE kiosk SET mistrusted = mistrusted + 1, last_mistrusted = $1 WHERE id = $2`, at.Unix(), id)
	if err != nil {
		return fmt.Errorf("mistrust kiosk %s: %w", id, err)
	}
	return nil
}

func (t tables) Forget(ctx context.Context, id string) error {
	n, err := t.exec(ctx, `DELETE FROM kiosk WHERE id = $1`, id)
	if err == nil && n == 0 {
		err = ErrNoKiosk
	}
	if err != nil {
		return fmt.Errorf("forget kiosk %s: %w", id, err)
	}
	return nil
}
