package catalog

import (
	"errors"
	"fmt"
	"strings"
)

// Hundredth: quantities are counted in hundredths of a unit. 8964 is 89.64 square
// metres.
const Hundredth = 100

// mostPrice is the highest price of a unit that is reckoned, in fen: no
// product leaves an int64.
const mostPrice = 1_000_000_000

// MostQuantity is the largest quantity that is billed, in hundredths: ten
// million of a unit. More is a slip of the finger.
const MostQuantity = 10_000_000 * Hundredth

// Why there is no bill.
var (
	ErrNothing = errors.New("nothing was used")
	ErrTooMuch = errors.New("more than anybody uses")
)

// A Form says how a standard turns a quantity into money.
type Form int

// The forms of a standard.
const (
	FormOther Form = iota // it cannot be counted: words, or prices to choose from
	FormFlat              // one price a unit
	FormSteps             // a price for each step of the quantity
	FormParts             // a quantity and a price for each part, added up
)

// Form returns how s is counted.
func (s Standard) Form() Form {
	switch {
	case s.Amount != nil:
		return FormFlat
	case len(s.Tiers) == 0:
		return FormOther
	case s.Tiers[0].To > 0 || len(s.Tiers) == 1:
		return FormSteps
	}
	for _, t := range s.Tiers {
		if t.Per.Empty() {
			return FormOther
		}
	}
	return FormParts
}

// measured are the Chinese units of what is measured rather than counted
// piece by piece.
var measured = []string{"平方米", "立方米", "千瓦时", "度", "吉焦", "吨"}

// Measured reports whether s is a price of what meters and areas measure:
// what people want to reckon before they pay.
func (s Standard) Measured() bool {
	units := []string{s.Unit[ZH]}
	for _, t := range s.Tiers {
		units = append(units, t.Per[ZH])
	}
	least, _ := s.Least()
	if s.Form() == FormOther || s.Form() == FormFlat && least == 0 && s.Upto == nil {
		return false
	}
	for _, u := range units {
		for _, m := range measured {
			if strings.HasPrefix(u, m) {
				return true
			}
		}
	}
	return false
}

// A Bill is what quantities cost by a standard.
type Bill struct {
	Lines []BillLine
	Total Fen
	Upto  Fen // the upper end where the standard is a range; else Total
}

// A BillLine is one product of a bill.
type BillLine struct {
	Tier     int   // of Standard.Tiers; -1 where it has none
	Quantity int64 // in hundredths of the unit
	Price    Fen   // of a unit
	Upto     Fen   // the upper end of a range; else Price
	Cost     Fen   // of the quantity, rounded half up to a fen
	Most     Fen   // at Upto
}

// Bill reckons quantities in hundredths of the unit: one, or one for each
// part. Each line is rounded half up to a fen, and the total is their sum.
// Steps reach up to and with Tier.To; what is above belongs to the next. The
// error is ErrNothing, ErrTooMuch, or says that s cannot be counted.
func (s Standard) Bill(quantities ...int64) (Bill, error) {
	want, form := 1, s.Form()
	if form == FormParts {
		want = len(s.Tiers)
	}
	if form == FormOther || len(quantities) != want {
		return Bill{}, fmt.Errorf("reckon %d quantities: the standard cannot be counted so", len(quantities))
	}
	if err := s.reckonable(quantities); err != nil {
		return Bill{}, err
	}
	var b Bill
	switch form {
	case FormFlat:
		upto := *s.Amount
		if s.Upto != nil {
			upto = *s.Upto
		}
		b.add(-1, quantities[0], *s.Amount, upto)
	case FormSteps:
		b.steps(s.Tiers, quantities[0])
	case FormParts:
		for i, t := range s.Tiers {
			b.add(i, quantities[i], t.Fen, t.Fen)
		}
	}
	return b, nil
}

// reckonable returns why there is no bill for quantities, or nil.
func (s Standard) reckonable(quantities []int64) error {
	used := int64(0)
	for _, q := range quantities {
		if q < 0 || q > MostQuantity {
			return ErrTooMuch
		}
		used += q
	}
	if used == 0 {
		return ErrNothing
	}
	prices := []Fen{}
	if s.Amount != nil {
		prices = append(prices, *s.Amount)
	}
	if s.Upto != nil {
		prices = append(prices, *s.Upto)
	}
	for _, t := range s.Tiers {
		prices = append(prices, t.Fen)
	}
	for _, p := range prices {
		if p < 0 || p > mostPrice {
			return fmt.Errorf("reckon at %d fen a unit: the price is none", p)
		}
	}
	last := Tier{}
	if n := len(s.Tiers); n > 0 {
		last = s.Tiers[n-1]
	}
	if s.Form() == FormSteps && last.To > 0 && used > last.To*Hundredth {
		return ErrTooMuch
	}
	return nil
}

// steps fills one step after the other.
func (b *Bill) steps(tiers []Tier, q int64) {
	reached := int64(0)
	for i, t := range tiers {
		to := t.To * Hundredth
		if t.To == 0 {
			to = MostQuantity
		}
		if in := min(q, to) - reached; in > 0 {
			b.add(i, in, t.Fen, t.Fen)
			reached += in
		}
	}
}

func (b *Bill) add(tier int, q int64, price, upto Fen) {
	l := BillLine{Tier: tier, Quantity: q, Price: price, Upto: upto, Cost: cost(q, price), Most: cost(q, upto)}
	b.Lines, b.Total, b.Upto = append(b.Lines, l), b.Total+l.Cost, b.Upto+l.Most
}

// cost is a quantity in hundredths at a price, rounded half up to a fen.
func cost(q int64, price Fen) Fen { return Fen((q*int64(price) + Hundredth/2) / Hundredth) }
