package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// A process is a program under test with its children, which are a session
// of their own.
type process struct {
	cmd   *exec.Cmd
	began time.Time
}

// start runs a program on a screen.
func start(s *screen, env []string, name string, args ...string) (*process, error) {
	return startTo(nil, s, env, name, args...)
}

// startTo has what it prints go to out; nil is nowhere.
func startTo(out *os.File, s *screen, env []string, name string, args ...string) (*process, error) {
	cmd := exec.Command(name, args...)
	if out != nil {
		cmd.Stdout = out
	}
	cmd.Env = append(append(os.Environ(), "DISPLAY="+s.display), env...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	p := &process{cmd, time.Now()}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	return p, nil
}

// stop ends the whole session and waits for it.
func (p *process) stop() {
	syscall.Kill(-p.cmd.Process.Pid, syscall.SIGTERM)
	done := time.AfterFunc(5*time.Second, func() { syscall.Kill(-p.cmd.Process.Pid, syscall.SIGKILL) })
	p.cmd.Wait() // ends by a signal
	done.Stop()
	for i := 0; i < 50 && len(p.members()) > 0; i++ {
		time.Sleep(20 * time.Millisecond)
	}
}

// members lists the processes of the session.
func (p *process) members() []int {
	var all []int
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, name := range stats {
		f := fields(name)
		if len(f) > 4 && f[3] == strconv.Itoa(p.cmd.Process.Pid) && f[0] != "Z" {
			pid, _ := strconv.Atoi(filepath.Base(filepath.Dir(name)))
			all = append(all, pid)
		}
	}
	return all
}

// fields returns what /proc/PID/stat says after the name: state, parent,
// group, session … ; nil where the process is gone.
func fields(name string) []string {
	b, err := os.ReadFile(name)
	if err != nil {
		return nil
	}
	_, rest, _ := strings.Cut(string(b), ") ")
	return strings.Fields(rest)
}

// memory returns the proportional set size of the session, in bytes.
func (p *process) memory() (int64, error) {
	var sum int64
	for _, pid := range p.members() {
		b, err := os.ReadFile(fmt.Sprintf("/proc/%d/smaps_rollup", pid))
		if err != nil {
			continue // it has just ended
		}
		for _, line := range strings.Split(string(b), "\n") {
			if f := strings.Fields(line); len(f) == 3 && f[0] == "Pss:" {
				n, err := strconv.ParseInt(f[1], 10, 64)
				if err != nil {
					return 0, err
				}
				sum += n << 10
			}
		}
	}
	if sum == 0 {
		return 0, fmt.Errorf("no memory to be read of process %d", p.cmd.Process.Pid)
	}
	return sum, nil
}

// tick is the unit of the kernel's processor times.
const tick = 10 * time.Millisecond

// processor returns the processor time the session has used.
func (p *process) processor() time.Duration {
	var sum time.Duration
	for _, pid := range p.members() {
		if f := fields(fmt.Sprintf("/proc/%d/stat", pid)); len(f) > 12 {
			mine, _ := strconv.Atoi(f[11])
			kernel, _ := strconv.Atoi(f[12])
			sum += time.Duration(mine+kernel) * tick
		}
	}
	return sum
}
