package page

import (
	"encoding/json"
	"strings"

	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// A draft is a record of the hall in the editor: what is kept of it, and the
// record that the form makes of it now.
type draft struct {
	duty
	id     catalog.ID
	local  kiosk.Local       // what was saved; State "" when nothing was
	base   *catalog.Record   // what the form began with
	record *catalog.Record   // what it makes
	judge  kiosk.Judgement   // of the record
	unread map[string]string // what cannot be read, by field
}

// An editTab is one part of the form.
type editTab struct {
	name   string
	fields []field
}

// edit writes a record of the hall: a notice or a guide.
func (d duty) edit(id catalog.ID) Page {
	e, ok := d.draft(id)
	if !ok {
		return d.lost()
	}
	if d.get("look") != "" {
		return e.lookAt(e.record)
	}
	tabs := e.tabs()
	now := "guides"
	if id.Kind() == catalog.KindNotice {
		now = "notices"
	}
	at := e.tabIndex(tabs)
	fields := tabs[at].fields
	head := part.Column(16, e.editHead(), e.tabTrack(tabs))
	p := Page{Bare: true, Whole: true}
	if e.picking(fields) != nil || e.get("paste") != "" {
		p = e.layForm(now, head, fields, nil)
	} else {
		p.Box = e.editPage(head, fields, tabs)
	}
	e.typing(&p, fields)
	p.Save = e.save
	p.Leave = e.save
	return p
}

// editPage has a bar of its own: the way back, and the record of changes.
func (e draft) editPage(head part.Box, fields []field, tabs []editTab) part.Box {
	keys := e.keys(fields)
	form := part.Grow{Box: e.form("form"+e.get("tab"), fields)}
	var body part.Box
	switch {
	case keys == nil:
		body = e.staffSheet(18, head, form, e.spelling(fields), e.buttons(tabs))
	case e.wide():
		left := part.Pad{L: theme.Margin, T: 18, R: 32, B: 20, Box: part.Column(14, head, form, e.buttons(tabs))}
		right := part.Card{Face: part.Face{Fill: e.Palette.Well, Outline: e.Palette.Outline, Frame: e.Palette.Line}, Box: part.Padded(24, 20, keys)}
		body = part.Line(0, part.Grow{Box: part.Full{Box: left}}, part.Full{Box: part.Fix{W: 968, Box: right}})
	default:
		body = part.Column(0, part.Grow{Box: e.staffSheet(16, head, form)}, e.well(keys))
	}
	hint := part.Middle{Box: part.Line(12, part.Icon{Name: "keyboard", Size: 44, Ink: e.Palette.Ink2}, e.dim(e.w("editor.keyboard"), theme.Meta))}
	back := e.slot("back", "arrow_back", e.w("back"), false, false, e.Act.Back)
	log := part.Fix{W: e.logWidth(), H: e.slotHigh(), Box: e.slot("log", "history", e.w("staff.log"), false, false, e.open(Route{Path: "staff/changes/" + string(e.id)}))}
	return e.staffed(e.badgeAndExit(), body, part.Line(16, back, part.Grow{Box: hint}, log)).Box
}

// draft returns the record that is edited, with the form filled in.
func (d duty) draft(id catalog.ID) (draft, bool) {
	e := draft{duty: d, id: id, unread: map[string]string{}}
	local, err := d.desk.Local(id)
	if err == nil {
		e.local, e.base = local, local.Text
	}
	if e.base == nil {
		if e.base, err = d.desk.NewLocal(id.Kind()); err != nil || e.base == nil {
			return e, false
		}
		blank := *e.base
		blank.ID = id
		e.base = &blank
	}
	e.load()
	e.record = e.made()
	e.judge = d.desk.Judge(e.record)
	return e, true
}

// load fills the form once: with what was being written, else with what was
// saved.
func (e *draft) load() {
	if base := e.get("base"); base != "" {
		if r, err := catalog.ReadRecord([]byte(base)); err == nil {
			e.base = r
		}
		return
	}
	body, err := e.desk.Autosaved(e.id, "")
	if err != nil {
		e.say(err)
	}
	var kept struct {
		Record json.RawMessage   `json:"record"`
		Values map[string]string `json:"values"`
	}
	if len(body) > 0 && json.Unmarshal(body, &kept) == nil {
		raw := kept.Record
		if kept.Values == nil {
			raw = body // what an import left is the record itself
		}
		if r, err := catalog.ReadRecord(raw); err == nil {
			e.base = r
		}
		e.Memo.Values["begun"] = "1"
	}
	e.fill()
	for name, value := range kept.Values {
		e.put(name, value)
	}
	if line, err := e.base.Line(); err == nil {
		e.Memo.Values["base"] = string(line)
	}
	e.Memo.Values["kept"] = e.formState()
}

// save keeps what is being written, where it changed since it was kept.
func (e draft) save() {
	state := e.formState()
	if e.get("done") != "" || state == e.get("kept") {
		return
	}
	body, err := json.Marshal(map[string]any{"record": json.RawMessage(e.get("base")), "values": e.filledIn()})
	if err == nil {
		err = e.desk.Autosave(e.id, "", body)
	}
	if err != nil {
		e.say(err)
		return
	}
	e.Memo.Values["kept"], e.Memo.Values["begun"] = state, "1"
	e.Memo.Values["savedat"] = e.Desk.Now().Format("15:04")
}

// fill puts the record into the form.
func (e draft) fill() {
	switch b := e.base.Body.(type) {
	case *catalog.Notice:
		e.fillNotice(b)
	case *catalog.Guide:
		e.fillGuide(b)
	}
	for lang, s := range e.base.Title {
		e.put("title."+string(lang), s)
	}
	e.put("office", string(e.base.Office))
}

// made returns the record that the form makes; what cannot be read is left
// out and noted.
func (e draft) made() *catalog.Record {
	r := *e.base
	r.Title = e.words("title", e.base.Title)
	r.Office = catalog.ID(e.valueOf("office"))
	switch b := e.base.Body.(type) {
	case *catalog.Notice:
		r.Body = e.madeNotice(*b)
	case *catalog.Guide:
		r.Body = e.madeGuide(&r, *b)
	}
	return &r
}

// words reads a text by language.
func (e draft) words(name string, was catalog.Text) catalog.Text {
	t := catalog.Text{}
	for lang, s := range was {
		t[lang] = s
	}
	for _, lang := range catalog.Langs() {
		if s := strings.TrimSpace(e.valueOf(name + "." + string(lang))); s != "" {
			t[lang] = s
		} else {
			delete(t, lang)
		}
	}
	if len(t) == 0 {
		return nil
	}
	return t
}
