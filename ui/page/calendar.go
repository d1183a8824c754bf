package page

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"mingbai/catalog"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// calendar shows the holidays of a year, and the weekends that are worked.
func (v *View) calendar(r *catalog.Record, c *catalog.Calendar) Page {
	type line struct {
		from catalog.Date
		box  part.Box
	}
	var lines []line
	for _, h := range c.Holidays {
		to := h.To
		if to.IsZero() {
			to = h.From
		}
		lines = append(lines, line{h.From, v.dayRow("event_busy", v.t(h.Name), v.span(h.From, to), v.tag(toneMuted, "", v.Words.Count("limit.day", h.From.Days(to)+1)))})
	}
	for _, s := range c.Shifts {
		lines = append(lines, line{s.Day, v.dayRow("work", v.w("calendar.shift"), v.day(s.Day), v.tag(toneTint, "", v.t(s.Note)))})
	}
	slices.SortStableFunc(lines, func(a, b line) int { return a.from.Time().Compare(b.from.Time()) })
	var rows []part.Box
	for _, l := range lines {
		rows = append(rows, l.box)
	}
	var list part.Box = v.nothing(r)
	if len(rows) > 0 {
		list = v.rows("calendar", rows...)
	}
	hours := ""
	if c.Opens != "" || c.Closes != "" {
		hours = v.w("calendar.hours.span", "from", cmp.Or(c.Opens, v.w("unknown")), "to", cmp.Or(c.Closes, v.w("unknown")))
	}
	basis := ""
	for _, b := range r.Basis {
		basis = cmp.Or(basis, b.Number)
	}
	terms := v.terms(term{v.w("report.year"), v.w("year", "n", c.Year)}, term{v.w("calendar.hours"), hours}, term{v.w("document.number"), basis})
	head := part.Column(8, v.head([]string{v.w("kind.calendar")}, v.t(r.Title), nil), v.checked(r))
	return Page{Box: v.sheet(22, head, v.stale(r), terms, part.Grow{Box: list})}
}

func (v *View) dayRow(icon, name, days string, right part.Box) part.Box {
	return v.rowBox(row{left: v.disc(icon, 68, 40), title: name, sub: v.sub(days), right: right})
}

// span writes two days, or one.
func (v *View) span(from, to catalog.Date) string {
	if from == to {
		return v.day(from)
	}
	return v.w("calendar.span", "from", v.day(from), "to", v.day(to))
}

// day writes a day with its weekday.
func (v *View) day(d catalog.Date) string {
	return v.w("calendar.day", "date", v.Words.Date(d), "weekday", v.w(fmt.Sprintf("weekday.%d", int(d.Time().Weekday()))))
}

// calendars are those that due dates are counted by.
func (v *View) calendars() catalog.Calendars {
	if v.years == nil {
		for _, c := range bodies[*catalog.Calendar](v, catalog.Query{Kind: catalog.KindCalendar}) {
			v.years = append(v.years, c.body)
		}
	}
	return v.years
}

// moment is the clock on the day of the content.
func (v *View) moment() time.Time {
	d, now := v.Desk.Today(), v.Desk.Now()
	return time.Date(d.Year, d.Month, d.Day, now.Hour(), now.Minute(), now.Second(), 0, now.Location())
}

// due says by when something is done that is handed in now, in one sentence;
// "" for a limit that nobody can count. Where holidays are not published as
// far as that it says so, and promises nothing.
func (v *View) due(l *catalog.Limit) string {
	if l == nil || !slices.Contains([]string{"now", "minute", "hour", "workday", "day", "month"}, l.Unit.Code) {
		return ""
	}
	at, years := v.moment(), v.calendars()
	taken, known := catalog.HandIn(at, years)
	last, ok := l.Due(at, years)
	switch {
	case !known || !ok:
		return v.w("due.unknown")
	case taken != catalog.DateOf(at) && last == taken:
		return v.w("due.later.once", "day", v.day(taken))
	case taken != catalog.DateOf(at):
		return v.w("due.later", "day", v.day(taken), "due", v.day(last))
	case last == taken && l.Unit.Code == "now":
		return v.w("due.once") + v.before(years, taken)
	}
	return v.w("due.today", "due", v.day(last)) + v.before(years, taken)
}

// before says until when papers are taken today.
func (v *View) before(years catalog.Calendars, day catalog.Date) string {
	_, closes := years.Hours(day)
	if closes >= 24*time.Hour {
		return ""
	}
	return v.w("due.before", "time", fmt.Sprintf("%d:%02d", int(closes.Hours()), int(closes.Minutes())%60))
}

// limitOf is the limit that a visitor may count on.
func limitOf(g *catalog.Guide) *catalog.Limit {
	if g.Promised != nil {
		return g.Promised
	}
	return g.Legal
}

// dueLine is the sentence of due under a limit, or nil.
func (v *View) dueLine(l *catalog.Limit) part.Box {
	s := v.due(l)
	if s == "" {
		return nil
	}
	return v.text(s, theme.Meta.Leading(1.4))
}
