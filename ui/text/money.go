package text

import (
	"strings"

	"mingbai/catalog"
)

// Figures writes an amount of yuan in figures, with the language's decimal
// sign: 80, 0.51, in Russian 0,51.
func (w Words) Figures(f catalog.Fen) string { return w.Decimal(f.Yuan()) }

// Quantity writes hundredths of something without idle zeros: 12, 12.5, in
// Russian 12,5.
func (w Words) Quantity(hundredths int64) string {
	s := catalog.Fen(hundredths).Yuan()
	if strings.Contains(s, ".") {
		s = strings.TrimRight(s, "0")
	}
	return w.Decimal(s)
}

// Decimal writes figures that have a point with the language's decimal sign.
func (w Words) Decimal(s string) string {
	if w.Lang == catalog.RU {
		return strings.Replace(s, ".", ",", 1)
	}
	return s
}

// Yuan is the word for yuan after an amount in figures. Of a range that is
// the amount at its end.
func (w Words) Yuan(f catalog.Fen) string { return w.Get("money.yuan." + w.moneyForm(f)) }

// YuanFrom is the word for yuan where an amount is the least of several, as
// in "from 21": Russian has the genitive there.
func (w Words) YuanFrom(f catalog.Fen) string {
	form := w.moneyForm(f)
	switch {
	case w.Lang != catalog.RU:
	case form == "one":
		form = "few" // от 21 юаня
	case form == "few" && f%100 == 0:
		form = "many" // от 22 юаней
	}
	return w.Get("money.yuan." + form)
}

// Money writes an amount: 80 元, 1 yuan, 0,51 юаня.
func (w Words) Money(f catalog.Fen) string { return w.Figures(f) + " " + w.Yuan(f) }

// MoneyRange writes an amount that lies between two; where they are the same
// it is one.
func (w Words) MoneyRange(least, most catalog.Fen) string {
	return w.FiguresRange(least, most) + " " + w.Yuan(most)
}

// FiguresRange is MoneyRange without the word for yuan.
func (w Words) FiguresRange(least, most catalog.Fen) string {
	if least == most {
		return w.Figures(least)
	}
	return w.Figures(least) + "–" + w.Figures(most)
}

// moneyForm is the plural form after an amount; after a fraction Russian has
// the genitive of one, which is also the form for few.
func (w Words) moneyForm(f catalog.Fen) string {
	f = max(f, -f)
	switch {
	case f%100 == 0:
		return w.form(int(f / 100))
	case w.Lang == catalog.RU:
		return "few"
	}
	return "many"
}
