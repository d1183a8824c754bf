package shelf

import (
	"path/filepath"
	"testing"
)

// BenchmarkScrub holds taking the digest of 10,000 records again from the
// rows against applying them.
func BenchmarkScrub(b *testing.B) {
	s, err := Open(b.Context(), filepath.Join(b.TempDir(), "catalog.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	p := &press{}
	p.publish(b, 1, benchLines(benchRecords)...)
	whole := timed(b, func() error {
		_, err := s.Move(b.Context(), p.move(b, s, 1), noon)
		return err
	})
	for b.Loop() {
		if _, err := s.Scrub(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed())/float64(b.N)/float64(whole), "of-whole")
}
