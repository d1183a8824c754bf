package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"
)

// A kiosk is the program under attack.
type kiosk struct {
	cmd  *exec.Cmd
	data string
	gone chan struct{} // closed when the process ended
	read sync.WaitGroup

	mu     sync.Mutex // guards what follows
	trace  []string
	traces time.Time // when the last line came
	log    []string
	ended  error
}

// startKiosk starts the program with a person of staff, so that there is a way
// in that no key may find.
func startKiosk(program, dir string, x *xserver, config string) (*kiosk, error) {
	k := &kiosk{data: filepath.Join(dir, "data"), gone: make(chan struct{})}
	if err := os.Mkdir(k.data, 0o750); err != nil {
		return nil, err
	}
	add := exec.Command(program, "staff", "add", "-badge", "RS-017", "-name", "李敏", "-role", "staff", "-data", k.data)
	add.Stdin = strings.NewReader("271828\n")
	if out, err := add.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("add staff: %w: %s", err, out)
	}
	file := filepath.Join(dir, "mingbai.toml")
	if err := os.WriteFile(file, []byte(config), 0o644); err != nil {
		return nil, err
	}
	k.cmd = exec.Command(program, "run", "-trace", "-data", k.data, "-config", file)
	k.cmd.Env = append(os.Environ(), "DISPLAY="+x.display)
	return k, k.start()
}

func (k *kiosk) start() error {
	out, err := k.cmd.StdoutPipe()
	if err != nil {
		return err
	}
	errs, err := k.cmd.StderrPipe()
	if err != nil {
		return err
	}
	if err := k.cmd.Start(); err != nil {
		return err
	}
	k.read.Go(func() { k.keep(out, &k.trace) })
	k.read.Go(func() { k.keep(errs, &k.log) })
	go func() {
		k.read.Wait()
		err := k.cmd.Wait()
		k.mu.Lock()
		k.ended = err
		k.mu.Unlock()
		close(k.gone)
	}()
	return nil
}

// keep keeps what comes out of a pipe, line by line.
func (k *kiosk) keep(pipe io.Reader, in *[]string) {
	for lines := bufio.NewScanner(pipe); lines.Scan(); {
		k.mu.Lock()
		*in = append(*in, lines.Text())
		k.traces = time.Now()
		k.mu.Unlock()
	}
}

func (k *kiosk) pid() int { return k.cmd.Process.Pid }

// alive is an error when the process ended.
func (k *kiosk) alive() error {
	select {
	case <-k.gone:
		return fmt.Errorf("the kiosk ended: %v", k.ended)
	default:
		return nil
	}
}

// traced reports whether a line of the trace begins so.
func (k *kiosk) traced(words string) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, line := range k.trace {
		if strings.HasPrefix(line, words) {
			return true
		}
	}
	return false
}

// await waits for a line of the trace that begins so.
func (k *kiosk) await(words string, most time.Duration) error {
	for end := time.Now().Add(most); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if k.traced(words) {
			return nil
		}
		if err := k.alive(); err != nil {
			return err
		}
	}
	return fmt.Errorf("no %q within %v", words, most)
}

// said returns the end of what the kiosk traced and logged.
func (k *kiosk) said() string {
	k.mu.Lock()
	defer k.mu.Unlock()
	end := func(lines []string) string { return strings.Join(lines[max(0, len(lines)-60):], "\n") }
	return "trace:\n" + end(k.trace) + "\nlog:\n" + end(k.log)
}

// answers returns how many lines of the trace are no doing of time alone, and
// when the last came.
func (k *kiosk) answers() (n int, last time.Time) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, line := range k.trace {
		if line != "asking" && line != "reset" && line != "changed" {
			n++
		}
	}
	return n, k.traces
}

// touched waits until the kiosk has answered the keys that it was sent, and
// then for the answer to a touch: of a few places one is something on any page.
func (k *kiosk) touched(ctx context.Context, x *xserver) error {
	quiet := func() bool { _, last := k.answers(); return time.Since(last) > 2*time.Second }
	if err := until(ctx, quiet, time.Minute); errors.Is(err, errLate) {
		return errors.New("it does not come to rest after the keys")
	} else if err != nil {
		return err
	}
	before, _ := k.answers()
	for _, top := range []int16{1840, 1400, 900, 600, 100} {
		if err := x.touch(250, top); err != nil {
			return err
		}
		answered := func() bool { n, _ := k.answers(); return n > before }
		if err := until(ctx, answered, 2*time.Second); err == nil {
			return nil
		} else if !errors.Is(err, errLate) {
			return err
		}
	}
	return errors.New("it answers no touch any more")
}

// unharmed looks for what must not have happened.
func (k *kiosk) unharmed() error {
	if k.traced("staff") || k.traced("open staff") {
		return errors.New("keys led to the screens of staff")
	}
	if k.traced("broke") {
		return errors.New("a page could not be drawn")
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, line := range k.log {
		if strings.Contains(strings.ToLower(line), "panic") {
			return fmt.Errorf("it panicked: %s", line)
		}
	}
	stack, err := os.ReadFile(filepath.Join(k.data, "crash.log"))
	if err == nil && len(stack) > 0 {
		return fmt.Errorf("it left a stack: %s", stack)
	}
	return nil
}

// end tells the kiosk to end, which it has to do well.
func (k *kiosk) end() error {
	if err := k.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		return err
	}
	select {
	case <-k.gone:
	case <-time.After(20 * time.Second):
		return errors.New("it does not end when it is told to")
	}
	if k.ended != nil {
		return fmt.Errorf("it did not end well: %w", k.ended)
	}
	return nil
}

func (k *kiosk) kill() { k.cmd.Process.Kill(); <-k.gone }

// errLate means that something did not become true in time.
var errLate = errors.New("not in time")

// until waits for something to be true.
func until(ctx context.Context, ok func() bool, most time.Duration) error {
	for end := time.Now().Add(most); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if ok() {
			return nil
		}
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
	}
	return errLate
}
