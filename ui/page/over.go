package page

import (
	"mingbai/catalog"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// over says since when a record has ceased to hold, or is nil.
func (v *View) over(r *catalog.Record) part.Box {
	if r.Valid.To.IsZero() || !r.Valid.To.Before(v.Desk.Today()) {
		return nil
	}
	return v.in(v.Palette.Bad, v.w("force.over", "date", v.Words.Date(r.Valid.To)), theme.Label)
}

// struckOver strikes a price out that does not hold any more.
// The line goes through its first line of text, which is high pixels high.
func (v *View) struckOver(r *catalog.Record, price part.Box, high float32) part.Box {
	if v.over(r) == nil {
		return price
	}
	return part.Struck{Box: price, At: high / 2, Ink: v.Palette.Bad}
}

// feePrice is the price of a fee in the table, struck out where it does not
// hold any more.
func (v *View) feePrice(f of[*catalog.Fee]) part.Box {
	price := v.amount(f.body.Standard)
	if v.over(f.Record) == nil {
		return price
	}
	struck := part.Struck{Box: price, At: 26, Ink: v.Palette.Bad}
	if _, ok := price.(part.Fix); ok { // the amount stands at its right
		amount, _, _ := v.price(f.body.Standard)
		struck.W = theme.Width(amount, theme.H2.Of(44))
	}
	return struck
}

// inForce counts the fees that hold today.
func (v *View) inForce(fees []of[*catalog.Fee]) int {
	n := 0
	for _, f := range fees {
		if f.Valid.Contains(v.Desk.Today()) {
			n++
		}
	}
	return n
}
