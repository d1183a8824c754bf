package catalog_test

import (
	"errors"
	"io/fs"
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"mingbai/assets"
	"mingbai/catalog"
)

// standard reads one of the starter catalog.
func standard(t testing.TB, name string) catalog.Standard {
	t.Helper()
	b, err := fs.ReadFile(assets.Seed(), "fee/"+name+".json")
	if err != nil {
		t.Fatal(err)
	}
	r, err := catalog.ReadRecord(b)
	if err != nil {
		t.Fatal(err)
	}
	return r.Body.(*catalog.Fee).Standard
}

// TestBills reckons what a household asks for, by hand beforehand.
func TestBills(t *testing.T) {
	for _, c := range []struct {
		fee   string
		used  []int64 // hundredths
		total catalog.Fen
		upto  catalog.Fen
		lines int
	}{
		{"water-price", []int64{14400}, 144 * 310, 0, 1},
		{"water-price", []int64{14401}, 144*310 + 5, 0, 2},               // 0.01 at 4.65 is 4.65 fen
		{"water-price", []int64{30000}, 144*310 + 72*465 + 84*930, 0, 3}, // 1559.40 yuan
		{"power-price", []int64{26050}, 170*51 + 90*56 + 41, 0, 3},       // half a kWh at 0.81 is 40.5 fen
		{"gas-price", []int64{100}, 340, 0, 1},
		{"heat-price", []int64{8964}, 327186, 0, 1}, // 89.64 square metres at 36.50
		{"heat-metered", []int64{8964, 2150}, 114739 + 98900, 0, 2},
		{"heat-stop", []int64{10000}, 55000, 0, 1},
		{"property-service", []int64{9000}, 4500, 10800, 1},
	} {
		want := c.upto
		if want == 0 {
			want = c.total
		}
		b, err := standard(t, c.fee).Bill(c.used...)
		if err != nil || b.Total != c.total || b.Upto != want || len(b.Lines) != c.lines {
			t.Errorf("%s %v: %d to %d fen in %d lines (%v), want %d to %d in %d", c.fee, c.used, b.Total, b.Upto, len(b.Lines), err, c.total, want, c.lines)
		}
	}
}

// TestNonsenseHasNoBill keeps slips of the finger apart from what cannot be
// counted.
func TestNonsenseHasNoBill(t *testing.T) {
	water, passport := standard(t, "water-price"), standard(t, "foreigner-residence")
	fen := catalog.Fen(1 << 60)
	for name, c := range map[string]struct {
		s    catalog.Standard
		used []int64
		want error // nil for any other
	}{
		"nothing":                  {water, []int64{0}, catalog.ErrNothing},
		"less than nothing":        {water, []int64{-1}, catalog.ErrTooMuch},
		"too much":                 {water, []int64{catalog.MostQuantity + 1}, catalog.ErrTooMuch},
		"beyond the last step":     {catalog.Standard{Tiers: []catalog.Tier{{To: 10, Fen: 1}}}, []int64{1001}, catalog.ErrTooMuch},
		"one part too many":        {water, []int64{1, 1}, nil},
		"prices to choose from":    {passport, []int64{100}, nil},
		"words":                    {standard(t, "notary"), []int64{100}, nil},
		"a price that is no price": {catalog.Standard{Amount: &fen}, []int64{100}, nil},
	} {
		_, err := c.s.Bill(c.used...)
		if err == nil || c.want != nil && !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

// TestMeasuredFees wants a calculator for what meters and areas measure, and
// for nothing else.
func TestMeasuredFees(t *testing.T) {
	want := map[string]bool{"water-price": true, "power-price": true, "gas-price": true, "heat-price": true, "heat-metered": true, "heat-stop": true,
		"sewage": true, "property-service": true, "water-price-2019": true}
	names, err := fs.Glob(assets.Seed(), "fee/*.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		name = name[len("fee/") : len(name)-len(".json")]
		if got := standard(t, name).Measured(); got != want[name] {
			t.Errorf("%s: measured %v", name, got)
		}
	}
}

// TestStepsAgreeWithCounting reckons every hundredth by itself, in exact
// numbers, and wants no more than half a fen a line between them.
func TestStepsAgreeWithCounting(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tiers, to := []catalog.Tier{}, int64(0)
		for range rapid.IntRange(1, 4).Draw(t, "steps") {
			from := to
			to += rapid.Int64Range(1, 300).Draw(t, "to")
			tiers = append(tiers, catalog.Tier{From: from, To: to, Fen: catalog.Fen(rapid.Int64Range(0, 2000).Draw(t, "fen"))})
		}
		tiers[len(tiers)-1].To = 0
		used := rapid.Int64Range(1, 150000).Draw(t, "used")
		b, err := catalog.Standard{Tiers: tiers}.Bill(used)
		if err != nil {
			t.Fatal(err)
		}
		exact, sum := new(big.Int), int64(0)
		for q := int64(1); q <= used; q++ {
			for _, step := range tiers {
				if step.To == 0 || q <= step.To*catalog.Hundredth {
					exact.Add(exact, big.NewInt(int64(step.Fen)))
					break
				}
			}
		}
		for _, l := range b.Lines {
			sum += l.Quantity
		}
		off := new(big.Int).Sub(new(big.Int).Mul(big.NewInt(int64(b.Total)), big.NewInt(catalog.Hundredth)), exact)
		if sum != used || off.CmpAbs(big.NewInt(int64(50*len(b.Lines)))) > 0 {
			t.Fatalf("%d of %+v: %d fen for %d, off by %s hundredths", used, tiers, b.Total, sum, off)
		}
	})
}
