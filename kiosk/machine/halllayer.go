package machine

import (
	"cmp"
	"context"
	"reflect"
	"slices"

	"mingbai/catalog"
	"mingbai/catalog/amend"
)

// A layer lays the papers of a hall over an edition.
type layer struct {
	hall, was *hall // was is the one before
	overlay
	base func(context.Context, catalog.ID) (*catalog.Record, error)

	read map[catalog.ID]*catalog.Record
}

func (l *layer) lay(ctx context.Context) error {
	l.read = map[catalog.ID]*catalog.Record{}
	for _, lay := range []func(context.Context) error{l.layFields, l.layHidings, l.layLocals} {
		if err := lay(ctx); err != nil {
			return err
		}
	}
	slices.SortStableFunc(l.hall.papers, func(a, b heldPaper) int {
		if x, y := a.State.Open(), b.State.Open(); x != y {
			return cmp.Compare(btoi(y), btoi(x))
		}
		return cmp.Or(b.On.Time().Compare(a.On.Time()), cmp.Compare(a.Record, b.Record), cmp.Compare(a.Field, b.Field))
	})
	return nil
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// of returns a record as the edition has it, or nil. Several papers may be
// about one.
func (l *layer) of(ctx context.Context, id catalog.ID) (*catalog.Record, error) {
	if r, ok := l.read[id]; ok {
		return r, nil
	}
	r, err := l.base(ctx, id)
	l.read[id] = r
	return r, err
}

// layFields lays the amendments that nobody contests. What came of a record
// before, and cannot have changed, is taken from there: staff who save wait
// for one record, not for all.
func (l *layer) layFields(ctx context.Context) error {
	by := map[catalog.ID][]amend.Contest{}
	for _, c := range l.fields {
		by[c.Record] = append(by[c.Record], c)
	}
	same := l.was.now == l.hall.now && l.was.looked == l.hall.looked
	for _, id := range sortedKeys(by) {
		is, known := l.was.kept[id]
		if !known || !same || !reflect.DeepEqual(is.of, by[id]) {
			r, err := l.of(ctx, id)
			if err != nil {
				return err
			}
			is = l.layer(by[id], r)
		}
		l.hall.kept[id] = is
		l.hall.tally.add(is.tally)
		l.hall.papers = append(l.hall.papers, is.papers...)
		if is.laid != nil {
			l.hall.laid[id] = *is.laid
		}
	}
	return nil
}

// layer lays the amendments of one record, nil where the edition has none.
func (l *layer) layer(all []amend.Contest, r *catalog.Record) layering {
	is := layering{of: all}
	var shown []amend.Amendment
	for _, c := range all {
		a, contested := c.Effective()
		ruling := a.Judge(r, l.hall.now)
		if contested && ruling != amend.Orphan {
			ruling = amend.Conflict
		}
		if ruling == amend.Shown {
			shown = append(shown, a)
		}
		is.tally.count(ruling)
		is.papers = append(is.papers, l.fieldPaper(c, a, ruling, r))
	}
	if len(shown) > 0 {
		laid := amend.Lay(r, shown, l.hall.now)
		is.laid = &laid
	}
	return is
}

func (t *hallTally) add(u hallTally) {
	t.amendments, t.conflicts, t.orphans = t.amendments+u.amendments, t.conflicts+u.conflicts, t.orphans+u.orphans
}

func (t *hallTally) count(r amend.Ruling) {
	switch r {
	case amend.Conflict:
		t.conflicts++
	case amend.Orphan:
		t.orphans++
	case amend.Shown:
		t.amendments++
	}
}

// layHidings takes out what is hidden today.
func (l *layer) layHidings(ctx context.Context) error {
	for _, h := range l.hidings {
		r, err := l.of(ctx, h.Record)
		if err != nil {
			return err
		}
		if h.Hides(l.hall.now) {
			l.hall.hidden[h.Record] = true
			if r != nil {
				l.hall.counts[h.Record.Kind()]--
			}
		}
		l.hall.papers = append(l.hall.papers, l.hidingPaper(h, r))
	}
	return nil
}

// layLocals adds the records of the hall. The edition's own record of an id
// counts, which nobody can have made by chance.
func (l *layer) layLocals(ctx context.Context) error {
	for _, c := range l.locals {
		r, err := l.of(ctx, c.Record.ID)
		if err != nil {
			return err
		}
		l.hall.held[c.Record.ID] = c
		if c.Shown != nil && r == nil && !l.hall.hidden[c.Record.ID] {
			l.hall.locals[c.Record.ID] = c.Shown
			l.hall.counts[c.Record.ID.Kind()]++
		}
		l.hall.papers = append(l.hall.papers, l.localPaper(c))
	}
	return nil
}
