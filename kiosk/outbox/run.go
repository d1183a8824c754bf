package outbox

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"
)

// A Later is an error that says how long to wait before the next try, as a
// server does with Retry-After.
type Later interface {
	error
	// RetryAfter returns the time, at least 0, and whether the server named
	// one.
	RetryAfter() (time.Duration, bool)
}

const (
	startSpread  = 10 * time.Second // halls come back together after a power cut
	firstPause   = 2 * time.Second
	longestPause = 15 * time.Minute
	longestLater = 6 * time.Hour  // a hub cannot silence a kiosk for longer
	refusedPause = 24 * time.Hour // before an item that was refused is tried again
	farPause     = 2 * refusedPause
	longestIdle  = time.Hour // no clock that jumps makes it sleep longer
)

// Run delivers until ctx ends, and returns its error: at once what was just
// put in, after a failure with pauses that double from 2 s to 15 min, with
// jitter. What the hub names by [Later] is respected up to 6 h. Failures show
// in [Outbox.Status]; Run itself never gives up.
func (o *Outbox) Run(ctx context.Context, hub Hub) error {
	wait := rand.N(startSpread)
	for sleep(ctx, wait, nil) {
		due, idle, err := o.due(ctx)
		switch {
		case err != nil:
			wait = o.failed(err)
		case !due:
			sleep(ctx, idle, o.bell)
			wait = 0
		default:
			wait = o.deliverAll(ctx, hub)
		}
	}
	return ctx.Err()
}

// deliverAll delivers until there is nothing to send or to receive, and
// returns how long to wait then.
func (o *Outbox) deliverAll(ctx context.Context, hub Hub) time.Duration {
	for {
		d, err := o.Deliver(ctx, hub)
		if err != nil {
			return o.pause()
		}
		if !d.More {
			return 0
		}
	}
}

// sleep waits for the time or the bell, and reports whether ctx still lives.
func sleep(ctx context.Context, wait time.Duration, bell <-chan struct{}) bool {
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	case <-bell:
	}
	return ctx.Err() == nil
}

// due reports whether something is to be sent now, and when not, for how long
// to wait for the next.
func (o *Outbox) due(ctx context.Context) (due bool, idle time.Duration, err error) {
	now := o.now()
	var items, next int64
	err = o.db.Read.QueryRowContext(ctx, `
		SELECT count(*), coalesce(min(next_try), 0), coalesce(max(next_try > ?), 0) FROM outbox`,
		now.Add(farPause).Unix()).Scan(&items, &next, &due)
	if err != nil {
		return false, 0, fmt.Errorf("read outbox: %w", err)
	}
	if items == 0 {
		return false, longestIdle, nil
	}
	idle = time.Unix(next, 0).Sub(now)
	return due || idle <= 0, min(idle, longestIdle), nil
}

// waitAfter returns the pause after n failures in a row: between half and all
// of what doubles, and not less than the server asked for.
func waitAfter(n int, err error) time.Duration {
	most := longestPause
	if n <= 10 {
		most = min(firstPause<<(n-1), longestPause)
	}
	wait := most/2 + rand.N(most/2+1)
	var later Later
	if errors.As(err, &later) {
		if asked, ok := later.RetryAfter(); ok {
			asked = min(max(asked, 0), longestLater)
			wait = max(wait, asked+rand.N(asked/10+time.Second))
		}
	}
	return wait
}
