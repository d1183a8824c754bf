package page

import (
	"errors"
	"strings"
	"time"

	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// staffed puts the dark strip over a page of the staff and their bar below
// it, so that nobody mistakes it for the public side. right is what stands at
// the end of the strip.
func (v *View) staffed(right, body, bar part.Box) Page {
	h := v.Frame.H - v.Frame.Top() - v.Frame.Bar()
	box := part.Layers{
		part.At{Rect: part.Rect{W: v.Frame.W, H: v.Frame.Top()}, Box: v.staffStrip(right)},
		part.At{Rect: part.Rect{Y: v.Frame.Top(), W: v.Frame.W, H: h}, Box: body},
		part.At{Rect: part.Rect{Y: v.Frame.H - v.Frame.Bar(), W: v.Frame.W, H: v.Frame.Bar()}, Box: v.staffBar(bar)},
	}
	return Page{Box: box, Bare: true, Whole: true}
}

// staffStrip is the top of every page of the staff.
func (v *View) staffStrip(right part.Box) part.Box {
	p, s := v.Palette, v.Desk.State()
	hall := v.joined(v.t(s.HallName), s.KioskID)
	name := part.Column(0, v.in(p.OnStaff, v.w("staff"), theme.BrandName), part.Text{Words: hall, Style: theme.BrandPlace, Ink: p.OnStaffSub, Lines: 1})
	size := float32(64)
	if v.wide() {
		size = 56
	}
	row := part.Line(20, part.Picture{Name: "mark-staff.svg", W: size, H: size, Radius: size / 4}, part.Grow{Box: name}, right)
	return part.Card{Face: part.Face{Fill: p.Staff}, Box: part.Padded(theme.Margin, 4, row)}
}

// staffBar is the bottom of every page of the staff.
func (v *View) staffBar(row part.Box) part.Box {
	pad := float32(32)
	if v.wide() {
		pad = theme.Margin
	}
	return part.Layers{part.Card{Face: part.Face{Fill: v.Palette.Surface}, Box: part.Padded(pad, 8, row)},
		part.At{Rect: part.Rect{W: v.Frame.W, H: 2}, Box: part.Rule{Ink: v.Palette.Line}}}
}

// staffClock is the time in the hall, at the end of the strip.
func (v *View) staffClock() part.Box {
	return v.in(v.Palette.OnStaff, v.Desk.Now().Format("15:04"), theme.Clock)
}

// staffSheet puts columns into the content area of a page of the staff.
func (v *View) staffSheet(gap float32, of ...part.Box) part.Box {
	top, bottom := float32(28), float32(28)
	if v.wide() {
		top, bottom = 18, 20
	}
	return part.Pad{L: theme.Margin, T: top, R: theme.Margin, B: bottom, Box: part.Column(gap, of...)}
}

// A duty is a view of somebody of the staff who is in.
type duty struct {
	*View
	desk StaffDesk
	who  kiosk.Session
}

// staffRoute reports whether the route is one of the staff's.
func (v *View) staffRoute() bool {
	return v.Route.Path == "staff" || strings.HasPrefix(v.Route.Path, "staff/")
}

// staff returns a page of the staff: the door, until somebody is in.
func (v *View) staff() Page {
	desk, ok := v.Desk.(StaffDesk)
	if !ok {
		return v.missing(true)
	}
	who, in := desk.Session()
	if !in {
		return v.door(desk)
	}
	d := duty{v, desk, who}
	what, rest, _ := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(v.Route.Path, "staff"), "/"), "/")
	id := catalog.ID(rest)
	switch what {
	case "", "fees", "notices":
		return d.workspace(what)
	case "due":
		return d.due()
	case "find":
		return d.finding()
	case "record":
		return d.record(id)
	case "amend":
		return d.amend(id)
	case "reason":
		return d.reason(id)
	case "edit":
		return d.edit(id)
	case "look":
		return d.look(id)
	case "changes":
		return d.changes(id)
	case "statistics":
		return d.statistics()
	case "import":
		return d.importing()
	}
	return d.lost()
}

// lost is the page of a staff route nobody knows, or of a record that is gone.
func (d duty) lost() Page {
	return d.work("", d.staffSheet(0, part.Grow{Box: d.card(d.emptyState("search_off", d.w("missing.gone"), d.w("staff.lost")))}))
}

// work is a page of somebody who is in: who it is and the way out above, six
// places to go below. now is the one that is shown.
func (d duty) work(now string, body part.Box) Page {
	return d.staffed(d.badgeAndExit(), body, d.slots(now))
}

// badgeAndExit is the end of the strip.
func (d duty) badgeAndExit() part.Box {
	p := d.Palette
	who := part.Column(0, part.Text{Words: d.who.Name, Style: theme.BrandName.Of(30), Ink: p.OnStaff, Align: part.Right, Lines: 1},
		part.Text{Words: d.w("role." + string(d.who.Role)), Style: theme.BrandPlace, Ink: p.OnStaffSub, Align: part.Right, Lines: 1})
	exit := part.AtLeast{H: 80, Box: part.Tap{Key: "staff/exit", Do: d.exit, Face: part.Face{Fill: p.StaffKey, Radius: 16, Press: p.PrimaryPress},
		Box: part.Padded(24, 4, d.label("logout", d.w("staff.exit"), theme.Body.Strong().Leading(1.3), p.OnStaffKey))}}
	return part.Line(22, who, exit)
}

// exit ends the session and leaves the screen to visitors.
func (d duty) exit() {
	d.Act.Go(Route{Path: "home"})
}

// slots are the six places of the bar.
func (d duty) slots(now string) part.Box {
	cell := func(key, icon, label string, do func()) part.Box {
		if key == now {
			icon += "-fill"
		}
		box := d.slot(key, icon, label, false, key == now, do)
		return box
	}
	all := []part.Box{cell("back", "arrow_back", d.w("back"), d.Act.Back), cell("guides", "description", d.w("staff.guides"), d.open(Route{Path: "staff"})),
		cell("fees", "receipt_long", d.w("staff.fees"), d.open(Route{Path: "staff/fees"})), cell("notices", "campaign", d.w("staff.notices"), d.open(Route{Path: "staff/notices"})),
		cell("changes", "history", d.w("staff.changes"), d.open(Route{Path: "staff/changes"})), cell("import", "inbox", d.w("staff.import"), d.open(Route{Path: "staff/import"}))}
	var row []part.Box
	for i, b := range all {
		if i > 0 {
			row = append(row, part.Grow{Box: part.Space{}})
		}
		row = append(row, b)
	}
	return part.Line(0, row...)
}

// heading is the way to a page of the staff and its title; right stands
// beside it.
func (d duty) heading(crumbs []string, title string, right part.Box) part.Box {
	row := []part.Box{part.Text{Words: d.w("staff.desk"), Style: theme.Meta, Ink: d.Palette.Ink2}}
	for _, name := range crumbs {
		row = append(row, part.Icon{Name: "chevron_right", Size: 30, Ink: d.Palette.Ink2}, part.Text{Words: name, Style: theme.Meta, Ink: d.Palette.Ink2, Lines: 1})
	}
	style := theme.H1.Leading(1.25)
	if theme.Width(title, style) > d.contentWidth()*0.6 {
		style = theme.H2.Leading(1.25)
	}
	words := part.Column(0, part.Line(6, row...), part.Text{Words: title, Style: style, Ink: d.Palette.Ink, Lines: 2})
	return part.Line(24, part.Grow{Box: words}, right)
}

// trouble returns an error in words for the screen, and the field it is about.
func (d duty) trouble(err error) (words, field string) {
	var o *kiosk.Objection
	switch {
	case err == nil:
		return "", ""
	case errors.As(err, &o):
		say, hint := staffText(o.Say, d.Words.Lang), staffText(o.Hint, d.Words.Lang)
		if say == "" || hint == "" {
			return say + hint, o.Field
		}
		return d.w("staff.sayhint", "say", say, "hint", hint), o.Field
	case errors.Is(err, kiosk.ErrRight):
		return d.w("staff.right"), ""
	case errors.Is(err, kiosk.ErrBusy):
		return d.w("staff.busy"), ""
	}
	return d.w("staff.broken"), ""
}

// staffText returns words of the kiosk itself, which need no mark that they
// are in Chinese.
func staffText(t catalog.Text, lang catalog.Lang) string {
	s, _ := t.In(lang)
	return s
}

// ended goes to the door where the session is over, and reports whether it is.
func (d duty) ended(err error) bool {
	if errors.Is(err, kiosk.ErrEnded) {
		d.Act.Go(Route{Path: "staff"})
		return true
	}
	return false
}

// say keeps what went wrong for the next drawing.
func (d duty) say(err error) {
	words, _ := d.trouble(err)
	d.Memo.Values["wrong"] = words
}

// wrong is what went wrong last, in red, or nil.
func (d duty) wrong() part.Box {
	if d.get("wrong") == "" {
		return nil
	}
	return part.Line(12, part.Icon{Name: "error-fill", Size: 36, Ink: d.Palette.Bad}, part.Grow{Box: d.in(d.Palette.Bad, d.get("wrong"), theme.Label)})
}

// moment writes a time of day with its day, in the hall's time.
func (d duty) moment(t time.Time) string {
	if t.IsZero() {
		return d.w("staff.never")
	}
	return d.Words.Moment(t.In(d.Desk.Now().Location()))
}
