package machine_test

import (
	"fmt"
	"testing"
	"time"

	"mingbai/catalog"
)

// BenchmarkPullOneChange fetches, verifies and applies an edition in which
// one of 10,000 records changed, up to the short index, beside the first
// pull, which takes the keyframe.
func BenchmarkPullOneChange(b *testing.B) {
	p := newPublisher(b)
	var all []*catalog.Record
	for i := range 10_000 {
		all = append(all, fee(fmt.Sprintf("n%05d", i), fmt.Sprintf("收费标准 %d %x", i, i*7919*7919)))
	}
	p.publish(all...)
	h := newHall(b, p, p.dir)
	m := h.open()
	start := time.Now()
	if _, err := m.Pull(b.Context(), ""); err != nil {
		b.Fatal(err)
	}
	first := time.Since(start)
	n := 0
	for b.Loop() {
		b.StopTimer()
		n++
		all[77] = fee("n00077", fmt.Sprintf("改了 %d 次", n))
		p.at = p.at.Add(time.Second)
		p.publish(all...)
		b.StartTimer()
		if got, err := m.Pull(b.Context(), ""); err != nil || got.Change.Changed != 1 {
			b.Fatal(got, err)
		}
	}
	b.ReportMetric(float64(b.Elapsed())/float64(n)/float64(first), "of-first")
	b.ReportMetric(float64(first.Milliseconds()), "first-ms")
}
