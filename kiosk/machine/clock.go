package machine

import (
	"sync"
	"time"
)

// What kiosk.Heartbeat says of a clock.
const (
	clockFloored = "floored" // the machine's clock is behind what was signed, or far behind a server
	clockAhead   = "ahead"   // it is far ahead of a server
)

// tolerance is how far a clock may be off before the server's counts
// (SYNC.md 3.5).
const tolerance = 24 * time.Hour

// A clock is the best that a machine knows of the time. Its battery may be
// dead, or somebody may have set it wrong, so it is never earlier than what
// the publisher has signed, and goes by a server whose TLS was verified when
// the two are a day apart. It is safe for concurrent use.
type clock struct {
	system func() time.Time

	mu     sync.Mutex
	floor  time.Time
	since  time.Time     // the machine's clock when the floor was found above it
	shift  time.Duration // to add to the machine's clock
	skew   time.Duration // how far it was ahead of a server when that was last known
	doubts bool          // certificates are judged by the floor for now
}

func newClock(system func() time.Time, floor time.Time) *clock {
	return &clock{system: system, floor: floor}
}

// Now returns the time.
func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now()
}

func (c *clock) now() time.Time {
	machine := c.system()
	if t := machine.Add(c.shift); !t.Before(c.floor) {
		c.since = time.Time{}
		return t
	}
	if c.since.IsZero() || machine.Before(c.since) {
		c.since = machine
	}
	return c.floor.Add(machine.Sub(c.since))
}

// Raise lifts the lower bound; it never sinks.
func (c *clock) Raise(floor time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !floor.After(c.floor) {
		return
	}
	if now := c.now(); !c.since.IsZero() && now.After(floor) {
		floor = now // it ran on from the floor before, and does not go back
	}
	c.floor, c.since = floor, time.Time{}
}

// Learn takes the time of a server for which TLS vouches; zero is none. One
// before the lower bound is not believed.
func (c *clock) Learn(server time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if server.IsZero() || server.Before(c.floor.Add(-tolerance)) {
		return
	}
	c.skew = c.system().Sub(server).Round(time.Second)
	c.shift = 0
	if c.skew.Abs() > tolerance {
		c.shift = -c.skew
	}
}

// State says how the machine's clock is, in the words of kiosk.Heartbeat, and
// how many seconds it is ahead of the publisher's.
func (c *clock) State() (state string, skew int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	skew = int64(c.skew / time.Second)
	switch {
	case c.shift < 0:
		return clockAhead, skew
	case c.shift > 0 || c.system().Before(c.floor):
		return clockFloored, skew
	}
	return "", skew
}

// TLS returns the time by which certificates are judged.
func (c *clock) TLS() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.doubts {
		return c.floor
	}
	return c.now()
}

// Doubt lets certificates be judged by the lower bound until [clock.Trust],
// where this may help: the machine is far ahead of it. What is fetched
// meanwhile is signed all the same.
func (c *clock) Doubt() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.doubts = !c.floor.IsZero() && c.now().Sub(c.floor) > tolerance
	return c.doubts
}

// Trust ends doubts.
func (c *clock) Trust() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.doubts = false
}
