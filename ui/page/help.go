package page

import (
	"strings"

	"mingbai/catalog"
	"mingbai/ui/part"
	"mingbai/ui/text"
	"mingbai/ui/theme"
)

// A Helper is a Desk that can call somebody of the staff to the kiosk.
type Helper interface {
	// CanHelp reports whether the hall has set up whom to call.
	CanHelp() bool
	// Help calls, in the background; place says in words where the kiosk
	// stands. It reports false when a call is under way already, or the last
	// one was a moment ago.
	Help(place string) bool
}

// helper returns the capability to call somebody, or nil.
func (v *View) helper() Helper {
	if h, ok := v.Desk.(Helper); ok && h.CanHelp() {
		return h
	}
	return nil
}

// helpButton is 请人来帮我: it calls the staff where the hall has set that
// up; else, and after it called, it says where to find somebody.
func (v *View) helpButton() part.Box {
	if v.get("help") == "" {
		return v.quiet("help", "support_agent", v.w("help"), 112, v.callHelp)
	}
	p := v.Palette
	title := v.w("help.window")
	if v.get("help") == "called" {
		title = v.w("help.called")
	}
	words := []part.Box{v.in(p.OnTint, title, theme.H3.Leading(1.3)), v.in(p.OnTint, v.windowTitle(), theme.Body.Leading(1.35)),
		v.in(p.OnTint, v.w("help.phone", "phone", v.Desk.State().Telephone), theme.Body.Leading(1.35))}
	way := v.second("help/way", "directions_walk", v.w("directions"), 96, v.open(v.generalWindow()))
	if v.compact() {
		return v.panel(part.Padded(24, 16, part.Column(12, part.Column(4, words...), way)))
	}
	return v.panel(part.Padded(28, 20, part.Line(24, v.icon("support_agent", 60), part.Grow{Box: part.Column(4, words...)}, way)))
}

// support is the foot of the page about the kiosk: whom to call, and which
// version to name.
func (v *View) support() part.Box {
	version := v.version()
	if v.wide() && version != nil {
		return part.Line(theme.Gutter, part.Grow{Box: version}, part.Grow{Box: v.helpButton()})
	}
	return part.Column(theme.Gutter, v.helpButton(), version)
}

// callHelp calls once; a second touch calls nobody twice.
func (v *View) callHelp() {
	h := v.helper()
	if h == nil {
		v.set("help", "window")()
		return
	}
	h.Help(v.standsAt())
	v.set("help", "called")()
}

// standsAt is where this kiosk stands, in Chinese: the landmark that names
// it on the map.
func (v *View) standsAt() string {
	for _, c := range bodies[*catalog.Counter](v, catalog.Query{Kind: catalog.KindCounter}) {
		if c.body.Sort.Code == "kiosk" && strings.EqualFold(c.ID.Name(), "kiosk-"+v.Desk.State().KioskID) {
			staff := *v
			staff.Words = text.In(catalog.ZH)
			return strings.TrimSpace(staff.place(c.body))
		}
	}
	return ""
}
