package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// harm is what can go wrong in a month. Of what is not hard no visitor sees
// more than a sentence.
type harm struct {
	name string
	do   func(*soak) error
}

var (
	hard = []harm{
		{"killed", func(s *soak) error { s.kiosk.signal(syscall.SIGKILL); return nil }},
		{"stopped", func(s *soak) error { s.kiosk.signal(syscall.SIGSTOP); return nil }},
	}
	soft = []harm{
		{"torn bundle on a stick", (*soak).tear},
		{"source fails", func(s *soak) error { return s.upset(fails, "nothing pulled") }},
		{"printer without paper", (*soak).noPaper},
		{"source lies", func(s *soak) error { return s.upset(lies, "nothing pulled") }},
		{"voice killed", (*soak).silence},
	}
)

// strike does the next fault. Hard ones begin the program anew, so they come
// before memory is compared, and each comes once: the program takes three ends
// in ten minutes for a loop, and leaves out what it can do without.
func (s *soak) strike(isHard bool) error {
	n := len(s.faults)
	if !isHard {
		h := soft[n%len(soft)]
		s.faults = append(s.faults, struck{name: h.name})
		if err := h.do(s); err != nil {
			return fmt.Errorf("%s: %w", h.name, err)
		}
		return nil
	}
	h := hard[n]
	s.gap = max(s.gap, s.kiosk.longest())
	starts, _ := s.kiosk.count()
	began := time.Now()
	if err := h.do(s); err != nil {
		return err
	}
	again := func() bool { now, _ := s.kiosk.count(); return now > starts && s.kiosk.isReady() }
	if !until(again, limit) {
		return fmt.Errorf("%s: it is not there again after %v", h.name, limit)
	}
	if err := s.answers(limit); err != nil {
		return fmt.Errorf("%s: %w", h.name, err)
	}
	s.faults = append(s.faults, struck{h.name, true, time.Since(began)})
	s.kiosk.longest() // that gap was the fault's
	return nil
}

// tear brings a stick with what is no edition.
func (s *soak) tear() error {
	b := make([]byte, 4096)
	for i := range b {
		b[i] = byte(rand.Uint32())
	}
	copy(b, "PK\x03\x04")
	folder := filepath.Join(s.dir, "data", "stick")
	torn := filepath.Join(s.dir, "torn.zip")
	if err := os.MkdirAll(folder, 0o750); err != nil {
		return err
	}
	if err := os.WriteFile(torn, b, 0o644); err != nil {
		return err
	}
	was := s.logged("stick refused")
	if err := os.Rename(torn, filepath.Join(folder, fmt.Sprintf("%d.zip", time.Now().UnixNano()))); err != nil {
		return err
	}
	return s.until("stick refused", was)
}

// until visits pages until the kiosk has logged something once more.
func (s *soak) until(words string, was int) error {
	for end := time.Now().Add(limit); s.logged(words) == was; {
		if time.Now().After(end) {
			return fmt.Errorf("it does not say %q within %v", words, limit)
		}
		if err := s.visit(); err != nil {
			return err
		}
	}
	return nil
}

// upset has the source do something wrong until the kiosk has noticed, while
// there is something to fetch.
func (s *soak) upset(how int32, words string) error {
	was := s.logged(words)
	s.web.how.Store(how)
	defer s.web.how.Store(0)
	if err := s.change(); err != nil {
		return err
	}
	err := s.until(words, was)
	s.web.how.Store(0)
	s.web.tell(s.origin.Edition())
	return err
}

// noPaper prints where there is no paper, and puts some in.
func (s *soak) noPaper() error {
	if _, err := s.guide(); err != nil {
		return err
	}
	if err := s.to("print"); err != nil {
		return err
	}
	s.roll.Paper(0)
	defer s.roll.Paper(-1)
	was := s.logged("sheet not printed")
	s.press(keyEnter)
	if !until(func() bool { return s.logged("sheet not printed") > was }, limit) {
		return fmt.Errorf("it does not say that nothing is printed")
	}
	return s.endSession()
}

// silence kills the voice in the middle of a sentence.
func (s *soak) silence() error {
	if _, err := s.guide(); err != nil {
		return err
	}
	s.press(keyRead)
	pid := 0
	if !until(func() bool { pid = s.speaks(); return pid != 0 }, limit) {
		return fmt.Errorf("it does not speak")
	}
	if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
		return err
	}
	return s.listen()
}

// listen has a page read, and stops it after longer than a program may hang.
func (s *soak) listen() error {
	if _, err := s.guide(); err != nil {
		return err
	}
	s.press(keyRead)
	if !until(func() bool { return s.speaks() != 0 }, limit) {
		return fmt.Errorf("it does not speak any more")
	}
	time.Sleep(4 * time.Second) // as a visitor listens
	if s.speaks() == 0 {
		return fmt.Errorf("it ends in the middle of a page")
	}
	return s.endSession()
}

// speaks returns the process that speaks for the kiosk, or 0.
func (s *soak) speaks() int {
	kiosk := strconv.Itoa(s.kiosk.pid())
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, name := range stats {
		b, err := os.ReadFile(name)
		if err != nil {
			continue // it has just ended
		}
		pid, rest, _ := strings.Cut(string(b), " (")
		program, rest, _ := strings.Cut(rest, ") ")
		if f := strings.Fields(rest); len(f) > 1 && f[0] != "Z" && f[1] == kiosk && (program == "espeak-ng" || program == "aplay") {
			n, _ := strconv.Atoi(pid)
			return n
		}
	}
	return 0
}
