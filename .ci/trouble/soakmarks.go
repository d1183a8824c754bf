package main

import (
	"cmp"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// The marks of a month (KIOSK.md 9). Times count only where nobody else needed
// the processors, and only of a whole month: a shorter soak runs where others
// work.
const (
	mostMemory = 600 << 20
	mostPage   = 150 * time.Millisecond // 99 of 100
	mostStall  = time.Second            // every page
	mostGap    = 2 * time.Second        // between two heartbeats
	quiet      = 0.10                   // of the processors
)

// part returns the samples between two shares of all visits.
func (s *soak) part(from, to float64) []sample {
	var all []sample
	for _, p := range s.samples {
		if at := float64(p.visits) / float64(max(1, s.visits)); at >= from && at <= to {
			all = append(all, p)
		}
	}
	return all
}

// middle is the median of something about samples.
func middle[T cmp.Ordered](samples []sample, of func(sample) T) (m T) {
	var all []T
	for _, p := range samples {
		all = append(all, of(p))
	}
	slices.Sort(all)
	if len(all) > 0 {
		m = all[len(all)/2]
	}
	return m
}

// A table is printed line by line.
type table struct{ failed bool }

func (t *table) line(mark string, got, want any, ok bool) {
	verdict := "ok"
	if !ok {
		verdict, t.failed = "FAILED", true
	}
	fmt.Printf("%-40s %-16v %-26v %s\n", mark, got, want, verdict)
}

func (t *table) note(what string, got any) { fmt.Printf("%-40s %v\n", what, got) }

// judge prints the marks and returns the exit code.
func (s *soak) judge(plot string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := new(table)
	s.judgeWork(t)
	s.judgeHealth(t)
	s.judgeTimes(t)
	t.note("plot", plot)
	if t.failed {
		return 1
	}
	return 0
}

// judgeWork is about what was done.
func (s *soak) judgeWork(t *table) {
	want := int(s.share * monthVisits)
	t.line("page visits", s.visits, want, s.visits >= want)
	want = int(s.share * monthVisitor)
	t.line("sessions ended", s.visitors, want, s.visitors >= want)
	t.line("editions published", s.changes, int(s.share*monthChanges), s.changes >= int(s.share*monthChanges))
	kinds, back := map[string]int{}, time.Duration(0)
	for _, f := range s.faults {
		kinds[f.name]++
		back = max(back, f.back)
	}
	// What is published while the source is upset may be overtaken by the next,
	// and the last may not be fetched yet.
	want = s.changes - kinds["source fails"] - kinds["source lies"] - 1
	t.line("editions shown", len(s.shown), want, len(s.shown) >= want)
	want = int(s.share * monthFaults)
	t.line("faults", len(s.faults), want, len(s.faults) >= want)
	for _, h := range append(slices.Clone(hard), soft...) {
		t.note("  "+h.name, kinds[h.name])
	}
	t.line("answers again after a hard one", back.Round(100*time.Millisecond), fmt.Sprint("≤ ", limit), back <= limit)
	t.line("codes read, of those looked at", fmt.Sprint(s.read, " of ", s.codes), "all", s.read == s.codes && s.codes >= int(s.share*monthVisits)/codeEvery*9/10)
}

// judgeHealth is about what grows.
func (s *soak) judgeHealth(t *table) {
	early, late := s.part(0.1, 0.2), s.part(0.9, 1)
	memory := func(p sample) int64 { return p.memory }
	a, b := middle(early, memory), middle(late, memory)
	t.note("memory, visits 2,000 to 4,000 of 20,000", fmt.Sprint(a>>20, " MB"))
	t.line("memory, last 2,000", fmt.Sprint(b>>20, " MB"), fmt.Sprintf("≤ 1.05 × and ≤ %d MB", mostMemory>>20), b > 0 && b <= mostMemory && b <= a*105/100)
	files := func(p sample) int { return p.files }
	t.line("open files, then and now", fmt.Sprint(middle(early, files), ", ", middle(late, files)), "the same", middle(early, files) == middle(late, files))
	routines := func(p sample) int { return p.routines }
	m, n := middle(early, routines), middle(late, routines)
	t.line("goroutines, then and now", fmt.Sprint(m, ", ", n), "the same, ± 2", m > 0 && m-n <= 2 && n-m <= 2)
	t.line("panics and pages held back", s.said["panic"]+s.said["page held back"], 0, s.said["panic"]+s.said["page held back"] == 0)
	if n := len(s.reached); n > 0 {
		slices.Sort(s.reached)
		t.note("from publication to the screen, median", s.reached[n/2].Round(time.Millisecond))
	}
}

// judgeTimes is about what depends on the machine.
func (s *soak) judgeTimes(t *table) {
	slices.Sort(s.took)
	at := func(share float64) time.Duration { return s.took[int(share*float64(len(s.took)-1))] }
	count := s.share >= 1 && s.others <= quiet
	line := func(what string, got, most time.Duration) {
		got = got.Round(time.Millisecond)
		if count {
			t.line(what, got, fmt.Sprint("≤ ", most), got <= most)
		} else {
			t.note(what, fmt.Sprintf("%-16v ≤ %-24v not judged", got, most))
		}
	}
	t.note("a page, median", at(0.5).Round(time.Millisecond))
	line("a page, 99 of 100", at(0.99), mostPage)
	line("a page, the slowest", at(1), mostStall)
	line("between two heartbeats, the longest", s.gap, mostGap)
	t.note("processors taken by others", fmt.Sprintf("%.0f %%, a quiet machine has ≤ %.0f", 100*s.others, 100*quiet))
}

// A meter tells how much of the processors others took.
type meter struct {
	began time.Time
	busy  time.Duration
	mine  time.Duration
}

func newMeter() meter { return meter{time.Now(), busy(), 0} }

// others returns the share of all processors that went neither to this program
// and its children nor to those named, which had begun with the meter.
func (m meter) others(pids ...int) float64 {
	var self, children syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &self)
	syscall.Getrusage(syscall.RUSAGE_CHILDREN, &children)
	mine := time.Duration(self.Utime.Nano() + self.Stime.Nano() + children.Utime.Nano() + children.Stime.Nano())
	for _, pid := range pids {
		mine += processor(pid)
	}
	all := time.Since(m.began) * time.Duration(runtime.NumCPU())
	return max(0, float64(busy()-m.busy-mine)/float64(all))
}

// ticks is the unit of the kernel's processor times.
const ticks = 10 * time.Millisecond

// busy returns how long all processors have worked since the machine began.
func busy() time.Duration {
	b, err := os.ReadFile("/proc/stat")
	if err != nil {
		return 0
	}
	line, _, _ := strings.Cut(string(b), "\n")
	sum := 0
	for i, word := range strings.Fields(line) {
		if n, err := strconv.Atoi(word); err == nil && i != 4 && i != 5 && i < 8 { // idle, and waiting for a disk
			sum += n
		}
	}
	return time.Duration(sum) * ticks
}

// processor returns the time that a process and its ended children have used.
func processor(pid int) time.Duration {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(b), ") ")
	sum := 0
	for i, word := range strings.Fields(rest) {
		if n, err := strconv.Atoi(word); err == nil && i >= 11 && i <= 14 {
			sum += n
		}
	}
	return time.Duration(sum) * ticks
}
