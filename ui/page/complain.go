package page

import (
	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// prefilled is a link to complain that tells the site what it is about, where
// and when; the allow-list has judged it before and judges it again.
func (v *View) prefilled(l *catalog.Link, about catalog.ID) *catalog.Link {
	if !v.shown(l) {
		return l
	}
	c := kiosk.Complaint{About: about, Hall: v.Desk.State().HallName[catalog.ZH], At: v.moment()}
	if to := c.Fill(*l); v.shown(&to) {
		return &to
	}
	return l
}

// aboutRecord is the record that the visitor came from to complain, or "".
func (v *View) aboutRecord() catalog.ID {
	if id := catalog.ID(v.get("about")); id.Check() == nil && v.lookup(id) != nil {
		return id
	}
	return ""
}

// complainAbout leads to the ways to complain about a record.
func complainAbout(id catalog.ID) Route {
	return Route{Path: "complaints", Query: "about=" + string(id)}
}

// onto passes on what a complaint is about.
func (v *View) onto(to Route) Route {
	if id := v.aboutRecord(); id != "" {
		to.Query = "about=" + string(id)
	}
	return to
}

// offline are the ways to complain that need no phone to scan with.
func (v *View) offline(but catalog.ID) []part.Box {
	var lines []part.Box
	for _, c := range v.hallChannels() {
		if c.ID == but || c.body.Link != nil {
			continue
		}
		words := part.Column(0, v.text(v.t(c.Title), theme.RowTitle), v.sub(c.body.Value, v.t(c.body.Place), v.t(c.body.Hours)))
		lines = append(lines, part.Line(20, v.disc(channelIcon(c.body.Sort.Code), 60, 36), part.Grow{Box: words}))
	}
	if s := v.windowTitle(); s != "" {
		lines = append(lines, part.Line(20, v.disc("support_agent", 60, 36), part.Grow{Box: v.text(s, theme.RowTitle)}))
	}
	return append([]part.Box{v.text(v.w("complain.offline"), theme.H2.Of(36))}, lines...)
}

// complaintHead is the head of the complaints page, with what it is about.
func (v *View) complaintHead() part.Box {
	about := v.complaintOf()
	if about == nil || !v.wide() {
		return part.Column(6, v.head([]string{v.w("entry.complaints")}, v.w("complaints.title"), nil), about)
	}
	return v.head([]string{v.w("entry.complaints")}, v.w("complaints.title"), part.Fix{W: 760, Box: about})
}

// complaintOf says what a complaint is about, or nil.
func (v *View) complaintOf() part.Box {
	r := v.lookup(v.aboutRecord())
	if r == nil {
		return nil
	}
	about := v.dim(v.w("complain.about", "title", v.t(r.Title)), theme.Body)
	about.Lines = 1
	return about
}
