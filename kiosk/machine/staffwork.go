package machine

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"

	"mingbai/catalog"
	"mingbai/catalog/amend"
	"mingbai/kiosk"
	"mingbai/kiosk/staff"
)

// Papers returns what was written in the hall, what has to be looked at
// first; and what whoever is in has begun and not saved.
func (m *Machine) Papers(q kiosk.PaperQuery) ([]kiosk.Paper, error) {
	s, err := m.in()
	if err != nil {
		return nil, err
	}
	begun, err := m.begun(s)
	if err != nil {
		return nil, translate(err)
	}
	held, err := m.heldPapers()
	if err != nil {
		return nil, err
	}
	all := append(begun, held...)
	slices.SortStableFunc(all, func(a, b kiosk.Paper) int { return btoi(b.State.Open()) - btoi(a.State.Open()) })
	return slices.DeleteFunc(all, func(p kiosk.Paper) bool { return !q.Takes(p) }), nil
}

// heldPapers returns the papers of the hall with where they are on their way.
func (m *Machine) heldPapers() ([]kiosk.Paper, error) {
	ways, err := m.book.Ways(m.ctx())
	if err != nil {
		return nil, err
	}
	queued, err := m.outbox.Proposed(m.ctx())
	if err != nil {
		return nil, err
	}
	var all []kiosk.Paper
	for _, h := range m.hall.Load().papers {
		p, way := h.Paper, ways[h.key]
		switch waits := slices.ContainsFunc(h.ids, func(id string) bool { return queued[id] }); {
		case h.stays || m.config.Hub == "" && way != staff.Came:
			p.Travel = kiosk.TravelNone
		case way == staff.Waits || waits:
			p.Travel = kiosk.TravelWaits
		case way == staff.Came:
			p.Travel = kiosk.TravelCame
		default:
			p.Travel = kiosk.TravelSent
		}
		all = append(all, p)
	}
	return all, nil
}

// begun returns the drafts of whoever is in.
func (m *Machine) begun(s *staff.Session) ([]kiosk.Paper, error) {
	drafts, err := s.Drafts(m.ctx())
	if err != nil {
		return nil, err
	}
	var all []kiosk.Paper
	for _, d := range drafts {
		id, field, _ := strings.Cut(d.Key, "#")
		p := kiosk.Paper{Sort: kiosk.PaperBegun, Record: catalog.ID(id), Field: field, State: kiosk.StateDraft, Travel: kiosk.TravelNone,
			By: s.Person().Name, Badge: s.Person().Badge, On: catalog.DateOf(d.At), At: d.At, Title: m.titleOf(catalog.ID(id))}
		if f, ok := amend.Find(p.Record.Kind(), field); ok {
			p.Say = f.Say
		}
		if p.Title == nil {
			p.Title = titleIn(d.Body)
		}
		all = append(all, p)
	}
	return all, nil
}

// titleOf returns the title of a record that is published or of the hall, or
// none.
func (m *Machine) titleOf(id catalog.ID) catalog.Text {
	if r, err := m.Published(id); err == nil {
		return r.Title
	}
	if c, ok := m.hall.Load().held[id]; ok {
		return c.Record.Title
	}
	return nil
}

// titleIn returns the title of a draft that is a record, or none.
func titleIn(body json.RawMessage) catalog.Text {
	var r struct {
		Title catalog.Text `json:"title"`
	}
	if json.Unmarshal(body, &r) != nil {
		return nil
	}
	return r.Title
}

// Syncing returns how the exchange stands.
func (m *Machine) Syncing() kiosk.Syncing {
	s := kiosk.Syncing{Running: m.isBusy("sync"), Pulled: m.State().Checked, Sources: len(m.config.Sources), Hub: m.config.Hub != ""}
	if t := m.trouble.Load(); t != nil {
		s.Trouble = *t
	}
	status, err := m.outbox.Status(m.ctx())
	if err != nil {
		s.Trouble = err.Error()
		return s
	}
	s.Delivered = status.Delivered
	for kind, n := range status.Waiting {
		if kind == kiosk.ItemAmendment || kind == kiosk.ItemSlip {
			s.Waiting += int(n)
		}
	}
	for _, n := range status.Dropped {
		s.Dropped += n
	}
	if s.Trouble == "" && status.Err != nil {
		s.Trouble = status.Err.Error()
	}
	return s
}

// longestSync is how long staff wait for an answer.
const longestSync = 2 * time.Minute

// SyncNow asks the sources and the hub.
func (m *Machine) SyncNow(done func(error)) {
	if _, err := m.in(); err != nil {
		done(err)
		return
	}
	m.apart("sync", func(ctx context.Context) error {
		ctx, stop := context.WithTimeout(ctx, longestSync)
		defer stop()
		err := errors.Join(m.syncSources(ctx), m.syncHub(ctx))
		trouble := ""
		if err != nil {
			trouble = err.Error()
		}
		m.trouble.Store(&trouble)
		return err
	}, done)
}

func (m *Machine) syncSources(ctx context.Context) error {
	if len(m.config.Sources) == 0 {
		return nil
	}
	_, err := m.Pull(ctx, "")
	return err
}

// syncHub delivers until there is nothing left to send or to receive.
func (m *Machine) syncHub(ctx context.Context) error {
	if m.config.Hub == "" {
		return nil
	}
	if err := m.proposeWaiting(ctx); err != nil {
		return err
	}
	for {
		d, err := m.outbox.Deliver(ctx, m.hub())
		if err != nil || !d.More {
			return err
		}
	}
}

// Changes returns entries of the record of changes.
func (m *Machine) Changes(record catalog.ID, below int64, n int) ([]kiosk.Change, error) {
	if _, err := m.in(); err != nil {
		return nil, err
	}
	entries, err := m.book.Entries(m.ctx(), record, below, n)
	var all []kiosk.Change
	for _, e := range entries {
		all = append(all, kiosk.Change{Serial: e.Serial, At: time.Unix(e.At, 0).In(m.zone), Sure: e.Clock == "sure", Badge: e.Badge, Name: e.Name,
			Role: kiosk.Role(e.Role), Act: string(e.Act), Record: e.Record, Title: m.titleOf(e.Record), Field: e.Field,
			Before: string(e.Before), After: string(e.After)})
	}
	return all, err
}
