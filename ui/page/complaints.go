package page

import (
	"image/color"
	"strconv"

	"mingbai/catalog"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

func permille(n int) string {
	return strconv.FormatFloat(float64(n)/10, 'f', -1, 64) + "%"
}

// hallChannels are the ways to complain that hold for everything.
func (v *View) hallChannels() []of[*catalog.Channel] {
	var some []of[*catalog.Channel]
	for _, c := range bodies[*catalog.Channel](v, catalog.Query{Kind: catalog.KindChannel}) {
		if c.body.Hall {
			some = append(some, c)
		}
	}
	return some
}

// complaints shows where to complain: the hotline, codes, places, and what
// happens then.
func (v *View) complaints() Page {
	var hotline, codes, rows []part.Box
	for _, c := range v.hallChannels() {
		switch {
		case c.body.Sort.Code == "hotline" && len(hotline) == 0:
			hotline = append(hotline, v.hotline(c))
		case c.body.Sort.Code == "overcharge" || c.body.Sort.Code == "misconduct":
		case v.shown(c.body.Link) && len(codes) < 2:
			codes = append(codes, v.codeCard(c))
		default:
			rows = append(rows, v.channelRow(c))
		}
	}
	head := v.complaintHead()
	var list part.Box = v.card(v.emptyState("support_agent", v.w("list.empty"), v.w("missing.body", "phone", v.Desk.State().Telephone)))
	if len(rows) > 0 {
		list = v.rows("channels", rows...)
	}
	then := v.section(v.w("complaints.then"), v.timeline())
	if v.wide() {
		left := part.Column(18, append(append(hotline, part.Even(theme.Gutter, codes...)), bottom(), then)...)
		return Page{Box: v.sheet(14, head, part.Grow{Box: part.Line(40, part.Grow{Box: part.Full{Box: left}}, part.Full{Box: part.Fix{W: 800, Box: part.Column(18, part.Grow{Box: list}, v.reports())}})})}
	}
	of := append([]part.Box{head}, hotline...)
	switch {
	case v.compact() && !v.Frame.Wide():
		of = append(of, codes...)
	case len(codes) > 0:
		of = append(of, part.Even(theme.Gutter, codes...))
	}
	return Page{Box: v.sheet(24, append(of, part.Grow{Box: list}, then, v.reports())...)}
}

func (v *View) hotline(c of[*catalog.Channel]) part.Box {
	p := v.Palette
	ink := p.AccentOnPrimary
	disc := part.Disc{Size: 132, Ground: p.DiscOnPrimary, Box: part.Icon{Name: "phone_in_talk", Size: 76, Ink: ink}}
	high, pad := float32(236), float32(22)
	if v.wide() {
		high, pad = 180, 8
	}
	words := part.Column(0, v.in(p.OnPrimary, v.t(c.Title), theme.Body.Of(32).Leading(1.25)), v.in(p.OnPrimary, c.body.Value, theme.Display.Leading(1.1)),
		v.in(p.OnPrimarySub, v.t(c.body.Say), theme.Body.Leading(1.3)))
	return part.Card{Face: part.Face{Fill: p.Primary, Radius: theme.RadiusL}, Box: part.AtLeast{H: high, Box: part.Padded(40, pad, part.Line(36, disc, part.Grow{Box: words}))}}
}

func (v *View) codeCard(c of[*catalog.Channel]) part.Box {
	size, pad := float32(234), float32(20)
	if v.wide() {
		size, pad = 204, 14
	}
	code := v.codeBox("code/"+c.ID.Name(), Code{Purpose: v.t(c.Title), Title: v.t(c.body.Say), Link: *v.prefilled(c.body.Link, v.aboutRecord())}, size)
	zoom := part.Box(v.in(v.Palette.Primary, v.w("zoom"), theme.Label))
	if v.wide() || v.Modes.Low {
		zoom = nil
	}
	words := part.Column(8, v.text(v.t(c.Title), theme.H3.Of(32).Leading(1.25)), v.dim(v.t(c.body.Say), theme.Meta), zoom)
	return v.card(part.AtLeast{H: size + 2*pad, Box: part.Padded(22, pad, part.Line(20, code, part.Grow{Box: words}))})
}

// channelIcon is the sign of a sort of channel.
func channelIcon(sort string) string {
	switch sort {
	case "hotline", "telephone":
		return "call"
	case "box":
		return "markunread_mailbox"
	case "letter", "mayor":
		return "mail"
	case "reconsideration", "lawsuit", "overcharge":
		return "gavel"
	case "misconduct":
		return "shield"
	}
	return "forum"
}

func (v *View) channelRow(c of[*catalog.Channel]) part.Box {
	b := c.body
	answer := ""
	if b.Answer != nil {
		answer = v.w("answer.within", "limit", v.limit(b.Answer))
	}
	sub := part.Column(0, v.sub(b.Value, v.t(b.Place), v.t(b.Hours)), v.sub(v.t(b.Say), answer))
	r := row{left: v.disc(channelIcon(b.Sort.Code), 76, 44), title: v.t(c.Title), sub: sub, high: 124}
	if v.shown(b.Link) {
		return v.link(r, v.onto(To(c.ID)))
	}
	return v.rowBox(r)
}

// timeline is what happens after a complaint (12345 rules; 信访工作条例
// articles 22 and 34 for the limits).
func (v *View) timeline() part.Box {
	p := v.Palette
	var steps []part.Box
	if v.compact() {
		return v.timeRows()
	}
	for i := 1; i <= 4; i++ {
		n := strconv.Itoa(i)
		disc := part.Disc{Size: 72, Ground: p.Primary, Box: v.in(p.OnPrimary, n, theme.H2.Leading(1.2))}
		steps = append(steps, part.Column(6, part.Fix{H: 72, Box: disc},
			part.Text{Words: v.w("then." + n), Style: theme.Label, Ink: p.Ink, Align: part.Center},
			part.Text{Words: v.w("then." + n + ".sub"), Style: theme.Meta.Leading(1.25), Ink: p.Ink2, Align: part.Center}))
	}
	return v.card(part.Padded(16, 22, part.Layers{thread{len(steps), p.TintLine}, part.Even(8, steps...)}))
}

// timeRows are the same one below the other.
func (v *View) timeRows() part.Box {
	var rows []part.Box
	for i := 1; i <= 4; i++ {
		n := strconv.Itoa(i)
		rows = append(rows, v.rowBox(row{left: v.number(n), title: v.w("then." + n), sub: v.sub(v.w("then." + n + ".sub"))}))
	}
	return v.card(part.Column(0, rows...))
}

// thread is the line behind the discs of n steps that share a row.
type thread struct {
	n   int
	ink color.NRGBA
}

func (t thread) Width() float32         { return 0 }
func (t thread) Height(float32) float32 { return 0 }
func (t thread) Put(s *part.Stage, r part.Rect) {
	half := r.W / float32(2*t.n)
	part.Rule{Ink: t.ink}.Put(s, part.Rect{X: r.X + half, Y: r.Y + 34, W: r.W - 2*half, H: 4})
}

// reports lead to the two places for what is worse than bad service.
func (v *View) reports() part.Box {
	var buttons []part.Box
	for _, name := range []string{"overcharge", "misconduct"} {
		if r := v.lookup(catalog.ID("channel/" + name)); r != nil {
			buttons = append(buttons, v.second(name, channelIcon(name), v.w("complain."+name), 112, v.open(v.onto(To(r.ID)))))
		}
	}
	if len(buttons) == 0 {
		return nil
	}
	if v.compact() && !v.Frame.Wide() {
		return part.Column(14, buttons...)
	}
	return part.Even(theme.Gutter, buttons...)
}
