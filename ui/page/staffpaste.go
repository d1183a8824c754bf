package page

import (
	"mingbai/kiosk"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// openPaste chooses a text of a stick for the field that is written in.
func (d duty) openPaste() {
	d.Memo.Values["paste"], d.Memo.Values["keys"], d.Memo.Values["wrong"] = "1", "", ""
	d.Act.Redraw()
}

// pasting lists the texts of the sticks.
func (d duty) pasting(now string, fields []field) Page {
	away := func() { d.Memo.Values["paste"] = ""; d.Act.Redraw() }
	sticks, err := d.desk.Sticks()
	if err != nil {
		d.say(err)
	}
	var rows []part.Box
	for _, s := range sticks {
		for _, f := range s.Files {
			if f.Sort == kiosk.FileText {
				inner := d.rowBox(row{left: d.disc(fileIcon(f.Sort), 76, 46), title: f.Name, sub: d.sub(f.Stick, bytesWords(f.Bytes)), high: 124})
				rows = append(rows, part.Tap{Key: "paste/" + f.Name, Do: func() { d.paste(f, fields) }, Face: d.rowFace(), Box: inner})
			}
		}
	}
	var body part.Box = d.card(d.emptyState("usb", d.w("paste.none"), d.w("paste.none.body")))
	if len(rows) > 0 {
		body = d.rows("texts", rows...)
	}
	head := part.Line(20, part.Grow{Box: d.text(d.w("paste.title"), theme.H2)}, d.quiet("paste/none", "close", d.w("close"), 92, away))
	return d.work(now, d.staffSheet(18, head, d.wrong(), part.Grow{Box: body}))
}

// paste puts a text where the caret is.
func (d duty) paste(f kiosk.StickFile, fields []field) {
	p, ok := d.Desk.(Paster)
	into := d.focused(fields)
	if !ok || into == nil {
		d.Memo.Values["paste"] = ""
		d.Act.Redraw()
		return
	}
	p.Paste(f, func(words string, err error) {
		d.say(err)
		if err == nil {
			d.insert(*into, words)
			d.Memo.Values["paste"] = ""
		}
		d.Act.Redraw()
	})
}
