package machine

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"time"

	"mingbai/catalog/search"
	"mingbai/catalog/shelf"
	"mingbai/catalog/source"
	"mingbai/catalog/trust"
)

const (
	shelfFile = "catalog.db"
	// damageMark is a file that says that the catalog was found broken while
	// it was in use: the next start makes it anew.
	damageMark = "catalog.damaged"
	// keptAside is how many broken catalogs are kept for whoever wants to know.
	keptAside = 3
)

// openShelf opens the catalog and reads what is shown of it. Where it was
// found broken in use, it is moved away before.
func (m *Machine) openShelf(ctx context.Context, s Setup) error {
	if _, err := os.Stat(filepath.Join(m.dir, damageMark)); err == nil && s.Alone {
		if err := m.setAside(errors.New("it was found broken in use")); err != nil {
			return err
		}
	}
	var err error
	if m.shelf, err = shelf.Open(ctx, filepath.Join(m.dir, shelfFile)); err != nil {
		return err
	}
	m.finder = m.shelf.Finder(m.Today)
	if err := m.begin(ctx, s); err != nil {
		return errors.Join(err, m.shelf.Close())
	}
	return nil
}

// setAside moves the catalog to a folder named for the time.
func (m *Machine) setAside(why error) error {
	into := filepath.Join(m.dir, "corrupt-"+m.Now().Format("20060102-150405"))
	if err := os.MkdirAll(into, 0o750); err != nil {
		return fmt.Errorf("move broken catalog away: %w", err)
	}
	for _, name := range []string{shelfFile, shelfFile + "-wal", shelfFile + "-shm", damageMark} { // the mark last
		err := os.Rename(filepath.Join(m.dir, name), filepath.Join(into, name))
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return fmt.Errorf("move broken catalog away: %w", err)
		}
	}
	slog.Error("broken catalog moved away", "source", into, "err", why)
	m.standing.remade = true
	return errors.Join(syncDir(into), syncDir(m.dir), m.pruneAside())
}

// pruneAside keeps the newest broken catalogs.
func (m *Machine) pruneAside() error {
	all, err := filepath.Glob(filepath.Join(m.dir, "corrupt-*"))
	if err != nil {
		return err
	}
	slices.Sort(all)
	for len(all) > keptAside {
		err = errors.Join(err, os.RemoveAll(all[0]))
		all = all[1:]
	}
	return err
}

// bringBack restores the last good edition on a shelf that lost it: after
// damage, or where somebody removed the file. It is said in a condition, and
// in the log when it cannot be.
func (m *Machine) bringBack(ctx context.Context) error {
	e, _, err := m.shelf.Edition(ctx)
	if err != nil || e.Signed || !m.hasBundle() {
		return err
	}
	m.standing.remade = true
	if err := m.restore(ctx); err != nil {
		slog.Error("catalog not restored", "err", err)
	}
	return nil
}

// check asks whether the catalog on the disk is whole and is what was
// signed, and mends what can be mended.
func (m *Machine) check(ctx context.Context) error {
	err := m.shelf.QuickCheck(ctx)
	if err == nil {
		_, err = m.shelf.Scrub(ctx)
	}
	switch {
	case shelf.Damaged(err):
		return m.condemn(err)
	case errors.Is(err, shelf.ErrDamaged):
		slog.Error("catalog is not what was signed", "err", err)
		return m.mend(ctx)
	case err != nil:
		return err
	}
	if err := m.tidyPictures(ctx); err != nil {
		return err
	}
	err = m.shelf.VerifySearch(ctx)
	if errors.Is(err, search.ErrDamaged) {
		slog.Error("search is made anew", "err", err)
		if err := m.shelf.Reindex(ctx); err != nil {
			return err
		}
		return m.index(ctx)
	}
	return err
}

// condemn has a broken file made anew at the next start: what can be read of
// it is shown until then.
func (m *Machine) condemn(why error) error {
	slog.Error("catalog is broken; start again to have it made anew", "err", why)
	m.update(func(s *standing) { s.damaged = true })
	f, err := os.OpenFile(filepath.Join(m.dir, damageMark), os.O_CREATE|os.O_WRONLY, 0o640)
	if err != nil {
		return fmt.Errorf("mark broken catalog: %w", err)
	}
	return errors.Join(f.Close(), syncDir(m.dir))
}

// mend writes the rows anew, from the last good bundle where it holds the
// same edition, else from the sources with the next pull.
func (m *Machine) mend(ctx context.Context) error {
	m.flight.Lock()
	defer m.flight.Unlock()
	m.rotten.Store(true)
	m.tag = "" // the next pull has to look
	err := m.mendFrom(ctx, filepath.Join(m.dir, lastGood))
	if err != nil {
		slog.Error("catalog not mended; the next pull will", "err", err)
		m.update(func(s *standing) { s.remade = true })
	}
	return nil
}

func (m *Machine) mendFrom(ctx context.Context, bundle string) error {
	old, err := source.OpenZip(bundle)
	if err != nil {
		return err
	}
	defer old.Close() // it was only read
	e := errand{m: m, from: old, now: longAgo, mute: true}
	v, err := trust.Refresh(ctx, &fetcher{from: old}, trust.State{trust.Root: m.anchor}, longAgo())
	if err != nil {
		return err
	}
	way, err := shelf.Anew(v.Targets)
	if err != nil {
		return err
	}
	is, _, err := m.shelf.Edition(ctx)
	if err != nil {
		return err
	}
	if way.Digest != is.Digest {
		return fmt.Errorf("%s has edition %d, not %d", bundle, way.Number, is.Number)
	}
	down, err := m.shelf.Withdrawn(ctx)
	if err != nil {
		return err
	}
	if err := e.goTo(ctx, shelf.Move{Way: way, Withdrawn: down, Source: is.Source, Trusted: shelf.Trusted{Issued: v.Issued}}); err != nil {
		return err
	}
	m.rotten.Store(false)
	return os.RemoveAll(filepath.Join(m.dir, "spool"))
}

// nightly returns how long it is until the next time that nobody stands
// before the screen: three in the morning, and up to half an hour more.
func nightly(now time.Time, spread time.Duration) time.Duration {
	next := time.Date(now.Year(), now.Month(), now.Day(), 3, 0, 0, 0, now.Location()).Add(spread)
	if !next.After(now) {
		next = next.AddDate(0, 0, 1)
	}
	return next.Sub(now)
}
