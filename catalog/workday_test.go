package catalog_test

import (
	"encoding/json"
	"testing"
	"time"

	"pgregory.net/rapid"

	"mingbai/assets"
	"mingbai/catalog"
)

// calendars reads those of the starter catalog.
func calendars(t testing.TB) catalog.Calendars {
	t.Helper()
	var all catalog.Calendars
	for _, name := range []string{"calendar/2026.json", "calendar/hall-2026.json"} {
		f, err := assets.Seed().Open(name)
		if err != nil {
			t.Fatal(err)
		}
		var r struct{ Body catalog.Calendar }
		if err := json.NewDecoder(f).Decode(&r); err != nil {
			t.Fatal(err)
		}
		f.Close()
		all = append(all, &r.Body)
	}
	return all
}

func day(t testing.TB, s string) catalog.Date {
	t.Helper()
	d, err := catalog.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestHolidaysOf2026 wants the days of the notice: 33 days off, six days of a
// weekend worked, 248 working days of which nobody loses one.
func TestHolidaysOf2026(t *testing.T) {
	c := calendars(t)
	worked, off := 0, 0
	for d := day(t, "2026-01-01"); d.Year == 2026; d = d.Add(1) {
		weekend := d.Time().Weekday() == time.Saturday || d.Time().Weekday() == time.Sunday
		switch {
		case c.Works(d):
			worked++
		case !weekend:
			off++
		}
	}
	if worked != 248 || off != 19 {
		t.Errorf("%d days worked and %d weekdays off, want 248 and 19", worked, off)
	}
	for d, want := range map[string]bool{"2026-01-02": false, "2026-01-04": true, "2026-02-14": true, "2026-02-16": false, "2026-02-23": false,
		"2026-02-24": true, "2026-02-28": true, "2026-05-09": true, "2026-06-19": false, "2026-09-20": true, "2026-09-25": false,
		"2026-10-07": false, "2026-10-08": true, "2026-10-10": true, "2026-10-11": false} {
		if got := c.Works(day(t, d)); got != want {
			t.Errorf("%s: worked %v, want %v", d, got, want)
		}
	}
}

// TestDueDates counts limits from a moment in the hall.
func TestDueDates(t *testing.T) {
	for _, c := range []struct {
		at, unit string
		n        int
		want     string // "" where nothing can be promised
	}{
		{"2026-11-23 09:41", "now", 0, "2026-11-23"},
		{"2026-11-23 17:00", "now", 0, "2026-11-24"}, // too late for today
		{"2026-11-21 10:00", "now", 0, "2026-11-23"}, // a Saturday
		{"2026-11-23 09:41", "workday", 5, "2026-11-30"},
		{"2026-11-23 16:59", "workday", 1, "2026-11-24"},
		{"2026-11-23 17:01", "workday", 1, "2026-11-25"},
		{"2026-11-27 17:30", "workday", 1, "2026-12-01"}, // a Friday evening counts as Monday
		{"2026-09-18 10:00", "workday", 1, "2026-09-20"}, // a Sunday that is worked
		{"2026-09-30 10:00", "workday", 2, "2026-10-09"}, // over the holiday
		{"2026-09-30 10:00", "workday", 3, "2026-10-10"}, // a Saturday that is worked
		{"2026-09-30 18:00", "workday", 1, "2026-10-09"},
		{"2026-11-23 09:41", "day", 20, "2026-12-14"},  // ends on a Sunday
		{"2026-09-20 09:41", "day", 15, "2026-10-08"},  // ends in the holiday
		{"2026-11-23 09:41", "month", 1, "2026-12-23"}, //
		{"2026-01-31 09:41", "month", 1, "2026-03-02"}, // a Saturday: taken on Monday the second
		{"2026-03-31 09:41", "month", 1, "2026-04-30"}, // a shorter month
		{"2026-11-23 09:41", "hour", 2, "2026-11-23"},  //
		{"2026-11-23 16:00", "hour", 2, "2026-11-24"},  // after closing
		{"2026-11-27 09:00", "hour", 24, "2026-11-30"}, // over a weekend
		{"2026-11-23 06:00", "hour", 2, "2026-11-23"},  // counts from the opening
		{"2026-11-23 09:41", "minute", 30, "2026-11-23"},
		{"2026-11-23 09:41", "workday", 22, "2026-12-23"},
		{"2026-11-23 09:41", "workday", 24, ""}, // new year may be moved
		{"2026-11-23 09:41", "day", 60, ""},     // next year is not published
		{"2025-11-23 09:41", "workday", 1, ""},  // nor is this one here
		{"2026-11-23 09:41", "season", 1, ""},
		{"2026-11-23 09:41", "workday", -1, ""},
	} {
		at, err := time.Parse("2006-01-02 15:04", c.at)
		if err != nil {
			t.Fatal(err)
		}
		l := &catalog.Limit{N: c.n, Unit: catalog.Code{Code: c.unit}}
		got, ok := l.Due(at, calendars(t))
		if got.String() != c.want || ok != (c.want != "") {
			t.Errorf("%d %s from %s: %v (%v), want %q", c.n, c.unit, c.at, got, ok, c.want)
		}
	}
	if _, ok := (*catalog.Limit)(nil).Due(time.Now(), calendars(t)); ok {
		t.Error("no limit has a last day")
	}
	if _, ok := catalog.Workdays(day(t, "2026-11-23"), 1, nil); ok {
		t.Error("without a calendar a day is promised")
	}
}

// TestNextYearSettlesTheLastWeek lets the end of December be counted as soon
// as the next year is there, with what it moves.
func TestNextYearSettlesTheLastWeek(t *testing.T) {
	from, c := day(t, "2026-12-24"), calendars(t)
	if _, ok := catalog.Workdays(from, 1, c); ok {
		t.Error("the last week is counted without the next year")
	}
	next := &catalog.Calendar{Year: 2027, Holidays: []catalog.Holiday{{From: day(t, "2026-12-31"), To: day(t, "2027-01-02")}}, Shifts: []catalog.Shift{{Day: day(t, "2026-12-27")}}}
	next.Check(func(f catalog.Finding) { t.Errorf("%s: %s", f.Field, f.Say[catalog.EN]) })
	c = append(c, next)
	for n, want := range map[int]string{1: "2026-12-25", 2: "2026-12-27", 5: "2026-12-30", 6: "2027-01-04"} {
		if got, ok := catalog.Workdays(from, n, c); !ok || got.String() != want {
			t.Errorf("%d working days: %v (%v), want %s", n, got, ok, want)
		}
	}
}

// TestWorkdaysAgreeWithCounting wants as many working days between as were
// asked for, and a working day at the end.
func TestWorkdaysAgreeWithCounting(t *testing.T) {
	c := calendars(t)
	rapid.Check(t, func(t *rapid.T) {
		from := catalog.Date{Year: 2026, Month: 1, Day: 1}.Add(rapid.IntRange(0, 300).Draw(t, "from"))
		n := rapid.IntRange(1, 60).Draw(t, "n")
		got, ok := catalog.Workdays(from, n, c)
		if !ok {
			if last := from.Add(n); last.Year == 2026 && last.Add(n+40).Year == 2026 {
				t.Fatalf("%d from %v cannot be counted", n, from)
			}
			return
		}
		worked := 0
		for d := from.Add(1); !got.Before(d); d = d.Add(1) {
			if c.Works(d) {
				worked++
			}
		}
		if worked != n || !c.Works(got) {
			t.Fatalf("%d from %v is %v with %d working days", n, from, got, worked)
		}
	})
}

// TestCalendarFaults wants each fault found, at its field.
func TestCalendarFaults(t *testing.T) {
	for body, want := range map[string]string{
		`{}`: "year-missing",
		`{"year":2026,"holidays":[{"from":"2027-01-01"}]}`:                                 "holiday-wrong",
		`{"year":2026,"holidays":[{"from":"2026-10-07","to":"2026-10-01"}]}`:               "holiday-wrong",
		`{"year":2026,"shifts":[{"day":"2026-10-09"}]}`:                                    "shift-weekday",
		`{"year":2026,"shifts":[{"day":"2025-10-11"}]}`:                                    "shift-wrong",
		`{"year":2026,"holidays":[{"from":"2026-10-10"}],"shifts":[{"day":"2026-10-10"}]}`: "shift-holiday",
		`{"year":2026,"opens":"half past eight"}`:                                          "clock-wrong",
		`{"year":2026,"closes":"25:00"}`:                                                   "clock-wrong",
		`{"year":2026,"opens":"17:00","closes":"8:30"}`:                                    "hours-reversed",
	} {
		r, err := catalog.ReadRecord([]byte(`{"id":"calendar/x","title":"a","office":"office/a","body":` + body + `}`))
		if err != nil {
			t.Fatal(err)
		}
		found := map[string]bool{}
		r.Check(func(f catalog.Finding) { found[f.Code] = true })
		if !found[want] {
			t.Errorf("%s: no %s among %v", body, want, found)
		}
	}
}
