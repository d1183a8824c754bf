package page

import (
	"strconv"

	"mingbai/catalog"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// current returns the notices that are shown today, pinned ones first.
func (v *View) current() []of[*catalog.Notice] {
	var some []of[*catalog.Notice]
	today := v.Desk.Today()
	for _, n := range bodies[*catalog.Notice](v, catalog.Query{Kind: catalog.KindNotice}) {
		if n.body.Expires.IsZero() || !n.body.Expires.Before(today) {
			some = append(some, n)
		}
	}
	return some
}

// notices lists the news of the hall.
func (v *View) notices() Page {
	all := v.current()
	groups := []option{{"", v.w("all")}}
	seen := map[string]bool{}
	for _, n := range all {
		if code := n.body.Group.Code; code != "" && !seen[code] {
			seen[code] = true
			groups = append(groups, option{code, v.code("group", n.body.Group)})
		}
	}
	chosen := v.chosen("group", groups)
	var pinned part.Box
	var rows []part.Box
	for _, n := range all {
		switch {
		case chosen != "" && n.body.Group.Code != chosen:
		case n.body.Priority > 0 && pinned == nil:
			pinned = v.pinned(n)
		default:
			rows = append(rows, v.noticeRow(n))
		}
	}
	var body part.Box = v.rows("notices/"+chosen, rows...)
	if len(rows) == 0 {
		body = v.card(v.emptyState("campaign", v.w("notices.none"), v.w("missing.body", "phone", v.Desk.State().Telephone)))
	}
	head := v.head([]string{v.w("entry.notices")}, v.w("entry.notices"), nil)
	if v.wide() {
		left := part.Column(16, v.chips("group", groups), pinned, bottom())
		return Page{Box: v.sheet(14, head, part.Grow{Box: part.Line(36, part.Full{Box: part.Fix{W: 760, Box: left}}, part.Grow{Box: part.Full{Box: body}})})}
	}
	return Page{Box: v.sheet(20, head, v.chips("group", groups), pinned, part.Grow{Box: body})}
}

func (v *View) pinned(n of[*catalog.Notice]) part.Box {
	p := v.Palette
	top := part.Wrapped{Gap: 16, LineGap: 6, Of: []part.Box{v.tag(toneAccent, "keep-fill", v.w("pinned")), v.in(p.OnPrimary, v.joined(v.Words.Date(n.body.Issued), v.officeName(n.Office)), theme.Meta)}}
	box := part.Column(12, top, v.in(p.OnPrimary, v.t(n.Title), theme.H2.Of(42)), v.in(p.OnPrimarySub, v.t(n.body.Lead), theme.Body))
	return part.Tap{Key: "row/" + string(n.ID), Do: v.open(To(n.ID)), Face: v.filled(theme.RadiusL), Box: part.Padded(40, 30, box)}
}

func (v *View) noticeRow(n of[*catalog.Notice]) part.Box {
	d := n.body.Issued
	day := part.Column(0, part.Text{Words: strconv.Itoa(d.Day), Style: theme.H2.Of(44).Leading(1.15), Ink: v.Palette.Ink, Align: part.Center},
		part.Text{Words: v.w("month." + strconv.Itoa(int(d.Month))), Style: theme.Meta.Leading(1.2), Ink: v.Palette.Ink2, Align: part.Center})
	left := part.Fix{W: 108, Box: part.Card{Face: part.Face{Fill: v.Palette.Bg, Radius: theme.RadiusM}, Box: part.Padded(4, 8, day)}}
	tone := toneTint
	if n.body.Sort.Code == "outage" || n.body.Sort.Code == "urgent" {
		tone = toneWarn
	}
	sub := part.Wrapped{Gap: 14, LineGap: 4, Of: []part.Box{v.tag(tone, "", v.code("group", n.body.Group)), v.dim(v.officeName(n.Office), theme.Meta)}}
	return v.link(row{left: left, title: v.t(n.Title), sub: sub, high: 150}, To(n.ID))
}
