package outbox

import (
	"context"
	"database/sql"
	"fmt"

	"mingbai/kiosk"
)

// fit drops the least precious items until the rest fit. When that would be
// the new one itself, it is [ErrFull].
func (o *Outbox) fit(ctx context.Context, tx *sql.Tx, added int64) error {
	for {
		var items, bytes int64
		if err := tx.QueryRowContext(ctx, `SELECT items, bytes FROM outbox_state`).Scan(&items, &bytes); err != nil {
			return err
		}
		if items <= o.maxItems && bytes <= o.maxBytes {
			return nil
		}
		serial, kind, err := least(ctx, tx)
		if err != nil {
			return err
		}
		if serial == added {
			return fmt.Errorf("%w: %d items of %d bytes; hint: connect the network, or export them to a stick", ErrFull, items-1, bytes)
		}
		if err := o.drop(ctx, tx, serial, kind); err != nil {
			return err
		}
	}
}

// least returns the item that is missed least: a heartbeat, a tally, what
// went onto a stick or was refused, then what goes last, the oldest first.
func least(ctx context.Context, tx *sql.Tx) (serial int64, kind kiosk.ItemKind, err error) {
	err = tx.QueryRowContext(ctx, `
		SELECT serial, kind FROM outbox
		ORDER BY kind = 'heartbeat' DESC, kind = 'tally' DESC, exported > 0 OR refused <> '' DESC, priority DESC, serial
		LIMIT 1`).Scan(&serial, &kind)
	return serial, kind, err
}

// drop removes an item and counts it: nothing is lost in silence.
func (o *Outbox) drop(ctx context.Context, tx *sql.Tx, serial int64, kind kiosk.ItemKind) error {
	if _, err := tx.ExecContext(ctx, `DELETE FROM outbox WHERE serial = ?`, serial); err != nil {
		return err
	}
	return o.dropped(ctx, tx, kind, 1)
}

func (o *Outbox) dropped(ctx context.Context, tx *sql.Tx, kind kiosk.ItemKind, n int64) error {
	_, err := tx.ExecContext(ctx, `
		INSERT INTO outbox_dropped(kind, n, last) VALUES (?, ?, ?)
		ON CONFLICT(kind) DO UPDATE SET n = n + excluded.n, last = excluded.last`, kind, n, o.now().Unix())
	return err
}
