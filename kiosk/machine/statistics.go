package machine

import (
	"slices"

	"mingbai/catalog"
	"mingbai/kiosk"
)

// StatisticsDays is how many days statistics go back by themselves.
const StatisticsDays = kiosk.TallyDays

// Statistics returns what this kiosk counted over the last days, today
// included, as far as it may be shown.
func (m *Machine) Statistics() (kiosk.Statistics, error) {
	to := catalog.DateOf(m.Now())
	s := kiosk.Statistics{From: to.Add(1 - StatisticsDays), To: to}
	if err := m.writeCounts(m.ctx()); err != nil { // what was gathered since the last minute
		return kiosk.Statistics{}, err
	}
	for day := s.From; !to.Before(day); day = day.Add(1) {
		d, err := m.dayCount(day)
		if err != nil {
			return kiosk.Statistics{}, err
		}
		s.Days = append(s.Days, d)
	}
	for _, list := range []struct {
		what kiosk.Counted
		of   *[]kiosk.Count
	}{{kiosk.Opened, &s.Opened}, {kiosk.Language, &s.Languages}, {kiosk.Mode, &s.Modes}, {kiosk.Rated, &s.Ratings}} {
		counts, err := m.outbox.Most(m.ctx(), list.what, s.From)
		if err != nil {
			return kiosk.Statistics{}, err
		}
		*list.of = counts
	}
	s.Ratings = everyLevel(s.Ratings)
	return s, m.totals(&s)
}

// dayCount reads one day, and leaves out what is too little to be shown.
func (m *Machine) dayCount(day catalog.Date) (kiosk.DayCount, error) {
	d := kiosk.DayCount{Day: day}
	counts, err := m.outbox.Counts(m.ctx(), day)
	if err != nil {
		return d, err
	}
	for _, c := range counts {
		switch {
		case c.What == kiosk.Visited:
			d.Sessions = kiosk.Shown(c.N)
		case c.What == kiosk.NotFound:
			d.NotFound = kiosk.Shown(c.N)
		case c.What == kiosk.Opened && c.N >= kiosk.TallyLeast:
			d.Opened = append(d.Opened, c)
		}
	}
	return d, nil
}

// everyLevel has all five levels, the best first.
func everyLevel(counts []kiosk.Count) []kiosk.Count {
	var all []kiosk.Count
	for _, code := range kiosk.LevelCodes() {
		c := kiosk.Count{What: kiosk.Rated, Of: code}
		if i := slices.IndexFunc(counts, func(c kiosk.Count) bool { return c.Of == code }); i >= 0 {
			c.N = counts[i].N
		}
		all = append(all, c)
	}
	return all
}

// totals adds what is counted without a kind, and the words that the hall
// keeps.
func (m *Machine) totals(s *kiosk.Statistics) error {
	for what, n := range map[kiosk.Counted]*int64{kiosk.Visited: &s.Sessions, kiosk.NotFound: &s.NotFound} {
		counts, err := m.outbox.Most(m.ctx(), what, s.From)
		if err != nil {
			return err
		}
		for _, c := range counts {
			*n += c.N
		}
	}
	if !m.keepMissed {
		return nil
	}
	missed, err := m.outbox.Missed(m.ctx())
	for _, w := range missed {
		s.Missed = append(s.Missed, kiosk.Miss{Day: w.Day, Words: w.Words, Sessions: int64(w.Sessions)})
	}
	return err
}
