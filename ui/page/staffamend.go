package page

import (
	"encoding/json"

	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// amend corrects one field of a record, until the end of a day.
func (d duty) amend(id catalog.ID) Page {
	f, r, ok := d.amendable(id, d.get("field"))
	if !ok {
		return d.lost()
	}
	d.loadAmend(id, f)
	fields := d.amendFields(f)
	d.blame(fields)
	head := d.heading([]string{d.staffTitle(r.Title, id)}, d.w("amend.title", "field", d.fieldName(f)), nil)
	was := d.panel(part.Padded(28, 18, part.Column(2, d.in(d.Palette.OnTint, d.w("conflict.edition"), theme.Meta), d.in(d.Palette.OnTint, d.or(d.values(f.Is)), theme.Body.Strong().Leading(1.3)))))
	if f.Field == "note" {
		was = d.dim(d.w("amend.note"), theme.Body.Leading(1.35))
	}
	p := d.formPage("guides", part.Column(14, head, was), fields, d.amendButtons(id, f))
	p.Save = func() { d.saveAmend(id, f) }
	p.Leave = p.Save
	return p
}

// amendable returns a field of a record.
func (d duty) amendable(id catalog.ID, name string) (kiosk.Amendable, *catalog.Record, bool) {
	r, err := d.desk.Published(id)
	if err != nil {
		return kiosk.Amendable{}, nil, false
	}
	all, err := d.desk.Amendable(id)
	if err != nil {
		return kiosk.Amendable{}, nil, false
	}
	for _, f := range all {
		if f.Field == name {
			return f, r, true
		}
	}
	return kiosk.Amendable{}, nil, false
}

// loadAmend fills the form once: with what was being written, else with what
// visitors see.
func (d duty) loadAmend(id catalog.ID, f kiosk.Amendable) {
	if d.get("loaded") != "" {
		return
	}
	d.Memo.Values["loaded"] = "1"
	body, err := d.desk.Autosaved(id, f.Field)
	if err != nil {
		d.say(err)
	}
	var kept struct {
		Values map[string]string
		kiosk.Begun
	}
	shown, until := f.Shown, f.Until
	if f.Paper != nil && !f.Paper.Until.IsZero() && !f.Paper.Until.Before(d.Desk.Today()) {
		until = f.Paper.Until
	}
	if len(body) > 0 && json.Unmarshal(body, &kept) == nil {
		d.Memo.Values["begun"] = "1"
		if len(kept.Value) > 0 {
			shown, until = kept.Value, kept.Until
		}
	}
	d.fillParts(f, shown)
	d.put("until", until.String())
	for name, value := range kept.Values {
		d.put(name, value)
	}
	d.Memo.Values["kept"] = d.formState()
}

// saveAmend keeps what is being written, where it changed since it was kept.
func (d duty) saveAmend(id catalog.ID, f kiosk.Amendable) {
	state := d.formState()
	if d.get("done") != "" || state == d.get("kept") {
		return
	}
	body, err := json.Marshal(map[string]any{"values": d.filledIn()})
	if err == nil {
		err = d.desk.Autosave(id, f.Field, body)
	}
	if err != nil {
		d.say(err)
		return
	}
	d.Memo.Values["kept"], d.Memo.Values["begun"] = state, "1"
}

// amendButtons save, take the amendment back, or throw away what is being
// written.
func (d duty) amendButtons(id catalog.ID, f kiosk.Amendable) part.Box {
	var row []part.Box
	if p := f.Paper; p != nil && p.State != kiosk.StateBack && p.State != kiosk.StateAdopted && p.State != kiosk.StateOver {
		row = append(row, d.second("amend/back", "", d.w("amend.back"), 112, func() { d.done(d.desk.TakeBack(id, f.Field)) }))
	}
	if d.get("begun") != "" {
		row = append(row, d.second("amend/drop", "", d.w("form.drop"), 112, func() { d.done(d.desk.Drop(id, f.Field)) }))
	}
	row = append(row, d.primary("amend/save", "save", d.w("amend.save"), 112, func() { d.doAmend(id, f) }))
	return part.Column(10, d.wrong(), part.Even(16, row...))
}

// doAmend lays the value over the field, or says what is wrong with it.
func (d duty) doAmend(id catalog.ID, f kiosk.Amendable) {
	fields := d.amendFields(f)
	value, until, wrong := d.amendedValue(f)
	if len(wrong) > 0 {
		d.accuse(fields, wrong)
		d.Memo.Values["wrong"] = d.Words.Count("form.wrong", len(wrong))
		d.Act.Redraw()
		return
	}
	err := d.desk.Amend(id, f.Field, value, until)
	if words, path := d.trouble(err); path != "" {
		for i, p := range f.Parts {
			if p.Path == path {
				name := partName(i, "")
				if p.Shape == kiosk.ShapePlace || p.Shape == kiosk.ShapeHours || p.Shape == kiosk.ShapeNote {
					name = partName(i, catalog.ZH)
				}
				d.accuse(fields, map[string]string{name: words})
			}
		}
		if path == "until" {
			d.accuse(fields, map[string]string{"until": words})
		}
	}
	d.done(err)
}

// done goes back where something is done, or says what is wrong.
func (d duty) done(err error) {
	if d.ended(err) {
		return
	}
	d.say(err)
	if err != nil {
		d.Act.Redraw()
		return
	}
	d.Memo.Values["done"] = "1"
	d.Act.Back()
}
