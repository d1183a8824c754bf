package page

import (
	"image/color"
	"slices"
	"strconv"

	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// staffTitle names a record that may be gone.
func (d duty) staffTitle(title catalog.Text, id catalog.ID) string {
	if s := staffText(title, d.Words.Lang); s != "" {
		return s
	}
	return string(id)
}

// A staffRow is one line of the workspace: a paper, or a record that was
// published and not touched here.
type staffRow struct {
	state kiosk.PaperState
	title string
	sub   string
	icon  string // of its travel
	words string // instead of the name of the state
	to    Route

	office catalog.ID // of what was published, which has no sub
	day    catalog.Date
}

// paperRows are the papers of a tab and the records that were published.
func (d duty) paperRows(tab string, papers []kiosk.Paper) []staffRow {
	var rows []staffRow
	seen := map[catalog.ID]bool{}
	for _, p := range papers {
		if !inTab(tab, p.Record.Kind()) {
			continue
		}
		seen[p.Record] = true
		rows = append(rows, d.paperRow(p))
	}
	kinds := map[string]catalog.Kind{"": catalog.KindGuide, "fees": catalog.KindFee, "notices": catalog.KindNotice}
	for _, h := range d.browse(catalog.Query{Kind: kinds[tab]}) {
		if !seen[h.ID] {
			rows = append(rows, staffRow{state: kiosk.StatePublished, title: d.staffTitle(h.Title, h.ID), office: h.Office, day: h.Day, icon: "cloud_done", to: Route{Path: "staff/record/" + string(h.ID)}})
		}
	}
	return rows
}

// inTab reports whether a kind belongs to a tab: guides share theirs with all
// that has none.
func inTab(tab string, k catalog.Kind) bool {
	switch k {
	case catalog.KindFee:
		return tab == "fees"
	case catalog.KindNotice:
		return tab == "notices"
	}
	return tab == ""
}

func (d duty) paperRow(p kiosk.Paper) staffRow {
	r := staffRow{state: p.State, title: d.or(d.staffTitle(p.Title, p.Record)), icon: travelIcon(p.Travel), to: Route{Path: "staff/record/" + string(p.Record)}}
	when := p.On.String()
	if !p.At.IsZero() {
		when = d.moment(p.At)
	}
	what := staffText(p.Say, d.Words.Lang)
	switch p.Sort {
	case kiosk.PaperHiding:
		r.words = d.w("staff.hidden")
	case kiosk.PaperLocal:
		r.to.Path = "staff/edit/" + string(p.Record)
	case kiosk.PaperBegun:
		r.state = kiosk.StateDraft
		if p.Field != "" {
			r.to = Route{Path: "staff/amend/" + string(p.Record), Query: "field=" + p.Field}
		} else {
			r.to.Path = "staff/edit/" + string(p.Record)
		}
	}
	r.sub = d.joined(what, p.By, when)
	return r
}

func travelIcon(t kiosk.Travel) string {
	switch t {
	case kiosk.TravelWaits:
		return "cloud_upload"
	case kiosk.TravelSent, kiosk.TravelCame:
		return "cloud_done"
	}
	return "cloud_off"
}

// stateGroups are the chips over the list: each gathers some states.
var stateGroups = []struct {
	name   string
	states []kiosk.PaperState
}{
	{"draft", []kiosk.PaperState{kiosk.StateDraft}},
	{"submitted", []kiosk.PaperState{kiosk.StateSubmitted, kiosk.StateCleared}},
	{"published", []kiosk.PaperState{kiosk.StatePublished, kiosk.StateShown}},
	{"returned", []kiosk.PaperState{kiosk.StateReturned}},
	{"conflict", []kiosk.PaperState{kiosk.StateConflict, kiosk.StateOrphan, kiosk.StateRefused, kiosk.StateAhead}},
}

// chosenStates are the states of the chip that was chosen; nil are all.
func (d duty) chosenStates() []kiosk.PaperState {
	for _, g := range stateGroups {
		if g.name == d.get("state") {
			return g.states
		}
	}
	return nil
}

// states choose which rows are shown, with how many there are.
func (d duty) states(rows []staffRow) part.Box {
	options := []option{{"", d.counted(d.w("all"), len(rows))}}
	for _, g := range stateGroups {
		n := 0
		for _, r := range rows {
			if slices.Contains(g.states, r.state) {
				n++
			}
		}
		if n > 0 || g.name != "conflict" {
			options = append(options, option{g.name, d.counted(d.w("states."+g.name), n)})
		}
	}
	return d.chips("state", options)
}

// counted writes a word with how many there are of it.
func (d duty) counted(word string, n int) string { return word + " " + strconv.Itoa(n) }

// mostRows is how many rows are listed before the search is better.
const mostRows = 120

// shownRows are the rows of the chip that was chosen.
func (d duty) shownRows(tab string, all []staffRow) part.Box {
	states := d.chosenStates()
	var rows []part.Box
	left := 0
	for i, r := range all {
		if states != nil && !slices.Contains(states, r.state) {
			continue
		}
		if len(rows) == mostRows {
			left++
			continue
		}
		rows = append(rows, d.stateRow(i, r))
	}
	if len(rows) == 0 {
		return d.card(d.emptyState("inbox", d.w("staff.nothing"), d.w("staff.nothing.body")))
	}
	if left > 0 {
		rows = append(rows, d.link(row{left: d.disc("search", 68, 40), title: d.Words.Count("staff.more", left)}, Route{Path: "staff/find"}))
	}
	return d.rows("papers/"+tab+"/"+d.get("state"), rows...)
}

func (d duty) stateRow(i int, r staffRow) part.Box {
	if r.sub == "" {
		r.sub = d.joined(d.officeBrief(r.office), d.Words.Date(r.day))
	}
	words := part.Column(0, part.Text{Words: r.title, Style: theme.RowTitle, Ink: d.Palette.Ink, Lines: 2}, part.Text{Words: r.sub, Style: theme.Meta.Leading(1.4), Ink: d.Palette.Ink2, Lines: 1})
	inner := part.Line(20, part.Grow{Box: words}, d.rowTag(r), part.Icon{Name: r.icon, Size: 48, Ink: d.stateInk(r.state)})
	return part.Tap{Key: "paper/" + strconv.Itoa(i), Do: d.open(r.to), Face: d.rowFace(), Box: part.AtLeast{H: 132, Box: part.Padded(28, 12, inner)}}
}

func (d duty) rowTag(r staffRow) part.Box {
	if r.words != "" {
		return d.tag(toneBad, "", r.words)
	}
	return d.stateTag(r.state)
}

// stateTag names the state of a paper in its colour.
func (d duty) stateTag(s kiosk.PaperState) part.Box {
	return d.tag(stateTone(s), "", d.w("paper."+string(s)))
}

func stateTone(s kiosk.PaperState) tone {
	switch s {
	case kiosk.StatePublished, kiosk.StateShown:
		return toneOK
	case kiosk.StateSubmitted, kiosk.StateCleared, kiosk.StateAhead:
		return toneWarn
	case kiosk.StateReturned, kiosk.StateConflict, kiosk.StateOrphan, kiosk.StateRefused:
		return toneBad
	}
	return toneMuted
}

func (d duty) stateInk(s kiosk.PaperState) color.NRGBA {
	p := d.Palette
	switch stateTone(s) {
	case toneOK:
		return p.OK
	case toneWarn:
		return p.Warn
	case toneBad:
		return p.Bad
	}
	return p.Ink2
}
