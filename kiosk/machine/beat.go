package machine

import (
	"context"
	"encoding/hex"
	"errors"
	"net/url"
	"time"

	"mingbai/catalog/shelf"
	"mingbai/catalog/source"
	"mingbai/kiosk"
)

// beatEvery is how often a kiosk says that it lives (SYNC.md 4.4).
const beatEvery = 5 * time.Minute

// deliver sends what waits for the hub until ctx ends.
func (m *Machine) deliver(ctx context.Context) error {
	if err := m.outbox.Run(ctx, m.hub()); ctx.Err() == nil {
		return err
	}
	return nil
}

// hubAddress completes an address that names only the host.
func hubAddress(hub string) string {
	if u, err := url.Parse(hub); err == nil && (u.Path == "" || u.Path == "/") {
		u.Path = "/v1/outbox"
		return u.String()
	}
	return hub
}

// post sends by the machine's client. Its errors say when to come back.
func (m *Machine) post(ctx context.Context, url string, body []byte) ([]byte, error) {
	answer, err := m.web.Post(ctx, url, body)
	var busy *source.BusyError
	if errors.As(err, &busy) && busy.After > 0 {
		return nil, later{err, busy.After}
	}
	return answer, err
}

// later is an error that says when to come back: an outbox.Later.
type later struct {
	error
	after time.Duration
}

// RetryAfter implements outbox.Later.
func (l later) RetryAfter() (time.Duration, bool) { return l.after, true }

func (l later) Unwrap() error { return l.error }

// beat puts a heartbeat into the outbox.
func (m *Machine) beat(ctx context.Context) error {
	free, err := m.free(m.dir)
	if err != nil {
		return err
	}
	h := m.heartbeat(free)
	if h.Edition, h.Digest, err = m.recompute(ctx); err != nil {
		return err
	}
	return m.outbox.Beat(ctx, h)
}

// recompute takes the state digest from the rows again: 45 ms for 10,000
// records, each five minutes. So a heartbeat says what is on the disk now, and
// not what a move or the last night has found. Rows that are not what was
// signed are reported as they are, and mended. The digest is nil where the
// content is not signed or cannot be read.
func (m *Machine) recompute(ctx context.Context) (int64, []byte, error) {
	e, digest, err := m.shelf.ScrubEdition(ctx)
	if errors.Is(err, shelf.ErrDamaged) && m.started.Load() {
		m.keeper.Start("check", m.check)
	}
	m.suspect(err)
	if err != nil && !errors.Is(err, shelf.ErrDamaged) && !shelf.Damaged(err) {
		return 0, nil, err
	}
	if d, err := hex.DecodeString(digest); err == nil && len(d) == 32 && e.Signed {
		return e.Number, d, nil
	}
	return e.Number, nil, nil
}

func (m *Machine) heartbeat(free int64) kiosk.Heartbeat {
	state := m.State()
	m.mu.Lock()
	s := m.standing
	m.mu.Unlock()
	h := kiosk.Heartbeat{App: m.app, Publisher: s.publisher, Applied: unix(s.applied), Checked: unix(s.checked), Source: state.Source,
		Withdrawn: s.list, FreeMB: free >> 20, Nonce: s.nonce}
	if d := m.shown.Load(); d != nil {
		h.Generation, h.Painted = d.generation, int64(time.Since(d.at)/time.Second)
	}
	h.Clock, h.Skew = m.clock.State()
	t := m.hall.Load().tally
	h.Amendments, h.Conflicts, h.Orphans = t.amendments, t.conflicts, t.orphans
	if len(state.Conditions) > 0 {
		h.Condition = state.Conditions[0].Code
	}
	return h
}

// unix is seconds, 0 for never.
func unix(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.Unix()
}
