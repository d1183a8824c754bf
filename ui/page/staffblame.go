package page

import (
	"encoding/json"
	"strings"

	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// formPage lays out a page with something to fill in: what stands above, the
// fields, and either the keys or the buttons.
func (d duty) formPage(now string, head part.Box, fields []field, buttons part.Box) Page {
	p := d.layForm(now, head, fields, buttons)
	d.typing(&p, fields)
	return p
}

func (d duty) layForm(now string, head part.Box, fields []field, buttons part.Box) Page {
	if pick := d.picking(fields); pick != nil {
		return d.work(now, d.staffSheet(18, part.Grow{Box: pick}))
	}
	if d.get("paste") != "" {
		return d.pasting(now, fields)
	}
	form := part.Grow{Box: d.form("form"+d.get("tab"), fields)}
	keys := d.keys(fields)
	switch {
	case keys == nil:
		return d.work(now, d.staffSheet(18, head, form, d.spelling(fields), buttons))
	case d.wide():
		left := part.Pad{L: theme.Margin, T: 18, R: 32, B: 20, Box: part.Column(14, head, form, buttons)}
		right := part.Card{Face: part.Face{Fill: d.Palette.Well, Outline: d.Palette.Outline, Frame: d.Palette.Line}, Box: part.Padded(24, 20, keys)}
		return d.work(now, part.Line(0, part.Grow{Box: part.Full{Box: left}}, part.Full{Box: part.Fix{W: 968, Box: right}}))
	}
	return d.work(now, part.Column(0, part.Grow{Box: d.staffSheet(16, head, form)}, d.well(keys)))
}

// formState is everything that was filled in, to see whether it changed.
func (d duty) formState() string {
	b, err := json.Marshal(d.filledIn())
	if err != nil {
		return ""
	}
	return string(b)
}

// filledIn returns what is in the fields, by name.
func (d duty) filledIn() map[string]string {
	all := map[string]string{}
	for key, value := range d.Memo.Values {
		if name, ok := strings.CutPrefix(key, "f."); ok {
			all[name] = value
		}
	}
	return all
}

// blame puts what is wrong beneath its field: what was found when it was to
// be saved, as far as it was not changed since.
func (d duty) blame(fields []field) {
	for i, f := range fields {
		fields[i].wrong = d.get("wrong." + f.name)
		if fields[i].wrong != "" && d.get("wrongwas."+f.name) != d.valueOf(f.name) {
			fields[i].wrong = ""
		}
	}
}

// accuse notes what is wrong with fields, and goes to the first of them.
func (d duty) accuse(fields []field, wrong map[string]string) {
	for key := range d.Memo.Values {
		if strings.HasPrefix(key, "wrong.") {
			delete(d.Memo.Values, key)
		}
	}
	for name, words := range wrong {
		d.Memo.Values["wrong."+name], d.Memo.Values["wrongwas."+name] = words, d.valueOf(name)
	}
	for _, f := range fields {
		if wrong[f.name] != "" {
			d.Memo.Values["focus"], d.Memo.Values["caret"] = f.name, ""
			*d.Memo.Offset("form" + d.get("tab")) = -1
			break
		}
	}
}
