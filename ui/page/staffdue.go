package page

import (
	"strconv"

	"mingbai/kiosk"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// due lists what is to be done today: guides nobody has checked for long,
// dead links, columns that are empty.
func (d duty) due() Page {
	c, _ := d.desk.Checkup()
	var rows []part.Box
	group := func(key string, concerns []kiosk.Concern, sub func(kiosk.Concern) string) {
		if len(concerns) > 0 {
			rows = append(rows, part.Heading{Box: d.groupRow(d.joined(d.w(key), strconv.Itoa(len(concerns))))})
		}
		for _, one := range concerns {
			rows = append(rows, d.link(row{title: d.or(d.staffTitle(one.Title, one.Record)), sub: d.sub(d.officeBrief(one.Office), sub(one)), high: 124}, Route{Path: "staff/record/" + string(one.Record)}))
		}
	}
	group("health.stale", c.Stale, func(one kiosk.Concern) string {
		if one.Day.IsZero() {
			return d.w("checked.never")
		}
		return d.w("health.since", "date", d.Words.Date(one.Day))
	})
	group("health.dead", c.Dead, func(one kiosk.Concern) string { return one.Link })
	if len(c.Empty) > 0 {
		rows = append(rows, part.Heading{Box: d.groupRow(d.joined(d.w("health.empty"), strconv.Itoa(len(c.Empty))))})
	}
	for _, code := range c.Empty {
		rows = append(rows, d.rowBox(row{title: d.w("column." + code), sub: d.sub(d.w("health.empty.todo"))}))
	}
	var body part.Box = d.card(d.emptyState("check_circle", d.w("health.well"), d.w("health.well.body")))
	if len(rows) > 0 {
		body = d.rows("due", rows...)
	}
	note := d.dim(d.w("health.how"), theme.Body.Leading(1.35))
	return d.work("guides", d.staffSheet(18, d.heading([]string{d.w("health")}, d.w("health.today"), nil), note, part.Grow{Box: body}))
}
