package machine

import (
	"mingbai/catalog"
	"mingbai/catalog/amend"
	"mingbai/kiosk"
	"mingbai/kiosk/staff"
)

// rulingStates are what a ruling is to the screen; an amendment that is over
// says why by its end.
var rulingStates = map[amend.Ruling]kiosk.PaperState{
	amend.Shown: kiosk.StateShown, amend.Taken: kiosk.StateAdopted, amend.Conflict: kiosk.StateConflict, amend.Orphan: kiosk.StateOrphan,
	amend.Late: kiosk.StateOver, amend.Waiting: kiosk.StateAhead, amend.Refused: kiosk.StateRefused,
}

var endStates = map[amend.End]kiosk.PaperState{
	amend.Adopted: kiosk.StateAdopted, amend.TakenBack: kiosk.StateBack, amend.Expired: kiosk.StateOver, amend.Lapsed: kiosk.StateOver,
}

var localStates = map[amend.State]kiosk.PaperState{
	amend.Written: kiosk.StateDraft, amend.Submitted: kiosk.StateSubmitted, amend.Cleared: kiosk.StateCleared,
	amend.Published: kiosk.StatePublished, amend.Withdrawn: kiosk.StateWithdrawn,
}

// fieldPaper is an amendment a, which counts of c, as the screen shows it. r
// is its record in the edition, or nil.
func (l *layer) fieldPaper(c amend.Contest, a amend.Amendment, ruling amend.Ruling, r *catalog.Record) heldPaper {
	state := rulingStates[ruling]
	if ruling == amend.Over {
		state = endStates[a.End]
	}
	h := heldPaper{key: staff.PaperKey{Sort: staff.Amendment, Key: c.Key()}}
	for _, one := range c.Proposals() {
		h.ids = append(h.ids, one.ID())
	}
	h.Paper = kiosk.Paper{Sort: kiosk.PaperAmendment, Record: a.Record, Field: a.Field, State: state, By: a.By.Name, Badge: a.By.Badge,
		On: a.On, Until: a.Until, Shown: ruling == amend.Shown}
	p := &h.Paper
	f, ok := amend.Find(a.Record.Kind(), a.Field)
	if !ok {
		return h
	}
	p.Say, p.Mine, p.Was = f.Say, valuesOf(f, a.Value), valuesOf(f, a.Base)
	if r != nil {
		p.Title = r.Title
		if is, err := amend.Read(r, a.Field); err == nil {
			p.Is = valuesOf(f, is)
		}
	}
	if state != kiosk.StateConflict {
		return h
	}
	for _, rival := range c.Others(a) {
		v := kiosk.Rival{ID: rival.ID, By: rival.By.Name, On: rival.On, Until: rival.Until, Value: valuesOf(f, rival.Value)}
		if rival.End != "" {
			v.Value = nil // it was taken back
		}
		p.Rivals = append(p.Rivals, v)
	}
	return h
}

func (l *layer) hidingPaper(h amend.Hiding, r *catalog.Record) heldPaper {
	p := kiosk.Paper{Sort: kiosk.PaperHiding, Record: h.Record, State: kiosk.StateOver, By: h.By.Name, Badge: h.By.Badge, On: h.On,
		Until: h.Until(), Why: h.Reason}
	switch {
	case h.Hides(l.hall.now):
		p.State, p.Shown = kiosk.StateShown, true
	case !h.Back.IsZero():
		p.State, p.Until = kiosk.StateBack, h.Back
	}
	if r != nil {
		p.Title = r.Title
	}
	return heldPaper{Paper: p, key: staff.PaperKey{Sort: staff.Hidden, Key: h.Key()}, ids: []string{h.ID}}
}

func (l *layer) localPaper(c amend.LocalContest) heldPaper {
	p := kiosk.Paper{Sort: kiosk.PaperLocal, Record: c.Record.ID, Title: c.Record.Title, State: localStates[c.State], By: c.By.Name,
		Badge: c.By.Badge, On: c.On, Shown: l.hall.locals[c.Record.ID] != nil}
	if n := len(c.Steps); n > 0 {
		p.Why = c.Steps[n-1].Why
	}
	if why := c.Returned(); why != "" {
		p.State, p.Why = kiosk.StateReturned, why
	}
	if len(c.Rivals) > 0 {
		p.State = kiosk.StateConflict
	}
	h := heldPaper{Paper: p, key: staff.PaperKey{Sort: staff.Local, Key: c.Key()}, stays: c.State != amend.Published && c.State != amend.Withdrawn}
	for _, one := range c.Proposals() {
		h.ids = append(h.ids, one.ID())
	}
	return h
}
