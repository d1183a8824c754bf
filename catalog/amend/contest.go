package amend

import (
	"slices"

	"mingbai/catalog"
)

// A Contest is what the hall's kiosks wrote of one field of one record. Mostly
// that is one amendment. Where two kiosks wrote without knowing of each other
// both are kept, and while they differ the edition is shown until somebody
// decides. The zero Contest holds nothing. It is a value: the functions return
// changed copies.
type Contest struct {
	Amendment             // the newest by Newer; Turn 0 is none
	Rivals    []Amendment `json:"rivals,omitempty"` // the others, the newest first; at most MaxRivals
}

// MaxRivals is how many rivals are kept of one thing. Beyond that the oldest
// goes; the record of changes has it.
const MaxRivals = 5

// heads returns all that nothing replaces.
func (c Contest) heads() []Amendment {
	if c.Turn == 0 {
		return nil
	}
	return append([]Amendment{c.Amendment}, c.Rivals...)
}

// contest makes a Contest of heads in any order.
func contest(heads []Amendment) Contest {
	slices.SortFunc(heads, func(a, b Amendment) int {
		if a.Newer(b.Revision) {
			return -1
		}
		return 1
	})
	switch len(heads) {
	case 0:
		return Contest{}
	case 1:
		return Contest{Amendment: heads[0]}
	}
	return Contest{heads[0], heads[1:min(len(heads), 1+MaxRivals)]}
}

// Receive takes an amendment of the same key that came from another kiosk:
// what it replaces goes, what replaces it stays instead, and what neither
// knew of the other stands beside it. Whatever order kiosks hear in, they end
// up alike.
func (c Contest) Receive(a Amendment) Contest {
	var heads []Amendment
	for _, h := range c.heads() {
		if h.ID == a.ID || h.Replaces(a.Revision) {
			return c
		}
		if !a.Replaces(h.Revision) {
			heads = append(heads, h)
		}
	}
	return contest(append(heads, a))
}

// standing returns the heads that no kiosk settled by itself.
func (c Contest) standing() []Amendment {
	return slices.DeleteFunc(c.heads(), func(a Amendment) bool { return a.End != "" && a.End != TakenBack })
}

// Effective returns the amendment that counts, and whether its rivals say
// something else: then it is a conflict, and the edition is shown.
func (c Contest) Effective() (a Amendment, contested bool) {
	all := c.standing()
	if len(all) == 0 {
		return c.Amendment, false
	}
	for _, other := range all[1:] {
		contested = contested || other.Value != all[0].Value || other.End != all[0].End
	}
	return all[0], contested
}

// Others returns what stands beside a, the newest first.
func (c Contest) Others(a Amendment) []Amendment {
	return slices.DeleteFunc(c.standing(), func(b Amendment) bool { return b.ID == a.ID })
}

// latest is the newest amendment as one that knows all rivals.
func (c Contest) latest() Amendment {
	a := c.Amendment
	a.Over = known(a.Revision, len(c.Rivals), func(i int) Revision { return c.Rivals[i].Revision })
	for _, r := range c.Rivals {
		a.Turn = max(a.Turn, r.Turn)
	}
	return a
}

// Correct is [Correct] in place of all that stands: it also decides a
// conflict.
func (c Contest) Correct(base *catalog.Record, d Draft) (Contest, error) {
	a, err := Correct(base, c.latest(), d)
	return Contest{Amendment: a}, err
}

// TakeBack is [Amendment.TakeBack] for all that stands: it decides a conflict
// for the edition.
func (c Contest) TakeBack(id string, by Person, on catalog.Date) (Contest, error) {
	a, contested := c.Effective()
	last := c.latest()
	if last.End != "" && (contested || a.End == "") { // one of them is not over
		a.Revision = last.Revision
		last = a
		last.End, last.Ended = "", catalog.Date{}
	}
	back, err := last.TakeBack(id, by, on)
	return Contest{Amendment: back}, err
}

// Settle is [Amendment.Settle] of each.
func (c Contest) Settle(r *catalog.Record, now Now) (Contest, bool) {
	heads, changed := c.heads(), false
	for i := range heads {
		a, did := heads[i].Settle(r, now)
		heads[i], changed = a, changed || did
	}
	if !changed {
		return c, false
	}
	return contest(heads), true
}

// Proposals returns what to tell the hall's other kiosks: all that stands.
func (c Contest) Proposals() []Proposal {
	var all []Proposal
	for _, a := range c.standing() {
		a.Gone = catalog.Date{} // each kiosk sees that for itself
		all = append(all, Proposal{Amendment: &a})
	}
	return all
}
