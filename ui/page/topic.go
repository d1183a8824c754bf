package page

import (
	"strconv"

	"mingbai/catalog"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// topic lists what belongs to a life event.
func (v *View) topic(r *catalog.Record, t *catalog.Topic) Page {
	members := v.browse(catalog.Query{Topic: r.ID})
	groups := []option{{"", v.w("all")}}
	in := map[string]map[catalog.ID]bool{}
	for i, g := range t.Groups {
		key := strconv.Itoa(i + 1)
		groups = append(groups, option{key, v.t(g.Name)})
		in[key] = map[catalog.ID]bool{}
		for _, id := range g.Members {
			in[key][id] = true
		}
	}
	chosen := v.chosen("group", groups)
	var rows []part.Box
	for _, h := range members {
		if chosen == "" || in[chosen][h.ID] {
			rows = append(rows, v.recordRow(h.ID))
		}
	}
	title := v.t(r.Title)
	var body part.Box = v.card(v.emptyState("inbox", v.w("list.empty"), v.w("missing.body", "phone", v.Desk.State().Telephone)))
	if len(rows) > 0 {
		body = v.rows("topic/"+chosen, rows...)
	}
	head := v.head([]string{title}, title, v.dim(v.Words.Count("count.items", len(members)), theme.Body.Leading(1.35)))
	var chips part.Box
	if len(groups) > 1 {
		chips = v.chips("group", groups)
	}
	return Page{Box: v.sheet(20, head, chips, part.Grow{Box: body})}
}

// gathering lists all records of a kind that has no page of its own.
func (v *View) gathering(path string) Page {
	switch path {
	case "topics":
		return v.everything()
	case "powers":
		return v.listing(nil, v.w("powers"), v.headRows("gavel", catalog.KindPower))
	case "reports":
		return v.listing(nil, v.w("kind.report"), v.headRows("description", catalog.KindReport))
	}
	rows := v.headRows("gavel", catalog.KindDecision)
	if powers := v.headRows("shield", catalog.KindPower); len(powers) > 0 {
		rows = append(append(rows, part.Heading{Box: v.groupRow(v.w("powers"))}), powers...)
	}
	return v.listing(nil, v.w("entry.decisions"), rows)
}

func (v *View) headRows(icon string, kind catalog.Kind) []part.Box {
	var rows []part.Box
	for _, h := range v.browse(catalog.Query{Kind: kind}) {
		rows = append(rows, v.link(row{left: v.disc(icon, 68, 40), title: v.t(h.Title), sub: v.sub(v.officeName(h.Office))}, To(h.ID)))
	}
	return rows
}

// everything lists the topics and the offices: the way to any guide in
// three touches.
func (v *View) everything() Page {
	var rows []part.Box
	for _, t := range bodies[*catalog.Topic](v, catalog.Query{Kind: catalog.KindTopic}) {
		rows = append(rows, v.link(row{left: v.disc(t.body.Icon, 68, 40), title: v.t(t.Title)}, To(t.ID)))
	}
	rows = append(rows, part.Heading{Box: v.groupRow(v.w("document.office"))})
	for _, h := range v.browse(catalog.Query{Kind: catalog.KindOffice}) {
		rows = append(rows, v.link(row{left: v.disc(sortIcon(h.Column), 68, 40), title: v.t(h.Title)}, To(h.ID)))
	}
	return v.listing(nil, v.w("browse"), rows)
}
