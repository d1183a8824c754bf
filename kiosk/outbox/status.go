package outbox

import (
	"context"
	"fmt"
	"time"

	"mingbai/kiosk"
)

// A Status is how the outbox is: what staff read, and conditions are made of.
type Status struct {
	Items, Bytes int64                    // what waits; bytes of bodies
	Waiting      map[kiosk.ItemKind]int64 // what waits, by kind
	Exported     int64                    // of them, went onto a stick at least once
	Refused      int64                    // of them, the hub did not take; tried again each day
	Why          string                   // what the hub said against one of them
	Dropped      map[kiosk.ItemKind]int64 // lost to the cap, since the file was made
	Delivered    time.Time                // when the hub last took something; zero since the start: never
	Failures     int                      // in a row, since then
	Err          error                    // the last of them, nil when there is none
}

// last is what happened lately. It need not survive a power cut.
type last struct {
	delivered time.Time
	failures  int
	err       error
	wait      time.Duration // the pause after the last failure
}

// Status returns how the outbox is.
func (o *Outbox) Status(ctx context.Context) (Status, error) {
	s := Status{Waiting: map[kiosk.ItemKind]int64{}, Dropped: map[kiosk.ItemKind]int64{}}
	o.mu.Lock()
	s.Delivered, s.Failures, s.Err = o.last.delivered, o.last.failures, o.last.err
	o.mu.Unlock()
	err := o.count(ctx, s.Waiting, `SELECT kind, count(*) FROM outbox GROUP BY kind`)
	if err == nil {
		err = o.count(ctx, s.Dropped, `SELECT kind, n FROM outbox_dropped`)
	}
	if err == nil {
		err = o.db.Read.QueryRowContext(ctx, `
			SELECT items, bytes, (SELECT count(*) FROM outbox WHERE exported > 0), refused, why
			FROM outbox_state, (SELECT count(*) AS refused, coalesce(max(refused), '') AS why FROM outbox WHERE refused <> '')`).
			Scan(&s.Items, &s.Bytes, &s.Exported, &s.Refused, &s.Why)
	}
	if err != nil {
		return Status{}, fmt.Errorf("read outbox: %w", err)
	}
	return s, nil
}

// count fills into with the rows of kind and number that a query gives.
func (o *Outbox) count(ctx context.Context, into map[kiosk.ItemKind]int64, query string) error {
	rows, err := o.db.Read.QueryContext(ctx, query)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var kind kiosk.ItemKind
		var n int64
		if err := rows.Scan(&kind, &n); err != nil {
			return err
		}
		into[kind] = n
	}
	return rows.Err()
}

// succeeded remembers that the hub answered.
func (o *Outbox) succeeded() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.last = last{delivered: o.now()}
}

// failed remembers a failure and returns how long to wait after it.
func (o *Outbox) failed(err error) time.Duration {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.last.failures++
	o.last.err = err
	o.last.wait = waitAfter(o.last.failures, err)
	return o.last.wait
}

// pause returns how long to wait since the last failure.
func (o *Outbox) pause() time.Duration {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.last.wait
}
