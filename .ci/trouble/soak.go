package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xtest"

	publish "mingbai/catalog/cli"
	"mingbai/kiosk/printer/printertest"
)

// A month in a hall: so many page visits, sessions, edition changes and faults
// fit into half an hour; a shorter soak has its share of each. A machine that
// is too slow for it may take twice the time.
const (
	month        = 30 * time.Minute
	monthVisits  = 20_000
	monthVisitor = 2_000
	monthChanges = 200
	monthFaults  = 50
)

// A soak is a kiosk that is used without a pause, under the supervisor of the
// troubles, with a source, a printer and a voice of its own.
type soak struct {
	dir, program string
	share        float64 // of a month
	x            *xserver
	keys         *xgb.Conn
	kiosk        *supervisor
	web          *web
	roll         *printertest.Roll
	origin       *publish.Origin
	stops        map[string][]string // what there is to choose, by page
	ways         []way
	readers      sync.WaitGroup

	visits, visitors, changes int
	took                      []time.Duration // of each page
	faults                    []struck
	samples                   []sample
	gap                       time.Duration // the longest between two heartbeats, but for hard faults
	others                    float64       // share of the processors that others took
	codes                     int           // pages whose code was looked at

	traced   chan string
	mu       sync.Mutex // guards what follows
	read     int        // codes that were read
	shown    map[string]bool
	told     map[string]time.Time // editions, when they were published
	reached  []time.Duration      // from publication to the screen
	routines []int                // at the end of each session
	said     map[string]int       // how often what was logged
}

// A struck is a fault that was done to the kiosk.
type struck struct {
	name string
	hard bool
	back time.Duration // until it answered again; 0 where it never stopped to
}

// A sample is what the kiosk was like at a moment.
type sample struct {
	at       time.Duration
	visits   int
	memory   int64 // bytes
	files    int
	routines int
	fault    bool
	slowest  time.Duration // of the pages since the last
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
	s := &soak{share: long.Seconds() / month.Seconds(), traced: make(chan string, 4096),
		shown: map[string]bool{}, told: map[string]time.Time{}, said: map[string]int{}}
	if s.program, err = filepath.Abs(args[1]); err == nil {
		err = s.run(long)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "soak:", err)
		if s.kiosk != nil {
			fmt.Fprintln(os.Stderr, s.kiosk.errs)
		}
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
	if err := s.publisher(); err != nil {
		return err
	}
	defer s.origin.Close()
	if s.web, err = serve(s.origin.Public()); err != nil {
		return err
	}
	defer s.web.close()
	if s.roll, err = printertest.NewRoll(); err != nil {
		return err
	}
	defer s.roll.Close()
	if s.x, err = startX(""); err != nil {
		return err
	}
	defer s.x.stop()
	wm := exec.Command("matchbox-window-manager", "-use_titlebar", "no")
	wm.Env = append(os.Environ(), "DISPLAY="+s.x.display())
	if err := wm.Start(); err != nil {
		return fmt.Errorf("%w (hint: make deps-test)", err)
	}
	defer func() { wm.Process.Kill(); wm.Wait() }()
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
	defer s.kiosk.stop()
	defer s.readers.Wait()
	return s.use(long)
}

// use visits pages until there were enough, with an edition change and a fault
// now and then.
func (s *soak) use(long time.Duration) error {
	idle := newMeter()
	began, look := time.Now(), time.Now()
	target := s.share * monthVisits
	for float64(s.visits) < target && time.Since(began) < 2*long {
		share := float64(s.visits) / target
		was, fault := len(s.took), false
		if float64(s.changes) < share*s.share*monthChanges {
			if err := s.change(); err != nil {
				return err
			}
		}
		if float64(len(s.faults)) < share*s.share*monthFaults {
			fault = true
			if err := s.strike(share < 0.1 && len(s.faults) < len(hard)); err != nil {
				return err
			}
		}
		if err := s.visit(); err != nil {
			return fmt.Errorf("after %d visits: %w", s.visits, err)
		}
		if fault || time.Since(look) > time.Second {
			look = time.Now()
			s.look(time.Since(began), fault, was)
		}
		// A month's visits are spread over its time.
		if ahead := share - float64(time.Since(began))/float64(long); ahead > 0 {
			time.Sleep(time.Duration(ahead * float64(long)))
		}
	}
	s.gap = max(s.gap, s.kiosk.longest())
	s.others = idle.others(s.kiosk.pid(), s.x.cmd.Process.Pid)
	return s.last()
}

// look takes a sample.
func (s *soak) look(at time.Duration, fault bool, was int) {
	slowest := time.Duration(0)
	for _, d := range s.took[was:] {
		slowest = max(slowest, d)
	}
	pid := s.kiosk.pid()
	s.mu.Lock()
	routines := 0
	if n := len(s.routines); n > 0 {
		routines = s.routines[n-1]
	}
	s.mu.Unlock()
	p := sample{at, s.visits, resident(pid), files(pid), routines, fault, slowest}
	if n := len(s.samples); n == 0 || at/time.Minute != s.samples[n-1].at/time.Minute {
		fmt.Fprintf(os.Stderr, "soak: %v, %d visits, %d editions, %d faults, %d MB\n", at.Round(time.Second), s.visits, s.changes, len(s.faults), p.memory>>20)
	}
	s.samples = append(s.samples, p)
}

func files(pid int) int {
	entries, err := os.ReadDir(fmt.Sprintf("/proc/%d/fd", pid))
	if err != nil {
		return 0
	}
	return len(entries)
}

// change publishes an edition and tells the kiosk.
func (s *soak) change() error {
	s.changes++
	if _, _, err := s.origin.Change(context.Background()); err != nil {
		return err
	}
	n := s.origin.Edition()
	s.mu.Lock()
	s.told[fmt.Sprint(n)] = time.Now()
	s.mu.Unlock()
	s.web.tell(n)
	return nil
}

// last wants a kiosk that still prints, speaks and answers a finger.
func (s *soak) last() error {
	if _, err := s.guide(); err != nil {
		return fmt.Errorf("at the end: %w", err)
	}
	if err := s.to("print"); err != nil {
		return fmt.Errorf("at the end: %w", err)
	}
	sheets := len(s.roll.Sheets())
	s.press(keyEnter)
	if !until(func() bool { return len(s.roll.Sheets()) > sheets }, time.Minute) {
		return fmt.Errorf("at the end it does not print")
	}
	if err := s.listen(); err != nil {
		return fmt.Errorf("at the end: %w", err)
	}
	touched := func() bool { // a page is deaf for a moment after it came
		s.tap(540, 900)
		_, ok := s.heard("open home", 500*time.Millisecond)
		return ok
	}
	if !until(touched, 5*time.Second) {
		return fmt.Errorf("at the end it answers no finger")
	}
	return nil
}
