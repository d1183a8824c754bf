package catalog

import (
	"fmt"
	"time"
)

// A Calendar (办公日历) says which days of one year are worked beside the
// usual five of a week, and until when a day's papers are taken. Several
// calendars of one year add up: that of the country and what a place adds.
type Calendar struct {
	Year     int       `json:"year,omitempty"` // 2026
	Holidays []Holiday `json:"holidays,omitempty"`
	Shifts   []Shift   `json:"shifts,omitempty"` // 调休: days of a weekend that are worked
	Opens    string    `json:"opens,omitempty"`  // when the hall opens on a working day: 8:30
	Closes   string    `json:"closes,omitempty"` // until when it takes papers: 17:00
}

// A Holiday (放假) is a span of days off, weekend days included.
type Holiday struct {
	Name Text `json:"name,omitempty"`
	From Date `json:"from,omitzero"`
	To   Date `json:"to,omitzero"` // the last day; zero is From
}

// A Shift (调休上班) is a day of a weekend that is worked.
type Shift struct {
	Day  Date `json:"day,omitzero"`
	Note Text `json:"note,omitempty"`
}

// contains reports whether day is off.
func (h Holiday) contains(day Date) bool {
	to := h.To
	if to.IsZero() {
		to = h.From
	}
	return !h.From.IsZero() && Period{h.From, to}.Contains(day)
}

func (c *Calendar) Kind() Kind    { return KindCalendar }
func (c *Calendar) Links() []Link { return nil }

func (c *Calendar) Check(note func(Finding)) {
	if c.Year < 2000 || c.Year > 2999 {
		note(block("year-missing", "body.year", "没有写是哪一年的日历，请填四位年份", "the year is missing: write its four digits", "Не указан год: напишите четыре цифры"))
	}
	for i, h := range c.Holidays {
		if h.From.IsZero() || !h.To.IsZero() && h.To.Before(h.From) || !c.near(h.From) {
			note(block("holiday-wrong", fmt.Sprintf("body.holidays[%d]", i), "放假的起止日期不对，请核对年份和先后", "the days of this holiday are wrong: check the year and their order", "Дни праздника неверны: проверьте год и порядок"))
		}
	}
	for i, s := range c.Shifts {
		field := fmt.Sprintf("body.shifts[%d].day", i)
		switch {
		case s.Day.IsZero() || !c.near(s.Day):
			note(block("shift-wrong", field, "调休上班的日期不对，请核对年份", "the day of this shift is wrong: check the year", "День переноса неверен: проверьте год"))
		case !weekend(s.Day):
			note(block("shift-weekday", field, "调休上班应是周六或周日，"+s.Day.String()+" 不是", "a shift is a Saturday or a Sunday; "+s.Day.String()+" is not", "Перенос бывает на субботу или воскресенье, а "+s.Day.String()+" — нет"))
		case c.off(s.Day):
			note(block("shift-holiday", field, s.Day.String()+" 既放假又上班，请核对", s.Day.String()+" is both a holiday and worked: check it", s.Day.String()+" и выходной, и рабочий: проверьте"))
		}
	}
	c.checkHours(note)
}

func (c *Calendar) checkHours(note func(Finding)) {
	opens, okOpens := clock(c.Opens)
	closes, okCloses := clock(c.Closes)
	switch {
	case c.Opens != "" && !okOpens:
		note(block("clock-wrong", "body.opens", "时刻格式不对，应如 8:30", "the clock is wrong: write it as 8:30", "Время записано неверно, нужно так: 8:30"))
	case c.Closes != "" && !okCloses:
		note(block("clock-wrong", "body.closes", "时刻格式不对，应如 17:00", "the clock is wrong: write it as 17:00", "Время записано неверно, нужно так: 17:00"))
	case okOpens && okCloses && closes <= opens:
		note(block("hours-reversed", "body.closes", "收件截止早于开门时刻", "it closes before it opens: correct the hours", "Приём кончается раньше, чем начинается"))
	}
}

// near reports whether a day can stand in the calendar of the year: the
// notice of a year may begin in the last days of the one before.
func (c *Calendar) near(d Date) bool {
	return d.Year == c.Year || d.Year == c.Year-1 && d.Month == time.December
}

func (c *Calendar) off(d Date) bool {
	for _, h := range c.Holidays {
		if h.contains(d) {
			return true
		}
	}
	return false
}

func (c *Calendar) shifted(d Date) bool {
	for _, s := range c.Shifts {
		if s.Day == d {
			return true
		}
	}
	return false
}

func (c *Calendar) Words(yield func(Text) bool) {
	for _, h := range c.Holidays {
		if !yieldAll(yield, h.Name) {
			return
		}
	}
}

// clock reads a time of the day, as 8:30, and returns it as the time since
// midnight.
func clock(s string) (time.Duration, bool) {
	t, err := time.Parse("15:04", s)
	if err != nil {
		return 0, false
	}
	return time.Duration(t.Hour())*time.Hour + time.Duration(t.Minute())*time.Minute, true
}

func weekend(d Date) bool {
	day := d.Time().Weekday()
	return day == time.Saturday || day == time.Sunday
}
