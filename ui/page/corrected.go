package page

import (
	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// corrections returns what of a record is the hall's.
func (v *View) corrections(id catalog.ID) []kiosk.Correction {
	if d, ok := v.Desk.(Amended); ok {
		return d.Amendments(id)
	}
	return nil
}

// corrected says what of a record the hall corrected or wrote itself, which
// hall it is, who wrote it and when, with its notice to visitors; nil where all is as it
// was published.
func (v *View) corrected(id catalog.ID) part.Box {
	var fields []string
	var last catalog.Date
	var notes []part.Box
	mark, by := "", ""
	for _, c := range v.corrections(id) {
		switch {
		case c.Field == "":
			mark = v.w("corrected.local")
		case !c.Note.Empty():
			notes = append(notes, v.hallNote(c))
			continue
		default:
			mark = v.w("corrected")
			fields = append(fields, staffText(c.Say, v.Words.Lang))
		}
		if !c.On.Before(last) {
			last, by = c.On, c.By
		}
	}
	var line part.Box
	if mark != "" {
		said := v.joined(v.list(fields...), v.hall(), by, v.Words.Date(last))
		line = part.Wrapped{Gap: 16, LineGap: 6, Of: []part.Box{v.tag(toneAccent, "", mark), v.dim(said, theme.Meta)}}
	}
	if line == nil && len(notes) == 0 {
		return nil
	}
	return part.Column(10, append([]part.Box{line}, notes...)...)
}

// hall is the name of this hall.
func (v *View) hall() string { return v.t(v.Desk.State().HallName) }

// hallNote is the hall's notice to visitors beside a record.
func (v *View) hallNote(c kiosk.Correction) part.Box {
	p := v.Palette
	words := part.Column(2, v.in(p.Warn, v.t(c.Note), theme.RowTitle), v.in(p.Warn, v.joined(v.w("corrected.note"), v.hall(), c.By, v.Words.Date(c.On)), theme.Meta))
	return part.Card{Face: part.Face{Fill: p.WarnBg, Radius: theme.RadiusM, Outline: p.Outline, Frame: p.Warn},
		Box: part.Padded(28, 16, part.Line(18, part.Icon{Name: "campaign", Size: 44, Ink: p.Warn}, part.Grow{Box: words}))}
}

// correctedTag marks a value of another record that the hall corrected.
func (v *View) correctedTag(id catalog.ID) part.Box {
	for _, c := range v.corrections(id) {
		if c.Field != "" && c.Note.Empty() {
			return v.tag(toneAccent, "", v.w("corrected"))
		}
	}
	return nil
}
