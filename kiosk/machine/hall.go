package machine

import (
	"context"
	"errors"
	"log/slog"

	"mingbai/catalog"
	"mingbai/catalog/amend"
	"mingbai/kiosk"
	"mingbai/kiosk/staff"
)

// A hall is what the hall's staff laid over the edition, as it counts on one
// day. It never changes once made.
type hall struct {
	now    amend.Now
	laid   map[catalog.ID]amend.Laid      // records with amendments that are shown
	hidden map[catalog.ID]bool            // records that are not shown today
	locals map[catalog.ID]*catalog.Record // records of the hall that are shown
	counts map[catalog.Kind]int           // what that adds to the numbers of records
	papers []heldPaper                    // all that staff wrote, what has to be looked at first
	held   map[catalog.ID]amend.LocalContest
	tally  hallTally

	looked int64                   // which state of the shelf it lies over
	kept   map[catalog.ID]layering // of the records with amendments
}

// A layering is what the amendments of one record came to.
type layering struct {
	of     []amend.Contest
	papers []heldPaper
	laid   *amend.Laid // nil: nothing is shown
	tally  hallTally
}

// A hallTally is what the heartbeat says of a hall.
type hallTally struct{ amendments, conflicts, orphans int64 }

// A heldPaper is a paper as the screen shows it, but for where it is on its
// way.
type heldPaper struct {
	kiosk.Paper
	key   staff.PaperKey
	ids   []string // of what it tells the other kiosks
	stays bool     // it does not travel: a draft
}

// An overlay is what a hall is made from: its papers as they are stored.
type overlay struct {
	fields  []amend.Contest
	hidings []amend.Hiding
	locals  []amend.LocalContest
}

// readOverlay reads the papers.
func (m *Machine) readOverlay(ctx context.Context) (o overlay, err error) {
	if o.fields, err = papersOf[amend.Contest](ctx, m.book, staff.Amendment); err != nil {
		return o, err
	}
	if o.hidings, err = papersOf[amend.Hiding](ctx, m.book, staff.Hidden); err != nil {
		return o, err
	}
	o.locals, err = papersOf[amend.LocalContest](ctx, m.book, staff.Local)
	return o, err
}

// papersOf returns the papers of a sort. Those that are broken are left out
// and logged: the rest is good.
func papersOf[T any](ctx context.Context, b *staff.Book, sort staff.Sort) ([]T, error) {
	all, err := staff.Papers[T](ctx, b, sort)
	if errors.Is(err, staff.ErrUnreadable) {
		slog.Error("papers of the hall are left out", "err", err)
		return all, nil
	}
	return all, err
}

// hallNow is by what a hall is judged: the clock of the hall, also where the
// starter catalog has a day of its own.
func (m *Machine) hallNow(edition int64) amend.Now {
	wrong, _ := m.clock.State()
	return amend.Now{Today: catalog.DateOf(m.Now()), Sure: wrong == "", Edition: edition}
}

// layHall makes the hall of what is on the disk now, and shows it from the
// next answer on. edition is the number of the one on the shelf.
func (m *Machine) layHall(ctx context.Context, edition int64) error {
	m.laying.Lock() // an older one must not come last
	defer m.laying.Unlock()
	o, err := m.readOverlay(ctx)
	if err != nil {
		return err
	}
	h := &hall{now: m.hallNow(edition), looked: m.looked.Load(), kept: map[catalog.ID]layering{}, laid: map[catalog.ID]amend.Laid{}, hidden: map[catalog.ID]bool{},
		locals: map[catalog.ID]*catalog.Record{}, counts: map[catalog.Kind]int{}, held: map[catalog.ID]amend.LocalContest{}}
	l := layer{hall: h, was: m.hall.Load(), overlay: o, base: m.published}
	if err := l.lay(ctx); err != nil {
		return err
	}
	m.hall.Store(h)
	return nil
}

// published returns a record as the edition has it, or nil where it has none.
func (m *Machine) published(ctx context.Context, id catalog.ID) (*catalog.Record, error) {
	r, err := m.shelf.Record(ctx, id)
	if errors.Is(err, catalog.ErrNoRecord) {
		return nil, nil
	}
	return r, err
}

// record returns what visitors see in place of base, nil for nothing.
func (h *hall) record(base *catalog.Record) *catalog.Record {
	if h.hidden[base.ID] {
		return nil
	}
	if l, ok := h.laid[base.ID]; ok {
		return l.Record
	}
	return base
}

// Amendments returns what of a record is the hall's.
func (m *Machine) Amendments(id catalog.ID) []kiosk.Correction {
	h := m.hall.Load()
	if h.hidden[id] {
		return nil
	}
	if c, ok := h.held[id]; ok && h.locals[id] != nil {
		return []kiosk.Correction{{On: c.On, By: c.By.Name}}
	}
	l := h.laid[id]
	var all []kiosk.Correction
	for _, mark := range l.Marks {
		c := kiosk.Correction{Field: mark.Field, Say: mark.Say, Paths: mark.Paths, On: mark.On, By: mark.By, Until: mark.Until}
		if mark.Field == amend.Note {
			c.Note = l.Note
		}
		all = append(all, c)
	}
	return all
}
