package amend

import "slices"

// A LocalContest is what the hall's kiosks made of one local record: one text,
// and what others published or took down without knowing of it. The zero
// LocalContest holds nothing. It is a value: the functions return changed
// copies.
type LocalContest struct {
	Local          // the newest, or what is being written here; nil Record is none
	Rivals []Local `json:"rivals,omitempty"` // at most MaxLocalRivals, the newest first
}

// MaxLocalRivals is how many rivals of a local record are kept.
const MaxLocalRivals = 3

// Receive takes what another kiosk published or withdrew. Where somebody here
// is writing on, their text stays beside it, and visitors see what came.
func (c LocalContest) Receive(l Local) LocalContest {
	if c.Record == nil || l.Replaces(c.Revision) {
		return LocalContest{Local: l, Rivals: dropKnown(c.Rivals, l)}
	}
	for _, h := range append([]Local{c.Local}, c.Rivals...) {
		if h.ID == l.ID || h.Replaces(l.Revision) {
			return c
		}
	}
	rivals := dropKnown(c.Rivals, l)
	switch writing := c.State != Published && c.State != Withdrawn; {
	case writing:
		c.Shown = l.Shown
		rivals = append(rivals, l)
	case l.Newer(c.Revision):
		rivals = append(rivals, c.Local)
		c.Local = l
	default:
		rivals = append(rivals, l)
	}
	slices.SortFunc(rivals, func(a, b Local) int {
		if a.Newer(b.Revision) {
			return -1
		}
		return 1
	})
	c.Rivals = rivals[:min(len(rivals), MaxLocalRivals)]
	for i := range c.Rivals {
		if c.Rivals[i].State == Published {
			c.Rivals[i].Shown = nil // it is the record
		}
	}
	return c
}

// dropKnown leaves out what l replaces.
func dropKnown(rivals []Local, l Local) []Local {
	return slices.DeleteFunc(slices.Clone(rivals), func(r Local) bool { return l.Replaces(r.Revision) })
}

// Known returns the local record as one whose next text knows all rivals: who
// writes it has seen them.
func (c LocalContest) Known() Local {
	l := c.Local
	l.Over = known(l.Revision, len(c.Rivals), func(i int) Revision { return c.Rivals[i].Revision })
	for _, r := range c.Rivals {
		l.Turn = max(l.Turn, r.Turn)
	}
	return l
}

// Proposals returns what to tell the hall's other kiosks: nothing of a text
// that is not published yet.
func (c LocalContest) Proposals() []Proposal {
	var all []Proposal
	for _, l := range append([]Local{c.Local}, c.Rivals...) {
		if l.State == Published || l.State == Withdrawn {
			if l.State == Published {
				l.Shown = l.Record
			}
			all = append(all, Proposal{Local: &l})
		}
	}
	return all
}
