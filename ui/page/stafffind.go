package page

import (
	"strconv"
	"unicode"

	"mingbai/catalog"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// findKinds are the kinds that are corrected most, in the order in which they
// are offered.
var findKinds = []catalog.Kind{catalog.KindCounter, catalog.KindOffice, catalog.KindGuide, catalog.KindChannel, catalog.KindFee, catalog.KindNotice}

// finding chooses a record to correct: by its number or words, or from a
// list of its kind.
func (d duty) finding() Page {
	found := d.find()
	board := d.board(found)
	head := d.heading([]string{d.w("staff.correct")}, d.w("staff.find"), nil)
	list := d.foundRecords(found)
	var p Page
	switch {
	case board == nil:
		p = d.work("guides", d.staffSheet(18, head, d.query(found, 112), d.findChips(found), part.Grow{Box: list}))
	case d.wide():
		left := part.Pad{L: theme.Margin, T: 18, R: 32, B: 20, Box: part.Column(14, head, d.findChips(found), part.Grow{Box: list})}
		right := part.Card{Face: part.Face{Fill: d.Palette.Well, Outline: d.Palette.Outline, Frame: d.Palette.Line},
			Box: part.Padded(24, 20, part.Column(20, d.query(found, 112), board))}
		p = d.work("guides", part.Line(0, part.Grow{Box: part.Full{Box: left}}, part.Full{Box: part.Fix{W: 968, Box: right}}))
	default:
		top := d.staffSheet(16, d.query(found, 112), d.findChips(found), part.Grow{Box: list})
		p = d.work("guides", part.Column(0, part.Grow{Box: top}, d.well(board)))
	}
	p.Type = func(r rune) { d.typed(unicode.ToLower(r)) }
	p.Key = d.pressed
	return p
}

// findChips choose a kind: of what was found, or to list.
func (d duty) findChips(found catalog.Found) part.Box {
	var options []option
	if d.get("q") != "" {
		options = append(options, option{"", d.counted(d.w("all"), found.Total())})
	}
	for _, k := range findKinds {
		switch n := found.Counts[k]; {
		case d.get("q") == "":
			options = append(options, option{string(k), d.w("found." + string(k))})
		case n > 0:
			options = append(options, option{string(k), d.counted(d.w("found."+string(k)), n)})
		}
	}
	return d.chips("kind", options)
}

// foundRecords are the records to choose from.
func (d duty) foundRecords(found catalog.Found) part.Box {
	var rows []part.Box
	if d.get("q") == "" {
		kind := catalog.Kind(d.get("kind"))
		if kind == "" {
			kind = findKinds[0]
		}
		heads := d.browse(catalog.Query{Kind: kind})
		for _, h := range heads[:min(len(heads), mostRows)] {
			if !d.landmark(h.ID) {
				rows = append(rows, d.foundRecord(h))
			}
		}
	}
	for _, h := range found.Hits {
		if d.get("q") != "" {
			rows = append(rows, d.foundRecord(h.Head))
		}
	}
	if len(rows) == 0 {
		return d.card(d.emptyState("search_off", d.w("staff.find.none"), d.w("staff.find.none.body")))
	}
	return d.rows("records/"+d.get("q")+"/"+d.get("kind"), rows...)
}

// landmark reports whether a record is a place in the hall where nothing is
// handled.
func (d duty) landmark(id catalog.ID) bool {
	if id.Kind() != catalog.KindCounter {
		return false
	}
	r := d.lookup(id)
	if r == nil {
		return false
	}
	c, ok := r.Body.(*catalog.Counter)
	return ok && c.Landmark()
}

func (d duty) foundRecord(h catalog.Head) part.Box {
	number, where := "", ""
	if r := d.lookup(h.ID); r != nil {
		if r.Number != 0 {
			number = strconv.Itoa(int(r.Number))
		}
		if c, ok := r.Body.(*catalog.Counter); ok {
			where = d.place(c)
		}
	}
	sub := d.sub(d.w("found."+string(h.ID.Kind())), number, where, d.officeBrief(h.Office))
	return d.link(row{title: d.or(d.staffTitle(h.Title, h.ID)), sub: sub}, Route{Path: "staff/record/" + string(h.ID)})
}
