package page

import (
	"strconv"
	"strings"

	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// changed reports whether the form makes another record than the one that was
// saved.
func (e draft) changed() bool {
	if e.local.Text == nil || len(e.unread) > 0 {
		return true
	}
	now, err := e.record.Line()
	was, bad := e.local.Text.Line()
	return err != nil || bad != nil || string(now) != string(was)
}

// own reports whether whoever is in wrote the text, which somebody else then
// has to review.
func (e draft) own() bool { return e.local.Badge == e.who.ID }

// buttons are what can be done with the record as it stands.
func (e draft) buttons(tabs []editTab) part.Box {
	look := e.second("editor/look", "visibility", e.w("editor.look"), 112, e.set("look", "1"))
	state := e.local.State
	if e.changed() {
		state = kiosk.StateDraft
	}
	var row []part.Box
	note := part.Box(nil)
	reviews := e.who.May(kiosk.MayClear) && !e.own()
	back := e.second("editor/return", "", e.w("editor.return"), 112, e.why("return"))
	switch {
	case state == kiosk.StateSubmitted && reviews:
		row = []part.Box{back, look, e.primary("editor/clear", "verified", e.w("editor.clear"), 112, func() { e.stepped(e.desk.Clear(e.id)) })}
	case state == kiosk.StateCleared && e.who.May(kiosk.MayClear):
		row = []part.Box{back, look, e.primary("editor/publish", "upload", e.w("editor.publish"), 112, func() { e.stepped(e.desk.Publish(e.id)) })}
	case state == kiosk.StateSubmitted || state == kiosk.StateCleared:
		row, note = []part.Box{look}, part.Text{Words: e.w("editor.waits"), Style: theme.Label.Leading(1.3), Ink: e.Palette.Ink2, Align: part.Center}
	case state == kiosk.StatePublished:
		row = []part.Box{look}
		if e.who.May(kiosk.MayWithdraw) {
			row = append([]part.Box{e.second("editor/withdraw", "", e.w("editor.withdraw"), 112, e.why("withdraw"))}, row...)
		}
	default:
		row = []part.Box{e.second("editor/save", "save", e.w("editor.save"), 112, e.write), look, e.primary("editor/submit", "rate_review", e.w("editor.submit"), 112, func() { e.submit(tabs) })}
		note = e.todo(tabs)
	}
	return part.Column(10, e.duty.wrong(), part.Even(16, row...), note)
}

// todo says how much has to be changed before it can be submitted.
func (e draft) todo(tabs []editTab) part.Box {
	n := e.faults(tabs)
	if n == 0 {
		return nil
	}
	return part.Text{Words: e.Words.Count("editor.todo", n), Style: theme.Label.Leading(1.3), Ink: e.Palette.Bad, Align: part.Center}
}

// faults is how many fields and findings keep the record from being
// submitted.
func (e draft) faults(tabs []editTab) int {
	n, seen := 0, map[string]bool{}
	for _, t := range tabs {
		for _, f := range t.fields {
			if e.unread[f.name] != "" || f.must && strings.TrimSpace(e.valueOf(f.name)) == "" {
				seen[f.name] = true
				n++
			}
		}
	}
	for _, f := range e.judge.Findings {
		if f.Severity == catalog.Blocking && !seen[e.about(f.Field)] {
			seen[e.about(f.Field)] = true
			n++
		}
	}
	return n
}

// why asks for the reason of a step.
func (e draft) why(does string) func() {
	return e.open(Route{Path: "staff/reason/" + string(e.id), Query: "does=" + does})
}

// stepped draws the record again as it is after a step.
func (e draft) stepped(err error) {
	if e.ended(err) {
		return
	}
	e.say(err)
	if err == nil {
		e.again()
	}
	e.Act.Redraw()
}

// again lets the form be filled in anew with what was saved.
func (e draft) again() {
	for key := range e.Memo.Values {
		if strings.HasPrefix(key, "f.") {
			delete(e.Memo.Values, key)
		}
	}
	for _, key := range []string{"base", "kept", "tried", "begun", "savedat", "focus", "keys", "spell"} {
		delete(e.Memo.Values, key)
	}
}

// write saves the text as a draft, complete or not.
func (e draft) write() {
	for name := range e.unread {
		e.goTo(name)
		e.Memo.Values["tried"] = "1"
		e.Memo.Values["wrong"] = e.w("editor.unread")
		e.Act.Redraw()
		return
	}
	e.stepped(e.desk.Write(e.record))
}

// submit hands the text to the reviewer, or goes to the first field that has
// to be changed.
func (e draft) submit(tabs []editTab) {
	if e.faults(tabs) > 0 {
		e.Memo.Values["tried"], e.Memo.Values["wrong"] = "1", ""
		e.goTo(e.firstFault(tabs))
		e.Act.Redraw()
		return
	}
	if e.changed() {
		if err := e.desk.Write(e.record); err != nil {
			e.stepped(err)
			return
		}
	}
	e.stepped(e.desk.Submit(e.id))
}

// firstFault is the first field with something wrong; "review" where it is
// none of the form.
func (e draft) firstFault(tabs []editTab) string {
	for _, t := range tabs {
		for _, f := range t.fields {
			if e.unread[f.name] != "" || f.must && strings.TrimSpace(e.valueOf(f.name)) == "" {
				return f.name
			}
			for _, finding := range e.judge.Findings {
				if finding.Severity == catalog.Blocking && e.about(finding.Field) == f.name {
					return f.name
				}
			}
		}
	}
	return "review"
}

// goTo opens the tab of a field and goes into it.
func (e draft) goTo(name string) {
	for _, t := range e.tabs() {
		for _, f := range t.fields {
			if f.name != name {
				continue
			}
			e.Memo.Values["tab"] = t.name
			e.focus(f, -1)
			*e.Memo.Offset("form" + t.name) = -1
			return
		}
	}
}

// review is how far the record is: what is wrong with it, who did what with
// it, and that a second person has to clear it.
func (e draft) review() part.Box {
	p := e.Palette
	pairs := e.eyes()
	tone := toneWarn
	if pairs == 2 {
		tone = toneOK
	}
	words := part.Column(0, e.in(p.OnTint, e.w("editor.secrecy"), theme.RowTitle), e.in(p.OnTint, e.w("editor.secrecy.what"), theme.Meta))
	all := []part.Box{part.Card{Face: e.tinted(theme.RadiusM), Box: part.Padded(28, 22, part.Line(20, part.Icon{Name: "shield", Size: 52, Ink: p.OnTint}, part.Grow{Box: words}, e.tag(tone, "", strconv.Itoa(pairs)+" / 2")))}}
	for _, f := range e.judge.Findings {
		ink, icon := p.Warn, "warning"
		if f.Severity == catalog.Blocking {
			ink, icon = p.Bad, "error-fill"
		}
		all = append(all, part.Line(14, part.Icon{Name: icon, Size: 36, Ink: ink}, part.Grow{Box: e.in(ink, staffText(f.Say, e.Words.Lang), theme.Body.Leading(1.3))}))
	}
	for _, s := range e.local.Steps {
		line := e.joined(e.Words.Date(s.On), s.By, e.act(s.Does), s.Why)
		all = append(all, part.Line(14, part.Icon{Name: "history", Size: 36, Ink: p.Ink2}, part.Grow{Box: e.dim(line, theme.Body.Leading(1.3))}))
	}
	for _, r := range e.local.Rivals {
		all = append(all, part.Line(14, part.Icon{Name: "sync_problem", Size: 36, Ink: p.Bad}, part.Grow{Box: e.in(p.Bad, e.w("editor.rival", "title", e.staffTitle(r.Title, r.ID)), theme.Body.Leading(1.3))}))
	}
	if e.get("begun") != "" {
		drop := func() {
			err := e.desk.Drop(e.id, "")
			if err == nil {
				e.Memo.Values["done"] = "1"
			}
			e.done(err)
		}
		all = append(all, e.second("editor/drop", "", e.w("form.drop"), 96, drop))
	}
	return part.Column(16, all...)
}

// eyes is how many people have answered for the text so far: who submitted
// it, and who cleared it.
func (e draft) eyes() int {
	if e.changed() {
		return 0
	}
	switch e.local.State {
	case kiosk.StateSubmitted:
		return 1
	case kiosk.StateCleared, kiosk.StatePublished:
		return 2
	}
	return 0
}

// lookAt shows the page of a record as a visitor will see it. Nothing on it
// does anything.
func (d duty) lookAt(r *catalog.Record) Page {
	w := *d.View
	w.Route = To(r.ID)
	if d.Memo.Look == nil {
		d.Memo.Look = NewMemo(w.Route)
	}
	w.Memo = d.Memo.Look
	none := func() {}
	w.Act = Actions{Go: func(Route) {}, Redraw: d.Act.Redraw, Zoom: func(Code) {}, Lang: func(catalog.Lang) {}, Access: none, Mode: func(string) {}, Back: none}
	p := w.public(r)
	bar := part.Line(24, d.slot("back", "arrow_back", d.w("back"), false, false, d.lookAway), part.Grow{Box: part.Middle{Box: part.Line(12, part.Icon{Name: "visibility", Size: 44, Ink: d.Palette.Ink2}, d.dim(d.w("editor.look.what"), theme.Meta))}})
	q := d.staffed(d.badgeAndExit(), part.Space{}, bar)
	// The public page has its own place for the strip.
	q.Box = part.Layers{part.At{Rect: part.Rect{W: d.Frame.W, H: d.Frame.H - d.Frame.Bar()}, Box: p.Box}, q.Box}
	return q
}

// public is the public page of a record.
func (v *View) public(r *catalog.Record) Page {
	p := v.record(r)
	if v.foreign {
		p = v.record(r)
	}
	return p
}

// lookAway goes back to writing, or to the page before.
func (d duty) lookAway() {
	if d.get("look") == "" {
		d.Act.Back()
		return
	}
	d.Memo.Values["look"] = ""
	d.Act.Redraw()
}

// look shows the public page of a record that is published.
func (d duty) look(id catalog.ID) Page {
	r, err := d.Desk.Record(id)
	if err != nil {
		return d.lost()
	}
	return d.lookAt(r)
}
