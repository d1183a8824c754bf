package page

import (
	"image/color"

	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// stale returns the red block of a record that nobody has checked for long,
// or nil. It says which window and telephone to ask.
func (v *View) stale(r *catalog.Record) part.Box {
	days, old := kiosk.GuideStale(r.Checked.On, v.Desk.Today())
	if !old || r.Checked.On.IsZero() {
		return nil
	}
	p := v.Palette
	words := part.Column(6, v.in(p.Bad, v.Words.Count("stale.title", days), theme.H2.Of(36)),
		v.text(v.w("stale.body", "date", v.Words.Date(r.Checked.On), "phone", v.telephone(r)), theme.Body.Leading(1.4)))
	return part.Card{Face: part.Face{Fill: p.BadBg, Radius: theme.RadiusL, Outline: p.Outline, Frame: p.Line},
		Box: part.AtLeast{H: 180, Box: part.Padded(40, 24, part.Line(36, part.Icon{Name: "event_busy", Size: 80, Ink: p.Bad}, part.Grow{Box: words}))}}
}

// telephone is where to ask about r.
func (v *View) telephone(r *catalog.Record) string {
	office := r.Office
	if r.Kind() == catalog.KindOffice {
		office = r.ID
	}
	if o := v.lookup(office); o != nil {
		if b, ok := o.Body.(*catalog.Office); ok && b.Telephone != "" {
			return b.Telephone
		}
	}
	return v.Desk.State().Telephone
}

// checked is the line under a title: whether it is in force, when and by
// whom it was checked, its number and whose it is.
func (v *View) checked(r *catalog.Record, more ...string) part.Box {
	row := []part.Box{v.force(r)}
	if r.Checked.On.IsZero() && r.Valid == (catalog.Period{}) {
		row = nil // nobody knows whether it is in force
	}
	if r.Checked.On.IsZero() {
		row = append(row, v.tag(toneWarn, "", v.w("checked.never")))
	} else {
		row = append(row, v.dim(v.w("checked", "date", v.Words.Date(r.Checked.On), "by", v.or(v.t(r.Checked.By))), theme.Meta))
	}
	if r.Number != 0 {
		row = append(row, v.dim(v.w("number", "n", r.Number), theme.Meta))
	}
	for _, s := range more {
		if s != "" {
			row = append(row, v.dim(s, theme.Meta))
		}
	}
	if r.Example {
		row = append(row, v.tag(toneMuted, "", v.w("example")))
	}
	return part.Column(10, part.Wrapped{Gap: 22, LineGap: 6, Of: row}, v.corrected(r.ID))
}

// force says whether a record is in force today.
func (v *View) force(r *catalog.Record) part.Box {
	today := v.Desk.Today()
	switch {
	case r.Valid.Contains(today):
		return v.tag(toneOK, "verified-fill", v.w("force.now"))
	case !r.Valid.From.IsZero() && today.Before(r.Valid.From):
		return v.tag(toneWarn, "", v.w("force.later", "date", v.Words.Date(r.Valid.From)))
	}
	return v.tag(toneBad, "", v.w("force.over", "date", v.Words.Date(r.Valid.To)))
}

// banner is the strip that says the kiosk is cut off, or nil.
func (v *View) banner() part.Box {
	if v.Frame.Wide() {
		return nil // it is in the strip: a panel that lies has no room below it
	}
	icon, words, fill, ink, ok := v.condition()
	if !ok {
		return nil
	}
	asOf := v.in(ink, v.w("banner.asof", "date", v.Words.Date(v.Desk.State().ContentDate)), theme.Meta)
	row := part.Line(20, part.Icon{Name: icon, Size: 44, Ink: ink}, part.Grow{Box: v.in(ink, words, theme.H3.Of(32).Leading(1.25))})
	if v.compact() {
		row.Of[1] = part.Grow{Box: part.Column(0, row.Of[1].(part.Grow).Box, asOf)}
	} else {
		row.Of = append(row.Of, asOf)
	}
	return part.AtLeast{H: 92, Box: part.Card{Face: part.Face{Fill: fill}, Box: part.Padded(v.margin(), 4, row)}}
}

// stripCondition is the condition in the strip of a panel that lies.
func (v *View) stripCondition() part.Box {
	icon, words, fill, ink, ok := v.condition()
	if !ok || !v.Frame.Wide() {
		return part.Space{}
	}
	row := part.Line(12, part.Icon{Name: icon, Size: 36, Ink: ink}, part.Grow{Box: v.in(ink, words, theme.Label.Leading(1.15))})
	return part.Card{Face: part.Face{Fill: fill, Radius: theme.RadiusM, Outline: min(v.Palette.Outline, 2), Frame: ink}, Box: part.AtLeast{H: 72, Box: part.Padded(20, 2, row)}}
}

// condition is the first thing that does not work and matters to visitors, in
// its colours.
func (v *View) condition() (icon, words string, fill, ink color.NRGBA, ok bool) {
	all := v.Desk.State().Conditions
	if len(all) == 0 || all[0].Severity < kiosk.Minor { // the gravest is the first
		return "", "", fill, ink, false
	}
	c, p := all[0], v.Palette
	fill, ink = p.WarnBg, p.Warn
	if c.Severity >= kiosk.Serious {
		fill, ink = p.BadBg, p.Bad
	}
	icon = "error-fill"
	if c.Code == kiosk.Offline || c.Code == kiosk.Stale {
		icon = "cloud_off-fill"
	}
	return icon, v.t(c.Say), fill, ink, true
}
