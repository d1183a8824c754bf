package page

import (
	"strings"
	"unicode/utf8"

	"mingbai/catalog"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// Characters of a reason.
const (
	leastReason = 4
	mostReason  = 200
)

// reason asks why a record is hidden, sent back or withdrawn, and does it.
func (d duty) reason(id catalog.ID) Page {
	does := d.get("does")
	if does != "hide" && does != "return" && does != "withdraw" {
		return d.lost()
	}
	title := string(id)
	if r, err := d.desk.Published(id); err == nil {
		title = d.staffTitle(r.Title, id)
	} else if l, err := d.desk.Local(id); err == nil {
		title = d.staffTitle(l.Text.Title, id)
	}
	fields := []field{{name: "why", label: d.w("reason." + does), must: true, sort: fieldLines, most: mostReason,
		note: d.w("form.length", "least", leastReason, "most", mostReason)}}
	if d.get("focus") == "" {
		d.Memo.Values["focus"], d.Memo.Values["keys"] = "why", "on"
	}
	d.blame(fields)
	head := part.Column(10, d.heading([]string{title}, d.w("reason."+does+".title"), nil), d.dim(d.w("reason."+does+".what"), theme.Body.Leading(1.35)))
	do := d.primary("reason/do", "", d.w("reason."+does+".do"), 112, func() { d.doReason(id, does, fields) })
	// It stands above the words, where the keys do not cover it.
	return d.formPage("guides", part.Column(14, head, d.wrong(), do), fields, nil)
}

func (d duty) doReason(id catalog.ID, does string, fields []field) {
	why := strings.TrimSpace(d.valueOf("why"))
	if n := utf8.RuneCountInString(why); n < leastReason {
		d.accuse(fields, map[string]string{"why": d.w("form.long", "least", leastReason, "most", mostReason, "n", n)})
		d.Act.Redraw()
		return
	}
	switch does {
	case "hide":
		d.done(d.desk.Hide(id, why))
	case "return":
		d.done(d.desk.Return(id, why))
	case "withdraw":
		d.done(d.desk.Withdraw(id, why))
	}
}
