package cli

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"time"

	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/kiosk/machine"
)

// A crowd is many kiosks in one process, each with a data directory, a
// connection and a configuration of its own.
type crowd struct {
	of []*walker
}

// A walker is one kiosk of a crowd.
type walker struct {
	m    *machine.Machine
	rung chan struct{} // the state has changed
}

// gather opens n kiosks below dir that trust a root and ask a server, and has
// each take the first edition and begin its background work. said is told how
// many are there, on one goroutine at a time. The caller closes the crowd,
// also after an error.
func gather(ctx context.Context, n int, dir, root string, from *loopback, said func(int)) (*crowd, error) {
	c := &crowd{}
	var (
		wait  sync.WaitGroup
		mu    sync.Mutex // guards c and errs
		errs  error
		turns = make(chan struct{}, runtime.GOMAXPROCS(0))
	)
	for i := range n {
		turns <- struct{}{}
		wait.Go(func() {
			defer func() { <-turns }()
			w, err := join(ctx, i, dir, root, from)
			mu.Lock()
			defer mu.Unlock()
			errs = errors.Join(errs, err)
			if w != nil {
				c.of = append(c.of, w)
				said(len(c.of))
			}
		})
		if ctx.Err() != nil {
			break
		}
	}
	wait.Wait()
	if ctx.Err() != nil {
		return c, ctx.Err()
	}
	return c, errs
}

// join opens one kiosk.
func join(ctx context.Context, i int, dir, root string, from *loopback) (*walker, error) {
	name := fmt.Sprintf("S%03d", i+1)
	k := kiosk.Defaults()
	k.Kiosk, k.Root, k.Proxy = name, root, "direct"
	k.Sources = []string{from.at + "/" + name}
	k.Hints = from.at + "/" + name + "/hints"
	m, err := machine.Open(ctx, machine.Setup{Config: k, Dir: filepath.Join(dir, name), Now: time.Now, App: Version, Alone: true,
		Content: machine.Content{Source: "seed", Digest: "none", Read: func() ([]*catalog.Record, error) { return nil, nil }}})
	if err != nil {
		return nil, fmt.Errorf("open kiosk %s: %w", name, err)
	}
	if _, err := m.Pull(ctx, ""); err != nil {
		return nil, errors.Join(fmt.Errorf("kiosk %s: %w", name, err), m.Close())
	}
	w := &walker{m: m, rung: make(chan struct{}, 1)}
	m.OnChange(w.ring)
	m.Start()
	return w, nil
}

func (w *walker) ring() {
	select {
	case w.rung <- struct{}{}:
	default:
	}
}

// Close ends every kiosk.
func (c *crowd) Close() error {
	var errs error
	for _, w := range c.of {
		errs = errors.Join(errs, w.m.Close())
	}
	return errs
}

// show waits until a record has a title at every kiosk, and returns how long
// after a moment each could be read, the fastest first. When ctx ends before,
// it returns those that were there, and the error.
func (c *crowd) show(ctx context.Context, id catalog.ID, title string, since time.Time) ([]time.Duration, error) {
	var (
		wait sync.WaitGroup
		mu   sync.Mutex // guards the two below
		took []time.Duration
		errs error
	)
	for _, w := range c.of {
		wait.Go(func() {
			d, err := w.show(ctx, id, title, since)
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				errs = err // one says enough
				return
			}
			took = append(took, d)
		})
	}
	wait.Wait()
	slices.Sort(took)
	return took, errs
}

func (w *walker) show(ctx context.Context, id catalog.ID, title string, since time.Time) (time.Duration, error) {
	for {
		r, err := w.m.Record(id)
		if err != nil {
			return 0, err
		}
		if r.Title[catalog.ZH] == title {
			return time.Since(since), nil
		}
		select {
		case <-ctx.Done():
			return 0, ctx.Err()
		case <-w.rung:
		}
	}
}

// restFor is a little longer than a kiosk leaves between two pulls, whatever
// hints say: after it, it asks at once.
const restFor = 2200 * time.Millisecond

// settle waits until every kiosk has asked since a moment and is done with it.
func (c *crowd) settle(ctx context.Context, since time.Time) error {
	return until(ctx, func() bool {
		return !slices.ContainsFunc(c.of, func(w *walker) bool { return !w.m.State().Checked.After(since) })
	})
}

// until waits for something to be so.
func until(ctx context.Context, so func() bool) error {
	for !so() {
		if err := pause(ctx, 20*time.Millisecond); err != nil {
			return err
		}
	}
	return nil
}

func pause(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}
