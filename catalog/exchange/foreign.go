package exchange

import (
	"regexp"
	"slices"
	"strings"

	"mingbai/catalog"
)

// numbered is what people write before the entries of a list.
var numbered = regexp.MustCompile(`^(?:[(（]?[0-9一二三四五六七八九十]{1,3}[)）]|[0-9]{1,2}[.、．](?:[^0-9]|$)|[一二三四五六七八九十]{1,3}、|[①-⑳]|[·•●◆■*-] ?)`)

// entries splits a cell of other people's sheets into what it lists: by
// lines, else by 。 or ；, without the numbers before each.
func entries(s string) []string {
	parts := strings.Split(s, "\n")
	if len(parts) == 1 {
		parts = strings.FieldsFunc(s, func(r rune) bool { return r == '；' || r == ';' })
	}
	var all []string
	for _, part := range parts {
		part = norm(part)
		if m := numbered.FindString(part); m != "" {
			if r := []rune(m); len(r) > 2 && strings.ContainsRune(".、．", r[len(r)-2]) {
				m = string(r[:len(r)-1]) // the character behind the mark belongs to the words
			}
			part = norm(strings.TrimLeft(part[len(m):], "、.． "))
		}
		if part = strings.TrimRight(part, "；;"); part != "" {
			all = append(all, part)
		}
	}
	return all
}

// chain splits the stages of a procedure, which arrows may divide.
func chain(s string) []string {
	for _, arrow := range []string{"→", "—>", "->", "--", "➔", "⇒", "＞", ">"} {
		s = strings.ReplaceAll(s, arrow, "\n")
	}
	return entries(s)
}

// extra gives a draft what a column of other people's sheets says. What the
// record says already is left alone.
func (x *reading) extra(d *draft, name string, at spot) {
	s := d.from.text(at)
	if odd := d.from.odd[at].what; odd == formula || odd == failed {
		x.fault(formulaFault, d.from.name, at, d.id)
		return
	}
	if s == "" || name != extraPrice && slices.Contains(nothings, s) {
		return
	}
	switch d.now.Body.(type) {
	case *catalog.Guide:
		x.guideExtra(d, name, s, at)
	case *catalog.Fee:
		x.feeExtra(d, name, s, at)
	}
	switch name {
	case extraComplain:
		x.complain(d, plainDigits(s), at)
	case extraBasis:
		x.basis(d, s)
	}
}

func (x *reading) guideExtra(d *draft, name, s string, at spot) {
	switch name {
	case extraMaterials:
		x.materials(d, entries(s))
	case extraSteps:
		x.steps(d, chain(s))
	case extraPrice:
		x.guidePrice(d, s, at)
	case extraPhone:
		x.way(d, "telephone", func(w *catalog.Way) bool { return w.Value == plainDigits(s) }, func(w *catalog.Way) { w.Value = plainDigits(s) })
	case extraPlace:
		x.way(d, "counter", func(w *catalog.Way) bool { return norm(w.Place[catalog.ZH]) == s }, func(w *catalog.Way) { w.Place = with(w.Place, catalog.ZH, s) })
	case extraHours:
		x.way(d, "counter", func(w *catalog.Way) bool { return norm(w.Hours[catalog.ZH]) == s }, func(w *catalog.Way) { w.Hours = with(w.Hours, catalog.ZH, s) })
	case extraOnline:
		x.online(d, s, at)
	}
}

// online takes an address; words that are none are no way to apply online.
func (x *reading) online(d *draft, s string, at spot) {
	host, wrong := readAddress(s)
	if wrong != nil {
		x.fault(wrong, d.from.name, at, d.id)
		return
	}
	x.way(d, "online", func(w *catalog.Way) bool { return w.Link != nil && w.Link.URL == s }, func(w *catalog.Way) {
		w.Link = &catalog.Link{URL: s, Owner: catalog.Text{catalog.ZH: host},
			Title: catalog.Text{catalog.ZH: "网上办理", catalog.EN: "Apply online", catalog.RU: "Подать онлайн"}}
	})
}

// way sets something in the first way of a sort, or adds one.
func (x *reading) way(d *draft, sort string, same func(*catalog.Way) bool, set func(*catalog.Way)) {
	is := func(w catalog.Way) bool { return w.Sort.Code == sort }
	ways := d.now.Body.(*catalog.Guide).Channels
	i := slices.IndexFunc(ways, is)
	if i >= 0 && same(&ways[i]) {
		return
	}
	g := x.edit(d).Body.(*catalog.Guide)
	if i < 0 {
		g.Channels = append(g.Channels, catalog.Way{Sort: catalog.Code{Code: sort}})
		i = len(g.Channels) - 1
	}
	set(&g.Channels[i])
}

// materials keeps what is known of a material that is still asked for.
func (x *reading) materials(d *draft, names []string) {
	old := d.now.Body.(*catalog.Guide).Materials
	if slices.EqualFunc(old, names, func(m catalog.Material, name string) bool { return norm(m.Name[catalog.ZH]) == name }) {
		return
	}
	g := x.edit(d).Body.(*catalog.Guide)
	var all []catalog.Material
	for _, name := range names {
		i := slices.IndexFunc(g.Materials, func(m catalog.Material) bool { return norm(m.Name[catalog.ZH]) == name })
		if i >= 0 {
			all = append(all, g.Materials[i])
			continue
		}
		all = append(all, catalog.Material{Name: catalog.Text{catalog.ZH: name}})
	}
	g.Materials = all
}

func (x *reading) steps(d *draft, names []string) {
	old := d.now.Body.(*catalog.Guide).Steps
	if slices.EqualFunc(old, names, func(s catalog.Step, name string) bool { return norm(s.Name[catalog.ZH]) == name }) {
		return
	}
	g := x.edit(d).Body.(*catalog.Guide)
	var all []catalog.Step
	for _, name := range names {
		i := slices.IndexFunc(g.Steps, func(s catalog.Step) bool { return norm(s.Name[catalog.ZH]) == name })
		if i >= 0 {
			all = append(all, g.Steps[i])
			continue
		}
		all = append(all, catalog.Step{Name: catalog.Text{catalog.ZH: name}})
	}
	g.Steps = all
}

// basis takes each line for the title of a law or document.
func (x *reading) basis(d *draft, s string) {
	names := entries(s)
	if slices.EqualFunc(d.now.Basis, names, func(b catalog.Basis, name string) bool { return norm(b.Title[catalog.ZH]) == name }) {
		return
	}
	r := x.edit(d)
	var all []catalog.Basis
	for _, name := range names {
		i := slices.IndexFunc(r.Basis, func(b catalog.Basis) bool { return norm(b.Title[catalog.ZH]) == name })
		if i >= 0 {
			all = append(all, r.Basis[i])
			continue
		}
		all = append(all, catalog.Basis{Title: catalog.Text{catalog.ZH: name}})
	}
	r.Basis = all
}

// complain makes the number to complain by a channel of the office.
func (x *reading) complain(d *draft, number string, at spot) {
	office := d.now.Office
	if d.id.Kind() == catalog.KindOffice {
		office = d.id
	}
	id := catalog.ID("channel/t-" + hash(string(office), number))
	if x.drafts[id] != nil {
		return
	}
	c := x.draft(d.from, at.row, id)
	if c.of = d; c.then != nil {
		return
	}
	r := x.edit(c)
	r.Title = catalog.Text{catalog.ZH: "监督电话", catalog.EN: "To complain", catalog.RU: "Телефон для жалоб"}
	r.Office = office
	channel := r.Body.(*catalog.Channel)
	channel.Sort, channel.Value = catalog.Code{Code: "telephone"}, number
}
