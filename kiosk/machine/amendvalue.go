package machine

import (
	"encoding/json"

	"mingbai/catalog"
	"mingbai/catalog/amend"
	"mingbai/kiosk"
)

// shapes are the shapes of catalog/amend in the words of the screen.
var shapes = map[amend.Shape]kiosk.Shape{
	amend.PlaceText: kiosk.ShapePlace, amend.HoursText: kiosk.ShapeHours, amend.NoteText: kiosk.ShapeNote, amend.Telephone: kiosk.ShapeTelephone,
	amend.Window: kiosk.ShapeWindow, amend.Floor: kiosk.ShapeFloor, amend.Rectangle: kiosk.ShapeRectangle, amend.Route: kiosk.ShapeRoute,
}

// valuesOf takes a value apart: one for each part of its field, in their
// order. What cannot be read is empty.
func valuesOf(f amend.Field, v amend.Value) []kiosk.Value {
	var parts map[string]json.RawMessage
	if json.Unmarshal([]byte(v), &parts) != nil {
		parts = nil
	}
	var all []kiosk.Value
	for _, p := range f.Parts {
		value := kiosk.Value{Path: p.Path, Shape: shapes[p.Shape]}
		if raw, ok := parts[p.Path]; ok {
			value = readValue(value, raw)
		}
		all = append(all, value)
	}
	return all
}

func readValue(v kiosk.Value, raw json.RawMessage) kiosk.Value {
	empty := v
	var err error
	switch v.Shape {
	case kiosk.ShapeTelephone, kiosk.ShapeWindow:
		err = json.Unmarshal(raw, &v.Line)
	case kiosk.ShapeFloor:
		err = json.Unmarshal(raw, &v.Number)
	case kiosk.ShapeRectangle:
		v.Rect = &catalog.Place{}
		err = json.Unmarshal(raw, v.Rect)
	case kiosk.ShapeRoute:
		err = json.Unmarshal(raw, &v.Points)
	default:
		err = json.Unmarshal(raw, &v.Text)
	}
	if err != nil {
		return empty
	}
	return v
}

// valueOf puts the values of the parts of a field together. The shapes of f
// count, not those that the screen says.
func valueOf(f amend.Field, all []kiosk.Value) (amend.Value, error) {
	parts := map[string]any{}
	shape := map[string]amend.Shape{}
	for _, p := range f.Parts {
		shape[p.Path] = p.Shape
	}
	for _, v := range all {
		s, known := shape[v.Path]
		if v.Empty() && known {
			continue
		}
		parts[v.Path] = partOf(shapes[s], v)
	}
	b, err := json.Marshal(parts)
	if err != nil {
		return "", err
	}
	var v amend.Value
	return v, json.Unmarshal(b, &v)
}

func partOf(shape kiosk.Shape, v kiosk.Value) any {
	switch shape {
	case kiosk.ShapeTelephone, kiosk.ShapeWindow:
		return v.Line
	case kiosk.ShapeFloor:
		return v.Number
	case kiosk.ShapeRectangle:
		return v.Rect
	case kiosk.ShapeRoute:
		return v.Points
	}
	return v.Text
}
