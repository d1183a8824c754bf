package outbox

import (
	"context"
	"database/sql"
	"fmt"

	"mingbai/kiosk"
)

// An Exported says what went into a file.
type Exported struct {
	Items int
	Bytes int64 // of the file
}

// Export writes everything that waits into a file at path, in place of what
// was there: lines of JSON, signed by the kiosk, without the hall's token. It
// is the same delivery that would go by network, and `mingbai-hub receive
// -import FILE` takes it. The file is there wholly or not at all.
//
// The items stay, marked as exported: nothing proves that a stick arrives,
// and the hub takes them twice without harm, from another stick or by a
// network that came back. When room runs out they go before slips and
// amendments that were never exported.
func (o *Outbox) Export(ctx context.Context, path string) (Exported, error) {
	o.stick.Lock()
	defer o.stick.Unlock()
	e, err := o.export(ctx, path)
	if err != nil {
		return Exported{}, fmt.Errorf("export outbox to %s: %w", path, err)
	}
	return e, nil
}

func (o *Outbox) export(ctx context.Context, path string) (Exported, error) {
	if err := o.closeDays(ctx); err != nil {
		return Exported{}, err
	}
	b, newest, err := o.everything(ctx)
	if err != nil {
		return Exported{}, err
	}
	lines, err := o.seal(b, "")
	if err != nil {
		return Exported{}, err
	}
	if err := replace(path, lines); err != nil {
		return Exported{}, err
	}
	err = o.change(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE outbox SET exported = ? WHERE serial <= ?`, o.now().Unix(), newest)
		return err
	})
	return Exported{len(b.items), int64(len(lines))}, err
}

// everything returns all that waits, and the serial of the newest.
func (o *Outbox) everything(ctx context.Context) (b batch, newest int64, err error) {
	rows, err := o.db.Read.QueryContext(ctx, `SELECT serial, id, kind, body FROM outbox ORDER BY serial`)
	if err != nil {
		return b, 0, err
	}
	defer rows.Close()
	for rows.Next() {
		var i kiosk.Item
		var body []byte
		if err := rows.Scan(&newest, &i.ID, &i.Kind, &body); err != nil {
			return b, 0, err
		}
		if i.Body = body; !broken(i) {
			b.items = append(b.items, i)
		}
	}
	return b, newest, rows.Err()
}
