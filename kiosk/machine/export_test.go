package machine

import (
	"context"

	"mingbai/catalog"
	"mingbai/kiosk"
)

// SetFree makes a machine believe that so many bytes are free.
func (m *Machine) SetFree(n int64) { m.free = func(string) (int64, error) { return n, nil } }

// Look judges the conditions now.
func (m *Machine) Look() { m.update(func(*standing) {}) }

// Check checks the catalog now, as every night.
func (m *Machine) Check(ctx context.Context) error { return m.check(ctx) }

// Beat puts a heartbeat into the outbox now.
func (m *Machine) Beat(ctx context.Context) error { return m.beat(ctx) }

// Post sends as the outbox does.
func (m *Machine) Post(ctx context.Context, url string, body []byte) ([]byte, error) {
	return m.post(ctx, url, body)
}

// Hint hands a hint to the machine as a server does.
func (m *Machine) Hint(data string) { m.hear([]byte(data)) }

// Recording returns the sound file that the hall keeps about a record.
func (m *Machine) Recording(lang catalog.Lang, about catalog.ID) string {
	return m.recording(lang, about)
}

// JudgeNow judges the hall as every half minute.
func (m *Machine) JudgeNow(ctx context.Context) error { return m.judge(ctx) }

// VerifyChanges checks the record of changes.
func (m *Machine) VerifyChanges(ctx context.Context) error { return m.book.Verify(ctx) }

// ID is by what the hub knows the kiosk.
func (m *Machine) ID() string { return m.who.ID() }

// Heartbeat is what the kiosk would say of itself.
func (m *Machine) Heartbeat() kiosk.Heartbeat { return m.heartbeat(0) }

// ProposeWaiting hands to the outbox what waits for it.
func (m *Machine) ProposeWaiting(ctx context.Context) error { return m.proposeWaiting(ctx) }
