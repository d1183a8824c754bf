package cli

import (
	"cmp"
	"fmt"
	"time"

	"mingbai/kiosk"
	"mingbai/kiosk/health"
)

// How long an end of the program is something wrong, and how long it still
// says something.
const (
	today    = 24 * time.Hour
	recently = 30 * 24 * time.Hour
)

// life says whether the kiosk runs, how it ended before, and what it holds
// back.
func (d *doctor) life(dir string) {
	r, err := health.Read(dir)
	if err != nil {
		d.failed("running", err, "look as the user of the kiosk, or as root")
		return
	}
	d.running(r)
	now := time.Now()
	for _, c := range r.Book.Crashes {
		if now.Sub(c.At) > recently {
			continue
		}
		value := fmt.Sprintf("%s: %s on %s after %v: %s", d.at(c.At), c.Cause, cmp.Or(c.Page, "no page"), c.Lasted.Round(time.Second), cmp.Or(c.Why, "nothing is known"))
		if c.Lived {
			value += "; it went on"
		}
		if now.Sub(c.At) > today {
			d.say("ended", "%s", value)
			continue
		}
		d.wrong("ended", value, "the stack is in "+health.Where(dir))
	}
	for _, p := range r.Book.Pages {
		d.wrong("held", fmt.Sprintf("%s of %s since %s: %s", p.Page, p.Content, d.at(p.Since), careWords[p.Care]), "have its record changed, or update the program: it is whole again with the next edition")
	}
	if r.Running {
		for _, s := range r.Last.Conditions {
			d.condition(s.Code, s.Since)
		}
	}
}

var careWords = map[kiosk.Care]string{kiosk.Plain: "in words alone", kiosk.Sorry: "an apology instead"}

// running says what runs here. Other conditions than the mode are told by the
// kiosk itself.
func (d *doctor) running(r health.Report) {
	n := r.Last
	switch {
	case !r.Known && !r.Running:
		d.say("running", "no: it never did")
	case !r.Running && n.End.Bad():
		d.wrong("running", fmt.Sprintf("no: the last began %s and ended: %s: %s", d.at(n.Started), n.End, n.Why), "start it again")
	case !r.Running:
		d.say("running", "no: the last began %s and ended: %s", d.at(n.Started), cmp.Or(n.End, "nobody knows how"))
	case n.Mode == health.Resting:
		d.wrong("running", fmt.Sprintf("hold, process %d, version %s since %s", n.PID, n.Version, d.at(n.Started)), d.hint(kiosk.Resting))
	case n.Mode == health.Spare:
		d.wrong("running", fmt.Sprintf("safe mode, process %d, version %s since %s", n.PID, n.Version, d.at(n.Started)), d.hint(kiosk.SafeMode))
	default:
		d.say("running", "process %d, version %s since %s", n.PID, n.Version, d.at(n.Started))
	}
}

// condition says what does not work, who is told, and what they can do.
func (d *doctor) condition(code string, since time.Time) {
	say, _ := kiosk.Say(code).In(d.lang)
	who, _ := kiosk.TellWhom(code).Name().In(d.lang)
	d.wrong("condition", fmt.Sprintf("%s since %s: %s; tell %s", code, d.at(since), say, who), d.hint(code))
}

func (d *doctor) hint(code string) string {
	hint, _ := kiosk.Hint(code).In(d.lang)
	return hint
}

// at is a time by the hall's clock.
func (d *doctor) at(t time.Time) string {
	if t.IsZero() {
		return "never"
	}
	return t.In(hallClock()().Location()).Format(time.RFC3339)
}
