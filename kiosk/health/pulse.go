package health

import (
	"context"
	"time"
)

// How often the goroutine that draws is asked, and how long it may take to
// answer: at first, while the window is made and the first page drawn, longer.
const (
	PulseEvery = time.Second
	PulseLimit = 8 * time.Second
	PulseFirst = 45 * time.Second
	pulseTick  = time.Second
)

// A Pulse asks the goroutine that draws, again and again, whether it still
// does.
type Pulse struct {
	Every time.Duration // between an answer and the next question; 0 is PulseEvery
	Ask   func(answer func())
	Beat  func()                     // told of every answer
	Late  func(waited time.Duration) // told once that there was none in time, after which the pulse ends
}

// Run asks until ctx ends or no answer comes.
func (p Pulse) Run(ctx context.Context) error {
	if p.Every <= 0 {
		p.Every = PulseEvery
	}
	limit := PulseFirst
	for {
		waited, ok := p.round(ctx, limit)
		if ctx.Err() != nil {
			return nil
		}
		if !ok {
			p.Late(waited)
			return nil
		}
		p.Beat()
		limit = PulseLimit
		if !pause(ctx, p.Every) {
			return nil
		}
	}
}

// round asks and waits for an answer, and asks again every second: a question
// from before the window was there is lost. The wait is counted in seconds
// that were waited for: a machine that slept is not frozen.
func (p Pulse) round(ctx context.Context, limit time.Duration) (waited time.Duration, ok bool) {
	back := make(chan struct{}, 1)
	answer := func() {
		select {
		case back <- struct{}{}:
		default:
		}
	}
	for waited = 0; waited < limit; waited += pulseTick {
		p.Ask(answer)
		t := time.NewTimer(pulseTick)
		select {
		case <-back:
			t.Stop()
			return waited, true
		case <-ctx.Done():
			t.Stop()
			return waited, false
		case <-t.C:
		}
	}
	return waited, false
}

// pause waits and reports whether it could.
func pause(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-t.C:
		return true
	}
}
