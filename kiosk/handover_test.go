package kiosk_test

import (
	"errors"
	"testing"

	"pgregory.net/rapid"

	"mingbai/catalog"
	"mingbai/kiosk"
)

func anyHandover(t *rapid.T) kiosk.Handover {
	return kiosk.Handover{Number: rapid.Uint32Range(1, 1<<32-1).Draw(t, "number"), Ticks: rapid.Uint32Range(0, 1<<kiosk.MostTicks-1).Draw(t, "ticks"),
		Print: rapid.IntRange(0, 99).Draw(t, "print")}
}

// TestHandoverComesBack wants what was written to be read, however it is
// grouped.
func TestHandoverComesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := anyHandover(t)
		s := h.Digits()
		if len(s) < 6 || len(s) > kiosk.MostDigits {
			t.Fatalf("%+v has %d digits: %s", h, len(s), s)
		}
		at := rapid.IntRange(0, len(s)).Draw(t, "at")
		for _, typed := range []string{s, s[:at] + " " + s[at:], s[:at] + "-" + s[at:]} {
			if got, err := kiosk.ReadHandover(typed); err != nil || got != h {
				t.Fatalf("%+v is written %s and read %+v (%v)", h, typed, got, err)
			}
		}
	})
}

// TestMistypedHandoverIsNone changes one digit, or lets two neighbours change
// places: neither may lead to another guide.
func TestMistypedHandoverIsNone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := []byte(anyHandover(t).Digits())
		i := rapid.IntRange(0, len(s)-1).Draw(t, "at")
		was := string(s)
		if rapid.Bool().Draw(t, "swap") && i > 0 {
			s[i-1], s[i] = s[i], s[i-1]
		} else {
			s[i] = byte('0' + rapid.IntRange(0, 9).Draw(t, "digit"))
		}
		if string(s) == was {
			return
		}
		if h, err := kiosk.ReadHandover(string(s)); !errors.Is(err, kiosk.ErrNoHandover) {
			t.Fatalf("%s for %s is read as %+v", s, was, h)
		}
	})
}

func TestShortHandover(t *testing.T) {
	if s := (kiosk.Handover{Number: 203, Ticks: 5, Print: 7}).Digits(); len(s) != 9 || s[:7] != "1520307" {
		t.Errorf("203 with two ticks is %s", s)
	}
	for _, h := range []kiosk.Handover{{}, {Ticks: 1}, {Number: 1, Ticks: 1 << kiosk.MostTicks}, {Number: 1, Print: 100}, {Number: 1, Print: -1}} {
		if s := h.Digits(); s != "" {
			t.Errorf("%+v is written %s", h, s)
		}
	}
}

// TestFingerprintTellsChangedMaterials wants other prints for another guide
// and other materials, in nearly every case.
func TestFingerprintTellsChangedMaterials(t *testing.T) {
	seen := map[int]int{}
	for i := range 1000 {
		r := &catalog.Record{ID: "guide/a", Body: &catalog.Guide{Materials: []catalog.Material{{Name: catalog.Text{catalog.ZH: string(rune(0x4E00 + i))}}}}}
		seen[kiosk.Fingerprint(r)]++
	}
	for print, n := range seen {
		if n > 40 {
			t.Errorf("%d of 1000 guides have the print %d", n, print)
		}
	}
	if len(seen) < 90 {
		t.Errorf("only %d prints", len(seen))
	}
}

func FuzzReadHandover(f *testing.F) {
	f.Add("152030735")
	f.Add("0 1")
	f.Fuzz(func(t *testing.T, typed string) {
		h, err := kiosk.ReadHandover(typed)
		if err != nil {
			return
		}
		if again, err := kiosk.ReadHandover(h.Digits()); err != nil || again != h {
			t.Errorf("%q is read as %+v, which is read as %+v (%v)", typed, h, again, err)
		}
	})
}
