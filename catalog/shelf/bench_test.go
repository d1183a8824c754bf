package shelf

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"mingbai/catalog"
)

const benchRecords = 10_000

// benchLines returns guides of about 1,400 bytes under twenty topics.
func benchLines(n int) []string {
	words := strings.Repeat("申请人须携带身份证原件和复印件到窗口办理。", 20)
	var lines []string
	for i := range n {
		lines = append(lines, line(fmt.Sprintf("guide/g%05d", i), fmt.Sprintf("事项 %d", i*7919%n), `"office":"office/a"`,
			fmt.Sprintf(`"body":{"topics":["topic/t%d"],"summary":%q}`, i%20, words)))
	}
	return lines
}

// benchShelf makes a shelf and, for its peer, a file of the same lines.
func benchShelf(b *testing.B) (path, peer string, lines []string) {
	b.Helper()
	dir := b.TempDir()
	path, peer = filepath.Join(dir, "catalog.db"), filepath.Join(dir, "catalog.jsonl")
	lines = benchLines(benchRecords)
	if err := os.WriteFile(peer, []byte(strings.Join(lines, "\n")), 0o640); err != nil {
		b.Fatal(err)
	}
	s, err := Open(b.Context(), path)
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	if _, err := s.Apply(b.Context(), Edition{Number: 1}, noon, each(lines...)); err != nil {
		b.Fatal(err)
	}
	return path, peer, lines
}

// timed runs do and returns how long it took.
func timed(b *testing.B, do func() error) time.Duration {
	b.Helper()
	start := time.Now()
	if err := do(); err != nil {
		b.Fatal(err)
	}
	return time.Since(start)
}

func openAndLookUp(ctx context.Context, path string, id catalog.ID) error {
	s, err := Open(ctx, path)
	if err != nil {
		return err
	}
	defer s.Close()
	_, err = s.Record(ctx, id)
	return err
}

// parseAndLookUp is the peer: every line into a collection in memory.
func parseAndLookUp(path string, id catalog.ID) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	var all []*catalog.Record
	for said := bufio.NewScanner(f); said.Scan(); {
		r, err := catalog.ReadRecord(said.Bytes())
		if err != nil {
			return err
		}
		all = append(all, r)
	}
	_, err = catalog.NewCollection(all).Record(id)
	return err
}

// BenchmarkOpenAndFirstRecord opens 10,000 records and looks one up, beside a
// peer that parses them all.
func BenchmarkOpenAndFirstRecord(b *testing.B) {
	path, peer, _ := benchShelf(b)
	var subject, parsed time.Duration
	n := 0
	for ; b.Loop(); n++ {
		id := catalog.ID(fmt.Sprintf("guide/g%05d", n*7%benchRecords))
		subject += timed(b, func() error { return openAndLookUp(b.Context(), path, id) })
		parsed += timed(b, func() error { return parseAndLookUp(peer, id) })
	}
	report(b, subject, parsed, n)
}

// BenchmarkApplyOneChange applies an edition that differs by one title from
// the last, beside a peer that parses its lines.
func BenchmarkApplyOneChange(b *testing.B) {
	path, peer, lines := benchShelf(b)
	s, err := Open(b.Context(), path)
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	var subject, parsed time.Duration
	n := 0
	for ; b.Loop(); n++ {
		i := n * 7919 % len(lines)
		lines[i] = strings.Replace(lines[i], "事项", "事项"+fmt.Sprint(n), 1)
		subject += timed(b, func() error {
			c, err := s.Apply(b.Context(), Edition{Number: int64(n + 2)}, noon, each(lines...))
			if err == nil && c.Changed != 1 {
				err = fmt.Errorf("change = %+v", c)
			}
			return err
		})
		parsed += timed(b, func() error { return parseAndLookUp(peer, "guide/g00000") })
	}
	report(b, subject, parsed, n)
}

// BenchmarkBrowseTopic lists the 500 guides of a topic, beside a collection
// in memory.
func BenchmarkBrowseTopic(b *testing.B) {
	path, _, lines := benchShelf(b)
	s, err := Open(b.Context(), path)
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	var all []*catalog.Record
	for _, l := range lines {
		all = append(all, read(b, l))
	}
	peer := catalog.NewCollection(all)
	q := catalog.Query{Topic: "topic/t3"}
	var subject, memory time.Duration
	n := 0
	for ; b.Loop(); n++ {
		subject += timed(b, func() error { _, err := s.Browse(b.Context(), q); return err })
		memory += timed(b, func() error { peer.Browse(q); return nil })
	}
	report(b, subject, memory, n)
}

func report(b *testing.B, subject, peer time.Duration, n int) {
	b.ReportMetric(float64(subject)/float64(peer), "ratio")
	b.ReportMetric(float64(subject.Microseconds())/float64(n)/1000, "ms")
	b.ReportMetric(float64(peer.Microseconds())/float64(n)/1000, "peer-ms")
	b.ReportMetric(0, "ns/op")
}
