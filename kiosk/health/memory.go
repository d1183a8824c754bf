package health

import (
	"context"
	"fmt"
	"time"
)

// The figures of memory, in bytes and times. A kiosk begins with about 210 MB
// and, hammered without a pause, grows to about 510 and stays there. Its
// supervisor slows it down at 700 MB and kills it at 900.
const (
	nightBytes   = 600 << 20
	nightGrowth  = 300 << 20
	nightAge     = 7 * 24 * time.Hour
	dayBytes     = 650 << 20
	mostBytes    = 850 << 20
	settled      = 10 * time.Minute // after it, memory is what a run begins with
	youngest     = time.Hour        // a run that is given up for its memory at night is older
	atRest       = time.Minute      // nobody has been there
	nightFrom    = 3*time.Hour + 40*time.Minute
	nightTo      = 5 * time.Hour
	memoryEvery  = time.Second
	memoryMargin = 100 << 20 // of growth, below which a new run would be no better
)

// A Verdict says whether to go on.
type Verdict int

// The verdicts.
const (
	Stay  Verdict = iota
	Renew         // end well and begin again: nobody will notice
	Leave         // end at once: the next page may be the last
)

// A Memory judges whether a run is to be given up for a new one, most of all
// by how much memory it has. It knows what it began with; the zero value is
// ready.
type Memory struct{ begin int64 }

// A Use is the program at one moment.
type Use struct {
	Bytes  int64         // of memory
	Lasted time.Duration // since the start of the run
	Idle   time.Duration // since when nobody is at the screen; 0 while somebody is
	Now    time.Time     // in the hall
	Spare  bool          // something is left out, which is to be tried again
}

// Judge says what to do, and why.
func (m *Memory) Judge(u Use) (Verdict, string) {
	if m.begin == 0 && u.Lasted >= settled {
		m.begin = u.Bytes
	}
	grown := u.Bytes - m.begin
	words := fmt.Sprintf("%d MB after %v, %d MB at first", u.Bytes>>20, u.Lasted.Round(time.Minute), m.begin>>20)
	switch {
	case u.Bytes >= mostBytes:
		return Leave, words
	case u.Idle < atRest || m.begin == 0:
		return Stay, ""
	case u.Bytes >= dayBytes && grown >= memoryMargin:
		return Renew, words
	case !atNight(u.Now) || u.Lasted < youngest:
		return Stay, ""
	case u.Spare:
		return Renew, "to begin with everything again"
	case u.Lasted >= nightAge, grown >= nightGrowth, u.Bytes >= nightBytes && grown >= memoryMargin:
		return Renew, words
	}
	return Stay, ""
}

// atNight reports whether it is the time between the nightly check of the
// catalog and the first cleaner.
func atNight(now time.Time) bool {
	t := time.Duration(now.Hour())*time.Hour + time.Duration(now.Minute())*time.Minute
	return t >= nightFrom && t < nightTo
}

// Watch judges every second until ctx ends or there is something to do, which
// it tells.
func (m *Memory) Watch(ctx context.Context, use func() Use, tell func(v Verdict, why string)) error {
	for pause(ctx, memoryEvery) {
		if v, why := m.Judge(use()); v != Stay {
			tell(v, why)
			return nil
		}
	}
	return nil
}
