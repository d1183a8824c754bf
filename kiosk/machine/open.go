package machine

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"time"

	"mingbai/catalog"
	"mingbai/catalog/shelf"
	"mingbai/kiosk"
	"mingbai/kiosk/chore"
	"mingbai/kiosk/desk"
	"mingbai/kiosk/outbox"
)

// A Setup is what a machine is opened with.
type Setup struct {
	Config  kiosk.Config
	Dir     string       // data directory; it is made, with mode 0750, where it is missing
	Content Content      // shown as long as no signed edition is on the shelf
	Today   catalog.Date // what unsigned records are judged on; zero is the clock's day
	Font    []byte       // whose shapes handwriting is compared with; nil does not read it
	Now     func() time.Time
}

// A Content is a set of unsigned records.
type Content struct {
	Source string // seed or folder
	Digest string // tells one set from another; "" for one that is read anew at every start
	Read   func() ([]*catalog.Record, error)
}

// Open opens the shelf in the data directory and returns a machine that
// shows what is on it. A shelf without a signed edition gets the content of
// the setup. The caller closes the machine.
func Open(ctx context.Context, s Setup) (*Machine, error) {
	if err := os.MkdirAll(s.Dir, 0o750); err != nil {
		return nil, fmt.Errorf("open data directory: %w (hint: name another with -data)", err)
	}
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		zone = time.FixedZone("CST", 8*60*60)
	}
	m := &Machine{keeper: chore.New(tell), dir: s.Dir, font: s.Font, memory: newMemory(), counter: newCounter(), keepMissed: s.Config.MissedSearches, zone: zone, now: s.Now}
	m.opens.Store(new([]kiosk.Count))
	if m.shelf, err = shelf.Open(ctx, filepath.Join(s.Dir, "catalog.db")); err != nil {
		return nil, err
	}
	m.finder = m.shelf.Finder(m.Today)
	if err := m.openDesk(ctx, s); err != nil {
		return nil, errors.Join(err, m.shelf.Close())
	}
	if err := m.begin(ctx, s); err != nil {
		return nil, errors.Join(err, m.Close())
	}
	return m, nil
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
	m.desk = d
	return nil
}

// begin puts the content of the setup on a shelf that has nothing better,
// and says how the kiosk is.
func (m *Machine) begin(ctx context.Context, s Setup) error {
	e, ok, err := m.shelf.Edition(ctx)
	if err != nil {
		return err
	}
	if !ok || !e.Signed {
		m.today = s.Today
		if e, err = m.put(ctx, e, s.Content); err != nil {
			return err
		}
	}
	counts, err := m.shelf.Counts(ctx)
	if err != nil {
		return err
	}
	m.state.Store(state(s.Config, e, counts))
	return m.readOpens(ctx)
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
	e = shelf.Edition{Source: c.Source, Digest: c.Digest, On: lastChecked(records)}
	_, err = m.shelf.Apply(ctx, e, m.now(), lines(records))
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

// state returns how a kiosk is that shows an edition.
func state(c kiosk.Config, e shelf.Edition, counts map[catalog.Kind]int) *kiosk.State {
	s := &kiosk.State{Edition: e.Number, Signed: e.Signed, Source: e.Source, ContentDate: e.On, HallName: c.HallName(), KioskID: c.Kiosk,
		GeneralWindow: catalog.ID(c.GeneralWindow), Telephone: c.Telephone, PanelWidthMM: float32(c.PanelWidthMM),
		Hosts: kiosk.Hosts{HTTPS: c.Hosts, HTTP: c.HTTPHosts}, Counts: counts}
	if e.Source == "seed" {
		s.Hosts.HTTPS = append(append([]string{}, c.Hosts...), ".mingbai.example")
	}
	return s
}
