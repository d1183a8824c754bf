package health

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"sync"
	"time"

	"mingbai/kiosk"
)

// ErrTaken means that another process runs in the data directory.
var ErrTaken = errors.New("another mingbai runs in this data directory")

const stackFile = "crash.log"

// A Setup is what a run is opened with.
type Setup struct {
	Dir     string // data directory, which must exist; "" keeps nothing
	Version string // of the program
	Time    Time
}

// A Run is one life of the program. It is safe for concurrent use. The only
// way to make one is [Open].
type Run struct {
	setup Setup
	began time.Duration
	mode  Mode
	rest  time.Duration

	mu    sync.Mutex // guards what follows
	book  Book
	note  Note
	slate *slate // nil keeps nothing
	log   *os.File
}

// Open begins a run: it reads how the one before ended and judges how this
// one begins. [ErrTaken] means that another process has the directory; any
// other error that nothing can be kept there. End ends the run.
func Open(s Setup) (*Run, error) {
	up := s.Time.Up()
	r := &Run{setup: s, began: up, mode: Normal}
	var last Cause
	if s.Dir != "" {
		slate, old, err := openSlate(s.Dir)
		if err != nil {
			return nil, err
		}
		r.slate = slate
		if last, err = r.learn(old, up); err != nil {
			return nil, errors.Join(err, slate.file.Close())
		}
		r.mode, r.rest = r.book.mode(s.Time.Boot, up, last)
	}
	r.note = Note{PID: os.Getpid(), Boot: s.Time.Boot, Up: up, Started: s.Time.Now().UTC(), Version: s.Version, Mode: r.mode}
	return r, r.save()
}

// learn reads how the run before ended, remembers it where it was no good,
// and has the runtime write down how this one does.
func (r *Run) learn(old []byte, up time.Duration) (Cause, error) {
	r.book = readBook(r.setup.Dir)
	if err := tidy(r.setup.Dir); err != nil {
		return "", err
	}
	stack, err := os.ReadFile(filepath.Join(r.setup.Dir, stackFile))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("read crash log: %w", err)
	}
	was, ok := readNote(old)
	last := was.End
	if ok && last == "" {
		if last = causeOf(string(stack)); was.Boot != r.setup.Time.Boot && last == Killed {
			last = Told // the machine was switched off
		}
	}
	if ok && last.Bad() {
		r.book.add(Crash{At: r.setup.Time.Now().UTC(), Boot: r.setup.Time.Boot, Up: up, Lasted: max(0, up-was.Up), Version: was.Version,
			Content: was.Content, Page: was.Page, Cause: last, Why: cmp.Or(was.Why, gist(string(stack))), Stack: string(stack)})
		if err := r.book.write(r.setup.Dir); err != nil {
			return last, err
		}
	}
	return last, r.openLog()
}

// openLog begins the file of stacks anew.
func (r *Run) openLog() error {
	f, err := os.OpenFile(filepath.Join(r.setup.Dir, stackFile), os.O_CREATE|os.O_TRUNC|os.O_WRONLY|os.O_APPEND, 0o640)
	if err != nil {
		return fmt.Errorf("open crash log: %w", err)
	}
	r.log = f
	if err := debug.SetCrashOutput(f, debug.CrashOptions{}); err != nil {
		return fmt.Errorf("open crash log: %w", err)
	}
	return nil
}

// Mode says how much of the program to begin.
func (r *Run) Mode() Mode { return r.mode }

// Rest is how long a run rests that is [Resting].
func (r *Run) Rest() time.Duration { return r.rest }

// save writes the note. What cannot be written is no reason to stop.
func (r *Run) save() error {
	if r.slate == nil {
		return nil
	}
	return r.slate.write(r.note)
}

func (r *Run) change(do func(*Note)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	do(&r.note)
	if err := r.save(); err != nil {
		slog.Debug("run note not written", "err", err)
	}
}

// Showing notes which page is about to be drawn.
func (r *Run) Showing(page string) { r.change(func(n *Note) { n.Page = page }) }

// Page is the page that is drawn.
func (r *Run) Page() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.note.Page
}

// Content notes which edition is shown. What was held back for the sake of
// another is shown again.
func (r *Run) Content(name string) {
	r.change(func(n *Note) { n.Content = name })
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.book.forget(r.setup.Version, name) {
		r.keep()
	}
}

// Standings notes the conditions, for who looks from outside.
func (r *Run) Standings(all []kiosk.Condition) {
	var some []Standing
	for _, c := range all {
		some = append(some, Standing{c.Code, c.Since.UTC()})
	}
	r.change(func(n *Note) { n.Conditions = some })
}

// keep writes the book.
func (r *Run) keep() {
	if r.slate == nil {
		return
	}
	if err := r.book.write(r.setup.Dir); err != nil {
		slog.Error("crashes not kept", "err", err)
	}
}

// Care says how a page may be drawn. A run that leaves out what is not needed
// has no pictures on its first screen.
func (r *Run) Care(page string) kiosk.Care {
	if r.mode == Resting {
		return kiosk.Hold
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	care := r.book.care(page, r.setup.Version, r.note.Content)
	if r.mode == Spare && page == "attract" {
		care = max(care, kiosk.Plain)
	}
	return care
}

// Broke notes that a page could not be drawn, which the program survived: it
// is drawn with more care from now on.
func (r *Run) Broke(page string, cause any, stack []byte) {
	r.mu.Lock()
	defer r.mu.Unlock()
	why := gist(fmt.Sprint(cause))
	stack = stack[:min(len(stack), stackBytes)]
	slog.Error("page held back", "page", page, "err", why, "stack", string(stack))
	up := r.setup.Time.Up()
	r.book.add(Crash{At: r.setup.Time.Now().UTC(), Boot: r.setup.Time.Boot, Up: up, Lasted: up - r.began, Version: r.setup.Version,
		Content: r.note.Content, Page: page, Cause: Panic, Why: why, Stack: string(stack), Lived: true})
	r.keep()
}

// HeldBack returns how many pages are held back now.
func (r *Run) HeldBack() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.book.Pages)
}

// Ends returns how many runs since the machine was started ended for a cause.
func (r *Run) Ends(cause Cause) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.book.since(r.setup.Time.Boot, cause)
}

// Lasted is how long the run has lasted.
func (r *Run) Lasted() time.Duration { return r.setup.Time.Up() - r.began }

// End notes why the run ends. The first cause counts: what follows from it is
// none. Of a screen that hangs, it writes down what every goroutine does.
func (r *Run) End(cause Cause, why string) {
	r.change(func(n *Note) {
		if n.End == "" {
			n.End, n.Why = cause, why
			if cause == Frozen && r.log != nil {
				r.log.Write(stacks()) // the program ends now, whatever comes of it
			}
		}
	})
}

// stacks is what every goroutine does.
func stacks() []byte {
	b := make([]byte, 1<<20)
	return b[:runtime.Stack(b, true)]
}

// Close lets go of the directory.
func (r *Run) Close() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.slate == nil {
		return nil
	}
	err := errors.Join(debug.SetCrashOutput(nil, debug.CrashOptions{}), r.log.Close(), r.slate.file.Close())
	r.slate = nil
	return err
}
