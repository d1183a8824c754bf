package machine

import (
	"context"
	"maps"
	"slices"
	"time"

	"mingbai/catalog"
	"mingbai/catalog/shelf"
	"mingbai/catalog/trust"
	"mingbai/kiosk"
)

// A standing is all that the state is made of, but for the configuration.
type standing struct {
	edition   shelf.Edition
	counts    map[catalog.Kind]int
	withdrawn int
	applied   time.Time
	issued    time.Time
	list      int64     // version of the list of withdrawn records
	publisher string    // whose editions they are, "" without a signed one
	started   time.Time // when this process began to look
	checked   time.Time
	changes   int64
	nonce     string // of the newest hint

	networked bool // a source is reached by network
	rootless  bool // sources are named, but no root
	full      bool
	older     bool // than what the newest edition needs
	refused   bool // the last source offered what is not trusted
	remade    bool // the catalog was made anew after damage
	damaged   bool // it is broken, and will be made anew at the next start
	clock     string
	told      map[string]kiosk.Severity // see Tell

	printing kiosk.Printing
}

// update changes the standing and publishes what follows of it.
func (m *Machine) update(change func(*standing)) {
	if was, next := m.set(change); was != nil && differs(was, next) {
		m.ring()
	}
}

// set is update for the goroutine that draws: it knows.
func (m *Machine) set(change func(*standing)) (was, next *kiosk.State) {
	m.mu.Lock()
	defer m.mu.Unlock()
	change(&m.standing)
	m.standing.clock, _ = m.clock.State()
	next = m.compose()
	return m.state.Swap(next), next
}

// OnChange has do called after every change of the state that a screen shows,
// on a goroutine of the machine: it must not wait. Set it before
// [Machine.Start]; nil is nobody.
func (m *Machine) OnChange(do func()) { m.bell.Store(&do) }

func (m *Machine) ring() {
	if do := m.bell.Load(); do != nil && *do != nil {
		(*do)()
	}
}

// differs reports whether a screen has to know. That nothing new was found a
// minute ago is no news.
func differs(a, b *kiosk.State) bool {
	sameWords := slices.EqualFunc(a.Conditions, b.Conditions, func(x, y kiosk.Condition) bool {
		return x.Code == y.Code && x.Severity == y.Severity
	})
	return !sameWords || a.Generation != b.Generation || a.Edition != b.Edition || a.Source != b.Source || a.Clock != b.Clock || a.Printing != b.Printing
}

// compose makes the state.
func (m *Machine) compose() *kiosk.State {
	c, s := m.config, m.standing
	n := &kiosk.State{Edition: s.edition.Number, Signed: s.edition.Signed, Source: s.edition.Source, ContentDate: s.edition.On,
		Applied: s.applied, Checked: s.checked, Issued: s.issued, Withdrawn: s.withdrawn, Clock: s.clock, Generation: s.changes,
		HallName: c.HallName(), KioskID: c.Kiosk, GeneralWindow: catalog.ID(c.GeneralWindow), Telephone: c.Telephone,
		PanelWidthMM: float32(c.PanelWidthMM), Keypad: m.keypad, Hosts: catalog.Hosts{HTTPS: c.Hosts, HTTP: c.HTTPHosts}, Counts: added(s.counts, m.hall.Load().counts), Printing: s.printing,
		Conditions: m.board.visible(m.clock.Now(), s)}
	if s.edition.Signed {
		n.Digest = s.edition.Digest
	}
	if s.edition.Source == "seed" {
		n.Hosts.HTTPS = append(append([]string{}, c.Hosts...), ".mingbai.example", "mb.example")
	}
	return n
}

// added returns the sums of two counts.
func added(a, b map[catalog.Kind]int) map[catalog.Kind]int {
	if len(b) == 0 {
		return a
	}
	all := maps.Clone(a)
	if all == nil {
		all = map[catalog.Kind]int{}
	}
	for kind, n := range b {
		if all[kind] += n; all[kind] <= 0 {
			delete(all, kind)
		}
	}
	return all
}

// look reads from the shelf what the state says of the content.
func (m *Machine) look(ctx context.Context) error {
	e, _, err := m.shelf.Edition(ctx)
	if err != nil {
		return err
	}
	counts, err := m.shelf.Counts(ctx)
	if err != nil {
		return err
	}
	down, err := m.shelf.Withdrawn(ctx)
	if err != nil {
		return err
	}
	since, err := m.shelf.Since(ctx)
	if err != nil {
		return err
	}
	t, err := m.shelf.Trusted(ctx)
	if err != nil {
		return err
	}
	publisher, err := trust.Publisher(t.State[trust.Root])
	if err != nil || !e.Signed {
		publisher = "" // nobody's: it only sorts kiosks
	}
	m.memory.forget()
	m.looked.Add(1)
	if err := m.renewHall(ctx, e.Number); err != nil {
		return err
	}
	m.update(func(s *standing) {
		s.edition, s.counts, s.withdrawn, s.applied, s.issued, s.list = e, counts, len(down), since, t.Issued, t.List
		s.changes++
		s.publisher = publisher
	})
	return nil
}
