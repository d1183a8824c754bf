package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
	"github.com/jezek/xgb/xtest"

	publish "mingbai/catalog/cli"
)

// A month in a hall: so many page visits, sessions, edition changes and faults
// fit into half an hour; a shorter soak has its share of each.
const (
	month        = 30 * time.Minute
	monthVisits  = 20_000
	monthVisitor = 2_000
	monthChanges = 200
	monthFaults  = 50
)

// The keypad of the kiosk that is soaked, by scan codes.
const (
	keyHome, keyNext, keyEnter, keyBack, keyEnd = 191, 192, 193, 194, 195
	keypad                                      = `keypad = "191=home 192=next 193=enter 194=back 195=end"`
)

// A soak is a kiosk that is used without a pause.
type soak struct {
	dir, program string
	share        float64 // of a month
	x            *xserver
	keys         *xgb.Conn
	cmd          *exec.Cmd
	traced       chan string
	origin       *publish.Origin

	visits, visitors, changes, faults int
	took                              []time.Duration // of each visit
	samples                           []sample
	shown, refused, panics            int // what the kiosk logged: editions taken, bundles refused, panics
	mu                                sync.Mutex
	errors                            strings.Builder
}

// A sample is what the kiosk was like at a moment.
type sample struct {
	at      time.Duration
	visits  int
	memory  int64 // bytes
	files   int
	fault   bool
	slowest time.Duration // of the visits since the last
}

func soakFor(args []string) int {
	xgb.Logger.SetOutput(io.Discard)
	if len(args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: go run .ci/trouble/*.go -soak TIME PROGRAM [PLOT.png]")
		return 2
	}
	long, err := time.ParseDuration(args[0])
	if err != nil || long < 10*time.Second {
		fmt.Fprintf(os.Stderr, "soak: %s is no time of at least 10s\n", args[0])
		return 2
	}
	plot := "soak.png"
	if len(args) > 2 {
		plot = args[2]
	}
	s := &soak{share: long.Seconds() / month.Seconds(), traced: make(chan string, 4096)}
	if s.program, err = filepath.Abs(args[1]); err == nil {
		err = s.run(long)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "soak:", err, s.said())
		return 1
	}
	if err := s.plot(plot); err != nil {
		fmt.Fprintln(os.Stderr, "soak:", err)
		return 1
	}
	return s.judge(plot)
}

// run opens everything, uses it for a while, and closes it.
func (s *soak) run(long time.Duration) (err error) {
	if s.dir, err = os.MkdirTemp("", "soak"); err != nil {
		return err
	}
	defer os.RemoveAll(s.dir)
	if s.origin, err = publish.NewOrigin(context.Background(), filepath.Join(s.dir, "repo"), 300); err != nil {
		return err
	}
	defer s.origin.Close()
	if s.x, err = startX(""); err != nil {
		return err
	}
	defer s.x.stop()
	wm := exec.Command("matchbox-window-manager", "-use_titlebar", "no")
	wm.Env = append(os.Environ(), "DISPLAY="+s.x.display())
	if err := wm.Start(); err != nil {
		fmt.Println("soak: without a window manager:", err)
	} else {
		defer func() { wm.Process.Kill(); wm.Wait() }()
	}
	if s.keys, err = xgb.NewConnDisplay(s.x.display()); err != nil {
		return err
	}
	defer s.keys.Close()
	if err := xtest.Init(s.keys); err != nil {
		return err
	}
	if err := s.begin(); err != nil {
		return err
	}
	defer s.end()
	return s.use(long)
}

// begin starts the kiosk with an edition on its way.
func (s *soak) begin() error {
	config := filepath.Join(s.dir, "mingbai.toml")
	text := keypad + fmt.Sprintf("\nroot = %q\n", s.origin.Root())
	if err := os.WriteFile(config, []byte(text), 0o644); err != nil {
		return err
	}
	s.cmd = exec.Command(s.program, "run", "-trace", "-data", filepath.Join(s.dir, "data"), "-config", config)
	s.cmd.Env = append(os.Environ(), "DISPLAY="+s.x.display(), "GOMEMLIMIT=350MiB", "FYNE_CACHE=2s")
	s.cmd.Stderr = writer{s}
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := s.cmd.Start(); err != nil {
		return err
	}
	go func() {
		for lines := bufio.NewScanner(out); lines.Scan(); {
			select {
			case s.traced <- lines.Text():
			default: // nobody waits for so much
			}
		}
		close(s.traced)
	}()
	s.press(keyHome)
	for range 50 { // until there is a window that takes keys
		if s.heard("open home", 200*time.Millisecond) {
			return s.carry()
		}
		s.press(keyHome)
	}
	return fmt.Errorf("it does not start")
}

// A writer keeps what the kiosk logs.
type writer struct{ s *soak }

func (w writer) Write(b []byte) (int, error) {
	w.s.mu.Lock()
	defer w.s.mu.Unlock()
	w.s.shown += strings.Count(string(b), "stick taken")
	w.s.refused += strings.Count(string(b), "stick refused")
	w.s.panics += strings.Count(string(b), "panic")
	if w.s.errors.Len() < 1<<20 {
		w.s.errors.Write(b)
	}
	return len(b), nil
}

func (s *soak) said() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := s.errors.String()
	return all[max(0, len(all)-2000):]
}

func (s *soak) end() {
	s.cmd.Process.Signal(syscall.SIGTERM)
	kill := time.AfterFunc(10*time.Second, func() { s.cmd.Process.Kill() })
	s.cmd.Wait()
	kill.Stop()
}

// carry puts the newest edition where a stick's files are put.
func (s *soak) carry() error {
	bundle := filepath.Join(s.dir, "usb.zip")
	if err := s.origin.Bundle(bundle); err != nil {
		return err
	}
	return s.drop(bundle)
}

func (s *soak) drop(file string) error {
	folder := filepath.Join(s.dir, "data", "stick")
	if err := os.MkdirAll(folder, 0o750); err != nil {
		return err
	}
	return os.Rename(file, filepath.Join(folder, fmt.Sprintf("%d.zip", time.Now().UnixNano())))
}

// press puts keys down and lifts them.
func (s *soak) press(codes ...byte) {
	for _, code := range codes {
		xtest.FakeInput(s.keys, xproto.KeyPress, code, 0, 0, 0, 0, 0)
		xtest.FakeInput(s.keys, xproto.KeyRelease, code, 0, 0, 0, 0, 0)
	}
	s.keys.Sync()
}

// heard waits until the kiosk traces a line that begins so.
func (s *soak) heard(words string, most time.Duration) bool {
	for end := time.After(most); ; {
		select {
		case line, ok := <-s.traced:
			if !ok {
				return false
			}
			if strings.HasPrefix(line, words) {
				return true
			}
		case <-end:
			return false
		}
	}
}

// use visits pages until the time is over, with an edition change and a fault
// now and then.
func (s *soak) use(long time.Duration) error {
	began := time.Now()
	look := began
	slowest := time.Duration(0)
	for time.Since(began) < long {
		gone := time.Since(began)
		share := float64(gone) / float64(long)
		fault := false
		switch {
		case float64(s.changes) < share*s.share*monthChanges:
			s.changes++
			if _, _, err := s.origin.Change(context.Background()); err != nil {
				return err
			}
			if err := s.carry(); err != nil {
				return err
			}
		case float64(s.faults) < share*s.share*monthFaults:
			s.faults++
			fault = true
			if err := s.fault(); err != nil {
				return err
			}
		}
		took, err := s.visit()
		if err != nil {
			return err
		}
		slowest = max(slowest, took)
		if fault || time.Since(look) > time.Second {
			look = time.Now()
			s.samples = append(s.samples, sample{gone, s.visits, resident(s.cmd.Process.Pid), s.files(), fault, slowest})
			slowest = 0
		}
		// A month's visits are spread over its time.
		if ahead := float64(s.visits)/(s.share*monthVisits) - share; ahead > 0 {
			time.Sleep(time.Duration(ahead * float64(long)))
		}
	}
	s.press(keyHome)
	if !s.heard("open home", 5*time.Second) {
		return fmt.Errorf("at the end it answers no key")
	}
	return nil
}

// fault brings what no kiosk can use: a torn bundle.
func (s *soak) fault() error {
	torn := filepath.Join(s.dir, "torn.zip")
	b := make([]byte, 4096)
	for i := range b {
		b[i] = byte(rand.Uint32())
	}
	copy(b, "PK\x03\x04")
	if err := os.WriteFile(torn, b, 0o644); err != nil {
		return err
	}
	return s.drop(torn)
}

// visit opens home and from there any page, as a finger would; every tenth
// ends the session.
func (s *soak) visit() (time.Duration, error) {
	began := time.Now()
	s.press(keyHome)
	if !s.heard("open home", 10*time.Second) {
		return 0, fmt.Errorf("it does not come home after %d visits", s.visits)
	}
	for range 1 + rand.IntN(20) {
		s.press(keyNext)
	}
	s.press(keyEnter)
	pages := 1
	if s.heard("open ", 200*time.Millisecond) { // languages and modes open nothing
		pages = 2
		s.took = append(s.took, time.Since(began)/2)
	}
	took := time.Since(began)
	was := s.visits
	s.visits += pages
	if was/10 != s.visits/10 {
		s.visitors++
		s.press(keyEnd)
		if !s.heard("reset", 10*time.Second) {
			return 0, fmt.Errorf("a session does not end after %d visits", s.visits)
		}
	}
	return took, nil
}

func (s *soak) files() int {
	entries, err := os.ReadDir(fmt.Sprintf("/proc/%d/fd", s.cmd.Process.Pid))
	if err != nil {
		return 0
	}
	return len(entries)
}

// judge prints the marks and returns the exit code. They are those of a month;
// how long a page takes on a busy machine is printed and not judged.
func (s *soak) judge(plot string) int {
	memory := func(part []sample) int64 {
		var all []int64
		for _, p := range part {
			all = append(all, p.memory)
		}
		slices.Sort(all)
		if len(all) == 0 {
			return 0
		}
		return all[len(all)/2]
	}
	n := len(s.samples)
	early, late := s.samples[n/10:n/5+1], s.samples[n-n/10-1:]
	slices.Sort(s.took)
	at := func(share float64) time.Duration { return s.took[int(share*float64(len(s.took)-1))] }
	s.mu.Lock()
	defer s.mu.Unlock()
	code := 0
	line := func(mark, want string, got any, ok bool) {
		verdict := "ok"
		if !ok {
			verdict, code = "FAILED", 1
		}
		fmt.Printf("%-34s %-18v %-22s %s\n", mark, got, want, verdict)
	}
	a, b := memory(early), memory(late)
	line("page visits", fmt.Sprintf("%.0f", s.share*monthVisits), s.visits, float64(s.visits) >= 0.95*s.share*monthVisits)
	line("sessions ended", fmt.Sprintf("%.0f", s.share*monthVisitor), s.visitors, float64(s.visitors) >= 0.9*s.share*monthVisitor)
	line("editions carried and shown", fmt.Sprint(s.changes), s.shown, s.shown >= s.changes*8/10 && s.shown > 0)
	line("torn bundles refused", fmt.Sprint("all of ", s.faults), s.refused, s.refused >= s.faults-1 && s.refused > 0) // the last may still lie there
	line("memory, a tenth in, MB", "", a>>20, true)
	line("memory, last tenth, MB", "≤ 600 and ≤ 1.05 ×", b>>20, b <= 600<<20 && (b <= a*105/100 || s.share < 0.1))
	line("open files, first and last", "the same, ± 4", fmt.Sprint(early[0].files, " ", late[len(late)-1].files), near(early[0].files, late[len(late)-1].files, 4))
	line("a visit, median", "", at(0.5).Round(time.Millisecond), true)
	line("a visit, p99 (not judged)", "150 ms when quiet", at(0.99).Round(time.Millisecond), true)
	line("panics", "0", s.panics, s.panics == 0)
	fmt.Println("plot:", plot)
	return code
}

func near(a, b, most int) bool { return a-b <= most && b-a <= most }
