package page

import (
	"strconv"

	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// Bounds of what the screen shows; the export has it all.
const (
	mostOpened = 10
	chartDays  = 30
)

// statistics shows what the kiosk counted: numbers, and never of a person.
func (d duty) statistics() Page {
	desk, ok := d.Desk.(Statistician)
	if !ok {
		return d.lost()
	}
	s, err := desk.Statistics()
	if err != nil {
		d.say(err)
	}
	head := d.heading(nil, d.w("statistics"), nil)
	note := d.dim(d.w("statistics.note", "least", kiosk.TallyLeast, "days", kiosk.TallyDays), theme.Body.Leading(1.35))
	rows := []part.Box{d.totals(s), d.chart(d.w("statistics.days"), d.dayBars(s.Days)), d.chart(d.w("statistics.opened"), d.openedBars(s.Opened)),
		d.chart(d.w("statistics.ratings"), d.ratingBars(s.Ratings)), d.chart(d.w("statistics.languages"), d.wordBars("lang.", s.Languages)),
		d.chart(d.w("statistics.modes"), d.wordBars("mode.", s.Modes))}
	if len(s.Missed) > 0 {
		rows = append(rows, d.chart(d.w("statistics.missed"), d.missedBars(s.Missed)))
	}
	return d.work("changes", d.staffSheet(18, head, note, d.wrong(), part.Grow{Box: d.free("statistics", 18, rows...)}))
}

// totals are the two numbers over all days.
func (d duty) totals(s kiosk.Statistics) part.Box {
	cell := func(key string, n int64) part.Box {
		return part.Column(0, part.Text{Words: d.amountOf(n), Style: theme.H1.Of(60).Leading(1.1), Ink: d.Palette.Ink, Align: part.Center},
			part.Text{Words: d.w(key), Style: theme.Label, Ink: d.Palette.Ink2, Align: part.Center})
	}
	return d.card(part.Padded(24, 20, part.Even(16, cell("statistics.sessions", s.Sessions), cell("statistics.notfound", s.NotFound))))
}

// amountOf writes a number, or that it is too small to be told.
func (d duty) amountOf(n int64) string {
	if n == kiosk.Few {
		return d.w("statistics.few", "least", kiosk.TallyLeast)
	}
	return strconv.FormatInt(n, 10)
}

// A barred is one line of a chart.
type barred struct {
	name string
	n    int64
}

// chart draws lines as bars, the longest as wide as there is room.
func (d duty) chart(title string, lines []barred) part.Box {
	most := int64(1)
	for _, l := range lines {
		most = max(most, l.n)
	}
	rows := []part.Box{d.text(title, theme.H3.Leading(1.3))}
	for _, l := range lines {
		bar := part.Bar{Share: float32(max(0, l.n)) / float32(most), High: 16, Track: d.Palette.Well, Fill: d.Palette.Primary}
		name := part.Text{Words: l.name, Style: theme.Meta, Ink: d.Palette.Ink, Lines: 1}
		rows = append(rows, part.Column(4, part.Line(16, part.Grow{Box: name}, d.text(d.amountOf(l.n), theme.Label)), bar))
	}
	if len(lines) == 0 {
		rows = append(rows, d.dim(d.w("unknown"), theme.Body))
	}
	return d.card(part.Padded(28, 22, part.Column(14, rows...)))
}

func (d duty) dayBars(days []kiosk.DayCount) []barred {
	var lines []barred
	for _, day := range days[max(0, len(days)-chartDays):] {
		if day.Sessions != 0 {
			lines = append(lines, barred{d.Words.Date(day.Day), day.Sessions})
		}
	}
	return lines
}

func (d duty) openedBars(counts []kiosk.Count) []barred {
	var lines []barred
	for _, c := range counts[:min(mostOpened, len(counts))] {
		name := c.Of
		if r := d.lookup(catalog.ID(c.Of)); r != nil {
			name = d.staffTitle(r.Title, r.ID)
		}
		lines = append(lines, barred{name, c.N})
	}
	return lines
}

func (d duty) ratingBars(counts []kiosk.Count) []barred {
	var lines []barred
	for _, c := range counts {
		lines = append(lines, barred{d.w("level." + strconv.Itoa(int(kiosk.LevelOf(c.Of)))), c.N})
	}
	return lines
}

// wordBars name their lines by words of the screen.
func (d duty) wordBars(prefix string, counts []kiosk.Count) []barred {
	var lines []barred
	for _, c := range counts {
		lines = append(lines, barred{d.code(prefix[:len(prefix)-1], catalog.Code{Code: c.Of}), c.N})
	}
	return lines
}

func (d duty) missedBars(missed []kiosk.Miss) []barred {
	var lines []barred
	for _, m := range missed[:min(mostOpened, len(missed))] {
		lines = append(lines, barred{m.Words, m.Sessions})
	}
	return lines
}
