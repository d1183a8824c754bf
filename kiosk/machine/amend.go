package machine

import (
	"crypto/rand"
	"fmt"

	"mingbai/catalog"
	"mingbai/catalog/amend"
	"mingbai/kiosk"
	"mingbai/kiosk/staff"
)

// Published returns a record as the edition has it.
func (m *Machine) Published(id catalog.ID) (*catalog.Record, error) {
	r, err := m.memory.record(id, func() (*catalog.Record, error) { return m.shelf.Record(m.ctx(), id) })
	m.suspect(err)
	return r, err
}

// usualDays is how long the screen proposes that an amendment lasts.
const usualDays = 90

// Amendable returns the fields of a record that may be amended.
func (m *Machine) Amendable(id catalog.ID) ([]kiosk.Amendable, error) {
	base, err := m.Published(id)
	if err != nil {
		return nil, err
	}
	h := m.hall.Load()
	shown := base
	if l, ok := h.laid[id]; ok {
		shown = l.Record
	}
	var all []kiosk.Amendable
	for _, f := range amend.Fields(base) {
		a := kiosk.Amendable{Field: f.Name, Say: f.Say, Until: h.now.Today.Add(usualDays), Paper: h.paper(id, f.Name)}
		for _, p := range f.Parts {
			least, most := p.Shape.Limits()
			a.Parts = append(a.Parts, kiosk.AmendablePart{Path: p.Path, Shape: shapes[p.Shape], Must: p.Must, Least: least, Most: most})
		}
		a.Is, a.Shown = fieldValues(base, f), fieldValues(shown, f)
		if f.Name == amend.Note && a.Paper != nil && a.Paper.Shown {
			a.Shown = a.Paper.Mine // it stands beside the record
		}
		all = append(all, a)
	}
	return all, nil
}

func fieldValues(r *catalog.Record, f amend.Field) []kiosk.Value {
	v, err := amend.Read(r, f.Name)
	if err != nil {
		v = "{}"
	}
	return valuesOf(f, v)
}

// paper returns the amendment of a field that is not over, or nil.
func (h *hall) paper(id catalog.ID, field string) *kiosk.Paper {
	for _, p := range h.papers {
		over := p.State == kiosk.StateOver || p.State == kiosk.StateBack || p.State == kiosk.StateAdopted
		if p.Sort == kiosk.PaperAmendment && p.Record == id && p.Field == field && !over {
			return &p.Paper
		}
	}
	return nil
}

// onField says what act is about a field.
func onField(act staff.Act, id catalog.ID, field string) staff.On {
	key := amend.Amendment{Record: id, Field: field}.Key()
	return staff.On{Act: act, Sort: staff.Amendment, Key: key, Record: id, Field: field}
}

// Amend lays a value over a field.
func (m *Machine) Amend(id catalog.ID, field string, value []kiosk.Value, until catalog.Date) error {
	base, err := m.Published(id)
	if err != nil {
		return err
	}
	f, ok := amend.Find(id.Kind(), field)
	if !ok {
		_, err := amend.Read(base, field)
		return translate(err)
	}
	v, err := valueOf(f, value)
	if err != nil {
		return translate(err)
	}
	return m.amendTo(base, f.Name, func(amend.Contest) (amend.Value, catalog.Date, error) { return v, until, nil })
}

// amendTo lays what choose says over a field.
func (m *Machine) amendTo(base *catalog.Record, field string, choose func(amend.Contest) (amend.Value, catalog.Date, error)) error {
	return change(m, onField(staff.Amend, base.ID, field), func(p amend.Person, old amend.Contest) (amend.Contest, error) {
		v, until, err := choose(old)
		if err != nil {
			return old, err
		}
		now := m.hallNow(m.State().Edition)
		return old.Correct(base, amend.Draft{ID: rand.Text(), Field: field, Value: v, By: p, On: now.Today, Until: until, Edition: now.Edition})
	})
}

// TakeBack ends an amendment.
func (m *Machine) TakeBack(id catalog.ID, field string) error {
	return change(m, onField(staff.TakeBack, id, field), func(p amend.Person, old amend.Contest) (amend.Contest, error) {
		if old.Turn == 0 {
			return old, fmt.Errorf("take back %s of %s: %w", field, id, catalog.ErrNoRecord)
		}
		return old.TakeBack(rand.Text(), p, m.hallNow(0).Today)
	})
}

// Decide settles a conflict between kiosks for one of the values.
func (m *Machine) Decide(id catalog.ID, field, rival string) error {
	chosen, err := m.rival(id, field, rival)
	if err != nil {
		return err
	}
	if chosen.End != "" { // it was taken back: that is to count
		return m.TakeBack(id, field)
	}
	base, err := m.Published(id)
	if err != nil {
		return err
	}
	if is, err := amend.Read(base, field); err == nil && is == chosen.Value {
		return m.TakeBack(id, field) // the edition says it by now
	}
	return m.amendTo(base, field, func(amend.Contest) (amend.Value, catalog.Date, error) { return chosen.Value, chosen.Until, nil })
}

// rival returns one of the amendments of a field that stand, "" the one that
// counts.
func (m *Machine) rival(id catalog.ID, field, rival string) (amend.Amendment, error) {
	all, err := staff.Papers[amend.Contest](m.ctx(), m.book, staff.Amendment)
	for _, c := range all {
		if c.Record != id || c.Field != field {
			continue
		}
		a, _ := c.Effective()
		for _, one := range append(c.Others(a), a) {
			if one.ID == rival || rival == "" && one.ID == a.ID {
				return one, nil
			}
		}
	}
	if err == nil {
		err = catalog.ErrNoRecord
	}
	return amend.Amendment{}, fmt.Errorf("decide %s of %s: %w", field, id, err)
}

// Hide takes a record off the hall's screens for amend.HideDays days.
func (m *Machine) Hide(id catalog.ID, reason string) error {
	if _, err := m.Published(id); err != nil {
		return err
	}
	on := staff.On{Act: staff.Hide, Sort: staff.Hidden, Key: string(id), Record: id}
	return change(m, on, func(p amend.Person, old amend.Hiding) (amend.Hiding, error) {
		return amend.Hide(id, old, rand.Text(), reason, p, m.hallNow(0))
	})
}

// ShowAgain ends a hiding before its time.
func (m *Machine) ShowAgain(id catalog.ID) error {
	on := staff.On{Act: staff.Show, Sort: staff.Hidden, Key: string(id), Record: id}
	return change(m, on, func(p amend.Person, old amend.Hiding) (amend.Hiding, error) {
		if old.Turn == 0 {
			return old, fmt.Errorf("show %s: %w", id, catalog.ErrNoRecord)
		}
		return old.Show(rand.Text(), p, m.hallNow(0).Today)
	})
}
