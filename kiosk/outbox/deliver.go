package outbox

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"mingbai/kiosk"
)

// A Hub is where an outbox delivers, and how.
type Hub struct {
	// URL is the address, https://HOST/v1/outbox.
	URL string
	// Token opens the hall to a kiosk that the hub does not know yet. It
	// travels in every delivery: use https.
	Token string
	// Post sends the body, which is gzip or lines of JSON, and returns what
	// came back with status 200. Everything else is an error; one that is a
	// [Later] says how long to wait.
	Post func(ctx context.Context, url string, body []byte) (answer []byte, err error)
	// Receive keeps amendments of the hall's other kiosks through tx, a
	// transaction in desk.db that also moves the cursor: each comes once,
	// but for a hub that was put back to an older copy, so ids that are there
	// already are to be passed over. What it cannot understand it should keep
	// or leave out: an error rolls back and has the same amendments come
	// again. nil leaves them at the hub.
	Receive func(ctx context.Context, tx *sql.Tx, amendments []kiosk.Item) error
	// Received is called when what Receive kept is on the disk; nil is nobody.
	Received func()
}

// A Delivered says what one delivery did.
type Delivered struct {
	Kept     int  // items the hub has now; they are gone from here
	Refused  int  // items it did not take; they stay
	Received int  // amendments that came
	More     bool // there is more to send or to receive at once
}

// Deliver sends one batch of what is due and takes what the answer brings. It
// asks also when there is nothing to send. After an error everything that the
// hub did not confirm is still there, and waits for its next try.
func (o *Outbox) Deliver(ctx context.Context, hub Hub) (Delivered, error) {
	o.flight.Lock()
	defer o.flight.Unlock()
	var b batch
	d, err := o.deliver(ctx, hub, &b)
	switch {
	case err == nil:
		o.succeeded()
	case ctx.Err() != nil: // stopped, which is nobody's failure
		return d, ctx.Err()
	default:
		err = fmt.Errorf("deliver to hub: %w", err)
		err = errors.Join(err, o.postpone(ctx, b, o.failed(err)))
	}
	return d, err
}

// deliver fills b as soon as it knows what goes.
func (o *Outbox) deliver(ctx context.Context, hub Hub, b *batch) (Delivered, error) {
	if err := o.closeDays(ctx); err != nil {
		return Delivered{}, err
	}
	var err error
	if *b, err = o.batch(ctx); err != nil {
		return Delivered{}, err
	}
	answer, err := o.post(ctx, hub, *b)
	if err != nil {
		return Delivered{}, err
	}
	if err := o.confirm(ctx, *b, answer); err != nil {
		return Delivered{}, err
	}
	d := Delivered{Kept: answer.Kept, Refused: len(answer.Refused), More: b.more}
	if hub.Receive == nil {
		return d, nil
	}
	if err := o.receive(ctx, hub, b.cursor, answer); err != nil {
		return d, err
	}
	d.Received, d.More = len(answer.Amendments), b.more || answer.More
	return d, nil
}

// post sends a batch and reads the answer.
func (o *Outbox) post(ctx context.Context, hub Hub, b batch) (kiosk.Answer, error) {
	body, err := o.seal(b, hub.Token)
	if err != nil {
		return kiosk.Answer{}, err
	}
	answer, err := hub.Post(ctx, hub.URL, compress(body))
	if err != nil {
		return kiosk.Answer{}, err
	}
	return readAnswer(answer, b)
}

// confirm forgets what the hub has. What it refused stays and is tried again
// after a day: a hub is updated more often than a kiosk. What waited for the
// hub to come back need not wait longer.
func (o *Outbox) confirm(ctx context.Context, b batch, a kiosk.Answer) error {
	why := map[string]string{}
	for _, r := range a.Refused {
		why[r.ID] = cmp.Or(strings.ToValidUTF8(r.Why[:min(len(r.Why), 300)], ""), "no reason given")
	}
	for _, id := range b.broken {
		why[id] = "it is broken on this disk"
	}
	return o.change(ctx, func(tx *sql.Tx) error {
		for _, i := range b.items {
			if why[i.ID] != "" {
				continue
			}
			if _, err := tx.ExecContext(ctx, `DELETE FROM outbox WHERE id = ?`, i.ID); err != nil {
				return err
			}
		}
		if err := o.keepBack(ctx, tx, why); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `UPDATE outbox SET next_try = 0 WHERE next_try > 0 AND refused = ''`)
		return err
	})
}

// keepBack keeps what was refused, with the words against it.
func (o *Outbox) keepBack(ctx context.Context, tx *sql.Tx, why map[string]string) error {
	next := o.now().Add(refusedPause).Unix()
	for id, words := range why {
		_, err := tx.ExecContext(ctx, `UPDATE outbox SET attempts = attempts + 1, next_try = ?, refused = ? WHERE id = ?`,
			next, words, id)
		if err != nil {
			return err
		}
	}
	return nil
}

// receive hands over amendments and moves the cursor with them.
func (o *Outbox) receive(ctx context.Context, hub Hub, cursor int64, a kiosk.Answer) error {
	if a.More && a.Cursor == cursor {
		return fmt.Errorf("receive amendments: the hub has more after %d and does not send it", cursor)
	}
	if a.Cursor == cursor && len(a.Amendments) == 0 {
		return nil
	}
	err := o.change(ctx, func(tx *sql.Tx) error {
		if len(a.Amendments) > 0 {
			if err := hub.Receive(ctx, tx, a.Amendments); err != nil {
				return err
			}
		}
		_, err := tx.ExecContext(ctx, `UPDATE outbox_state SET cursor = ?`, a.Cursor)
		return err
	})
	if err != nil {
		return fmt.Errorf("receive amendments: %w", err)
	}
	if len(a.Amendments) > 0 && hub.Received != nil {
		hub.Received()
	}
	return nil
}

// postpone lets what a failed delivery carried wait. The time is rounded
// down, so that it is over when Run wakes.
func (o *Outbox) postpone(ctx context.Context, b batch, wait time.Duration) error {
	next := o.now().Add(wait).Unix()
	return o.change(ctx, func(tx *sql.Tx) error {
		for _, i := range b.items {
			_, err := tx.ExecContext(ctx, `UPDATE outbox SET attempts = attempts + 1, next_try = ? WHERE id = ?`, next, i.ID)
			if err != nil {
				return err
			}
		}
		return nil
	})
}
