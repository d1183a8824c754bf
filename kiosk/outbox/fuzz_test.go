package outbox

import (
	"encoding/json"
	"testing"

	"mingbai/kiosk"
)

// FuzzAnswer reads what anything between the kiosk and the hub may answer.
// Whatever passes accounts for every item that was sent.
func FuzzAnswer(f *testing.F) {
	sent := batch{items: []kiosk.Item{
		{ID: "AAAAAAAAAAAAAAAAAAAAAAAAAA", Kind: kiosk.ItemSlip, Body: json.RawMessage(`{}`)},
		{ID: "BBBBBBBBBBBBBBBBBBBBBBBBBB", Kind: kiosk.ItemSlip, Body: json.RawMessage(`{}`)},
	}}
	for _, s := range []string{
		`{"mingbai":1,"kept":2,"cursor":7,"amendments":[{"id":"proposal-0000000001","kind":"amendment","body":{"a":1}}],"more":true}`,
		`{"mingbai":1,"kept":1,"cursor":0,"refused":[{"id":"AAAAAAAAAAAAAAAAAAAAAAAAAA","why":"no"}]}`,
		`{"mingbai":1,"kept":0,"cursor":0,"refused":[{"id":"AAAAAAAAAAAAAAAAAAAAAAAAAA"},{"id":"AAAAAAAAAAAAAAAAAAAAAAAAAA"}]}`,
		`<html>`, `{"mingbai":1}`, `[]`, `{"mingbai":1,"kept":2,"cursor":-9223372036854775808}`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		a, err := readAnswer(body, sent)
		if err != nil {
			return
		}
		refused := map[string]bool{}
		for _, r := range a.Refused {
			refused[r.ID] = true
		}
		if a.Kept+len(refused) != len(sent.items) || a.Cursor < 0 {
			t.Errorf("%+v accounts for %d of %d items", a, a.Kept+len(refused), len(sent.items))
		}
		for _, i := range a.Amendments {
			if i.Check() != nil || i.Kind != kiosk.ItemAmendment {
				t.Errorf("amendment %+v", i)
			}
		}
	})
}
