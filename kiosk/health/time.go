package health

import (
	"os"
	"strconv"
	"strings"
	"time"
)

// A Time is what the package knows of time. The wall clock of a kiosk may
// jump, so what is compared is counted from the start of the machine.
type Time struct {
	Now  func() time.Time     // wall clock, for people
	Boot string               // names this start of the machine
	Up   func() time.Duration // since it
}

// SystemTime returns the machine's. Where it cannot say when it was started,
// it goes by the wall clock.
func SystemTime() Time {
	id, err := os.ReadFile("/proc/sys/kernel/random/boot_id")
	if _, ok := uptime(); err != nil || !ok {
		return Time{Now: time.Now, Up: func() time.Duration { return time.Duration(time.Now().UnixNano()) }}
	}
	return Time{Now: time.Now, Boot: strings.TrimSpace(string(id)), Up: func() time.Duration { d, _ := uptime(); return d }}
}

// uptime reads since when the kernel runs.
func uptime() (time.Duration, bool) {
	b, err := os.ReadFile("/proc/uptime")
	if err != nil {
		return 0, false
	}
	first, _, _ := strings.Cut(string(b), " ")
	s, err := strconv.ParseFloat(first, 64)
	return time.Duration(s * float64(time.Second)), err == nil
}

// Resident returns how much memory the program has, in bytes; 0 where it
// cannot be told.
func Resident() int64 {
	b, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0
	}
	fields := strings.Fields(string(b))
	if len(fields) < 2 {
		return 0
	}
	pages, err := strconv.ParseInt(fields[1], 10, 64)
	if err != nil {
		return 0
	}
	return pages * int64(os.Getpagesize())
}
