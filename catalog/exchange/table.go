package exchange

import (
	"slices"

	"mingbai/catalog"
)

// headRows is how far down a sheet the row of headings is looked for.
const headRows = 30

// A placed column is a column of a plan that a sheet has.
type placed struct {
	*column
	col int
}

// A table is a sheet of which the plan and the headings are known.
type table struct {
	*grid
	plan                    *plan
	head                    int // row of the headings
	id, title, order, begun int // columns of the id, the title, the order and the origin; 0 is none
	columns                 []placed
	extras                  map[string]int // column of each extra
	unread                  []int          // columns with a heading that says nothing
	twice                   int            // a second column with the heading of another
}

// foreign reports whether the table has no ids: it is other people's.
func (t *table) foreign() bool { return t.id == 0 }

// headings is how the columns of a plan may be called.
type headings struct {
	plan  *plan
	exact map[string]*column // by plain heading
	also  map[string]*column
	extra map[string]string // the extra that a heading means
}

func newHeadings(p *plan) *headings {
	h := &headings{plan: p, exact: map[string]*column{}, also: map[string]*column{}, extra: map[string]string{}}
	for _, c := range p.columns {
		h.exact[plainHead(c.head)] = c
	}
	if p.kind == "" {
		return h
	}
	for _, k := range []catalog.Kind{p.kind, ""} {
		for head, others := range synonyms[k] {
			h.call(head, others)
		}
	}
	for _, name := range extras[p.kind] {
		h.extra[plainHead(name)] = name
	}
	return h
}

// call gives a column or an extra its other names, those of the kind first.
func (h *headings) call(head string, others []string) {
	c := h.exact[plainHead(head)]
	extra := slices.Contains(extras[h.plan.kind], head)
	for _, other := range others {
		other = plainHead(other)
		switch {
		case h.exact[other] != nil || h.also[other] != nil || h.extra[other] != "":
		case c != nil:
			h.also[other] = c
		case extra:
			h.extra[other] = head
		}
	}
}

// match reads a row as the headings of a plan.
func (h *headings) match(g *grid, row int) *table {
	t := &table{grid: g, plan: h.plan, head: row, extras: map[string]int{}}
	taken := map[string]int{}
	var later []int
	for col := 1; row <= len(g.rows) && col <= len(g.rows[row-1]); col++ {
		head := plainHead(g.text(spot{row, col}))
		c := h.exact[head]
		switch {
		case head == "":
		case head == plainHead(headID):
			t.id = col
		case h.plan.kind == "" && head == headName:
		case h.plan.kind == "" && head == headOrder:
			t.order = col
		case h.plan.kind == "" && head == headOrigin:
			t.begun = col
		case c != nil && taken[c.head] != 0:
			t.twice = col
		case c != nil:
			taken[c.head] = col
			t.place(c, col)
		default:
			later = append(later, col)
		}
	}
	for _, col := range later { // an exact heading goes before another name
		t.call(h, col, taken)
	}
	return t
}

func (t *table) place(c *column, col int) {
	t.columns = append(t.columns, placed{c, col})
	if c.path == "title" && c.lang == catalog.ZH {
		t.title = col
	}
}

// call places a column by another name of it, or as an extra.
func (t *table) call(h *headings, col int, taken map[string]int) {
	head := plainHead(t.text(spot{t.head, col}))
	c, extra := h.also[head], h.extra[head]
	switch {
	case c != nil && taken[c.head] == 0:
		taken[c.head] = col
		t.place(c, col)
	case extra != "" && t.extras[extra] == 0 && t.id == 0:
		t.extras[extra] = col
	case !slices.Contains(serials, head):
		t.unread = append(t.unread, col)
	}
}

// score is how sure it is that the row has the headings of the plan; 0 is
// not at all.
func (t *table) score() int {
	n := len(t.columns) + len(t.extras)
	switch {
	case t.plan.kind == "" && t.id == 0, t.id == 0 && (t.title == 0 || n < 2 || extras[t.plan.kind] == nil):
		return 0
	case t.id != 0:
		n++
	}
	return n
}

// recognise finds the plan of a sheet and its row of headings: by the name
// of the sheet, else by the headings that fit best. It returns nil when none
// do.
func (l *layout) recognise(g *grid) *table {
	var best *table
	for _, p := range l.named(g.name) {
		h := newHeadings(p)
		for row := 1; row <= min(headRows, len(g.rows)); row++ {
			if t := h.match(g, row); best == nil && t.score() > 0 || best != nil && t.score() > best.score() {
				best = t
			}
		}
	}
	return best
}

// named returns the plan that a sheet is named for, else all of them, in the
// order in which they win a draw.
func (l *layout) named(sheet string) []*plan {
	for _, p := range l.all() {
		if p.sheet == sheet {
			return []*plan{p}
		}
	}
	if k := sheetNames[plainHead(sheet)]; k != "" {
		return []*plan{l.kind(k)}
	}
	plans := []*plan{l.kind(catalog.KindGuide), l.kind(catalog.KindFee), l.kind(catalog.KindOffice)}
	for _, p := range l.all() {
		if !slices.Contains(plans, p) {
			plans = append(plans, p)
		}
	}
	return plans
}

// kind returns the plan of a kind, nil for a kind that is not known.
func (l *layout) kind(k catalog.Kind) *plan {
	for _, p := range l.kinds {
		if p.kind == k {
			return p
		}
	}
	return nil
}
