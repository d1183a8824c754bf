package shelf

import (
	"fmt"
	"path/filepath"
	"testing"
)

// BenchmarkMove holds a move that changes one record of 10,000 against one
// that applies the whole edition again by its keyframe.
func BenchmarkMove(b *testing.B) {
	s, err := Open(b.Context(), filepath.Join(b.TempDir(), "catalog.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	p, lines := &press{}, benchLines(benchRecords)
	p.publish(b, 1, lines...)
	whole := timed(b, func() error {
		_, err := s.Move(b.Context(), p.move(b, s, 1), noon)
		return err
	})
	v := int64(1)
	for b.Loop() {
		v++
		b.StopTimer()
		lines[77] = line("guide/g00077", fmt.Sprintf("改了 %d 次", v))
		p.publish(b, v, lines...)
		m := p.move(b, s, v)
		b.StartTimer()
		if c, err := s.Move(b.Context(), m, noon); err != nil || c.Changed != 1 {
			b.Fatal(c, err)
		}
	}
	b.ReportMetric(float64(b.Elapsed())/float64(b.N)/float64(whole), "of-whole")
}
