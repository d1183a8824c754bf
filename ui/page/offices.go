package page

import (
	"image/color"
	"strconv"
	"strings"

	"mingbai/catalog"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// offices shows the map of the hall by floor, and who sits where; target is
// the counter to go to, or "".
func (v *View) offices(target catalog.ID) Page {
	all := bodies[*catalog.Counter](v, catalog.Query{Kind: catalog.KindCounter})
	var goal *catalog.Counter
	floors, seen := []option{}, map[int]bool{}
	for _, c := range all {
		if c.ID == target {
			goal = c.body
		}
		if f := c.body.Floor; f != 0 && !seen[f] {
			seen[f] = true
			floors = append(floors, option{strconv.Itoa(f), v.floor(f)})
		}
	}
	if goal != nil && v.get("floor") == "" {
		v.Memo.Values["floor"] = strconv.Itoa(goal.Floor)
	}
	floor, _ := strconv.Atoi(v.chosen("floor", floors))
	here := v.onFloor(all, floor)
	plan := v.plan(here, goal, floor, v.planScale())
	if v.narrow() {
		plan = part.Line(0, plan)
	}
	head := v.head([]string{v.w("entry.offices")}, v.w("entry.offices"), nil)
	list := v.rows("offices/"+strconv.Itoa(floor), v.officeRows(here, target)...)
	if v.wide() {
		left := part.Column(14, v.tabs("floor", floors), plan, bottom())
		list := part.Column(14, v.hint(goal), v.corrected(target), part.Grow{Box: list})
		return Page{Box: v.sheet(14, head, part.Grow{Box: part.Line(28, part.Full{Box: part.Fix{W: 0.9 * catalog.MapWidth, Box: left}}, part.Grow{Box: part.Full{Box: list}})})}
	}
	return Page{Box: v.sheet(18, head, v.tabs("floor", floors), plan, v.hint(goal), v.corrected(target), part.Grow{Box: list})}
}

func (v *View) onFloor(all []of[*catalog.Counter], floor int) []of[*catalog.Counter] {
	var some []of[*catalog.Counter]
	for _, c := range all {
		if c.body.Floor == floor {
			some = append(some, c)
		}
	}
	return some
}

// hint says how to walk to the counter and that there are no steps.
func (v *View) hint(goal *catalog.Counter) part.Box {
	if goal == nil {
		return part.Line(14, v.icon("my_location", 40), part.Grow{Box: v.text(v.w("map.here", "kiosk", v.Desk.State().KioskID), theme.Label)})
	}
	return part.Line(14, v.icon("directions_walk", 40), part.Grow{Box: v.text(v.or(v.t(goal.Directions)), theme.Label)},
		v.icon("accessible", 40), part.Grow{Box: v.dim(v.t(goal.StepFree), theme.Meta)})
}

func (v *View) officeRows(here []of[*catalog.Counter], target catalog.ID) []part.Box {
	var rows []part.Box
	for _, c := range here {
		if c.body.Landmark() {
			continue
		}
		tone := toneMuted
		if c.ID == target {
			tone = tonePrimary
		}
		var handles []string
		for _, h := range c.body.Handles {
			handles = append(handles, v.t(h))
		}
		where := v.tag(tone, "", strings.TrimSpace(v.t(c.body.Zone)+" "+c.body.Window))
		to := To(c.Office)
		rows = append(rows, v.link(row{title: v.or(v.officeName(c.Office)), sub: v.sub(v.list(handles...)), right: where, marked: c.ID == target}, to))
	}
	if len(rows) == 0 {
		return []part.Box{v.rowBox(row{title: v.w("map.empty")})}
	}
	return rows
}

// plan draws one floor.
func (v *View) plan(here []of[*catalog.Counter], goal *catalog.Counter, floor int, k float32) part.Box {
	var zones part.Layers
	seen := map[catalog.Place]bool{}
	for _, c := range here {
		place := c.body.Place
		if place.W == 0 || seen[place] {
			continue
		}
		seen[place] = true
		zones = append(zones, v.zone(c, goal, k))
	}
	if goal != nil && goal.Floor == floor && len(goal.Route) > 1 {
		zones = append(zones, path{goal.Route, v.Palette.Accent, k})
	}
	glass := part.Card{Face: part.Face{Fill: v.Palette.Glass, Radius: theme.RadiusM, Line: v.Palette.TintLine, Stroke: 4}, Box: part.Space{W: 1, H: 1}}
	box := part.Layers{part.At{Rect: part.Rect{X: 26, Y: 26, W: k*catalog.MapWidth - 52, H: k*catalog.MapHeight - 52}, Box: glass}}
	return part.Fix{W: k * catalog.MapWidth, H: k * catalog.MapHeight, Box: part.Card{Face: v.tinted(theme.RadiusL), Box: append(box, zones...)}}
}

// planScale is the size of the map against its own.
func (v *View) planScale() float32 {
	switch {
	case v.compact() && !v.Frame.Wide():
		return v.contentWidth() / catalog.MapWidth
	case v.Modes.Low || v.compact():
		return 0.62
	case v.wide():
		return 0.9
	}
	return 1
}

func (v *View) zone(c of[*catalog.Counter], goal *catalog.Counter, k float32) part.Box {
	p, b := v.Palette, c.body
	face := part.Face{Fill: p.Surface, Radius: 16, Line: p.TintLine, Stroke: 3}
	ink, dim := p.Ink, p.Ink2
	if goal != nil && goal.Floor == b.Floor && goal.Place == b.Place {
		face, ink, dim = part.Face{Fill: p.Primary, Radius: 16}, p.OnPrimary, p.OnPrimary
	}
	name := part.Text{Words: v.or(v.t(b.Zone)), Style: theme.RowTitle.Leading(1.25), Ink: ink, Align: part.Center}
	label := part.Text{Words: v.t(b.Label), Style: theme.Meta.Leading(1.2), Ink: dim, Align: part.Center, Lines: 2}
	inner := part.Column(2, name, label)
	if k < 0.85 { // there is room for the names alone
		name.Lines = 1
		inner = part.Column(0, name)
	}
	if b.Landmark() {
		face = part.Face{Fill: p.WellStrong, Radius: 14}
		word := part.Text{Words: v.t(c.Title), Style: theme.Meta.Leading(1.15), Ink: p.Ink, Align: part.Center, Lines: 1}
		inner = part.Column(0, part.Fix{H: 40, Box: part.Icon{Name: landmarkIcon(b.Sort.Code), Size: 40, Ink: p.Ink}}, word)
		if k < 0.85 {
			inner.Of = inner.Of[:1]
		}
	}
	place := part.Rect{X: k * float32(b.Place.X), Y: k * float32(b.Place.Y), W: k * float32(b.Place.W), H: k * float32(b.Place.H)}
	return part.At{Rect: place, Box: part.Card{Face: face, Box: part.Column(0, bottom(), part.Padded(4, 0, inner), bottom())}}
}

func landmarkIcon(sort string) string {
	switch sort {
	case "lift":
		return "elevator"
	case "stairs":
		return "stairs"
	case "kiosk":
		return "my_location"
	}
	return "location_on"
}

// path draws the way to a counter as straight pieces.
type path struct {
	points []catalog.Point
	ink    color.NRGBA
	k      float32 // size of the drawing against the map's
}

func (p path) Width() float32         { return 0 }
func (p path) Height(float32) float32 { return 0 }

func (p path) Put(s *part.Stage, r part.Rect) {
	for i := 1; i < len(p.points); i++ {
		a, b := p.points[i-1], p.points[i]
		x, y := p.k*float32(min(a.X, b.X)), p.k*float32(min(a.Y, b.Y))
		w, h := p.k*float32(max(a.X, b.X))-x, p.k*float32(max(a.Y, b.Y))-y
		part.Card{Face: part.Face{Fill: p.ink, Radius: 5}, Box: part.Space{}}.Put(s, part.Rect{X: r.X + x - 5, Y: r.Y + y - 5, W: w + 10, H: h + 10})
	}
	end := p.points[len(p.points)-1]
	icon, y := "keyboard_arrow_up", p.k*float32(end.Y)-34
	if p.points[len(p.points)-2].Y < end.Y {
		icon, y = "keyboard_arrow_down", p.k*float32(end.Y)-62
	}
	part.Icon{Name: icon, Size: 96, Ink: p.ink}.Put(s, part.Rect{X: r.X + p.k*float32(end.X) - 48, Y: r.Y + y, W: 96, H: 96})
}
