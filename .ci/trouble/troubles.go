package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// drillAfter is when the program goes wrong by itself, after the first page.
const drillAfter = 2 * time.Second

// A trouble is one way to go wrong.
type trouble struct {
	name, means string
	args        func(start int) []string // of the program; nil is none
	strike      func(b *bench)           // does it, once the first page is there; nil waits for the program to
	works       func(b *bench) bool      // nil is a picture that answers a touch, of another run
	after       func(b *bench) error     // looks at what is left; nil does not
}

// first is what the first run alone is started with.
func first(args ...string) func(int) []string {
	return func(start int) []string {
		if start == 1 {
			return args
		}
		return nil
	}
}

func always(args ...string) func(int) []string { return func(int) []string { return args } }

const sick = "guide/pension-enrolment"

var troubles = []trouble{
	{name: "panic", means: "the goroutine that draws panics", args: first("-fault", "panic", "-open", sick), after: heldBack(sick, "panic")},
	{name: "chore", means: "another goroutine panics", args: first("-fault", "chore"), after: ended("panic")},
	{name: "freeze", means: "the goroutine that draws hangs", args: first("-fault", "freeze", "-open", sick), after: heldBack(sick, "frozen")},
	{name: "stop", means: "the whole process hangs", strike: func(b *bench) { b.s.signal(syscall.SIGSTOP) }, after: ended("frozen")},
	{name: "kill", means: "the process is killed", strike: func(b *bench) { b.s.signal(syscall.SIGKILL) }, after: ended("killed")},
	{name: "leak", means: "memory runs out", args: first("-fault", "leak"), after: ended("memory", "killed")},
	{name: "blank", means: "the screen is of one colour", args: first("-fault", "blank"), after: ended("picture")},
	{name: "renew", means: "the program begins again, as at night", args: first("-fault", "renew"), after: well},
	{name: "display", means: "the X server is killed", strike: func(b *bench) { b.killX() }, after: blameless},
	{name: "draw", means: "a page cannot be drawn; the program goes on", args: first("-fault", "draw", "-open", sick), works: inWords, after: heldBack(sick, "panic")},
	{name: "loop", means: "a part that can be left out ends the program at every start", args: always("-fault", "optional"), works: stays, after: runs("safe")},
	{name: "start", means: "nothing can be opened", args: always("-fault", "start"), works: holds, after: runs("hold")},
}

// A bench is where a trouble happens.
type bench struct {
	program, dir string
	x            *xserver
	s            *supervisor
	fault        time.Time
}

// meet lets the trouble happen and returns how long it was until the screen
// worked again.
func (t trouble) meet(program string) (took time.Duration, err error) {
	dir, err := os.MkdirTemp("", "trouble-*")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir)
	b := &bench{program: program, dir: dir}
	if b.x, err = startX(""); err != nil {
		return 0, err
	}
	defer func() { b.x.stop() }()
	if t.args == nil {
		t.args = always()
	}
	if b.s, err = supervise(program, dir, b.x.display(), t.args); err != nil {
		return 0, err
	}
	defer b.s.stop()
	if err := b.strike(t); err != nil {
		return 0, err
	}
	works := t.works
	if works == nil {
		works = answers
	}
	ok := until(func() bool { return works(b) }, 2*limit)
	took = time.Since(b.fault)
	if !ok {
		starts, ends := b.s.count()
		return took, fmt.Errorf("the screen does not work after %d starts, which ended: %s\n%s", starts, strings.Join(ends, ", "), b.s.errs)
	}
	if t.after != nil {
		err = t.after(b)
	}
	return took, err
}

// strike waits for the first page, and for the fault.
func (b *bench) strike(t trouble) error {
	if t.name == "start" { // there will be none
		b.fault = time.Now()
		return nil
	}
	if !until(func() bool { return !b.s.readyAt(1).IsZero() && b.x.colours() > 8 }, time.Minute) {
		return fmt.Errorf("the first page does not come: %s", b.s.errs)
	}
	switch {
	case t.strike != nil:
		time.Sleep(time.Second) // a quiet moment
		b.fault = time.Now()
		t.strike(b)
	case t.name == "draw":
		b.fault = b.s.readyAt(1)
	default:
		b.fault = b.s.readyAt(1).Add(drillAfter)
		time.Sleep(time.Until(b.fault))
	}
	return nil
}

// killX kills the X server; its own unit starts it again.
func (b *bench) killX() {
	b.x.stop()
	time.Sleep(restart)
	x, err := startX(b.x.number)
	if err != nil {
		fmt.Fprintln(os.Stderr, "trouble:", err)
		return
	}
	b.x = x
}

// answers is a picture of another run that answers a touch.
func answers(b *bench) bool {
	if starts, _ := b.s.count(); starts < 2 || !b.s.isReady() || b.x.colours() <= 8 {
		return false
	}
	return b.x.touch() == nil && until(func() bool { return b.s.said("open home") }, time.Second)
}

// stays is a run that answers and does not end like those before.
func stays(b *bench) bool {
	starts, _ := b.s.count()
	if starts < 2 || !answers(b) {
		return false
	}
	at := time.Now()
	if until(func() bool { return !b.s.isReady() }, 2*drillAfter) {
		return false
	}
	b.fault = b.fault.Add(time.Since(at)) // which was waited to be sure
	return true
}

// holds is the screen that says whom to ask.
func holds(b *bench) bool { return b.s.isReady() && b.x.colours() > 8 }

// inWords is the page that could not be drawn, in words, in the first run.
func inWords(b *bench) bool {
	starts, _ := b.s.count()
	return starts == 1 && b.s.said("broke "+sick) && b.x.colours() > 8
}

// A fact is a line of mingbai doctor -json.
type fact struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// facts asks the doctor while the program runs. Its exit code says what it
// thinks of it, which is no matter here.
func (b *bench) facts(name string) ([]string, error) {
	cmd := exec.Command(b.program, "doctor", "-json", "-data", filepath.Join(b.dir, "data"))
	out, err := cmd.Output()
	if _, exited := errors.AsType[*exec.ExitError](err); err != nil && !exited {
		return nil, err
	}
	var values []string
	for _, line := range strings.Split(strings.TrimSpace(string(out)), "\n") {
		var f fact
		if err := json.Unmarshal([]byte(line), &f); err != nil {
			return nil, fmt.Errorf("doctor says %q: %w", line, err)
		}
		if f.Name == name {
			values = append(values, f.Value)
		}
	}
	return values, nil
}

// expect wants a line of the doctor with one of some words.
func (b *bench) expect(name string, words ...string) error {
	values, err := b.facts(name)
	if err != nil {
		return err
	}
	for _, v := range values {
		for _, w := range words {
			if strings.Contains(v, w) {
				return nil
			}
		}
	}
	return fmt.Errorf("the doctor says %s %q, not %s", name, values, strings.Join(words, " or "))
}

func ended(causes ...string) func(*bench) error {
	return func(b *bench) error { return b.expect("ended", causes...) }
}

// well wants nothing that counts against the program.
func well(b *bench) error {
	values, err := b.facts("ended")
	if err == nil && len(values) > 0 {
		err = fmt.Errorf("the doctor says it ended: %q", values)
	}
	return err
}

// blameless wants no fault of the program. The X library may end the process
// before the program does, and then nobody knows why it ended.
func blameless(b *bench) error {
	values, err := b.facts("ended")
	for _, v := range values {
		if !strings.Contains(v, ": killed on ") {
			err = errors.Join(err, fmt.Errorf("the doctor says it ended: %s", v))
		}
	}
	return err
}

func heldBack(page, cause string) func(*bench) error {
	return func(b *bench) error {
		if err := b.expect("ended", cause); err != nil {
			return err
		}
		return b.expect("held", page)
	}
}

func runs(mode string) func(*bench) error {
	return func(b *bench) error { return b.expect("running", mode) }
}
