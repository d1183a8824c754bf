package machine

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"mingbai/catalog/shelf"
	"mingbai/catalog/trust"
)

// ErrSamePublisher means that the root is of the publisher that this kiosk
// trusts already: a pull follows its roots by itself.
var ErrSamePublisher = errors.New("this kiosk trusts that publisher already (hint: pull)")

// A Turn is what happens when a kiosk begins to trust another publisher.
type Turn struct {
	Was, Is     string    // the publishers, by trust.Publisher; Was is "" for none
	WasEdition  int64     // what is shown until then, 0 for the starter catalog
	WasRecords  int       // of it
	Edition     int64     // what is shown afterwards
	Records     int       // of it
	Issued      time.Time // when the new publisher last vouched for it
	RootVersion int64
	Quorum      []trust.Public // whose signatures make a root of the new publisher
	Threshold   int            // how many of them it takes
}

// TakePublisher lets the kiosk trust the publisher of a root, and nobody of
// the one before. The edition of the new publisher is fetched from a source as
// in [Machine.Pull] and verified from that root on; then agree is asked, whose
// error stops it. What was shown stays on the screen until records, trust and
// the list of withdrawn records of the new one take its place in one
// transaction; after any error nothing has changed. What the hall corrected,
// and the history, stay. Whoever goes back needs the root of the other.
//
// A root that the configuration or /etc/mingbai names belongs to whoever set
// up the machine: it has to be the new publisher's before.
func (m *Machine) TakePublisher(ctx context.Context, from string, root []byte, agree func(Turn) error) (Pulled, error) {
	m.flight.Lock()
	defer m.flight.Unlock()
	defer m.clock.Trust()
	p, err := m.takePublisher(ctx, from, root, agree)
	if err != nil {
		return p, fmt.Errorf("take publisher: %w", err)
	}
	return p, nil
}

func (m *Machine) takePublisher(ctx context.Context, from string, root []byte, agree func(Turn) error) (Pulled, error) {
	turn, err := m.turn(ctx, root)
	if err != nil {
		return Pulled{}, err
	}
	mirrors, err := m.openSources(from)
	if err != nil {
		return Pulled{}, err
	}
	defer mirrors.Close()
	e := errand{m: m, from: mirrors, now: m.clock.Now, carried: from != "" && !networked([]string{from}), root: root}
	move, err := e.meet(ctx, &turn)
	if err == nil {
		err = agree(turn)
	}
	if err != nil {
		return e.p, err
	}
	if err := e.takeOver(ctx, move, root); err != nil {
		return e.p, err
	}
	m.tag = ""
	m.update(func(s *standing) { s.issued, s.list, s.rootless, s.refused = e.keep.Issued, e.keep.List, false, false })
	e.settle(ctx)
	e.p.From = mirrors.Last()
	if err := m.checked(ctx); err != nil {
		return e.p, err
	}
	m.heard(from, nil)
	e.p.Pictures = m.followUp(ctx, from, mirrors)
	return e.p, nil
}

// turn says what there is now, and refuses what is no change.
func (m *Machine) turn(ctx context.Context, root []byte) (t Turn, err error) {
	t.Is, err = trust.Publisher(root)
	var quorum trust.Roster
	if err == nil {
		quorum, err = trust.ReadRoster(root)
	}
	if err != nil {
		return t, fmt.Errorf("%w (hint: name the 1.root.json of the publisher)", err)
	}
	t.Quorum, t.Threshold, t.RootVersion = quorum.Root.Keys, quorum.Root.Threshold, rootVersion(root)
	was, err := m.shelf.Trusted(ctx)
	if err != nil {
		return t, err
	}
	if old := was.State[trust.Root]; len(old) > 0 {
		if t.Was, err = trust.Publisher(old); err != nil {
			t.Was = "unknown" // what cannot be read is trusted by nobody
		}
	}
	if t.Was == t.Is {
		return t, ErrSamePublisher
	}
	edition, _, err := m.shelf.Edition(ctx)
	if err != nil {
		return t, err
	}
	t.WasEdition = edition.Number
	for _, n := range m.State().Counts {
		t.WasRecords += n
	}
	_, mine, err := anchorFile(m.config.Root, m.dir)
	if err == nil && !mine && whose(m.anchor) != t.Is {
		err = fmt.Errorf("the configuration or %s names the root of another publisher (hint: put this one there first)", etcRoot)
	}
	return t, err
}

// whose is trust.Publisher, "" for what is no root.
func whose(root []byte) string {
	name, err := trust.Publisher(root)
	if err != nil {
		return ""
	}
	return name
}

// meet verifies what the new publisher offers and fetches it. Nothing that
// was verified of the old one counts.
func (e *errand) meet(ctx context.Context, t *Turn) (shelf.Move, error) {
	answer, err := e.poll(ctx)
	if err == nil {
		err = e.refresh(ctx, answer.Body)
	}
	if err != nil {
		return shelf.Move{}, err
	}
	list, err := e.newList(ctx)
	if err != nil {
		return shelf.Move{}, err
	}
	e.keep.List = e.is.Versions[trust.Withdraw]
	m := shelf.Move{Trusted: e.keep, Withdrawn: list, Source: e.source(), Fresh: true}
	if m.Way, err = shelf.Anew(e.is.Targets); err == nil {
		err = e.fetchWay(ctx, m.Way)
	}
	t.Edition, t.Records, t.Issued = m.Way.Number, m.Way.Records, e.is.Issued
	e.p.Was, e.p.Issued, e.p.Withdrawn = t.WasEdition, e.is.Issued, len(list)
	return m, err
}

// takeOver writes the new root where this kiosk keeps its own, and moves. The
// root comes first: from then on the old last good bundle is nobody's, so that
// a broken catalog.db never brings the old publisher back. Until the move the
// kiosk goes on with what catalog.db trusts.
func (e *errand) takeOver(ctx context.Context, m shelf.Move, root []byte) error {
	was := e.m.anchor
	path, mine, err := anchorFile(e.m.config.Root, e.m.dir)
	if err == nil && mine {
		err = replaceFile(path, root)
	}
	if err != nil {
		return err
	}
	e.m.anchor, e.p.Bytes = root, 0 // they were fetched to be verified, and are counted once
	if err := e.goTo(ctx, m); err != nil {
		e.m.anchor = was
		if mine && was != nil {
			return errors.Join(err, replaceFile(path, was))
		}
		if mine {
			return errors.Join(err, os.Remove(path), syncDir(e.m.dir))
		}
		return err
	}
	e.p.Edition, e.p.Digest = m.Way.Number, m.Way.Digest
	err = os.Remove(filepath.Join(e.m.dir, lastGood))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	e.m.rotten.Store(false)
	return syncDir(e.m.dir)
}

// replaceFile writes a file of the data directory, whole or not at all.
func replaceFile(path string, body []byte) error {
	if old, err := os.ReadFile(path); err == nil && bytes.Equal(old, body) {
		return nil
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".new-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // after the rename there is nothing to remove
	_, err = f.Write(body)
	if err := errors.Join(err, f.Chmod(0o640), f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}
