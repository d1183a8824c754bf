package machine

import (
	"context"
	"encoding/json"
	"errors"
	"hash/fnv"
	"log/slog"
	"math/rand/v2"
	"time"

	"mingbai/catalog/source"
)

// How often a kiosk asks (SYNC.md 4.4): every 15 minutes, a fifth more or
// less; first within some seconds after the start, since a city's kiosks come
// back from one power cut together; after a failure sooner.
const (
	pollEvery   = 15 * time.Minute
	startSpread = 10 * time.Second
	firstRetry  = time.Minute
	pollGap     = 2 * time.Second  // the least time between two pulls, whatever hints say
	usualSpread = 60 * time.Second // of a hint that names none
	mostSpread  = 30 * time.Minute
)

// A hint is what a server says of news. Nobody vouches for it.
type hint struct {
	V      int64  `json:"v"`
	Spread *int64 `json:"spread"` // seconds over which all kiosks come
	Nonce  string `json:"nonce"`
}

// poll pulls now and then, and soon after a hint, until ctx ends.
func (m *Machine) poll(ctx context.Context) error {
	wait, fails, last := rand.N(startSpread), 0, ""
	for m.rest(ctx, wait) {
		p, err := m.Pull(ctx, "")
		if ctx.Err() != nil {
			return nil
		}
		if p.News() {
			slog.Info("edition applied", "edition", p.Edition, "source", p.From, "bytes", p.Bytes)
		}
		wait, fails = nextPoll(err, fails)
		if said := reason(err); said != last { // a week without network is one line
			last = said
			if err != nil {
				slog.Error("nothing pulled", "err", err, "ms", wait.Milliseconds())
			}
		}
	}
	return nil
}

// nextPoll returns how long to wait after a pull, and the failures in a row.
func nextPoll(err error, fails int) (time.Duration, int) {
	if err == nil {
		return pollEvery - pollEvery/5 + rand.N(2*pollEvery/5), 0
	}
	wait := min(pollEvery, firstRetry<<min(fails, 8))
	wait = wait/2 + rand.N(wait)
	var busy *source.BusyError
	if errors.As(err, &busy) {
		wait = max(wait, busy.After)
	}
	return wait, fails + 1
}

// reason is what tells one trouble from another.
func reason(err error) string {
	switch {
	case err == nil:
		return ""
	case Unreachable(err):
		return "unreachable"
	case NotTrusted(err):
		return "not trusted"
	}
	return err.Error()
}

// rest waits, less where a hint comes, and reports whether ctx still lives.
func (m *Machine) rest(ctx context.Context, wait time.Duration) bool {
	began := time.Now()
	t := time.NewTimer(wait)
	defer t.Stop()
	for {
		select {
		case <-ctx.Done():
			return false
		case <-t.C:
			return true
		case h := <-m.hinted:
			soon := max(delay(h, m.config.Kiosk), pollGap-time.Since(began))
			if left := wait - time.Since(began); soon < left {
				wait = time.Since(began) + soon
				t.Reset(soon)
			}
		}
	}
}

// delay is when a kiosk comes of those that a hint calls: each at its own
// moment of the spread.
func delay(h hint, kiosk string) time.Duration {
	spread := usualSpread
	if h.Spread != nil {
		spread = min(mostSpread, max(0, time.Duration(min(*h.Spread, 3600))*time.Second))
	}
	sum := fnv.New32a()
	sum.Write([]byte(kiosk))
	return time.Duration(float64(spread) * float64(sum.Sum32()) / (1 << 32))
}

// listen hears hints until ctx ends.
func (m *Machine) listen(ctx context.Context) error {
	err := m.web.Hints(ctx, m.config.Hints, func(h source.Hint) { m.hear(h.Data) })
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// hear reads a hint. Of one that says nothing, something may be new all the
// same.
func (m *Machine) hear(data []byte) {
	var h hint
	if json.Unmarshal(data, &h) != nil {
		h = hint{}
	}
	m.note(h)
}

// note hands a hint to [Machine.poll]; of several the newest counts.
func (m *Machine) note(h hint) {
	if h.Nonce != "" && len(h.Nonce) <= 64 {
		m.mu.Lock()
		m.standing.nonce = h.Nonce
		m.mu.Unlock()
	}
	for {
		select {
		case m.hinted <- h:
			return
		default:
		}
		select {
		case <-m.hinted:
		default:
		}
	}
}

// troubled logs why a connection for hints ended. Polling goes on.
func (m *Machine) troubled(err error) {
	slog.Debug("hints ended", "source", m.config.Hints, "err", err)
}
