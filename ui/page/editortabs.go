package page

import (
	"slices"
	"strings"

	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

func (e draft) logWidth() float32 {
	if e.wide() {
		return 300
	}
	return 200
}

// tabs are the parts of the form of the record's kind.
func (e draft) tabs() []editTab {
	var all []editTab
	switch e.record.Body.(type) {
	case *catalog.Notice:
		all = e.noticeTabs()
	case *catalog.Guide:
		all = e.guideTabs()
	}
	all = append(all, editTab{"review", []field{{name: "review", label: e.w("editor.review"), sort: fieldOther, box: e.review()}}})
	for i := range all {
		for k := range all[i].fields {
			f := &all[i].fields[k]
			f.wrong = e.wrongOf(*f)
		}
	}
	return all
}

// wrongOf says what is wrong with a field: at once where it cannot be read,
// and what is missing once the record was to be submitted.
func (e draft) wrongOf(f field) string {
	if s := e.unread[f.name]; s != "" && f.name != e.get("focus") {
		return s
	}
	if e.get("tried") == "" {
		return ""
	}
	if s := e.unread[f.name]; s != "" {
		return s
	}
	if f.must && strings.TrimSpace(e.valueOf(f.name)) == "" {
		return e.w("form.empty")
	}
	for _, finding := range e.judge.Findings {
		if finding.Severity == catalog.Blocking && e.about(finding.Field) == f.name {
			return staffText(finding.Say, e.Words.Lang)
		}
	}
	return ""
}

// about is the field that fills in a JSON path of the record.
func (e draft) about(path string) string {
	switch path {
	case "title":
		return "title.zh"
	case "office":
		return "office"
	}
	switch e.id.Kind() {
	case catalog.KindNotice:
		return noticeField(path)
	default:
		return guideField(path)
	}
}

// tabIndex is the tab that is shown.
func (e draft) tabIndex(tabs []editTab) int {
	return max(0, slices.IndexFunc(tabs, func(t editTab) bool { return t.name == e.get("tab") }))
}

// bad reports whether anything in a tab has to be changed before the record
// is submitted, whether that was said yet or not.
func (e draft) bad(t editTab) bool {
	for _, f := range t.fields {
		if e.unread[f.name] != "" || f.must && strings.TrimSpace(e.valueOf(f.name)) == "" {
			return true
		}
		for _, finding := range e.judge.Findings {
			if finding.Severity == catalog.Blocking && e.about(finding.Field) == f.name {
				return true
			}
		}
	}
	return t.name == "review" && e.local.State != kiosk.StateCleared && e.local.State != kiosk.StatePublished
}

// tabTrack chooses a part of the form; each says whether it is complete.
func (e draft) tabTrack(tabs []editTab) part.Box {
	p := e.Palette
	var cells []part.Box
	at := e.tabIndex(tabs)
	for i, t := range tabs {
		bad := e.bad(t)
		face, ink, sign := part.Face{Fill: p.Well, Radius: 16, Press: p.Tint}, p.Ink2, e.signInk(bad)
		if i == at {
			face, ink = part.Face{Fill: p.Primary, Radius: 16}, p.OnPrimary
			if sign = p.AccentOnPrimary; !bad {
				sign = p.OnPrimary
			}
		}
		icon := "check_circle-fill"
		if bad {
			icon = "error-fill"
		}
		words := part.Text{Words: e.w("editor." + t.name), Style: theme.Label, Ink: ink, Align: part.Center}
		open := func() {
			e.Memo.Values["tab"], e.Memo.Values["focus"], e.Memo.Values["keys"] = t.name, "", ""
			e.Act.Redraw()
		}
		cells = append(cells, part.Tap{Key: "tab/" + t.name, Do: open, Face: face, Box: part.AtLeast{H: 80, Box: part.Padded(8, 4, part.Middle{Box: part.Line(6, part.Icon{Name: icon, Size: 32, Ink: sign}, words)})}})
	}
	return part.Card{Face: part.Face{Fill: p.Well, Radius: theme.RadiusM, Outline: p.Outline, Frame: p.Line}, Box: part.Padded(6, 6, track{cells})}
}

// editHead is what is written, how complete it is, and whether it is kept.
func (e draft) editHead() part.Box {
	p := e.Palette
	state := e.local.State
	if state == "" {
		state = kiosk.StateDraft
	}
	words, t := e.w("paper."+string(state)), stateTone(state)
	if e.formState() != e.get("kept") {
		words, t = e.w("editor.changed"), toneMuted
	} else if at := e.get("savedat"); at != "" {
		words, t = e.joined(words, e.w("editor.saved", "time", at)), toneMuted
	}
	full := part.Line(12, e.text(e.w("editor.full", "n", e.judge.Percent), theme.Label), part.Fix{W: 160, Box: part.Bar{Share: float32(e.judge.Percent) / 100, High: 12, Track: p.Well, Fill: p.Accent}})
	right := part.Column(12, part.Line(0, part.Grow{Box: part.Space{}}, e.tag(t, "", words)), part.Line(0, part.Grow{Box: part.Space{}}, full))
	title := e.staffTitle(e.record.Title, "")
	if title == "" {
		title = e.w("editor.untitled." + string(e.id.Kind()))
	}
	return e.heading([]string{e.w("editor.new." + string(e.id.Kind()))}, title, right)
}
