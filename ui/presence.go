package ui

import (
	"errors"
	"time"

	"fyne.io/fyne/v2"

	"mingbai/catalog"
	"mingbai/ui/page"
)

// touched notes that somebody is there. The question stays until the finger
// is lifted, which may be on its second answer.
func (s *Shell) touched() {
	s.hush()
	s.stayThere()
}

// stayThere notes the same without a touch of the screen: what is read goes
// on.
func (s *Shell) stayThere() {
	warn, count := s.patience()
	s.idle.Touched(s.touch.Now(), warn, count)
	s.wait()
}

// patience is how long a visitor is left alone, and then waited for.
func (s *Shell) patience() (warn, count time.Duration) {
	switch {
	case s.place() != public:
		return s.dutyPatience(), Countdown
	case s.session.modes.Slow():
		return s.warn + WarnAfterSlow - WarnAfter, CountdownSlow
	case s.session.code != nil || s.session.printing:
		return s.warn + WarnAfterCode - WarnAfter, Countdown
	}
	return s.warn, Countdown
}

// Ask asks whether anybody is there, as it does after a while.
func (s *Shell) Ask() {
	s.asking = true
	s.tell("asking")
	s.drawAbove()
}

// stay takes the question away.
func (s *Shell) stay() {
	s.asking = false
	s.tell("stay")
	s.touch.PageChanged()
	s.drawAbove()
}

// reset forgets the visitor: page, language, scroll, history, overlays.
func (s *Shell) reset() {
	s.tell("reset")
	s.leave()
	if c, ok := s.desk.(page.Counter); ok {
		c.Left(s.session.lang, s.session.modes.On())
	}
	if voice := s.voice(); voice != nil {
		voice.Quiet()
	}
	s.takeBack()
	s.session = newSession()
	s.asking = false
	s.touch.PageChanged()
	s.draw()
	s.wait()
}

// TidyAfter is when a page that has not changed is painted once more: only
// then does the toolkit throw away what earlier pages left on the graphics
// card.
const TidyAfter = 13 * time.Second

// atRest reports whether nobody is being waited for.
func (s *Shell) atRest() bool { return s.session.current().route.Path == "attract" }

// wait sets the timer for whatever changes next by itself: the clock, the
// notice of the attract screen, the question, its seconds.
func (s *Shell) wait() {
	if !s.started {
		return
	}
	now := s.touch.Now()
	next := now.Truncate(time.Minute).Add(time.Minute)
	if turn := s.page.Turn; turn > 0 {
		next = earlier(next, now.Truncate(turn).Add(turn))
	}
	if !s.atRest() {
		next = earlier(next, s.idle.Next(now))
		if !s.tidy.IsZero() {
			next = earlier(next, s.tidy)
		}
	}
	next = s.nextSave(next)
	if s.timer != nil {
		s.timer.Stop()
	}
	s.timer = time.AfterFunc(max(10*time.Millisecond, next.Sub(now)), func() { fyne.Do(func() { s.Try(s.tick) }) })
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

// tick is the timer run out.
func (s *Shell) tick() {
	if s.staffed() {
		s.dutyTick()
		return
	}
	stage, _ := s.idle.Stage(s.touch.Now())
	switch {
	case s.atRest():
		s.draw()
	case stage == Gone:
		s.reset()
		return
	case s.asking && stage == Present:
		s.stay()
	case stage == Asking:
		if !s.asking {
			s.Ask()
		} else {
			s.drawAbove()
		}
	case !s.touch.Busy():
		s.freshen()
	}
	s.wait()
}

// freshen draws the clock anew and lets the toolkit throw away what it can.
// Where new content has come, the page stays as it is read: the clock waits
// for the next page.
func (s *Shell) freshen() {
	if s.desk.State().Generation == s.generation {
		s.draw()
	} else {
		s.paint()
	}
	s.tidy = time.Time{}
}

// Changed tells the shell, from any goroutine, that the kiosk has new content
// or stands differently. It is shown at once where nobody stands at the
// screen, or where the record that is shown was taken down; a visitor goes on
// reading and sees it on the next page.
func (s *Shell) Changed() { fyne.Do(func() { s.Try(s.changed) }) }

// Do has what the kiosk finished in the background told to the page, on the
// goroutine that draws. It may be called from any goroutine.
func (s *Shell) Do(done func()) { fyne.Do(func() { s.Try(done) }) }

func (s *Shell) changed() {
	s.tell("changed")
	_, err := s.desk.Record(catalog.ID(s.session.current().route.Path))
	gone := s.record && errors.Is(err, catalog.ErrNoRecord)
	if s.atRest() || gone {
		if gone {
			s.session.code, s.session.printing = nil, false
			s.takeBack()
		}
		s.touch.PageChanged()
		s.draw()
		s.wait()
	} else if s.session.printing {
		s.drawAbove()
	}
}

// Start begins to wait for visitors; Stop ends it. A shell that was never
// started draws what it is told and changes nothing by itself.
func (s *Shell) Start() {
	s.started = true
	warn, count := s.patience()
	s.idle.Touched(s.touch.Now(), warn, count)
	s.wait()
}

// Stop ends the timers.
func (s *Shell) Stop() {
	s.started = false
	if s.nap != nil {
		s.nap.Stop()
	}
	if s.timer != nil {
		s.timer.Stop()
	}
}
