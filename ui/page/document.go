package page

import (
	"strconv"

	"mingbai/catalog"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// A term is a name and what it is, as on the head of a document.
type term struct {
	name, value string
}

// terms shows what a document is, in two columns where there is room.
func (v *View) terms(all ...term) part.Box {
	var cells []part.Box
	for _, t := range all {
		if t.value == "" {
			continue
		}
		cells = append(cells, part.Line(20, part.Fix{W: v.termWidth(), Box: v.dim(t.name, theme.Meta)}, part.Grow{Box: v.text(t.value, theme.Body.Of(30).Strong().Leading(1.25))}))
	}
	return v.card(part.Padded(32, 26, columns{cells}))
}

// termWidth is the width of a term's name: four Chinese characters, or a
// word.
func (v *View) termWidth() float32 {
	if v.Words.Lang == catalog.ZH {
		return 128
	}
	return 172
}

// columns puts cells into two columns, or one where it is narrow.
type columns struct{ of []part.Box }

func (c columns) grid(w float32) part.Box {
	if w < 800 {
		return part.Column(10, c.of...)
	}
	return part.Grid{Columns: 2, Gap: 14, Of: c.of}
}

func (c columns) Width() float32                 { return part.Row{Of: c.of}.Width() }
func (c columns) Height(w float32) float32       { return c.grid(w).Height(w) }
func (c columns) Put(s *part.Stage, r part.Rect) { c.grid(r.W).Put(s, r) }

// reading is a page with a longer text and the way to take it along.
func (v *View) reading(r *catalog.Record, crumbs []string, terms part.Box, body []part.Box, purpose string, l *catalog.Link) Page {
	title := v.t(r.Title)
	var text part.Box = v.nothing(r)
	if len(body) > 0 {
		text = v.prose("text", 14, body...)
	}
	var code part.Box
	if l != nil {
		code = v.codePanel(purpose, title, l, nil)
	}
	head := part.Column(8, v.head(crumbs, title, nil), v.checked(r))
	if v.wide() && code != nil {
		side := part.Column(20, v.panel(part.Padded(28, 28, code)), bottom())
		return Page{Box: v.sheet(0, part.Grow{Box: v.split(part.Column(16, head, v.stale(r), terms, part.Grow{Box: text}), side)})}
	}
	return Page{Box: v.sheet(22, head, v.stale(r), terms, part.Grow{Box: text}, code)}
}

// document shows what was published unasked.
func (v *View) document(r *catalog.Record, d *catalog.Disclosure) Page {
	body := v.blocks(d.Body)
	for _, id := range d.Explains {
		if e := v.lookup(id); e != nil {
			body = append(body, v.dim(v.w("document.explains", "title", v.t(e.Title)), theme.Body))
		}
	}
	for i, a := range d.Attachments {
		if v.drawn(a.Link) {
			body = append(body, v.second("attachment/"+strconv.Itoa(i), "visibility", v.t(a.Name), 92, func() { v.Act.Zoom(v.photo(v.w("photo.attachment"), v.t(a.Name), a.Link)) }))
			continue
		}
		body = append(body, v.dim(v.w("document.attachment", "name", v.t(a.Name)), theme.Body))
	}
	terms := v.terms(term{v.w("document.office"), v.officeBrief(r.Office)}, term{v.w("document.index"), d.Index},
		term{v.w("document.number"), d.Number}, term{v.w("document.issued"), v.Words.Date(d.Issued)}, term{v.w("document.written"), v.Words.Date(d.Written)})
	column := v.code("column", d.Column)
	return v.reading(r, []string{v.w("entry.disclosure"), column}, terms, body, v.w("document.take"), d.Full)
}

// report shows a yearly report with its figures.
func (v *View) report(r *catalog.Record, b *catalog.Report) Page {
	var body []part.Box
	for _, f := range b.Figures {
		body = append(body, part.Line(16, part.Grow{Box: v.text(v.t(f.Name), theme.Body)}, v.strong(f.Value), v.dim(v.t(f.Unit), theme.Meta)))
	}
	body = append(body, v.blocks(b.Body)...)
	terms := v.terms(term{v.w("document.office"), v.officeBrief(r.Office)}, term{v.w("report.year"), v.w("year", "n", b.Year)})
	return v.reading(r, []string{v.w("entry.disclosure"), v.w("kind.report")}, terms, body, v.w("document.take"), b.Full)
}

// notice shows one notice.
func (v *View) notice(r *catalog.Record, n *catalog.Notice) Page {
	var body []part.Box
	if s := v.t(n.Lead); s != "" {
		body = append(body, v.text(s, theme.H2.Of(36)))
	}
	body = append(body, v.blocks(n.Body)...)
	terms := v.terms(term{v.w("document.office"), v.officeBrief(r.Office)}, term{v.w("document.issued"), v.Words.Date(n.Issued)},
		term{v.w("notice.from"), v.Words.Date(n.Effective)}, term{v.w("notice.to"), v.Words.Date(n.Expires)})
	return v.reading(r, []string{v.w("entry.notices"), v.code("group", n.Group)}, terms, body, v.w("document.take"), n.Full)
}

// decision shows where a decision stands and how to take part.
func (v *View) decision(r *catalog.Record, d *catalog.Decision) Page {
	var body []part.Box
	if s := v.t(d.TakePart); s != "" {
		body = append(body, v.text(v.w("decision.part"), theme.H2.Of(36)), v.text(s, theme.BodyL))
	}
	var online *catalog.Link
	for _, w := range d.Ways {
		body = append(body, v.dim(v.joined(v.code("way", w.Sort), w.Value, v.t(w.Say), v.t(w.Place)), theme.Body))
		if w.Link != nil && online == nil {
			online = w.Link
		}
	}
	body = append(body, v.blocks(d.Body)...)
	body = append(body, v.text(v.w("decision.stages"), theme.H2.Of(36)))
	for _, s := range d.Stages {
		body = append(body, part.Line(20, v.tag(toneTint, "", v.code("stage", s.Code)), part.Grow{Box: v.text(v.joined(v.Words.Date(s.On), v.t(s.Note)), theme.Body)}))
	}
	terms := v.terms(term{v.w("document.office"), v.officeBrief(r.Office)}, term{v.w("decision.stage"), v.code("stage", d.Stage)},
		term{v.w("decision.deadline"), v.Words.Date(d.Deadline)})
	return v.reading(r, []string{v.w("entry.decisions")}, terms, body, v.w("decision.part"), online)
}

// power shows what an office may do and within what bounds.
func (v *View) power(r *catalog.Record, p *catalog.Power) Page {
	body := []part.Box{v.text(v.or(v.t(p.Content)), theme.BodyL)}
	if len(p.Discretion) > 0 {
		body = append(body, v.text(v.w("power.discretion"), theme.H2.Of(36)))
	}
	for _, d := range p.Discretion {
		words := part.Column(2, v.text(v.t(d.Circumstance), theme.Body), v.in(v.Palette.Primary, v.t(d.Range), theme.Body.Strong()))
		body = append(body, part.Row{Gap: 20, Top: true, Of: []part.Box{v.tag(toneWarn, "", v.or(v.t(d.Degree))), part.Grow{Box: words}}})
	}
	body = append(body, v.text(v.w("power.steps"), theme.H2.Of(36)))
	for i, s := range p.Procedure {
		words := v.text(v.joined(v.t(s.Name), v.t(s.Actor), v.t(s.Time), v.t(s.Detail)), theme.Body)
		body = append(body, part.Line(20, v.number(strconv.Itoa(i+1)), part.Grow{Box: words}))
	}
	body = append(body, v.text(v.w("tab.basis"), theme.H2.Of(36)))
	for _, b := range r.Basis {
		body = append(body, v.dim(v.basis(b), theme.Body))
	}
	body = append(body, v.text(v.w("power.complain"), theme.H2.Of(36)))
	for _, id := range p.Complaints {
		if c := v.lookup(id); c != nil {
			body = append(body, v.dim(v.t(c.Title), theme.Body))
		}
	}
	terms := v.terms(term{v.w("document.office"), v.officeBrief(r.Office)}, term{v.w("power.sort"), v.code("powersort", p.Sort)})
	return v.reading(r, []string{v.w("powers")}, terms, body, "", nil)
}

// askInformation leads to the page on how to ask for information.
func (v *View) askInformation() Page {
	for _, r := range bodies[*catalog.Request](v, catalog.Query{Kind: catalog.KindRequest}) {
		return v.request(r.Record, r.body)
	}
	return v.missing(true)
}

// request tells how to ask for information that is not published.
func (v *View) request(r *catalog.Record, q *catalog.Request) Page {
	body := []part.Box{v.text(v.t(q.Intro), theme.BodyL)}
	for _, w := range q.Ways {
		words := part.Column(0, v.text(v.code("way", w.Sort), theme.RowTitle), v.dim(v.joined(w.Value, v.t(w.Say), v.t(w.Place), v.t(w.Hours)), theme.Body))
		body = append(body, part.Row{Gap: 20, Top: true, Of: []part.Box{v.disc(wayIcon(w.Sort.Code), 60, 36), part.Grow{Box: words}}})
	}
	body = append(body, v.text(v.w("request.limit"), theme.H2.Of(36)), v.text(v.joined(v.limit(q.Limit), v.extended(q), v.t(q.Fee)), theme.BodyL))
	add := func(key string, all []catalog.Text) {
		if len(all) > 0 {
			body = append(body, v.text(v.w(key), theme.H2.Of(36)))
		}
		for _, t := range all {
			body = append(body, v.text(v.t(t), theme.Body))
		}
	}
	add("request.answers", q.Answers)
	add("request.remedies", q.Remedies)
	terms := v.terms(term{v.w("document.office"), v.officeBrief(r.Office)}, term{v.w("telephone"), v.telephone(r)})
	return v.reading(r, []string{v.w("entry.disclosure")}, terms, body, v.w("request.form"), q.Form)
}

func (v *View) extended(q *catalog.Request) string {
	if q.Extended == nil {
		return ""
	}
	return v.w("request.extended", "limit", v.limit(q.Extended))
}

func wayIcon(sort string) string {
	switch sort {
	case "online", "app":
		return "qr_code_scanner"
	case "telephone", "fax":
		return "call"
	case "letter", "post":
		return "mail"
	}
	return "location_on"
}
