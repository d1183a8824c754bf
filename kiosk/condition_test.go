package kiosk_test

import (
	"testing"

	"mingbai/catalog"
	"mingbai/kiosk"
)

func TestEveryConditionSaysWhatToDoInEveryLanguage(t *testing.T) {
	codes := append(kiosk.Codes(), kiosk.Offline, kiosk.Stale, kiosk.ClockUnsure, kiosk.DiskLow, kiosk.NeedsUpdate, kiosk.NotTrusted, kiosk.Damaged, kiosk.NoRoot)
	for _, code := range codes {
		say, hint, who := kiosk.Say(code), kiosk.Hint(code), kiosk.TellWhom(code)
		for _, lang := range catalog.Langs() {
			if say[lang] == "" {
				t.Errorf("%s has no words in %s", code, lang)
			}
			if hint[lang] == "" || who.Name()[lang] == "" {
				t.Errorf("%s tells %q to do %q in %s", code, who, hint[lang], lang)
			}
		}
	}
	if say := kiosk.Say("new"); len(say) != 0 {
		t.Errorf("an unknown code says %v", say)
	}
	if hint, who := kiosk.Hint("new"), kiosk.TellWhom("new"); len(hint) != 0 || who != kiosk.Technician {
		t.Errorf("of an unknown code %q is told to do %v", who, hint)
	}
}
