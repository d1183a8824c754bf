package catalog

import "time"

// Calendars are those of several years, in any order. The zero value knows
// no year.
type Calendars []*Calendar

// settled is the day of December from which the notice of the next year may
// move days: its new year may begin in this one.
const settled = 25

// Known reports whether it is published which days around d are worked.
func (c Calendars) Known(d Date) bool {
	if d.Month == time.December && d.Day >= settled && !c.year(d.Year+1) {
		return false
	}
	return c.year(d.Year)
}

func (c Calendars) year(n int) bool {
	for _, each := range c {
		if each.Year == n {
			return true
		}
	}
	return false
}

// Works reports whether d is a working day. Of a year that is not known it
// says nothing: see [Calendars.Known].
func (c Calendars) Works(d Date) bool {
	for _, each := range c {
		if each.off(d) {
			return false
		}
	}
	for _, each := range c {
		if each.shifted(d) {
			return true
		}
	}
	return !weekend(d)
}

// Hours returns when the hall opens on d and until when it takes papers, as
// the time since midnight; the whole day where nothing is said.
func (c Calendars) Hours(d Date) (opens, closes time.Duration) {
	closes = 24 * time.Hour
	for _, each := range c {
		if each.Year != d.Year {
			continue
		}
		if t, ok := clock(each.Opens); ok {
			opens = t
		}
		if t, ok := clock(each.Closes); ok {
			closes = t
		}
	}
	return opens, closes
}

// Workdays returns the nth working day after from, and from itself for 0. It
// is false when a day on the way lies in a year whose holidays are not known.
func Workdays(from Date, n int, years Calendars) (Date, bool) {
	if !years.Known(from) {
		return Date{}, false
	}
	day := from
	for n > 0 {
		day = day.Add(1)
		if !years.Known(day) {
			return Date{}, false
		}
		if years.Works(day) {
			n--
		}
	}
	return day, true
}

// workdayFrom returns the first working day that is not before d.
func workdayFrom(d Date, years Calendars) (Date, bool) {
	for {
		if !years.Known(d) {
			return Date{}, false
		}
		if years.Works(d) {
			return d, true
		}
		d = d.Add(1)
	}
}

// HandIn returns the day on which papers that are brought at a time of the
// hall's clock are taken: that day, or the next working day when it is too
// late or nobody works. It is false when the holidays are not known.
func HandIn(at time.Time, years Calendars) (Date, bool) {
	day := DateOf(at)
	if _, closes := years.Hours(day); sinceMidnight(at) >= closes {
		day = day.Add(1)
	}
	return workdayFrom(day, years)
}

func sinceMidnight(t time.Time) time.Duration {
	return time.Duration(t.Hour())*time.Hour + time.Duration(t.Minute())*time.Minute + time.Duration(t.Second())*time.Second
}

// Due returns the last day of the limit for papers that are brought at a time
// of the hall's clock. The day on which they are taken does not count (民法典
// 第二百零一条); a last day on which nobody works moves to the next working
// day (第二百零三条). It is false when the unit is none that can be counted, or
// the holidays are not known as far as that.
func (l *Limit) Due(at time.Time, years Calendars) (Date, bool) {
	if l == nil || l.N < 0 {
		return Date{}, false
	}
	day, ok := HandIn(at, years)
	if !ok {
		return Date{}, false
	}
	switch l.Unit.Code {
	case "now":
		return day, true
	case "minute":
		return l.dueHours(at, day, time.Duration(l.N)*time.Minute, years)
	case "hour":
		return l.dueHours(at, day, time.Duration(l.N)*time.Hour, years)
	case "workday":
		return Workdays(day, l.N, years)
	case "day":
		return workdayFrom(day.Add(l.N), years)
	case "month":
		return workdayFrom(months(day, l.N), years)
	}
	return Date{}, false
}

// dueHours counts hours on the clock from when the papers are taken; what
// ends when nobody works ends on the next working day.
func (l *Limit) dueHours(at time.Time, day Date, d time.Duration, years Calendars) (Date, bool) {
	opens, _ := years.Hours(day)
	from := opens
	if day == DateOf(at) {
		from = max(opens, sinceMidnight(at))
	}
	end := day.Time().Add(from + d)
	last := DateOf(end)
	if _, closes := years.Hours(last); sinceMidnight(end) > closes {
		last = last.Add(1)
	}
	return workdayFrom(last, years)
}

// months returns the same day n months later, or the last day of a month that
// is shorter (民法典第二百零二条).
func months(d Date, n int) Date {
	first := time.Date(d.Year, d.Month+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return Date{first.Year(), first.Month(), min(d.Day, last)}
}
