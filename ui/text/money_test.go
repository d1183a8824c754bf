package text_test

import (
	"testing"
	"time"

	"mingbai/catalog"
	"mingbai/ui/text"
)

func TestMoney(t *testing.T) {
	for _, c := range []struct {
		lang catalog.Lang
		fen  catalog.Fen
		want string
	}{
		{catalog.ZH, 8000, "80 元"}, {catalog.ZH, 51, "0.51 元"}, {catalog.EN, 100, "1 yuan"}, {catalog.EN, 310, "3.10 yuan"},
		{catalog.RU, 100, "1 юань"}, {catalog.RU, 200, "2 юаня"}, {catalog.RU, 500, "5 юаней"}, {catalog.RU, 0, "0 юаней"},
		{catalog.RU, 1100, "11 юаней"}, {catalog.RU, 1200, "12 юаней"}, {catalog.RU, 2100, "21 юань"}, {catalog.RU, 2200, "22 юаня"},
		{catalog.RU, 11100, "111 юаней"}, {catalog.RU, 51, "0,51 юаня"}, {catalog.RU, 110, "1,10 юаня"}, {catalog.RU, 550, "5,50 юаня"},
		{catalog.RU, -100, "-1 юань"},
	} {
		if got := text.In(c.lang).Money(c.fen); got != c.want {
			t.Errorf("%s %d fen: %q, want %q", c.lang, c.fen, got, c.want)
		}
	}
}

func TestLeastOfSeveralPrices(t *testing.T) {
	w := text.In(catalog.RU)
	for fen, want := range map[catalog.Fen]string{100: "юаня", 200: "юаней", 500: "юаней", 2100: "юаня", 1100: "юаней", 295: "юаня"} {
		if got := w.YuanFrom(fen); got != want {
			t.Errorf("от %s: %q, want %q", w.Figures(fen), got, want)
		}
	}
	if got := text.In(catalog.EN).YuanFrom(100); got != "yuan" {
		t.Errorf("from 1 %q", got)
	}
}

func TestMoneyRange(t *testing.T) {
	w := text.In(catalog.RU)
	if got := w.MoneyRange(100, 2100); got != "1–21 юань" {
		t.Errorf("two prices: %q", got)
	}
	if got := w.MoneyRange(250, 250); got != "2,50 юаня" {
		t.Errorf("one price: %q", got)
	}
}

func TestQuantity(t *testing.T) {
	for hundredths, want := range map[int64]string{1200: "12", 1250: "12,5", 1255: "12,55", 5: "0,05"} {
		if got := text.In(catalog.RU).Quantity(hundredths); got != want {
			t.Errorf("%d: %q, want %q", hundredths, got, want)
		}
	}
}

func TestMoment(t *testing.T) {
	at := time.Date(2026, 11, 8, 9, 5, 0, 0, time.UTC)
	for lang, want := range map[catalog.Lang]string{catalog.ZH: "11-08 09:05", catalog.EN: "8 Nov 09:05", catalog.RU: "08.11 09:05"} {
		if got := text.In(lang).Moment(at); got != want {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
	}
}
