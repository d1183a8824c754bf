package machine

import (
	"encoding/json"
	"fmt"

	"mingbai/catalog"
	"mingbai/catalog/amend"
	"mingbai/catalog/exchange"
	"mingbai/kiosk"
	"mingbai/kiosk/staff"
)

// An amendedField is one field that a workbook changes.
type amendedField struct {
	on      staff.On
	body    json.RawMessage // a kiosk.Begun
	changes []kiosk.Difference
}

// amended returns the fields of a record that a workbook changes and a hall
// may amend, and what else it changes.
func (w *workbook) amended(old, r *catalog.Record) (fields []amendedField, rest []exchange.Change, err error) {
	now := w.m.hallNow(w.m.State().Edition)
	after := old
	for _, f := range amend.Fields(old) {
		was, errWas := amend.Read(old, f.Name)
		is, errIs := amend.Read(r, f.Name)
		if errWas != nil || errIs != nil || was == is {
			continue
		}
		a, err := amend.Correct(old, amend.Amendment{}, amend.Draft{ID: "import-import-import", Field: f.Name, Value: is,
			By: amend.Person{Badge: "x", Name: "x"}, On: now.Today, Until: now.Today.Add(usualDays), Edition: now.Edition})
		if err != nil {
			continue // what it says is not valid: it is left with the rest
		}
		after = amend.Lay(after, []amend.Amendment{asOf(a, after, f.Name)}, now).Record
		body, err := json.Marshal(kiosk.Begun{Value: valuesOf(f, is), Until: a.Until})
		if err != nil {
			return nil, nil, err
		}
		fields = append(fields, amendedField{onField(staff.Amend, r.ID, f.Name), body, differences(f, was, is)})
	}
	rest, err = exchange.Compare(after, r)
	return fields, rest, err
}

// asOf returns an amendment as if it had been written against r.
func asOf(a amend.Amendment, r *catalog.Record, field string) amend.Amendment {
	if base, err := amend.Read(r, field); err == nil {
		a.Base = base
	}
	return a
}

// differences says in words how two values of a field differ.
func differences(f amend.Field, was, is amend.Value) []kiosk.Difference {
	a, b := valuesOf(f, was), valuesOf(f, is)
	var all []kiosk.Difference
	for i := range a {
		if x, y := wordsOf(a[i]), wordsOf(b[i]); x != y {
			all = append(all, kiosk.Difference{Path: a[i].Path, Say: f.Say, Old: x, New: y})
		}
	}
	return all
}

// wordsOf is a value in one line of Chinese.
func wordsOf(v kiosk.Value) string {
	switch {
	case v.Empty():
		return ""
	case v.Line != "":
		return v.Line
	case v.Number != 0:
		return fmt.Sprint(v.Number)
	case v.Rect != nil:
		return fmt.Sprintf("%d,%d %d×%d", v.Rect.X, v.Rect.Y, v.Rect.W, v.Rect.H)
	case len(v.Points) > 0:
		return fmt.Sprint(v.Points)
	}
	words, _ := v.Text.In(catalog.ZH)
	return words
}

// take makes drafts of what was read. A row whose draft somebody began
// meanwhile is left out.
func (w *workbook) take() (int, error) {
	n := 0
	for _, r := range w.news {
		if err := w.m.Write(r); err != nil {
			return n, err
		}
		n++
	}
	s, err := w.m.in()
	if err != nil {
		return n, err
	}
	if err := w.readBegun(); err != nil {
		return n, err
	}
	rows := map[int]bool{}
	for _, d := range w.drafts {
		if w.begun[staff.PaperKey{Sort: d.on.Sort, Key: d.on.Key}] {
			continue
		}
		if err := s.Autosave(w.m.ctx(), d.on, d.body); err != nil {
			return n, err
		}
		if !rows[d.row] {
			rows[d.row] = true
			n++
		}
	}
	return n, nil
}
