package kiosk_test

import (
	"testing"

	"mingbai/catalog"
	"mingbai/kiosk"
)

func TestEveryConditionSaysWhatToDoInEveryLanguage(t *testing.T) {
	for _, code := range []string{kiosk.Offline, kiosk.Stale, kiosk.ClockUnsure, kiosk.DiskLow, kiosk.NeedsUpdate, kiosk.NotTrusted, kiosk.Damaged, kiosk.NoRoot} {
		say := kiosk.Say(code)
		for _, lang := range catalog.Langs() {
			if say[lang] == "" {
				t.Errorf("%s has no words in %s", code, lang)
			}
		}
	}
	if say := kiosk.Say("new"); len(say) != 0 {
		t.Errorf("an unknown code says %v", say)
	}
}
