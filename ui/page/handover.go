package page

import (
	"strconv"
	"strings"

	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/ui/part"
)

// digitsOnly reports whether what was typed may be a hand-over code or the
// beginning of one: then every digit can follow.
func (v *View) digitsOnly() bool {
	q := v.get("q")
	return strings.Trim(q, "0123456789 -") == "" && len(q) < kiosk.MostDigits
}

// resumed is the guide that the digits in the search lead back to, with the
// hand-over they are; nil where they are none.
func (v *View) resumed() (*catalog.Record, kiosk.Handover) {
	h, err := kiosk.ReadHandover(v.get("q"))
	if err != nil {
		return nil, h
	}
	return v.numbered(h.Number), h
}

// numbered is the guide with a short number, or nil.
func (v *View) numbered(n uint32) *catalog.Record {
	found, err := v.Desk.Find(catalog.Search{Words: strconv.FormatUint(uint64(n), 10), Lang: v.Words.Lang, Kind: catalog.KindGuide, Limit: 20})
	if err != nil {
		return nil
	}
	for _, h := range found.Hits {
		if r := v.lookup(h.ID); r != nil && r.Number == n && r.Kind() == catalog.KindGuide {
			return r
		}
	}
	return nil
}

// resume offers to go on with the guide of a hand-over code; where the guide
// has changed since, without the ticks.
func (v *View) resume(found catalog.Found) []part.Box {
	r, h := v.resumed()
	if r == nil {
		return v.halfTyped(found)
	}
	to, sub := To(r.ID), v.w("resume.changed")
	if kiosk.Fingerprint(r) == h.Print {
		to.Query = "tab=materials&ticks=" + strconv.FormatUint(uint64(h.Ticks), 10)
		sub = v.Words.Count("resume.ticked", ticked(h.Ticks))
	}
	return []part.Box{v.link(row{left: v.disc("history", 68, 40), title: v.w("resume", "title", v.t(r.Title)), sub: v.sub(sub), marked: true}, to)}
}

// halfTyped says what a row of digits that finds nothing may become.
func (v *View) halfTyped(found catalog.Found) []part.Box {
	if len(v.get("q")) < 4 || !v.digitsOnly() || found.Total() > 0 {
		return nil
	}
	return []part.Box{part.Heading{Box: v.rowBox(row{left: v.disc("history", 68, 40), title: v.w("resume.type")})}}
}

func ticked(ticks uint32) int {
	n := 0
	for ; ticks != 0; ticks &= ticks - 1 {
		n++
	}
	return n
}
