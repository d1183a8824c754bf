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

// faces are the five official levels, the best first, with their signs.
var faces = []struct {
	level kiosk.Level
	icon  string
}{
	{kiosk.VerySatisfied, "sentiment_very_satisfied"}, {kiosk.Satisfied, "sentiment_satisfied"}, {kiosk.FairlySatisfied, "sentiment_neutral"},
	{kiosk.Dissatisfied, "sentiment_dissatisfied"}, {kiosk.VeryDissatisfied, "sentiment_very_dissatisfied"},
}

// Codes of the reasons that are offered.
var (
	goodReasons  = []string{"clear", "once", "window", "patient", "fees", "machine"}
	badReasons   = []string{"unclear", "again", "wait", "impatient", "charges", "machinebad"}
	wrongReasons = []string{"where", "hours", "bring", "fee", "time", "other"}
)

// hander returns the capability to take slips, or nil.
func (v *View) hander() Hander {
	h, _ := v.Desk.(Hander)
	return h
}

// survey takes a rating of the service, or word that a record is wrong.
func (v *View) survey() Page {
	if v.hander() == nil {
		return v.missing(true)
	}
	if v.get("done") != "" {
		return v.thanks()
	}
	if v.get("pick") != "" {
		return v.pickCounter()
	}
	wrong := v.get("sort") == string(kiosk.SlipWrong)
	title, sub := v.w("survey.title"), v.w("survey.sub")
	if wrong {
		title, sub = v.w("survey.wrong.title"), v.w("survey.wrong.sub")
	}
	head := part.Column(6, v.head([]string{v.w("survey")}, title, nil), v.dim(sub, theme.BodyL.Leading(1.35)))
	send := whole{part.Column(12, v.sendButton(wrong), part.Text{Words: v.w("survey.anonymous"), Style: theme.Meta, Ink: v.Palette.Ink2, Align: part.Center}), true, false}
	reasons := v.reasons(wrong)
	if v.wide() {
		right := part.Column(20, v.rated(wrong), bottom(), v.failed(), send)
		return Page{Box: v.sheet(20, head, v.faces(wrong), part.Grow{Box: part.Line(48, part.Grow{Box: part.Full{Box: part.Column(0, reasons, bottom())}}, part.Grow{Box: part.Full{Box: right}})})}
	}
	return Page{Box: v.sheet(28, head, v.faces(wrong), reasons, v.rated(wrong), bottom(), v.failed(), send)}
}

// faces are the five levels to choose from.
func (v *View) faces(wrong bool) part.Box {
	if wrong {
		return nil
	}
	p := v.Palette
	var cards []part.Box
	for _, f := range faces {
		value := strconv.Itoa(int(f.level))
		face, icon, ink := v.surface(theme.RadiusT), f.icon, p.OK
		switch f.level {
		case kiosk.FairlySatisfied:
			ink = p.Warn
		case kiosk.Dissatisfied, kiosk.VeryDissatisfied:
			ink = p.Bad
		}
		if v.get("level") == value {
			face = part.Face{Fill: p.Tint, Radius: theme.RadiusT, Line: ink, Stroke: 5, Press: p.TintLine}
			icon += "-fill"
		}
		words := part.Text{Words: v.w("level." + value), Style: theme.Label, Ink: p.Ink, Align: part.Center}
		if v.narrow() && !v.Frame.Wide() {
			cards = append(cards, part.AtLeast{H: 92, Box: part.Tap{Key: "level/" + value, Do: v.set("level", value), Face: face,
				Box: part.Padded(28, 6, part.Line(28, part.Icon{Name: icon, Size: 72, Ink: ink}, part.Grow{Box: v.text(v.w("level."+value), theme.RowTitle)}))}})
			continue
		}
		cards = append(cards, part.AtLeast{H: v.faceHigh(), Box: part.Tap{Key: "level/" + value, Do: v.set("level", value), Face: face,
			Box: middle(part.Column(20, part.Fix{H: 110, Box: part.Icon{Name: icon, Size: 110, Ink: ink}}, words))}})
	}
	if v.narrow() && !v.Frame.Wide() {
		return part.Column(12, cards...)
	}
	return part.Even(14, cards...)
}

func (v *View) faceHigh() float32 {
	if v.wide() || v.narrow() {
		return 210
	}
	return 336
}

// reasons are what may be said beside the level; none has to be.
func (v *View) reasons(wrong bool) part.Box {
	codes, title := v.reasonCodes(wrong)
	chosen := strings.Fields(v.get("reasons"))
	p := v.Palette
	var cards []part.Box
	for _, code := range codes {
		face, icon := v.surface(theme.RadiusT), part.Box(part.Pad{L: 3, R: 3, Box: part.Fix{W: 38, H: 38, Box: part.Card{Face: part.Face{Fill: p.Surface, Radius: 19, Line: p.Ink2, Stroke: 3}, Box: part.Space{W: 38, H: 38}}}})
		if slices.Contains(chosen, code) {
			face = part.Face{Fill: p.Tint, Radius: theme.RadiusT, Line: p.Primary, Stroke: 4, Press: p.TintLine}
			icon = part.Icon{Name: "check_circle-fill", Size: 44, Ink: p.Primary}
		}
		cards = append(cards, part.AtLeast{H: 104, Box: part.Tap{Key: "reason/" + code, Do: v.toggle(code), Face: face,
			Box: part.Padded(24, 8, part.Line(18, icon, part.Grow{Box: v.text(v.w("reason."+code), theme.H3.Of(32).Leading(1.25))}))}})
	}
	columns := 2
	if v.compact() && !v.Frame.Wide() {
		columns = 1
	}
	return v.section(title, part.Grid{Columns: columns, Gap: theme.Gutter, Of: cards})
}

func (v *View) reasonCodes(wrong bool) (codes []string, title string) {
	level, _ := strconv.Atoi(v.get("level"))
	switch {
	case wrong:
		return wrongReasons, v.w("survey.wrong.what")
	case level != 0 && kiosk.Level(level) < kiosk.FairlySatisfied:
		return badReasons, v.w("survey.bad")
	}
	return goodReasons, v.w("survey.good")
}

// toggle chooses a reason or takes it back.
func (v *View) toggle(code string) func() {
	return func() {
		chosen := strings.Fields(v.get("reasons"))
		if i := slices.Index(chosen, code); i >= 0 {
			chosen = slices.Delete(chosen, i, i+1)
		} else {
			chosen = append(chosen, code)
		}
		v.set("reasons", strings.Join(chosen, " "))()
	}
}

// subject is the record that the slip is about.
func (v *View) subject() catalog.ID {
	if id := catalog.ID(v.get("about")); id.Check() == nil {
		return id
	}
	if id := v.Desk.State().GeneralWindow; id != "" {
		return id
	}
	return "office/hall"
}

// rated says what is rated, and lets the visitor choose another counter.
func (v *View) rated(wrong bool) part.Box {
	name := v.w("unknown")
	if r := v.lookup(v.subject()); r != nil {
		name = v.t(r.Title)
		if c, ok := r.Body.(*catalog.Counter); ok {
			name = v.joined(name, v.place(c))
		}
	}
	words := part.Text{Words: name, Style: theme.H3.Of(32).Leading(1.25), Ink: v.Palette.Ink, Lines: 2}
	row := []part.Box{v.icon("account_balance", 44), v.dim(v.w("survey.about"), theme.Body), part.Grow{Box: words}}
	if wrong {
		return part.AtLeast{H: 116, Box: v.card(part.Padded(28, 12, part.Line(20, row...)))}
	}
	if v.compact() {
		row = row[2:] // the name alone
	}
	row = append(row, v.in(v.Palette.Primary, v.w("survey.change"), theme.Label), part.Icon{Name: "chevron_right", Size: 44, Ink: v.Palette.Ink2})
	return part.AtLeast{H: 116, Box: part.Tap{Key: "pick", Do: v.set("pick", "1"), Face: v.surface(theme.RadiusL), Box: part.Padded(28, 12, part.Line(20, row...))}}
}

// pickCounter lists the counters to rate.
func (v *View) pickCounter() Page {
	var rows []part.Box
	for _, c := range bodies[*catalog.Counter](v, catalog.Query{Kind: catalog.KindCounter}) {
		id := string(c.ID)
		choose := func() {
			v.Memo.Values["about"], v.Memo.Values["pick"] = id, ""
			v.Act.Redraw()
		}
		rows = append(rows, part.Tap{Key: "counter/" + c.ID.Name(), Do: choose, Face: v.rowFace(),
			Box: v.rowBox(row{left: v.disc("location_on", 68, 40), title: v.t(c.Title), sub: v.sub(v.place(c.body))})})
	}
	return v.listing([]string{v.w("survey")}, v.w("survey.pick"), rows)
}

// sendButton hands the slip in; before anything is chosen it cannot.
func (v *View) sendButton(wrong bool) part.Box {
	ready := v.get("level") != "" || wrong && v.get("reasons") != ""
	if !ready {
		p := v.Palette
		words := part.Text{Words: v.w("survey.choose"), Style: theme.Button, Ink: p.Ink2, Align: part.Center}
		return part.AtLeast{H: v.sendHigh(), Box: part.Card{Face: part.Face{Fill: p.Well, Radius: theme.RadiusM, Outline: p.Outline, Frame: p.Line}, Box: middle(words)}}
	}
	return v.primary("send", "", v.w("survey.send"), v.sendHigh(), v.handIn)
}

func (v *View) sendHigh() float32 {
	if v.wide() || v.narrow() {
		return 104
	}
	return 136
}

// handIn gives the slip to the kiosk; only when it is kept the visitor is
// thanked.
func (v *View) handIn() {
	level, _ := strconv.Atoi(v.get("level"))
	wrong := v.get("sort") == string(kiosk.SlipWrong)
	slip := kiosk.Slip{Sort: kiosk.SlipRating, Level: kiosk.Level(level), About: v.subject()}
	if wrong {
		slip.Sort, slip.Level = kiosk.SlipWrong, 0
	}
	codes, _ := v.reasonCodes(wrong)
	for _, r := range strings.Fields(v.get("reasons")) {
		if slices.Contains(codes, r) {
			slip.Reasons = append(slip.Reasons, r)
		}
	}
	if err := v.hander().Hand(slip); err != nil {
		v.set("failed", "1")()
		return
	}
	v.Memo.Values = map[string]string{"done": "1"}
	v.Act.Redraw()
}

// failed says that a slip could not be kept, and what to do instead.
func (v *View) failed() part.Box {
	if v.get("failed") == "" {
		return nil
	}
	p := v.Palette
	return part.Card{Face: part.Face{Fill: p.BadBg, Radius: theme.RadiusM, Outline: p.Outline, Frame: p.Bad},
		Box: part.Padded(28, 20, part.Line(16, part.Icon{Name: "error", Size: 44, Ink: p.Bad},
			part.Grow{Box: v.in(p.Bad, v.w("survey.failed", "phone", v.Desk.State().Telephone), theme.Label)}))}
}

// thanks is shown when a slip is kept.
func (v *View) thanks() Page {
	p := v.Palette
	sign := part.Disc{Size: 240, Ground: p.OKBg, Box: part.Icon{Name: "check_circle-fill", Size: 150, Ink: p.OK}}
	words := part.Column(20, part.Fix{H: 240, Box: sign}, part.Text{Words: v.w("survey.thanks"), Style: theme.Display.Of(72), Ink: p.Ink, Align: part.Center},
		part.Text{Words: v.w("survey.thanks.sub"), Style: theme.BodyL.Leading(1.45), Ink: p.Ink2, Align: part.Center})
	home := v.primary("home", "home", v.w("survey.home"), 136, v.open(Route{Path: "home"}))
	return Page{Box: v.sheet(40, bottom(), words, bottom(), home, bottom())}
}
