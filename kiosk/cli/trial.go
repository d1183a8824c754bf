package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"time"

	publish "mingbai/catalog/cli"
)

// A trial is what is simulated.
type trial struct {
	n, records, changes int
	rest                time.Duration // before the first change
}

// allowed says what is wrong with a trial.
func (t trial) allowed() error {
	switch {
	case t.n < 1 || t.n > 1000:
		return fmt.Errorf("simulate: -n %d: want 1 to 1000", t.n)
	case t.records < 1 || t.records > 99_999:
		return fmt.Errorf("simulate: -records %d: want 1 to 99999", t.records)
	case t.changes < 1 || t.changes > 100:
		return fmt.Errorf("simulate: -changes %d: want 1 to 100", t.changes)
	case t.rest < 0 || t.rest > time.Hour:
		return fmt.Errorf("simulate: -rest %v: want 0s to 1h", t.rest)
	}
	return nil
}

// try carries out a trial and removes what it made.
func (p Program) try(ctx context.Context, t trial) (found outcome, err error) {
	dir, err := os.MkdirTemp("", "mingbai-simulate-*")
	if err != nil {
		return found, fmt.Errorf("make temporary directory: %w (hint: set TMPDIR)", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	defer p.progress("")
	p.progress("publishing %d records …", t.records)
	origin, err := publish.NewOrigin(ctx, filepath.Join(dir, "repo"), t.records)
	if err != nil {
		return found, err
	}
	defer origin.Close() // it is removed
	server, err := newLoopback(origin.Public())
	if err != nil {
		return found, err
	}
	defer server.Close() // after the kiosks
	crowd, err := gather(ctx, t.n, dir, origin.Root(), server, func(n int) { p.progress("kiosk %d of %d has the first edition …", n, t.n) })
	defer func() { p.progress("closing …"); err = errors.Join(err, crowd.Close()) }()
	if err != nil {
		return found, err
	}
	return p.changeAll(ctx, t, origin, server, crowd)
}

// patience is how long all kiosks together may take to show a change.
const patience = 2 * time.Minute

// changeAll publishes the changes, one after the other has been shown.
func (p Program) changeAll(ctx context.Context, t trial, origin *publish.Origin, server *loopback, c *crowd) (outcome, error) {
	found := outcome{Kiosks: t.n, Records: t.records, Cores: runtime.GOMAXPROCS(0), Goals: goals}
	p.progress("waiting for the kiosks to have started …")
	if err := pause(ctx, t.rest); err != nil {
		return found, err
	}
	if err := wake(ctx, server, c); err != nil {
		return found, err
	}
	var all []time.Duration
	for i := range t.changes {
		p.progress("change %d of %d …", i+1, t.changes)
		took, err := change(ctx, origin, server, c, &found)
		if err != nil {
			return found, err
		}
		all = append(all, took...)
	}
	slices.Sort(all)
	found.P50, found.P95, found.Max = at(all, 50), at(all, 95), at(all, 100)
	share := float64(t.n * t.changes)
	found.CPU, found.Requests, found.Bytes = found.CPU/share, found.Requests/share, found.Bytes/share
	return found, nil
}

// wake calls every kiosk once, so that none is about to ask by itself.
func wake(ctx context.Context, server *loopback, c *crowd) error {
	ctx, stop := context.WithTimeout(ctx, patience)
	defer stop()
	if err := until(ctx, func() bool { return server.listening() == len(c.of) }); err != nil {
		return fmt.Errorf("%d of %d kiosks listen: %w", server.listening(), len(c.of), err)
	}
	now := time.Now()
	server.tell(0)
	return c.settle(ctx, now)
}

// change publishes one change, waits until all show it, and adds it to what
// was found.
func change(ctx context.Context, origin *publish.Origin, server *loopback, c *crowd, found *outcome) ([]time.Duration, error) {
	ctx, stop := context.WithTimeout(ctx, patience)
	defer stop()
	id, title, err := origin.Change(ctx)
	if err != nil {
		return nil, err
	}
	if err := pause(ctx, restFor); err != nil {
		return nil, err
	}
	requests, bytes := server.cost()
	if err := server.upload(); err != nil {
		return nil, err
	}
	now, busy := time.Now(), cpuTime()
	server.tell(origin.Edition())
	took, err := c.show(ctx, id, title, now)
	if err != nil {
		return nil, fmt.Errorf("%d of %d kiosks show %s as %q: %w", len(took), len(c.of), id, title, err)
	}
	found.CPU += float64((cpuTime() - busy).Microseconds()) / 1000
	if err := c.settle(ctx, now); err != nil {
		return nil, err
	}
	more, moreBytes := server.cost()
	found.Requests += float64(more - requests)
	found.Bytes += float64(moreBytes - bytes)
	found.Changes = append(found.Changes, shownChange{id, title, origin.Edition(), len(took), at(took, 50), at(took, 100)})
	return took, nil
}
