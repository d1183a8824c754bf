package outbox

import (
	"bytes"
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/json"
	"fmt"

	"mingbai/kiosk"
)

// The order in which items go. The heartbeat is first because it is one, of
// 400 bytes, and tells the hub that the kiosk lives; amendments are next
// because other screens show the old words until they arrive.
const (
	firstHeartbeat = iota
	firstAmendment
	firstWrong
	firstRating
	firstTally
)

// Put keeps a slip. It is on the disk when Put returns nil, and says no more
// of the time than its day. Hall is set; an empty Day is today. The errors:
// what is wrong with the slip, [ErrFull], or one for which db.Full is true
// when the disk has no more room.
func (o *Outbox) Put(ctx context.Context, s kiosk.Slip) error {
	s.Hall = o.hall
	if s.Day.IsZero() {
		s.Day = o.today()
	}
	if err := s.Check(); err != nil {
		return fmt.Errorf("put slip: %w", err)
	}
	body, err := json.Marshal(s)
	if err != nil {
		return fmt.Errorf("put slip: %w", err)
	}
	priority := firstRating
	if s.Sort == kiosk.SlipWrong {
		priority = firstWrong
	}
	i := kiosk.Item{ID: rand.Text(), Kind: kiosk.ItemSlip, Body: body}
	if err := o.put(ctx, row{i, priority, s.Day.Time().Unix()}); err != nil {
		return fmt.Errorf("put slip: %w", err)
	}
	return nil
}

// Propose keeps an amendment for the hall's other kiosks. The id is of 16 to
// 64 letters, digits and "-", one for each amendment: proposing it again does
// nothing. The body is a JSON value that the outbox does not look into, at
// most [kiosk.MaxItem] bytes; without white space between its parts it arrives
// byte for byte. The errors are those of [Outbox.Put].
func (o *Outbox) Propose(ctx context.Context, id string, body json.RawMessage) error {
	var line bytes.Buffer
	err := json.Compact(&line, body)
	if err == nil {
		i := kiosk.Item{ID: id, Kind: kiosk.ItemAmendment, Body: line.Bytes()}
		err = o.put(ctx, row{i, firstAmendment, o.now().Unix()})
	}
	if err != nil {
		return fmt.Errorf("propose amendment: %w", err)
	}
	return nil
}

// Proposed returns the ids of the amendments that wait for the hub.
func (o *Outbox) Proposed(ctx context.Context) (map[string]bool, error) {
	rows, err := o.db.Read.QueryContext(ctx, `SELECT id FROM outbox WHERE priority = ?`, firstAmendment)
	if err != nil {
		return nil, fmt.Errorf("read outbox: %w", err)
	}
	defer rows.Close()
	all := map[string]bool{}
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return nil, fmt.Errorf("read outbox: %w", err)
		}
		all[id] = true
	}
	return all, rows.Err()
}

// Beat keeps a heartbeat instead of the one before, which nobody needs any
// more. It sets the fields that kiosk.Heartbeat says it sets. The errors are
// those of [Outbox.Put].
func (o *Outbox) Beat(ctx context.Context, h kiosk.Heartbeat) error {
	err := o.change(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `DELETE FROM outbox WHERE priority = ?`, firstHeartbeat); err != nil {
			return err
		}
		if err := o.number(ctx, tx, &h); err != nil {
			return err
		}
		body, err := h.Seal(o.who.key)
		if err != nil {
			return err
		}
		i := kiosk.Item{ID: rand.Text(), Kind: kiosk.ItemHeartbeat, Body: body}
		return o.insert(ctx, tx, row{i, firstHeartbeat, h.At})
	})
	if err != nil {
		return fmt.Errorf("put heartbeat: %w", err)
	}
	o.ring()
	return nil
}

// number fills in what the outbox knows. Numbers follow the clock, so that
// they grow even when desk.db was lost, and each is above the last, so that
// they grow when the clock went back.
func (o *Outbox) number(ctx context.Context, tx *sql.Tx, h *kiosk.Heartbeat) error {
	h.Kiosk, h.Hall, h.At = o.who.id, o.hall, o.now().Unix()
	return tx.QueryRowContext(ctx, `
		UPDATE outbox_state SET beat = max(beat + 1, ?)
		RETURNING beat, items, (SELECT coalesce(sum(n), 0) FROM outbox_dropped)`,
		h.At).Scan(&h.Number, &h.Waiting, &h.Dropped)
}

// A row is an item as it is kept.
type row struct {
	kiosk.Item
	priority int
	created  int64 // unix seconds; of a slip only its day
}

// put inserts one row in a transaction of its own.
func (o *Outbox) put(ctx context.Context, r row) error {
	err := o.change(ctx, func(tx *sql.Tx) error { return o.insert(ctx, tx, r) })
	if err == nil {
		o.ring()
	}
	return err
}

// insert keeps a row unless its id is there, and makes room for it.
func (o *Outbox) insert(ctx context.Context, tx *sql.Tx, r row) error {
	if err := r.Check(); err != nil {
		return err
	}
	done, err := tx.ExecContext(ctx, `
		INSERT INTO outbox(id, kind, priority, body, created) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT(id) DO NOTHING`, r.ID, r.Kind, r.priority, []byte(r.Body), r.created)
	if err != nil {
		return err
	}
	if n, err := done.RowsAffected(); err != nil || n == 0 {
		return err
	}
	serial, err := done.LastInsertId()
	if err != nil {
		return err
	}
	return o.fit(ctx, tx, serial)
}
