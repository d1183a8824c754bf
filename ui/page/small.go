package page

import (
	"fmt"

	"mingbai/catalog"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// post shows what a job answers for.
func (v *View) post(r *catalog.Record, p *catalog.Post) Page {
	var body []part.Box
	for _, d := range p.Duties {
		body = append(body, v.text(v.t(d), theme.BodyL))
	}
	terms := v.terms(term{v.w("document.office"), v.officeBrief(r.Office)}, term{v.w("post.duty"), v.t(p.OnDuty)})
	return v.reading(r, []string{v.w("office.posts")}, terms, body, "", nil)
}

// commitment shows one promise.
func (v *View) commitment(r *catalog.Record, c *catalog.Commitment) Page {
	body := []part.Box{v.text(v.t(c.Promise), theme.H2)}
	for _, t := range []catalog.Text{c.How, c.Remedy} {
		if s := v.t(t); s != "" {
			body = append(body, v.text(s, theme.BodyL))
		}
	}
	number, unit := v.metric(c.Metric)
	kept := v.w("kept.none")
	if c.Kept != nil {
		kept = permille(c.Kept.Permille)
	}
	terms := v.terms(term{v.w("document.office"), v.officeBrief(r.Office)}, term{v.w("office.promises"), v.joined(number, unit)}, term{v.w("kept"), kept})
	return v.reading(r, []string{v.w("office.promises")}, terms, body, "", nil)
}

// channel shows one way to complain with its code.
func (v *View) channel(r *catalog.Record, c *catalog.Channel) Page {
	var body []part.Box
	if about := v.complaintOf(); about != nil {
		body = append(body, about)
	}
	for _, s := range []string{v.t(c.Say), v.t(c.Place), v.t(c.Hours)} {
		if s != "" {
			body = append(body, v.text(s, theme.BodyL))
		}
	}
	answer := ""
	if c.Answer != nil {
		answer = v.w("answer.within", "limit", v.limit(c.Answer))
	}
	for _, b := range r.Basis {
		body = append(body, v.dim(v.basis(b), theme.Body))
	}
	terms := v.terms(term{v.w("document.office"), v.officeBrief(r.Office)}, term{v.code("channel", c.Sort), c.Value}, term{v.w("answer"), answer})
	body = append(body, v.offline(r.ID)...)
	return v.reading(r, []string{v.w("entry.complaints")}, terms, body, v.t(r.Title), v.prefilled(c.Link, v.aboutRecord()))
}

// about says what this screen is and what it shows.
func (v *View) about() Page {
	s := v.Desk.State()
	sign := v.w("about.unsigned")
	if s.Signed {
		sign = v.w("about.signed")
	}
	terms := v.terms(term{v.w("about.edition"), v.w("about.number", "n", s.Edition)}, term{v.w("about.source"), v.w("edition." + s.Source)}, term{v.w("about.trust"), sign},
		term{v.w("about.date"), v.Words.Date(s.ContentDate)}, term{v.w("telephone"), s.Telephone}, term{v.w("about.kiosk"), s.KioskID})
	body := v.prose("about", 14, v.text(v.w("about.body"), theme.BodyL), v.dim(v.w("about.licence"), theme.Body))
	return Page{Box: v.sheet(22, v.head([]string{v.w("about")}, v.w("about"), nil), terms, part.Grow{Box: body}, v.support())}
}

// version is by what anybody can tell whether this screen shows what was
// published: number, day and digest, in words and as a code.
func (v *View) version() part.Box {
	s := v.Desk.State()
	if len(s.Digest) < 8 {
		return nil
	}
	size := float32(262)
	if v.wide() {
		size = 200
	}
	short := s.Digest[:4] + "-" + s.Digest[4:8]
	code := part.QR{Text: fmt.Sprintf("mingbai edition %d %s sha256:%s", s.Edition, s.ContentDate, s.Digest), Size: size - 12}
	white := part.Card{Face: part.Face{Fill: white, Radius: theme.RadiusM, Line: v.Palette.TintLine, Stroke: 2}, Box: part.Middle{Box: code}}
	words := part.Column(8, v.text(v.w("about.version", "n", s.Edition, "date", v.Words.Date(s.ContentDate)), theme.H2.Of(36)),
		v.text(v.w("about.digest", "digest", short), theme.BodyL.Leading(1.3)), v.dim(v.w("about.compare"), theme.Meta))
	return v.panel(part.Padded(30, 24, part.Line(34, part.Fix{W: size, H: size, Box: white}, part.Grow{Box: words})))
}
