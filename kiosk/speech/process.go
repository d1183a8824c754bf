package speech

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"
)

// patience is how long another program may keep us waiting before it is ended:
// espeak-ng until its next bytes, the player for a tenth of a second of sound
// or for the last half second.
const patience = 3 * time.Second

// ErrStuck says that a program did not do its work and was ended.
var ErrStuck = errors.New("program is stuck")

// command prepares a program in a process group of its own, which ends with
// ctx: at once, with all that it has started.
func command(ctx context.Context, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return killGroup(cmd.Process) }
	cmd.WaitDelay = time.Second
	return cmd
}

func killGroup(p *os.Process) error {
	err := syscall.Kill(-p.Pid, syscall.SIGKILL)
	if errors.Is(err, syscall.ESRCH) {
		return os.ErrProcessDone
	}
	return err
}

// stuck tells a deadline from other errors.
func stuck(what string, err error) error {
	if errors.Is(err, os.ErrDeadlineExceeded) {
		return fmt.Errorf("%s: %w", what, ErrStuck)
	}
	return fmt.Errorf("%s: %w", what, err)
}

// An engine makes sound of words with espeak-ng.
type engine struct {
	program string
	pace    int
	wait    time.Duration // see patience
}

// speak gives the words to the program, which answers with a WAV file, and
// hands its sound to play as it comes. It returns when all is handed over.
func (e engine) speak(ctx context.Context, p Piece, play func(format, []byte) error) error {
	words := p.Spoken()
	if words == "" {
		return nil
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	out, in, err := os.Pipe()
	if err != nil {
		return fmt.Errorf("speak: %w", err)
	}
	defer out.Close()
	cmd := command(ctx, e.program, "-v", voiceOf(p), "-s", fmt.Sprint(e.pace), "--stdout", "--", words)
	cmd.Stdout = in
	var said tail
	cmd.Stderr = &said
	err = cmd.Start()
	in.Close()
	if err != nil {
		return fmt.Errorf("speak: %w", err)
	}
	err = readSound(&patient{out, e.wait}, play)
	if err != nil {
		stop() // it may still be writing
	}
	limit := time.AfterFunc(e.wait, stop)
	defer limit.Stop()
	if ended := cmd.Wait(); err == nil && ended != nil {
		err = fmt.Errorf("%w %s", ended, said.text)
	}
	if err != nil {
		return stuck("speak", err)
	}
	return nil
}

// A tail keeps the end of what a program complains about.
type tail struct{ text string }

func (t *tail) Write(b []byte) (int, error) {
	t.text += strings.ToValidUTF8(string(b), "")
	t.text = t.text[max(0, len(t.text)-300):]
	return len(b), nil
}

// A patient reader gives up when nothing comes for a while.
type patient struct {
	file *os.File
	wait time.Duration
}

func (p *patient) Read(b []byte) (int, error) {
	if err := p.file.SetReadDeadline(time.Now().Add(p.wait)); err != nil {
		return 0, err
	}
	return p.file.Read(b)
}
