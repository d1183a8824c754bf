package page

import (
	"mingbai/catalog"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// nothing is what an empty tab shows: whom to ask.
func (v *View) nothing(r *catalog.Record) part.Box {
	return v.card(v.emptyState("inbox", v.w("nothing.title"), v.w("nothing.body", "phone", v.telephone(r), "office", v.or(v.officeName(r.Office)))))
}

// emptyState is a sign, a sentence and one next step; where there is little
// room only the sentence and the step.
func (v *View) emptyState(icon, title, body string, next ...part.Box) part.Box {
	words := []part.Box{part.Fix{H: 180, Box: v.disc(icon, 180, 100)},
		part.Text{Words: title, Style: theme.H2.Of(44), Ink: v.Palette.Ink, Align: part.Center},
		part.Text{Words: body, Style: theme.BodyL.Leading(1.45), Ink: v.Palette.Ink2, Align: part.Center}}
	center := func(gap float32, of ...part.Box) part.Box {
		return part.Column(0, bottom(), part.Padded(32, 8, part.Column(gap, append(of, next...)...)), bottom())
	}
	short := center(8, part.Text{Words: title, Style: theme.RowTitle, Ink: v.Palette.Ink, Align: part.Center},
		part.Text{Words: body, Style: theme.Body.Leading(1.35), Ink: v.Palette.Ink2, Align: part.Center})
	return fitting{center(24, words...), short}
}

// fitting is the first of two boxes where it fits, else the second.
type fitting struct{ large, small part.Box }

func (f fitting) Width() float32           { return f.small.Width() }
func (f fitting) Height(w float32) float32 { return f.small.Height(w) }
func (f fitting) Put(s *part.Stage, r part.Rect) {
	if f.large.Height(r.W) <= r.H {
		f.large.Put(s, r)
		return
	}
	f.small.Put(s, r)
}

// missing is the page of a route nobody knows.
func (v *View) missing(gone bool) Page {
	key := "missing.broken"
	if gone {
		key = "missing.gone"
	}
	next := v.primary("ask", "directions_walk", v.w("ask.window"), 116, v.open(v.generalWindow()))
	return Page{Box: v.sheet(20, v.head([]string{v.w("missing")}, v.w("missing"), nil),
		part.Grow{Box: v.card(v.emptyState("search_off", v.w(key), v.w("missing.body", "phone", v.Desk.State().Telephone)))}, next)}
}

// noCatalog replaces home until a first edition is there.
func (v *View) noCatalog() Page {
	ask := v.card(part.Padded(40, 40, part.Line(32, v.disc("phone_in_talk", 112, 60), part.Grow{Box: part.Column(0,
		v.dim(v.w("preparing.ask"), theme.BodyL), v.text(v.Desk.State().Telephone, theme.Greeting))})))
	return Page{Box: v.sheet(20, part.Grow{Box: v.emptyState("cloud_sync", v.w("preparing"), v.w("preparing.body"))}, ask)}
}

// plain shows a record whose kind this program does not know.
func (v *View) plain(r *catalog.Record) Page {
	var rows []part.Box
	for _, s := range r.Plain {
		rows = append(rows, v.paragraphs(catalog.Block{Heading: s.Heading, Text: s.Text})...)
	}
	var body part.Box = v.nothing(r)
	if len(rows) > 0 {
		body = v.prose("plain", 14, rows...)
	}
	title := v.t(r.Title)
	return Page{Box: v.sheet(18, v.head([]string{v.or(v.officeName(r.Office))}, title, nil), v.checked(r), v.stale(r), part.Grow{Box: body})}
}
