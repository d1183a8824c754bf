package trust

import (
	"crypto/ed25519"
	"testing"
	"time"
)

// BenchmarkSign makes and signs the four documents of an edition, the
// rehearsals of Seal apart, beside four bare signatures.
func BenchmarkSign(b *testing.B) {
	a := newAuthority(b)
	target := []Target{NewTarget("base-1.zst", []byte("x"), nil)}
	var subject, peer time.Duration
	n := 0
	for ; b.Loop(); n++ {
		subject += timed(b, func() error {
			next := ok(Propose(a.state, target, a.issue()))(b)
			next = ok(Sign(next, a.editor))(b)
			next = ok(Clear(a.state, next, a.reviewer, a.issue()))(b)
			_, err := seal(a.state, next, a.on, a.issue())
			return err
		})
		peer += timed(b, func() error {
			for _, role := range []Role{Targets, Withdraw, Snapshot, Timestamp} {
				ed25519.Sign(a.on.private, a.state[role])
			}
			return nil
		})
	}
	report(b, subject, peer, n)
}

// BenchmarkRefresh brings a kiosk to the next edition, beside five bare
// verifications.
func BenchmarkRefresh(b *testing.B) {
	a := newAuthority(b)
	kiosk := a.kiosk()
	a.publish()
	benchRefresh(b, a, kiosk)
}

// BenchmarkRefreshNothingNew asks when there is nothing new.
func BenchmarkRefreshNothingNew(b *testing.B) {
	a := newAuthority(b)
	benchRefresh(b, a, a.kiosk())
}

func benchRefresh(b *testing.B, a *authority, kiosk State) {
	public := a.on.Public()
	signature := ed25519.Sign(a.on.private, a.state[Root])
	var subject, peer time.Duration
	n := 0
	for ; b.Loop(); n++ {
		subject += timed(b, func() error { _, err := Refresh(b.Context(), a.tree, kiosk, a.at); return err })
		peer += timed(b, func() error {
			for range Roles() {
				ed25519.Verify(public.Key[:], a.state[Root], signature)
			}
			return nil
		})
	}
	report(b, subject, peer, n)
}

func timed(b *testing.B, do func() error) time.Duration {
	b.Helper()
	start := time.Now()
	if err := do(); err != nil {
		b.Fatal(err)
	}
	return time.Since(start)
}

func report(b *testing.B, subject, peer time.Duration, n int) {
	b.ReportMetric(float64(subject)/float64(peer), "ratio")
	b.ReportMetric(float64(subject.Microseconds())/float64(n)/1000, "ms")
	b.ReportMetric(float64(peer.Microseconds())/float64(n)/1000, "peer-ms")
	b.ReportMetric(0, "ns/op")
}
