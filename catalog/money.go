package catalog

import "fmt"

// Fen is an amount of money in hundredths of a yuan (分).
type Fen int64

// Yuan writes the amount in yuan, with two decimals where it is not whole:
// 8000 is "80", 51 is "0.51", 310 is "3.10".
func (f Fen) Yuan() string {
	sign := ""
	if f < 0 {
		sign, f = "-", -f
	}
	if f%100 == 0 {
		return fmt.Sprintf("%s%d", sign, f/100)
	}
	return fmt.Sprintf("%s%d.%02d", sign, f/100, f%100)
}

// A Standard is how much a fee is (收费标准). One of Amount, Tiers and Words
// is the answer; Words may also explain the other two.
type Standard struct {
	Amount *Fen   `json:"amount,omitempty"` // in fen a unit; 0 is free
	Upto   *Fen   `json:"upto,omitempty"`   // the upper end of a range that begins at Amount
	Tiers  []Tier `json:"tiers,omitempty"`
	Unit   Text   `json:"unit,omitempty"` // 计费单位: 件, 平方米, 立方米
	Words  Text   `json:"words,omitempty"`
}

// A Tier is one step of a stepped price (阶梯价格). Quantities are in whole
// units of Standard.Unit; To is included, 0 means without end.
type Tier struct {
	Name Text  `json:"name,omitempty"`
	From int64 `json:"from,omitempty"`
	To   int64 `json:"to,omitempty"`
	Fen  Fen   `json:"fen"`
	Per  Text  `json:"per,omitempty"` // what the quantity is counted over: 户·年
}

// Least returns the lowest price of s and whether s has one.
func (s Standard) Least() (Fen, bool) {
	if s.Amount != nil {
		return *s.Amount, true
	}
	if len(s.Tiers) == 0 {
		return 0, false
	}
	least := s.Tiers[0].Fen
	for _, t := range s.Tiers {
		least = min(least, t.Fen)
	}
	return least, true
}

// Empty reports whether s says nothing about the price.
func (s Standard) Empty() bool {
	return s.Amount == nil && len(s.Tiers) == 0 && s.Words.Empty()
}
