package exchange

import (
	"regexp"
	"slices"

	"mingbai/catalog"
)

// priceForm is an amount and what it is counted by, as 80元/件 or 每件80元.
var priceForm = regexp.MustCompile(`^(?:每\s*(\S{1,6}?)\s*)?([0-9][0-9,]*(?:\.[0-9]{1,2})?)\s*元?\s*(?:[/／每]\s*(\S{1,8}))?$`)

// free are the words for nothing to pay.
var free = []string{"不收费", "免费", "无", "否", "不收取", "不收取费用", "无收费", "免收", "0", "0元"}

// standard reads a price; what is no plain amount is kept in words.
func standard(s string) catalog.Standard {
	word := narrow(s)
	if slices.Contains(free, word) {
		zero := catalog.Fen(0)
		return catalog.Standard{Amount: &zero}
	}
	if m := priceForm.FindStringSubmatch(word); m != nil && (m[1] == "" || m[3] == "") {
		if fen, fault := readFen(nil, m[2], nil); fault == nil {
			amount := fen.(catalog.Fen)
			st := catalog.Standard{Amount: &amount}
			if unit := m[1] + m[3]; unit != "" {
				st.Unit = catalog.Text{catalog.ZH: unit}
			}
			return st
		}
	}
	return catalog.Standard{Words: catalog.Text{catalog.ZH: s}}
}

// sameStandard reports whether a record says what was read, however more it
// says.
func sameStandard(a, b catalog.Standard) bool {
	if b.Amount == nil {
		return norm(a.Words[catalog.ZH]) == norm(b.Words[catalog.ZH])
	}
	return a.Amount != nil && *a.Amount == *b.Amount && (b.Unit == nil || norm(a.Unit[catalog.ZH]) == b.Unit[catalog.ZH])
}

func (x *reading) feeExtra(d *draft, name, s string, _ spot) {
	fee := d.now.Body.(*catalog.Fee)
	switch name {
	case extraPrice:
		if st := standard(s); !sameStandard(fee.Standard, st) {
			x.setStandard(x.edit(d).Body.(*catalog.Fee), st)
		}
	case extraExempt:
		all := entries(s)
		if slices.Contains(free, s) || slices.EqualFunc(fee.Exemptions, all, func(e catalog.Exemption, words string) bool { return norm(e.Words[catalog.ZH]) == words }) {
			return
		}
		fee = x.edit(d).Body.(*catalog.Fee)
		fee.Exemptions = nil
		for _, words := range all {
			fee.Exemptions = append(fee.Exemptions, catalog.Exemption{Words: catalog.Text{catalog.ZH: words}})
		}
	}
}

// setStandard changes what was read and keeps the rest.
func (x *reading) setStandard(fee *catalog.Fee, st catalog.Standard) {
	if st.Amount == nil {
		fee.Standard.Words = with(fee.Standard.Words, catalog.ZH, st.Words[catalog.ZH])
		return
	}
	fee.Standard.Amount = st.Amount
	if st.Unit != nil {
		fee.Standard.Unit = with(fee.Standard.Unit, catalog.ZH, st.Unit[catalog.ZH])
	}
}

// guidePrice reads what a guide costs. A guide names fees: a price becomes a
// fee of its own.
func (x *reading) guidePrice(d *draft, s string, at spot) {
	g := d.now.Body.(*catalog.Guide)
	if slices.Contains(free, narrow(s)) {
		if !g.Free {
			x.edit(d).Body.(*catalog.Guide).Free = true
		}
		return
	}
	id := catalog.ID("fee/" + d.id.Name())
	if x.drafts[id] == nil {
		x.guideFee(d, id, s, at)
	}
	if !slices.Contains(g.Fees, id) {
		g = x.edit(d).Body.(*catalog.Guide)
		g.Fees, g.Free = append(slices.Clone(g.Fees), id), false
	}
}

// guideFee makes or changes the fee of a guide.
func (x *reading) guideFee(d *draft, id catalog.ID, s string, at spot) {
	f := x.draft(d.from, at.row, id)
	f.of = d
	st := standard(s)
	if f.then != nil && sameStandard(f.now.Body.(*catalog.Fee).Standard, st) {
		return
	}
	r := x.edit(f)
	if f.then == nil {
		r.Title, r.Office = catalog.Text{catalog.ZH: d.now.Title[catalog.ZH] + "收费"}, d.now.Office
	}
	x.setStandard(r.Body.(*catalog.Fee), st)
}
