package machine

import (
	"time"
	_ "time/tzdata" // the hall's clock, on a machine without zone files

	"mingbai/catalog"
	"mingbai/kiosk"
)

// An Edition is what a machine is to show.
type Edition struct {
	Number  int64
	Source  string // seed or folder
	Signed  bool
	Records []*catalog.Record
	Today   catalog.Date // fixes the day for pictures and tests; zero is the clock's
}

// A Machine answers the pages from an edition held in memory. It is safe for
// concurrent use.
type Machine struct {
	content *catalog.Collection
	state   kiosk.State
	today   catalog.Date
	zone    *time.Location
	now     func() time.Time
}

// New returns a machine that shows an edition under a configuration.
func New(c kiosk.Config, e Edition, now func() time.Time) *Machine {
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		zone = time.FixedZone("CST", 8*60*60)
	}
	m := &Machine{content: catalog.NewCollection(e.Records), today: e.Today, zone: zone, now: now}
	m.state = kiosk.State{Edition: e.Number, Signed: e.Signed, Source: e.Source, HallName: c.HallName(), KioskID: c.Kiosk,
		GeneralWindow: catalog.ID(c.GeneralWindow), Telephone: c.Telephone, PanelWidthMM: float32(c.PanelWidthMM),
		Hosts: kiosk.Hosts{HTTPS: c.Hosts, HTTP: c.HTTPHosts}, Counts: map[catalog.Kind]int{}}
	if e.Source == "seed" {
		m.state.Hosts.HTTPS = append(m.state.Hosts.HTTPS, ".mingbai.example")
	}
	for _, r := range e.Records {
		m.state.Counts[r.Kind()]++
		if m.state.ContentDate.Before(r.Checked.On) {
			m.state.ContentDate = r.Checked.On
		}
	}
	return m
}

// Record returns a record that is shown.
func (m *Machine) Record(id catalog.ID) (*catalog.Record, error) { return m.content.Record(id) }

// Browse returns the heads that q chooses.
func (m *Machine) Browse(q catalog.Query) ([]catalog.Head, error) { return m.content.Browse(q), nil }

// State returns how the kiosk is.
func (m *Machine) State() kiosk.State { return m.state }

// Today returns the day in the hall.
func (m *Machine) Today() catalog.Date {
	if !m.today.IsZero() {
		return m.today
	}
	return catalog.DateOf(m.Now())
}

// Now returns the wall clock in the hall.
func (m *Machine) Now() time.Time { return m.now().In(m.zone) }
