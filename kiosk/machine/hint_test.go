package machine

import (
	"encoding/json"
	"testing"
	"time"
)

func TestKiosksSpreadOverTheTimeAHintNames(t *testing.T) {
	minute := int64(60)
	first, last := time.Hour, time.Duration(0)
	for i := range 200 {
		d := delay(hint{Spread: &minute}, "A"+string(rune('0'+i%10))+string(rune('0'+i/10)))
		first, last = min(first, d), max(last, d)
	}
	if first < 0 || last > time.Minute || last-first < 30*time.Second {
		t.Errorf("they come from %v to %v", first, last)
	}
}

// FuzzHint: whatever a server sends, a kiosk comes within half an hour.
func FuzzHint(f *testing.F) {
	for _, seed := range []string{`{"v":124,"spread":60,"nonce":"n"}`, `{"spread":-1}`, `{"spread":9223372036854775807}`, `[]`, `{`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var h hint
		if json.Unmarshal(data, &h) != nil {
			h = hint{}
		}
		if d := delay(h, "A01"); d < 0 || d > mostSpread {
			t.Errorf("%s: it comes after %v", data, d)
		}
	})
}
