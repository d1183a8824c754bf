package edition

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

const benchRecords = 10_000

// asked is what a delta may weigh: the bytes measured when the form was
// chosen, for that many of 10,000 records of 2 KB.
var asked = map[int]float64{1: 1534, 10: 10_100, 100: 82_000, 1000: 534_000}

// revise returns lines with k of them written anew; of 100 and more, some go
// and as many come.
func revise(b *testing.B, w *writer, lines []string, k int) []string {
	next := slices.Clone(lines)
	for _, i := range w.random.Perm(len(next))[:k] {
		next[i] = w.guide(b, i)
	}
	moved := map[int]int{100: 10, 1000: 50}[k]
	for i := range moved {
		next = append(next[:i*90], append(next[i*90+1:], w.guide(b, len(lines)+i))...)
	}
	return next
}

// BenchmarkBytesOfChange packs the delta behind one change, beside what rsync
// moves for the same change of the same lines.
func BenchmarkBytesOfChange(b *testing.B) {
	w := newWriter(b)
	lines := w.guides(b, benchRecords)
	ledger, first, err := Ledger{}.Next(1, mustSet(b, lines...), today)
	if err != nil {
		b.Fatal(err)
	}
	b.Logf("%d records of %d bytes, keyframe of %d bytes", benchRecords, first.Files[0].Raw/benchRecords, first.Files[0].Length)
	for _, k := range []int{1, 10, 100, 1000} {
		next := revise(b, w, lines, k)
		set := mustSet(b, next...)
		b.Run(fmt.Sprintf("changed=%d", k), func(b *testing.B) {
			var r Release
			for b.Loop() {
				if _, r, err = ledger.Next(2, set, today); err != nil {
					b.Fatal(err)
				}
			}
			size := float64(r.Files[0].Length)
			if size > 1.2*asked[k] {
				b.Errorf("%.0f bytes, more than 1.2 times %.0f", size, asked[k])
			}
			b.ReportMetric(size, "B")
			b.ReportMetric(size/asked[k], "of-asked")
			if moved := rsync(b, mustSet(b, lines...), set); moved > 0 {
				b.ReportMetric(moved, "rsync-B")
				b.ReportMetric(size/moved, "of-rsync")
			}
		})
	}
}

// rsync returns the bytes that rsync moves to make a file of old one of next,
// 0 where it is not installed.
func rsync(b *testing.B, old, next *Set) float64 {
	program, err := exec.LookPath("rsync")
	if err != nil {
		b.Log("rsync is not installed: no peer to compare with")
		return 0
	}
	dir := b.TempDir()
	for name, set := range map[string]*Set{"old": old, "next": next} {
		var plain bytes.Buffer
		for line := range set.Lines() {
			plain.Write(append(bytes.Clone(line), '\n'))
		}
		if err := os.WriteFile(filepath.Join(dir, name), plain.Bytes(), 0o600); err != nil {
			b.Fatal(err)
		}
	}
	cmd := exec.CommandContext(b.Context(), program, "-z", "--no-whole-file", "--ignore-times", "--stats",
		filepath.Join(dir, "next"), filepath.Join(dir, "old"))
	cmd.Env = append(os.Environ(), "LC_ALL=C")
	out, err := cmd.Output()
	if err != nil {
		b.Fatalf("rsync: %v\n%s", err, out)
	}
	total := 0.0
	for _, m := range regexp.MustCompile(`Total bytes (?:sent|received): ([\d,]+)`).FindAllStringSubmatch(string(out), -1) {
		n, err := strconv.ParseFloat(strings.ReplaceAll(m[1], ",", ""), 64)
		if err != nil {
			b.Fatal(err)
		}
		total += n
	}
	return total
}

// BenchmarkApplyOneChange brings 10,000 records to the next edition by a
// delta, digest included, beside a kiosk that takes the keyframe.
func BenchmarkApplyOneChange(b *testing.B) {
	w := newWriter(b)
	lines := w.guides(b, benchRecords)
	ledger, _, err := Ledger{}.Next(1, mustSet(b, lines...), today)
	if err != nil {
		b.Fatal(err)
	}
	_, r, err := ledger.Next(2, mustSet(b, revise(b, w, lines, 1)...), today.Add(31))
	if err != nil {
		b.Fatal(err)
	}
	delta, keyframe := r.Files[0], r.Files[1]
	var subject, peer time.Duration
	n := 0
	for ; b.Loop(); n++ {
		subject += timed(b, Verify(Apply(each(lines...), Unpack(bytes.NewReader(delta.Body), delta.Offer)), delta.Offer))
		peer += timed(b, Verify(Apply(None, Unpack(bytes.NewReader(keyframe.Body), keyframe.Offer)), keyframe.Offer))
	}
	b.ReportMetric(float64(subject)/float64(peer), "ratio")
	b.ReportMetric(float64(subject.Milliseconds())/float64(n), "ms")
	b.ReportMetric(float64(peer.Milliseconds())/float64(n), "peer-ms")
	b.ReportMetric(0, "ns/op")
}

// timed reads all lines and returns how long it took.
func timed(b *testing.B, lines Lines) time.Duration {
	b.Helper()
	start := time.Now()
	for line, err := range lines {
		if err != nil {
			b.Fatal(err)
		}
		io.Discard.Write(line)
	}
	return time.Since(start)
}
