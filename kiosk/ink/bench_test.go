package ink_test

import (
	"testing"
	"time"

	"mingbai/assets"
	"mingbai/kiosk/ink"
)

// BenchmarkMatch compares a match with the bare comparing that is in it: two
// sums of products of as many numbers as all prototypes have.
func BenchmarkMatch(b *testing.B) {
	p, strokes := computed(b), dense(handDrawn(b)['登'], 10)
	const numbers = 7 * 7 * 6
	a, all := make([]float32, numbers), make([]int8, 2*numbers*p.Len())
	bare := least(func() {
		for rest := all; len(rest) > 0; rest = rest[numbers:] {
			sink = product(a, rest)
		}
	})
	b.ReportAllocs()
	b.ResetTimer()
	for b.Loop() {
		p.Match(strokes, 8)
	}
	b.ReportMetric(float64(b.Elapsed())/float64(b.N)/float64(bare), "x-bare-comparing")
}

var sink float32

func product(a []float32, b []int8) (sum float32) {
	for i, v := range a {
		sum += v * float32(b[i])
	}
	return sum
}

// BenchmarkDecode compares reading kept prototypes with computing them.
func BenchmarkDecode(b *testing.B) {
	_, words := seed()
	kept := computed(b).Encode()
	start := time.Now()
	if _, err := ink.Compute(noLimit, assets.FontRegular(), words); err != nil {
		b.Fatal(err)
	}
	computing := time.Since(start)
	for b.Loop() {
		if _, err := ink.Decode(kept, assets.FontRegular(), words); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed())/float64(b.N)/float64(computing), "x-computing")
	b.ReportMetric(float64(computing)/float64(len(words)), "ns/prototype")
}

// least returns what f takes when nothing else disturbs it.
func least(f func()) time.Duration {
	best := time.Hour
	for range 20 {
		start := time.Now()
		f()
		best = min(best, time.Since(start))
	}
	return best
}
