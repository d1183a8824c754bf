package page

import (
	"image/color"
	"strconv"

	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// workspace shows how the content is and what was written in the hall: of
// guides and everything else, of fees, or of notices.
func (d duty) workspace(tab string) Page {
	now := "guides"
	if tab != "" {
		now = tab
	}
	papers, err := d.desk.Papers(kiosk.PaperQuery{})
	if err != nil {
		d.say(err)
	}
	rows := d.paperRows(tab, papers)
	body := part.Column(16, d.wrong(), d.states(rows), part.Grow{Box: d.shownRows(tab, rows)})
	if d.wide() {
		left := part.Column(16, d.health(), d.doings(tab), bottom())
		return d.work(now, d.staffSheet(0, part.Grow{Box: part.Line(32, part.Full{Box: part.Fix{W: 812, Box: left}}, part.Grow{Box: part.Full{Box: body}})}))
	}
	return d.work(now, d.staffSheet(28, d.health(), d.doings(tab), part.Grow{Box: body}))
}

// health is the state of the content in five numbers, and what is to be done.
func (d duty) health() part.Box {
	c, looked := d.desk.Checkup()
	head := part.Line(16, part.Grow{Box: d.text(d.w("health"), theme.H3.Leading(1.3))}, d.syncState())
	inner := part.Column(10, head, d.kpis(c, looked), d.dueBar(c, looked))
	return d.card(part.Padded(36, 26, inner))
}

func (d duty) kpis(c kiosk.Checkup, looked bool) part.Box {
	p := d.Palette
	cell := func(n int, bad color.NRGBA, key string) part.Box {
		ink, words := p.Ink, strconv.Itoa(n)
		switch {
		case !looked:
			ink, words = p.Ink2, "–"
		case n > 0:
			ink = bad
		case key != "health.guides":
			ink = p.OK
		}
		return part.Column(0, part.Text{Words: words, Style: theme.Number.Of(60).Leading(1.15), Ink: ink, Align: part.Center},
			part.Text{Words: d.w(key), Style: theme.Meta.Leading(1.2), Ink: p.Ink2, Align: part.Center})
	}
	return part.Even(4, cell(c.Guides, p.Ink, "health.guides"), cell(len(c.Stale), p.Bad, "health.stale"), cell(len(c.Dead), p.Bad, "health.dead"),
		cell(len(c.Empty), p.Bad, "health.empty"), cell(c.Waiting, p.Warn, "health.waiting"))
}

// dueBar leads to what is to be done today.
func (d duty) dueBar(c kiosk.Checkup, looked bool) part.Box {
	p := d.Palette
	face := part.Face{Fill: p.OKBg, Radius: 16, Outline: min(p.Outline, 2), Frame: p.OK}
	line := func(icon, words string, ink color.NRGBA, more ...part.Box) part.Box {
		row := append([]part.Box{part.Icon{Name: icon, Size: 40, Ink: ink}, part.Grow{Box: d.in(ink, words, theme.Label.Leading(1.2))}}, more...)
		return part.AtLeast{H: 76, Box: part.Padded(24, 6, part.Line(14, row...))}
	}
	switch n := c.Due(); {
	case !looked:
		face.Fill, face.Frame = p.Tint, p.Line
		return part.Card{Face: face, Box: line("sync", d.w("health.looking"), p.OnTint)}
	case n == 0:
		return part.Card{Face: face, Box: line("check_circle-fill", d.w("health.well"), p.OK)}
	default:
		face.Fill, face.Frame, face.Press = p.BadBg, p.Bad, p.Tint
		away := d.in(p.Bad, d.w("health.go"), theme.Label.Leading(1.2))
		return part.Tap{Key: "due", Do: d.open(Route{Path: "staff/due"}), Face: face,
			Box: line("warning-fill", d.Words.Count("health.due", n), p.Bad, away, part.Icon{Name: "chevron_right", Size: 40, Ink: p.Bad})}
	}
}

// syncState says how the exchange stands.
func (d duty) syncState() part.Box {
	p, s := d.Palette, d.desk.Syncing()
	icon, ink, words := "cloud_done", p.OK, d.w("sync.last", "time", d.moment(s.Pulled))
	switch {
	case s.Running:
		icon, ink, words = "cloud_sync", p.Primary, d.w("sync.running")
	case s.Sources == 0 && !s.Hub:
		icon, ink, words = "cloud_off", p.Ink2, d.w("sync.none")
	case s.Trouble != "":
		icon, ink = "sync_problem", p.Bad
	}
	return part.Line(10, part.Icon{Name: icon, Size: 40, Ink: ink}, d.dim(words, theme.Meta))
}

// doings are what can be done from here: correct a record, write one, and
// exchange with the others.
func (d duty) doings(tab string) part.Box {
	high := float32(112)
	if d.wide() {
		high = 96
	}
	var buttons []part.Box
	if d.who.May(kiosk.MayAmend) {
		buttons = append(buttons, d.primary("staff/find", "search", d.w("staff.correct"), high, d.open(Route{Path: "staff/find"})))
	}
	kind, words := catalog.KindGuide, d.w("staff.newguide")
	if tab == "notices" {
		kind, words = catalog.KindNotice, d.w("staff.newnotice")
	}
	if d.who.May(kiosk.MayWrite) && tab != "fees" {
		buttons = append(buttons, d.second("staff/new", "add", words, high, func() { d.begin(kind) }))
	}
	if s := d.desk.Syncing(); !s.Running && (s.Sources > 0 || s.Hub) {
		buttons = append(buttons, d.second("staff/sync", "sync", d.w("staff.sync"), high, d.syncNow))
	}
	if d.wide() {
		return part.Grid{Columns: 2, Gap: 16, Of: buttons}
	}
	return part.Even(theme.Gutter, buttons...)
}

// syncNow asks for news and delivers; the page shows how it goes on.
func (d duty) syncNow() {
	d.Memo.Values["wrong"] = ""
	d.desk.SyncNow(func(err error) {
		d.Memo.Values["wrong"] = ""
		if err != nil {
			words, _ := d.trouble(err)
			d.Memo.Values["wrong"] = d.w("sync.failed", "why", words)
		}
		d.Act.Redraw()
	})
	d.Act.Redraw()
}

// begin opens an empty record of the hall.
func (d duty) begin(kind catalog.Kind) {
	r, err := d.desk.NewLocal(kind)
	if d.ended(err) {
		return
	}
	if err != nil {
		d.say(err)
		d.Act.Redraw()
		return
	}
	d.Act.Go(Route{Path: "staff/edit/" + string(r.ID)})
}
