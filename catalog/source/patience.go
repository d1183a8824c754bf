package source

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"
)

// patience decides whether to try again, and waits before it. The library's
// own retries know nothing of a transfer that got further before it broke.
type patience struct {
	limits Limits
	fails  int // in a row
}

// again waits and returns nil when another try may help, and otherwise the
// error to give up with.
func (p *patience) again(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	if p.fails++; p.fails >= p.limits.Tries || !passing(err, p.limits.MaxPause) {
		return err
	}
	if cut := pause(ctx, max(p.backOff(), asked(err))); cut != nil {
		return fmt.Errorf("%w, after: %v", cut, err)
	}
	return nil
}

// backOff doubles with every failure; half of it is chance, so that machines
// which fail together do not come back together.
func (p *patience) backOff() time.Duration {
	d := min(p.limits.MaxPause, p.limits.Pause<<min(p.fails-1, 16))
	return d/2 + rand.N(d/2+1)
}

// passing reports whether the same request may go better soon.
func passing(err error, most time.Duration) bool {
	return errors.Is(err, ErrUnreachable) && !certificate(err) && asked(err) <= most
}

// asked returns the pause that a server asked for.
func asked(err error) time.Duration {
	var busy *BusyError
	if errors.As(err, &busy) {
		return busy.After
	}
	return 0
}

// pause waits for d or for the context to end.
func pause(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
