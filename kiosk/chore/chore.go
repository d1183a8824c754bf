package chore

import (
	"context"
	"fmt"
	"math/rand/v2"
	"runtime/debug"
	"sync"
	"time"
)

// Pauses before a chore is tried again: the first, and the longest. Each is
// twice the last one, and up to half of it longer or shorter, so that the
// kiosks of a city do not come back from one power cut all at once.
const (
	FirstPause   = time.Second
	LongestPause = 5 * time.Minute
	calm         = 10 * time.Minute // after so long without an error the pauses begin anew
)

// A Report tells what a chore came to.
type Report struct {
	Name  string
	Err   error         // why it ended; nil when its work is done
	Stack []byte        // of a panic
	Again time.Duration // until it is tried again; 0 when it is not
}

// A Keeper owns background work. The only way to make one is [New]. Its
// methods are safe for concurrent use.
type Keeper struct {
	report func(Report)
	ctx    context.Context
	stop   context.CancelFunc
	work   sync.WaitGroup
	mu     sync.Mutex
	names  map[string]bool
}

// New returns a keeper without work. report is told the end of every try, by
// the goroutine of its chore, and must not wait; nil tells nobody.
func New(report func(Report)) *Keeper {
	if report == nil {
		report = func(Report) {}
	}
	ctx, stop := context.WithCancel(context.Background()) // ends with Stop, which is the owner's
	return &Keeper{report: report, ctx: ctx, stop: stop, names: map[string]bool{}}
}

// Start begins a chore. It goes on until do returns nil or the keeper stops;
// do has to return when its context ends. A name is used by one chore at a
// time: Start reports whether it was free, and does nothing else otherwise.
func (k *Keeper) Start(name string, do func(context.Context) error) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.names[name] || k.ctx.Err() != nil {
		return false
	}
	k.names[name] = true
	k.work.Go(func() {
		k.keep(name, do)
		k.mu.Lock()
		defer k.mu.Unlock()
		delete(k.names, name)
	})
	return true
}

// Stop ends every chore and waits for it.
func (k *Keeper) Stop() {
	k.mu.Lock()
	k.stop()
	k.mu.Unlock()
	k.work.Wait()
}

// Running returns how many chores go on.
func (k *Keeper) Running() int {
	k.mu.Lock()
	defer k.mu.Unlock()
	return len(k.names)
}

// keep tries until it is done.
func (k *Keeper) keep(name string, do func(context.Context) error) {
	pause := FirstPause
	for {
		began := time.Now()
		r := k.try(name, do)
		if r.Err == nil || k.ctx.Err() != nil {
			r.Err = ended(r.Err, k.ctx)
			k.report(r)
			return
		}
		if time.Since(began) > calm {
			pause = FirstPause
		}
		r.Again = pause/2 + rand.N(pause)
		k.report(r)
		if !sleep(k.ctx, r.Again) {
			return
		}
		pause = min(2*pause, LongestPause)
	}
}

// ended takes an error that only says that the keeper stopped for none.
func ended(err error, ctx context.Context) error {
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// try does the work once; a panic is an error.
func (k *Keeper) try(name string, do func(context.Context) error) (r Report) {
	r.Name = name
	defer func() {
		if p := recover(); p != nil {
			r.Err, r.Stack = fmt.Errorf("panic: %v", p), debug.Stack()
		}
	}()
	r.Err = do(k.ctx)
	return r
}

// sleep waits and reports whether it could.
func sleep(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-t.C:
		return true
	}
}

// Every returns work that does do now and then every period, up to a tenth
// longer or shorter, until an error or the end of its context.
func Every(period time.Duration, do func(context.Context) error) func(context.Context) error {
	return func(ctx context.Context) error {
		for {
			if err := do(ctx); err != nil {
				return err
			}
			if !sleep(ctx, period-period/10+rand.N(period/5)) {
				return nil
			}
		}
	}
}

// After returns work that begins a while after its start.
func After(d time.Duration, do func(context.Context) error) func(context.Context) error {
	return func(ctx context.Context) error {
		if !sleep(ctx, d) {
			return nil
		}
		return do(ctx)
	}
}
