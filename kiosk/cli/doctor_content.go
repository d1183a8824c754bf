package cli

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"mingbai/kiosk"
	"mingbai/kiosk/desk"
	"mingbai/kiosk/health"
	"mingbai/kiosk/machine"
	"mingbai/kiosk/staff"
)

// open opens what the kiosk has and says how it is.
func (d *doctor) open(ctx context.Context, dir string) {
	if !has(dir, "desk.db") {
		d.broken("edition", fmt.Errorf("nothing was ever opened in %s (hint: see why the last run ended)", dir), "")
		return
	}
	d.record(ctx, dir)
	m, end, err := d.content.open(ctx)
	if err != nil {
		d.broken("edition", err, "start the kiosk: it makes its catalog anew")
		return
	}
	defer end()
	d.edition(m.State())
	d.expiry(ctx, m)
	d.sources(ctx, m)
	if r, err := health.Read(dir); err != nil || !r.Running { // one that runs has said it itself
		for _, c := range m.State().Conditions {
			d.condition(c.Code, c.Since)
		}
	}
}

// edition says what is shown.
func (d *doctor) edition(s kiosk.State) {
	n := 0
	for _, of := range s.Counts {
		n += of
	}
	if s.Signed {
		d.say("edition", "%d of %s from %s: %d records, %d withdrawn", s.Edition, s.ContentDate, s.Source, n, s.Withdrawn)
		d.say("digest", "%s (%s)", short(s.Digest), s.Digest)
	} else {
		d.say("edition", "%s, unsigned, of %s: %d records", s.Source, s.ContentDate, n)
	}
	d.say("applied", "%s", d.at(s.Applied))
	d.say("checked", "%s", d.at(s.Checked))
	d.say("issued", "%s", d.at(s.Issued))
	if s.Clock != "" {
		d.wrong("clock", s.Clock, d.hint(kiosk.ClockUnsure))
	}
}

// expiry says until when the documents are good by which the edition was
// verified.
func (d *doctor) expiry(ctx context.Context, m *machine.Machine) {
	all, err := m.Expiries(ctx)
	if err != nil {
		d.failed("expires", err, "pull again")
		return
	}
	now := m.Now()
	for _, e := range all {
		words := fmt.Sprintf("%s %s", e.Role, d.at(e.Expires))
		switch {
		case e.Expires.Before(now):
			d.wrong("expires", words+": over; nothing new is taken, what is here is shown on", "ask the publisher to sign "+string(e.Role)+" anew")
		case e.Role == "root" && e.Due(now):
			d.wrong("expires", words+": soon", "ask the publisher to sign the root anew in time")
		default:
			d.say("expires", "%s", words)
		}
	}
}

// answerTime is how long a source may take to answer.
const answerTime = 10 * time.Second

// sources says which of them answer.
func (d *doctor) sources(ctx context.Context, m *machine.Machine) {
	ask := func(name, address string, reach func(context.Context) error) {
		ctx, stop := context.WithTimeout(ctx, answerTime)
		defer stop()
		began := time.Now()
		if err := reach(ctx); err != nil {
			d.failed(name, fmt.Errorf("%s: %w", address, err), d.hint(kiosk.Offline))
			return
		}
		d.say(name, "%s answers in %d ms", address, time.Since(began).Milliseconds())
	}
	c := m.Config()
	for _, s := range c.Sources {
		ask("source", s, func(ctx context.Context) error { return m.Reach(ctx, s) })
	}
	if len(c.Sources) == 0 {
		d.say("source", "none: the content changes with a stick or the program")
	}
	if c.Hub != "" {
		ask("hub", c.Hub, m.ReachHub)
	}
}

// record says whether the record of what staff have changed is whole.
func (d *doctor) record(ctx context.Context, dir string) {
	file, err := desk.Open(ctx, filepath.Join(dir, "desk.db"))
	if err != nil {
		d.broken("record", err, "put back a copy of desk.db: nothing else holds what it held")
		return
	}
	b, err := staff.New(file, staff.Options{Now: hallClock()})
	var head staff.Head
	if err == nil {
		err = b.Verify(ctx)
	}
	if err == nil {
		head, err = b.Head(ctx)
	}
	if err = errors.Join(err, file.Close()); err != nil {
		d.failed("record", err, "keep a copy of desk.db, and compare it with an older export")
		return
	}
	d.say("record", "of changes by staff: %d entries, whole", head.Entries)
}
