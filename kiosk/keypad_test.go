package kiosk_test

import (
	"strings"
	"testing"

	"mingbai/kiosk"
)

func TestParseKeypad(t *testing.T) {
	keys, err := kiosk.ParseKeypad("191=home 192=read\n193=louder")
	if err != nil || len(keys) != 3 || keys[192] != "read" {
		t.Errorf("got %v, %v", keys, err)
	}
	if keys, err := kiosk.ParseKeypad(""); err != nil || len(keys) != 0 {
		t.Errorf("no keypad: got %v, %v", keys, err)
	}
	for _, bad := range []string{"191", "x=home", "7=home", "256=home", "191=explode", "191=home 191=read", "191 = home"} {
		if _, err := kiosk.ParseKeypad(bad); err == nil || !strings.Contains(err.Error(), "hint") {
			t.Errorf("%q: %v, want an error with a hint", bad, err)
		}
	}
}
