package machine

import (
	"cmp"
	"context"
	"slices"
	"time"

	"mingbai/catalog"
	"mingbai/kiosk"
)

// checkupRests is how long a checkup is good while content changes: staff who
// save one correction after the other do not have all looked at each time.
const checkupRests = 20 * time.Second

// A checked is a checkup and when it was made.
type checked struct {
	kiosk.Checkup
	at time.Time
}

// Checkup returns how the content is, and whether it was looked at yet. One of
// content that has changed since is made anew in the background.
func (m *Machine) Checkup() (kiosk.Checkup, bool) {
	c := m.checkup.Load()
	if c == nil || c.Generation != m.State().Generation && time.Since(c.at) > checkupRests {
		m.startCheckup()
	}
	if c == nil {
		return kiosk.Checkup{}, false
	}
	now := c.Checkup
	now.Waiting = m.Syncing().Waiting
	return now, true
}

// startCheckup has the content looked at while somebody is in.
func (m *Machine) startCheckup() {
	if _, in := m.Session(); in {
		m.keeper.Start("checkup", m.checkContent)
	}
}

// checkContent looks at every record that is shown: about a second for ten
// thousand.
func (m *Machine) checkContent(ctx context.Context) error {
	state := m.State()
	heads, err := m.Browse(catalog.Query{})
	if err != nil {
		return err
	}
	c := inspection{Checkup: kiosk.Checkup{Generation: state.Generation}, today: m.Today(), hosts: state.Hosts, columns: map[string]bool{}}
	for _, h := range heads {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		r, err := m.glance(ctx, h.ID)
		if err != nil {
			return err
		}
		if r != nil {
			c.look(r)
		}
	}
	c.end()
	m.checkup.Store(&checked{c.Checkup, time.Now()})
	m.ring()
	return nil
}

// glance returns what is shown of a record without keeping it in memory, nil
// when it went meanwhile.
func (m *Machine) glance(ctx context.Context, id catalog.ID) (*catalog.Record, error) {
	h := m.hall.Load()
	if r := h.locals[id]; r != nil {
		return r, nil
	}
	r, err := m.published(ctx, id)
	if err != nil || r == nil {
		return nil, err
	}
	return h.record(r), nil
}

// An inspection is a checkup under way.
type inspection struct {
	kiosk.Checkup
	today   catalog.Date
	hosts   catalog.Hosts
	columns map[string]bool // with a document
}

func (c *inspection) look(r *catalog.Record) {
	concern := kiosk.Concern{Record: r.ID, Title: r.Title, Office: r.Office, Day: r.Checked.On}
	switch b := r.Body.(type) {
	case *catalog.Guide:
		c.Guides++
		if _, stale := kiosk.GuideStale(r.Checked.On, c.today); stale {
			c.Stale = append(c.Stale, concern)
		}
	case *catalog.Disclosure:
		c.columns[b.Column.Code] = true
	}
	for _, l := range r.Links() {
		if !l.Dead.IsZero() || c.hosts.Allow(l.URL) != nil {
			concern.Link = l.URL
			c.Dead = append(c.Dead, concern)
			return
		}
	}
}

// end puts it in order. A catalog without any disclosure has no columns yet.
func (c *inspection) end() {
	slices.SortStableFunc(c.Stale, func(a, b kiosk.Concern) int {
		return cmp.Or(a.Day.Time().Compare(b.Day.Time()), cmp.Compare(a.Record, b.Record))
	})
	if len(c.columns) == 0 {
		return
	}
	for _, code := range catalog.Columns() {
		if !c.columns[code] {
			c.Empty = append(c.Empty, code)
		}
	}
}
