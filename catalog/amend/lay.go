package amend

import (
	"encoding/json"
	"slices"
	"strings"

	"mingbai/catalog"
)

// Now is what a ruling depends on besides the record.
type Now struct {
	Today   catalog.Date
	Sure    bool  // whether the clock can be trusted; no day ends anything while it cannot
	Edition int64 // the edition that is shown
}

// A Ruling is what the three-way rule says of an amendment.
type Ruling string

// The rulings. Only of Shown and Over with the end TakenBack is there nothing
// for staff to look at.
const (
	Shown    Ruling = "shown"    // the hall's value is on the screen
	Taken    Ruling = "adopted"  // the edition says it too: it retires
	Conflict Ruling = "conflict" // the edition says something else now: the edition is shown
	Orphan   Ruling = "orphan"   // its record is gone
	Late     Ruling = "late"     // its last day is over: the edition is shown
	Waiting  Ruling = "waiting"  // it is about an edition that is not here yet
	Refused  Ruling = "refused"  // this version does not let the field be amended
	Over     Ruling = "over"     // it ended: see Amendment.End
)

// Judge applies the three-way rule. r is the record as the edition has it,
// nil when it has none.
func (a Amendment) Judge(r *catalog.Record, now Now) Ruling {
	switch {
	case a.End != "":
		return Over
	case now.Sure && a.Until.Before(now.Today):
		return Late
	case a.Edition > now.Edition:
		return Waiting
	case r == nil:
		return Orphan
	case a.Check() != nil || r.ID != a.Record:
		return Refused
	}
	return a.compare(r)
}

func (a Amendment) compare(r *catalog.Record) Ruling {
	is, err := Read(r, a.Field)
	switch {
	case err == nil && is == a.Base:
		return Shown
	case err == nil && agrees(is, a.Value):
		return Taken
	}
	return Conflict // or the place in the record is gone, which is a change too
}

// A Mark is what stands beside a field that shows the hall's value: 本厅更正,
// the day and the name.
type Mark struct {
	Field string
	Say   catalog.Text // the name of the field
	Paths []string     // the JSON paths that are the hall's
	On    catalog.Date
	By    string
	Until catalog.Date
}

// A Listed amendment is one that staff should look at, or that tells why the
// edition is shown.
type Listed struct {
	Amendment
	Ruling Ruling
	Is     Value // what the edition says now; "" when the record or the place is gone
}

// A Laid record is an edition's with the hall's amendments over it.
type Laid struct {
	Record *catalog.Record // what the screen shows; the same pointer when nothing was amended
	Note   catalog.Text    // the hall's notice to visitors, or none
	Marks  []Mark          // what of it is the hall's, by field
	Listed []Listed        // the other amendments, by key
}

// Lay lays amendments over a record; those of other records are passed over.
// base is not changed. It never fails: an amendment that cannot be laid is
// listed, and the edition is shown.
func Lay(base *catalog.Record, all []Amendment, now Now) Laid {
	l := Laid{Record: base}
	var shown []Amendment
	for _, a := range current(base.ID, all) {
		if ruling := a.Judge(base, now); ruling != Shown {
			l.list(a, ruling, base)
		} else {
			shown = append(shown, a)
		}
	}
	for _, a := range shown {
		after, err := a.over(l.Record)
		if err != nil { // what Judge found is gone: cannot be
			l.list(a, Refused, base)
			continue
		}
		l.Record = after
		l.mark(a)
	}
	return l
}

// current returns the newest amendment of each field of a record, in the
// order of their names.
func current(id catalog.ID, all []Amendment) []Amendment {
	newest := map[string]Amendment{}
	for _, a := range all {
		if old, ok := newest[a.Field]; a.Record == id && (!ok || a.Newer(old.Revision)) {
			newest[a.Field] = a
		}
	}
	var some []Amendment
	for _, a := range newest {
		some = append(some, a)
	}
	slices.SortFunc(some, func(a, b Amendment) int { return strings.Compare(a.Field, b.Field) })
	return some
}

func (l *Laid) list(a Amendment, ruling Ruling, base *catalog.Record) {
	is, _ := Read(base, a.Field)
	l.Listed = append(l.Listed, Listed{a, ruling, is})
}

func (l *Laid) mark(a Amendment) {
	f, _ := find(a.Record.Kind(), a.Field)
	m := Mark{Field: a.Field, Say: f.Say, On: a.On, By: a.By.Name, Until: a.Until}
	for _, p := range f.Parts {
		m.Paths = append(m.Paths, p.Path)
	}
	if a.Field == Note {
		l.Note = a.Value.Text(notePath)
	}
	l.Marks = append(l.Marks, m)
}

// write puts the hall's value into the tree of a record, all parts of it.
func (a Amendment) write(tree map[string]any) error {
	f, err := find(a.Record.Kind(), a.Field)
	if err != nil {
		return err
	}
	parts, err := a.Value.parts()
	if err != nil {
		return err
	}
	for _, p := range f.Parts {
		var v any
		if raw, ok := parts[p.Path]; ok {
			v = raw
		}
		if err := put(tree, p.Path, v); err != nil {
			return err
		}
	}
	return nil
}

// read makes a record of a tree again.
func read(tree map[string]any) (*catalog.Record, error) {
	line, err := json.Marshal(tree)
	if err != nil {
		return nil, err
	}
	return catalog.ReadRecord(line)
}

// Settle returns a with what a ruling makes lasting: it retires when the
// edition adopted it or its last day is over, notes since when its record is
// gone, and lapses OrphanDays later. The second value says whether it
// changed; then it is to be kept and written into the record of changes. The
// turn stays: every kiosk settles its own copy. r is the record as the
// edition has it, nil when it has none.
func (a Amendment) Settle(r *catalog.Record, now Now) (Amendment, bool) {
	was := a
	switch a.Judge(r, now) {
	case Taken:
		a.End, a.Ended = Adopted, now.Today
	case Late:
		a.End, a.Ended = Expired, now.Today
	case Orphan:
		if a.Gone.IsZero() {
			a.Gone = now.Today
		} else if now.Sure && a.Gone.Days(now.Today) > OrphanDays {
			a.End, a.Ended = Lapsed, now.Today
		}
	case Shown, Conflict:
		a.Gone = catalog.Date{}
	}
	return a, a != was
}
