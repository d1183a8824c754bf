package machine

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"mingbai/catalog"
	"mingbai/catalog/shelf"
	"mingbai/catalog/source"
	"mingbai/catalog/trust"
	"mingbai/kiosk"
	"mingbai/kiosk/chore"
	"mingbai/kiosk/desk"
	"mingbai/kiosk/outbox"
	"mingbai/kiosk/staff"
)

// A Setup is what a machine is opened with.
type Setup struct {
	Config  kiosk.Config
	Dir     string       // data directory; it is made, with mode 0750, where it is missing
	Content Content      // shown as long as no signed edition is on the shelf
	Today   catalog.Date // what unsigned records are judged on; zero is the clock's day
	Font    []byte       // whose shapes handwriting is compared with; nil does not read it
	Now     func() time.Time
	Built   time.Time     // when the program was released: it is later now; zero does not say
	App     string        // version of the program, for the hub and for servers
	Alone   bool          // take the data directory for this process: what runs or pulls has to
	Sticks  []string      // patterns of the folders at which sticks appear, such as /media/*; see path/filepath.Glob
	Limits  source.Limits // how long a server may take; zero is as usual
}

// A Content is a set of unsigned records.
type Content struct {
	Source string // seed or folder
	Digest string // tells one set from another; "" for one that is read anew at every start
	Read   func() ([]*catalog.Record, error)
	Media  fs.FS // the folder in which the files lie that they name; nil for none
}

// Open opens the shelf in the data directory and returns a machine that
// shows what is on it. A shelf without a signed edition gets the content of
// the setup. Where the machine has the directory for itself, a broken catalog
// is moved away and made anew from the last good bundle; [ErrTaken] means
// that another process has it. The caller closes the machine.
func Open(ctx context.Context, s Setup) (*Machine, error) {
	if err := os.MkdirAll(s.Dir, 0o750); err != nil {
		return nil, fmt.Errorf("open data directory: %w (hint: name another with -data)", err)
	}
	m := newMachine(s)
	m.openPrinter()
	var err error
	m.voice = newVoice(s.Config.Voice)
	if m.keypad, err = kiosk.ParseKeypad(s.Config.Keypad); err != nil {
		return nil, err
	}
	if m.web, err = m.newClient(s); err != nil {
		return nil, err
	}
	if s.Alone {
		if m.lock, err = lockDir(s.Dir); err != nil {
			return nil, err
		}
	}
	if err := m.openDesk(ctx, s); err != nil {
		return nil, errors.Join(err, m.web.Close(), m.unlock())
	}
	if err := m.openContent(ctx, s); err != nil {
		return nil, errors.Join(err, m.desk.Close(), m.web.Close(), m.unlock())
	}
	if err := m.readOpens(ctx); err != nil {
		return nil, errors.Join(err, m.Close())
	}
	return m, nil
}

// openContent opens the shelf and begins with what is on it. One that turns
// out to be broken is made anew, where nobody else has it.
func (m *Machine) openContent(ctx context.Context, s Setup) error {
	err := m.openShelf(ctx, s)
	if !shelf.Damaged(err) {
		return err
	}
	if !s.Alone {
		return fmt.Errorf("%w (hint: start the kiosk: it makes its catalog anew)", err)
	}
	if err := m.setAside(err); err != nil {
		return err
	}
	return m.openShelf(ctx, s)
}

// newMachine returns a machine that has opened nothing.
func newMachine(s Setup) *Machine {
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		zone = time.FixedZone("CST", 8*60*60)
	}
	m := &Machine{config: s.Config, app: s.App, dir: s.Dir, clock: newClock(s.Now, s.Built), free: freeBytes, keeper: chore.New(tell),
		font: s.Font, memory: newMemory(), counter: newCounter(), keepMissed: s.Config.MissedSearches, hinted: make(chan hint, 1), hallNews: make(chan struct{}, 1),
		sticks: s.Sticks, pulled: make(chan struct{}, 1), zone: zone}
	m.opens.Store(new([]kiosk.Count))
	m.hall.Store(&hall{})
	m.standing.networked = networked(s.Config.Sources)
	return m
}

// openDesk opens what cannot be had again.
func (m *Machine) openDesk(ctx context.Context, s Setup) error {
	who, err := outbox.OpenIdentity(s.Dir)
	if err != nil {
		return err
	}
	d, err := desk.Open(ctx, filepath.Join(s.Dir, "desk.db"))
	if err != nil {
		return err
	}
	if m.outbox, err = outbox.New(d, who, outbox.Options{Hall: s.Config.HubHall, Now: m.Now}); err != nil {
		return errors.Join(err, d.Close())
	}
	if m.book, err = staff.New(d, staff.Options{Now: m.Now, Sure: func() bool { wrong, _ := m.clock.State(); return wrong == "" }}); err != nil {
		return errors.Join(err, d.Close())
	}
	m.desk, m.who = d, who
	return nil
}

// begin puts the content of the setup on a shelf that has nothing better,
// and says how the kiosk is.
func (m *Machine) begin(ctx context.Context, s Setup) error {
	if err := m.believe(ctx, s); err != nil {
		return err
	}
	if s.Alone {
		if err := m.bringBack(ctx); err != nil {
			return err
		}
	}
	e, ok, err := m.shelf.Edition(ctx)
	if err != nil {
		return err
	}
	if !ok || !e.Signed {
		m.today = s.Today
		if err := m.putAlone(ctx, e, s.Content); err != nil {
			return err
		}
	}
	checked, err := m.shelf.Checked(ctx)
	if err != nil {
		return err
	}
	m.standing.started, m.standing.checked = m.clock.Now(), checked
	return m.look(ctx)
}

// believe reads whom this kiosk trusts, and how late it is at least.
func (m *Machine) believe(ctx context.Context, s Setup) error {
	t, err := m.shelf.Trusted(ctx)
	if err != nil {
		return err
	}
	m.clock.Raise(t.Issued)
	if m.anchor, err = anchor(s.Config.Root, s.Dir); err != nil {
		slog.Error("nobody to trust", "err", err)
	}
	m.standing.rootless = len(s.Config.Sources) > 0 && m.anchor == nil && len(t.State[trust.Root]) == 0
	return nil
}

// putAlone is put, unless another process has the data directory: it decides
// what is shown, and may be moving to a signed edition right now.
func (m *Machine) putAlone(ctx context.Context, e shelf.Edition, c Content) error {
	if m.lock == nil {
		lock, err := lockDir(m.dir)
		if errors.Is(err, ErrTaken) {
			return nil
		}
		if err != nil {
			return err
		}
		defer lock.Close() // nothing was written to it
	}
	_, err := m.put(ctx, e, c)
	return err
}

// put puts unsigned content on the shelf in the place of e, unless e is the
// same.
func (m *Machine) put(ctx context.Context, e shelf.Edition, c Content) (shelf.Edition, error) {
	if c.Digest != "" && c.Digest == e.Digest && c.Source == e.Source {
		return e, nil
	}
	records, err := c.Read()
	if err != nil {
		return e, err
	}
	if err := m.takeMedia(records, c.Media); err != nil {
		return e, err
	}
	e = shelf.Edition{Source: c.Source, Digest: c.Digest, On: lastChecked(records)}
	_, err = m.shelf.Apply(ctx, e, m.clock.Now(), lines(records))
	return e, err
}

// lines yields the canonical lines of records.
func lines(records []*catalog.Record) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		for _, r := range records {
			if !yield(r.Line()) {
				return
			}
		}
	}
}

// lastChecked returns the latest day on which one of the records was checked.
func lastChecked(records []*catalog.Record) catalog.Date {
	var last catalog.Date
	for _, r := range records {
		if last.Before(r.Checked.On) {
			last = r.Checked.On
		}
	}
	return last
}
