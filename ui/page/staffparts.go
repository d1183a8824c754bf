package page

import (
	"slices"
	"strconv"
	"strings"

	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// amendFields are the parts of the value, and its last day.
func (d duty) amendFields(f kiosk.Amendable) []field {
	var all []field
	for _, i := range partOrder(f.Parts) {
		all = append(all, d.partFields(f, i, f.Parts[i])...)
	}
	until := field{name: "until", label: d.w("amend.until"), must: true, sort: fieldDigits, most: 10, note: d.w("amend.until.note")}
	quick := field{name: "quick", label: d.w("amend.quick"), sort: fieldOther, box: d.quickDays(f)}
	return append(all, until, quick)
}

// partOrder is the order in which parts are asked for: the number of a window
// first, which moves most, and the map last.
func partOrder(parts []kiosk.AmendablePart) []int {
	rank := func(i int) int {
		switch parts[i].Shape {
		case kiosk.ShapeWindow:
			return 0
		case kiosk.ShapeRectangle, kiosk.ShapeRoute:
			return 2
		}
		return 1
	}
	var order []int
	for i := range parts {
		order = append(order, i)
	}
	slices.SortStableFunc(order, func(a, b int) int { return rank(a) - rank(b) })
	return order
}

// partFields ask for one part: for words in every language.
func (d duty) partFields(f kiosk.Amendable, i int, p kiosk.AmendablePart) []field {
	label := d.partLabel(f, p)
	one := field{name: partName(i, ""), label: label, must: p.Must, sort: fieldDigits, most: 40}
	switch p.Shape {
	case kiosk.ShapeTelephone:
		one.note = d.w("amend.telephone")
	case kiosk.ShapeWindow:
		one.most, one.note = 12, d.w("amend.window")
	case kiosk.ShapeFloor:
		one.most, one.note = 3, d.w("amend.floor")
	case kiosk.ShapeRectangle:
		one.sort, one.box = fieldOther, d.mapInput(f, i)
	case kiosk.ShapeRoute:
		one.sort, one.of = fieldTrack, []option{{"keep", d.w("amend.route.keep")}, {"", d.w("amend.route.none")}}
	default:
		return d.wordFields(i, p, label)
	}
	return []field{one}
}

func (d duty) wordFields(i int, p kiosk.AmendablePart, label string) []field {
	sort := fieldLine
	if p.Shape == kiosk.ShapeNote {
		sort = fieldLines
	}
	var all []field
	for _, lang := range catalog.Langs() {
		f := field{name: partName(i, lang), label: label, sort: sort, most: p.Most, must: p.Must && lang == catalog.ZH}
		if lang == catalog.ZH && p.Least > 0 {
			f.note = d.w("form.length", "least", p.Least, "most", p.Most)
		}
		if lang != catalog.ZH {
			f.label, f.most = d.w("form.in", "what", label, "lang", d.w("lang."+string(lang))), 3*p.Most
			f.note = d.w("form.optional")
		}
		all = append(all, f)
	}
	return all
}

// partLabel is the name of a part, by the end of its path.
func (d duty) partLabel(f kiosk.Amendable, p kiosk.AmendablePart) string {
	if len(f.Parts) == 1 {
		return d.fieldName(f)
	}
	name := p.Path[strings.LastIndex(p.Path, ".")+1:]
	if key := "part." + name; d.Words.Has(key) {
		return d.w(key)
	}
	return name
}

// quickDays are last days to choose at once.
func (d duty) quickDays(f kiosk.Amendable) part.Box {
	today := d.Desk.Today()
	options := []option{{today.Add(7).String(), d.w("amend.week")}, {today.Add(30).String(), d.w("amend.month")}, {today.Add(90).String(), d.w("amend.quarter")}, {f.Until.String(), d.w("amend.year")}}
	return d.trackInput(field{name: "until", of: options})
}

// mapInput shows the floor, where a touch of a place takes it.
func (d duty) mapInput(f kiosk.Amendable, i int) part.Box {
	floor := 0
	for k, p := range f.Parts {
		if p.Shape == kiosk.ShapeFloor {
			floor, _ = strconv.Atoi(strings.TrimSpace(d.valueOf(partName(k, ""))))
		}
	}
	p, k := d.Palette, float32(0.8)
	here := d.onFloor(bodies[*catalog.Counter](d.View, catalog.Query{Kind: catalog.KindCounter}), floor)
	glass := part.Card{Face: part.Face{Fill: p.Glass, Radius: theme.RadiusM, Line: p.TintLine, Stroke: 4}, Box: part.Space{W: 1, H: 1}}
	box := part.Layers{part.At{Rect: part.Rect{W: k * catalog.MapWidth, H: k * catalog.MapHeight}, Box: glass}}
	chosen, seen := wordsRect(d.valueOf(partName(i, ""))), map[catalog.Place]bool{}
	for _, c := range here {
		place := c.body.Place
		if place.W == 0 || seen[place] || c.body.Landmark() {
			continue
		}
		seen[place] = true
		box = append(box, d.placeKey(i, place, d.or(staffText(c.body.Zone, d.Words.Lang)), k, chosen != nil && *chosen == place))
	}
	if len(seen) == 0 {
		return d.dim(d.w("map.empty"), theme.Body)
	}
	return part.Fix{W: k * catalog.MapWidth, H: k * catalog.MapHeight, Box: box}
}

// placeKey is a place on the map that can be taken.
func (d duty) placeKey(i int, place catalog.Place, name string, k float32, chosen bool) part.Box {
	p := d.Palette
	face, ink := part.Face{Fill: p.Surface, Radius: 16, Line: p.TintLine, Stroke: 3, Press: p.Tint}, p.Ink
	if chosen {
		face, ink = part.Face{Fill: p.Primary, Radius: 16}, p.OnPrimary
	}
	at := part.Rect{X: k * float32(place.X), Y: k * float32(place.Y), W: k * float32(place.W), H: k * float32(place.H)}
	take := func() { d.put(partName(i, ""), rectWords(place)); d.Act.Redraw() }
	return part.At{Rect: at, Box: part.Tap{Key: "place/" + rectWords(place), Do: take, Face: face,
		Box: middle(part.Text{Words: name, Style: theme.Label.Leading(1.2), Ink: ink, Align: part.Center, Lines: 2})}}
}
