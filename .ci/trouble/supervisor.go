package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

// The rules of the unit of the service.
const (
	watchdog    = 10 * time.Second // WatchdogSec=10
	abort       = 3 * time.Second  // TimeoutAbortSec=3
	restart     = 2 * time.Second  // RestartSec=2
	memoryLimit = 900 << 20        // MemoryMax=900M
)

// A supervisor starts the program again, whenever it ends.
type supervisor struct {
	program, dir, display string
	args                  func(start int) []string
	env                   []string          // beside this process's own
	heard                 func(line string) // told of each line of the trace; may be nil
	logged                func(b []byte)    // told of what is written to stderr; may be nil
	socket                *net.UnixConn
	work                  sync.WaitGroup

	mu     sync.Mutex // guards what follows
	done   bool
	starts int
	cmd    *exec.Cmd
	gap    time.Duration // the longest between two meals, since it was last asked for
	fed    time.Time     // when the watchdog was last fed; zero before the first time
	ready  time.Time     // when the first page was there; zero in a run that has none yet
	lines  []string      // of the trace of this run
	errs   *tail
	ends   []string
}

// supervise begins. args are the program's for the start of a number, from 1.
func supervise(program, dir, display string, args func(int) []string) (*supervisor, error) {
	s := &supervisor{program: program, dir: dir, display: display, args: args}
	return s, s.begin()
}

func (s *supervisor) begin() (err error) {
	path := filepath.Join(s.dir, "notify")
	if s.socket, err = net.ListenUnixgram("unixgram", &net.UnixAddr{Name: path, Net: "unixgram"}); err != nil {
		return err
	}
	s.errs = &tail{}
	s.work.Go(s.listen)
	s.work.Go(s.keep)
	s.work.Go(s.watch)
	return nil
}

// listen hears what the program tells.
func (s *supervisor) listen() {
	b := make([]byte, 4096)
	for {
		n, err := s.socket.Read(b)
		if err != nil {
			return
		}
		s.mu.Lock()
		switch message := string(b[:n]); {
		case message == "READY=1":
			s.ready, s.fed = time.Now(), time.Now()
		case message == "WATCHDOG=1" && !s.ready.IsZero():
			s.gap = max(s.gap, time.Since(s.fed))
			s.fed = time.Now()
		}
		s.mu.Unlock()
	}
}

// keep starts the program again and again.
func (s *supervisor) keep() {
	for {
		out, err := s.start()
		if err != nil {
			return
		}
		s.read(out)
		err = s.cmd.Wait()
		s.mu.Lock()
		s.ends = append(s.ends, fmt.Sprint(err))
		s.ready, s.fed, s.lines = time.Time{}, time.Time{}, nil
		done := s.done
		s.mu.Unlock()
		if done {
			return
		}
		time.Sleep(restart)
	}
}

var errDone = errors.New("done")

func (s *supervisor) start() (io.Reader, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.done {
		return nil, errDone
	}
	s.starts++
	cmd := exec.Command(s.program, append([]string{"run", "-trace", "-data", filepath.Join(s.dir, "data")}, s.args(s.starts)...)...)
	cmd.Env = append(os.Environ(), "DISPLAY="+s.display, "NOTIFY_SOCKET="+filepath.Join(s.dir, "notify"), "GOTRACEBACK=all", "GOMEMLIMIT=350MiB",
		"WATCHDOG_USEC="+strconv.FormatInt(watchdog.Microseconds(), 10))
	cmd.Env = append(cmd.Env, s.env...)
	cmd.Stderr = io.MultiWriter(s.errs, log{s.logged})
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	s.cmd = cmd
	return out, cmd.Start()
}

// read takes the trace of a run.
func (s *supervisor) read(out io.Reader) {
	for lines := bufio.NewScanner(out); lines.Scan(); {
		s.mu.Lock()
		s.lines = append(s.lines, lines.Text())
		s.lines = s.lines[max(0, len(s.lines)-1000):]
		s.mu.Unlock()
		if s.heard != nil {
			s.heard(lines.Text())
		}
	}
}

// watch bites when it is not fed, and keeps the memory small.
func (s *supervisor) watch() {
	for {
		time.Sleep(50 * time.Millisecond)
		s.mu.Lock()
		done, late, p := s.done, !s.fed.IsZero() && time.Since(s.fed) > watchdog, s.process()
		if late {
			s.fed = time.Time{}
		}
		s.mu.Unlock()
		switch {
		case done:
			return
		case p == nil:
		case late:
			p.Signal(syscall.SIGABRT) // as systemd does: both
			p.Signal(syscall.SIGCONT)
			time.AfterFunc(abort, func() { p.Signal(syscall.SIGKILL) })
		case resident(p.Pid) > memoryLimit:
			p.Signal(syscall.SIGKILL)
		}
	}
}

// process is the one that runs, or nil. The caller holds the mutex.
func (s *supervisor) process() *os.Process {
	if s.cmd == nil || s.cmd.ProcessState != nil {
		return nil
	}
	return s.cmd.Process
}

// longest returns the longest gap between two meals since it was last called.
func (s *supervisor) longest() time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	gap := s.gap
	s.gap = 0
	return gap
}

// pid is the program's, or 0.
func (s *supervisor) pid() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	if p := s.process(); p != nil {
		return p.Pid
	}
	return 0
}

// signal sends one to the program.
func (s *supervisor) signal(sig syscall.Signal) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if p := s.process(); p != nil {
		p.Signal(sig)
	}
}

func resident(pid int) int64 {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", pid))
	fields := strings.Fields(string(b))
	if err != nil || len(fields) < 2 {
		return 0
	}
	pages, _ := strconv.ParseInt(fields[1], 10, 64) // the kernel's own number
	return pages * int64(os.Getpagesize())
}

// readyAt returns when the run of a number was ready, or zero.
func (s *supervisor) readyAt(start int) time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.starts != start {
		return time.Time{}
	}
	return s.ready
}

// said reports whether the run that goes on has traced a line.
func (s *supervisor) said(line string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, l := range s.lines {
		if l == line {
			return true
		}
	}
	return false
}

func (s *supervisor) count() (starts int, ends []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.starts, s.ends
}

func (s *supervisor) isReady() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return !s.ready.IsZero()
}

// stop ends the program and the supervisor.
func (s *supervisor) stop() {
	s.mu.Lock()
	s.done = true
	s.mu.Unlock()
	s.signal(syscall.SIGTERM)
	kill := time.AfterFunc(10*time.Second, func() { s.signal(syscall.SIGKILL) })
	s.socket.Close()
	s.work.Wait()
	kill.Stop()
}

// A log tells somebody of what is written to it.
type log struct{ to func([]byte) }

func (l log) Write(b []byte) (int, error) {
	if l.to != nil {
		l.to(b)
	}
	return len(b), nil
}

// A tail keeps the end of what is written to it.
type tail struct {
	mu sync.Mutex
	b  []byte
}

func (t *tail) Write(b []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.b = append(t.b, b...)
	t.b = t.b[max(0, len(t.b)-2000):]
	return len(b), nil
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return string(t.b)
}
