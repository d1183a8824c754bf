package health

import "time"

// A Mode says how much of the program begins.
type Mode string

// The modes.
const (
	Normal  Mode = "normal"
	Spare   Mode = "safe" // without what is not needed
	Resting Mode = "hold" // nothing but a screen that says whom to ask
)

// How many bad ends within what time lead to which mode.
const (
	spareEnds   = 3
	spareWithin = 10 * time.Minute
	restEnds    = 6
	restWithin  = time.Hour
	longestRest = 15 * time.Minute
)

// mode judges how a run begins, up after the start of the machine, and how
// long it rests. last is how the run before ended: after a rest comes a try.
func (b *Book) mode(boot string, up time.Duration, last Cause) (Mode, time.Duration) {
	soon, late := b.ends(boot, up, spareWithin), b.ends(boot, up, restWithin)
	if late >= restEnds && last != Rested {
		return Resting, min(longestRest, time.Minute<<min(late-restEnds, 8))
	}
	if soon >= spareEnds || late >= restEnds {
		return Spare, 0
	}
	return Normal, 0
}

// ends counts the bad ends since this start of the machine that are not older
// than within.
func (b *Book) ends(boot string, up, within time.Duration) int {
	n := 0
	for _, c := range b.Crashes {
		if c.Boot == boot && !c.Lived && c.Cause.Bad() && up-c.Up <= within {
			n++
		}
	}
	return n
}

// since counts the ends of one cause since this start of the machine.
func (b *Book) since(boot string, cause Cause) int {
	n := 0
	for _, c := range b.Crashes {
		if c.Boot == boot && c.Cause == cause {
			n++
		}
	}
	return n
}
