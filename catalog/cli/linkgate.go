package cli

import (
	"context"
	"sync"
	"time"
)

// gates let one request at a time through to each host, and leave a pause
// between two. They are safe for use by several goroutines.
type gates struct {
	pause time.Duration
	mu    sync.Mutex
	hosts map[string]chan time.Time // holds when the host was asked last, while nobody asks it
}

func newGates(pause time.Duration) *gates {
	return &gates{pause: pause, hosts: map[string]chan time.Time{}}
}

// enter waits until a host may be asked, or ctx ends. The caller calls leave
// when the answer is there.
func (g *gates) enter(ctx context.Context, host string) (leave func(), err error) {
	gate := g.of(host)
	var last time.Time
	select {
	case last = <-gate:
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	if wait := time.Until(last.Add(g.pause)); wait > 0 && !last.IsZero() {
		t := time.NewTimer(wait)
		defer t.Stop()
		select {
		case <-t.C:
		case <-ctx.Done():
			gate <- last
			return nil, context.Cause(ctx)
		}
	}
	return func() { gate <- time.Now() }, nil
}

func (g *gates) of(host string) chan time.Time {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.hosts[host] == nil {
		g.hosts[host] = make(chan time.Time, 1)
		g.hosts[host] <- time.Time{}
	}
	return g.hosts[host]
}
