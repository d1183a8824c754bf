package page

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"mingbai/catalog"
	"mingbai/kiosk"
)

// partName is the name by which a part of a value lies in the memo.
func partName(i int, lang catalog.Lang) string {
	name := "part" + strconv.Itoa(i)
	if lang != "" {
		name += "." + string(lang)
	}
	return name
}

// fillParts puts values into the form.
func (d duty) fillParts(f kiosk.Amendable, shown []kiosk.Value) {
	for i, p := range f.Parts {
		for _, v := range shown {
			if v.Path != p.Path {
				continue
			}
			for lang, s := range v.Text {
				d.put(partName(i, lang), s)
			}
			switch p.Shape {
			case kiosk.ShapeTelephone, kiosk.ShapeWindow:
				d.put(partName(i, ""), v.Line)
			case kiosk.ShapeFloor:
				if v.Number != 0 {
					d.put(partName(i, ""), strconv.Itoa(v.Number))
				}
			case kiosk.ShapeRectangle:
				if v.Rect != nil {
					d.put(partName(i, ""), rectWords(*v.Rect))
				}
			case kiosk.ShapeRoute:
				if len(v.Points) > 0 {
					d.put(partName(i, ""), "keep")
				}
			}
		}
	}
}

func rectWords(p catalog.Place) string { return fmt.Sprintf("%d,%d,%d,%d", p.X, p.Y, p.W, p.H) }

func wordsRect(s string) *catalog.Place {
	var p catalog.Place
	if n, err := fmt.Sscanf(s, "%d,%d,%d,%d", &p.X, &p.Y, &p.W, &p.H); n != 4 || err != nil {
		return nil
	}
	return &p
}

// amended returns the value that was filled in, and what is wrong with it by
// the name of its field.
func (d duty) amendedValue(f kiosk.Amendable) (value []kiosk.Value, until catalog.Date, wrong map[string]string) {
	wrong = map[string]string{}
	for i, p := range f.Parts {
		v, at, bad := d.partValue(f, i, p)
		if bad != "" {
			wrong[at] = bad
		} else if !v.Empty() {
			value = append(value, v)
		}
	}
	until, bad := d.day("until")
	switch {
	case bad != "":
		wrong["until"] = bad
	case until.IsZero():
		wrong["until"] = d.w("form.day", "example", f.Until.String())
	case until.Before(d.Desk.Today()):
		wrong["until"] = d.w("form.past")
	}
	return value, until, wrong
}

// partValue reads one part; at is the field that bad is about.
func (d duty) partValue(f kiosk.Amendable, i int, p kiosk.AmendablePart) (v kiosk.Value, at, bad string) {
	v = kiosk.Value{Path: p.Path, Shape: p.Shape}
	s, at := strings.TrimSpace(d.valueOf(partName(i, ""))), partName(i, "")
	switch p.Shape {
	case kiosk.ShapeTelephone, kiosk.ShapeWindow:
		v.Line = s
	case kiosk.ShapeFloor:
		n, err := strconv.Atoi(s)
		if s != "" && err != nil {
			return v, at, d.w("form.number", "example", 2)
		}
		v.Number = n
	case kiosk.ShapeRectangle:
		v.Rect = wordsRect(s)
	case kiosk.ShapeRoute:
		if s == "keep" {
			v.Points = route(f, p.Path)
		}
	default:
		return d.partText(i, p)
	}
	if v.Empty() && p.Must {
		return v, at, d.w("form.empty")
	}
	return v, at, ""
}

// route is the way on the map as visitors see it.
func route(f kiosk.Amendable, path string) []catalog.Point {
	for _, v := range f.Shown {
		if v.Path == path {
			return v.Points
		}
	}
	return nil
}

// partText reads the words of a part in every language.
func (d duty) partText(i int, p kiosk.AmendablePart) (v kiosk.Value, at, bad string) {
	v = kiosk.Value{Path: p.Path, Shape: p.Shape, Text: catalog.Text{}}
	for _, lang := range catalog.Langs() {
		s, most := strings.TrimSpace(d.valueOf(partName(i, lang))), p.Most
		if lang != catalog.ZH {
			most *= 3
		}
		switch n := utf8.RuneCountInString(s); {
		case s == "" && p.Must && lang == catalog.ZH:
			return v, partName(i, lang), d.w("form.empty")
		case s != "" && p.Most > 0 && (n < p.Least || n > most):
			return v, partName(i, lang), d.w("form.long", "least", p.Least, "most", most, "n", n)
		case s != "":
			v.Text[lang] = s
		}
	}
	return v, "", ""
}
