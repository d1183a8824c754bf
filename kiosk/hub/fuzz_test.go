package hub

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/ed25519"
	"encoding/json"
	"path/filepath"
	"testing"
	"time"

	"mingbai/kiosk"
)

// FuzzDelivery reads what anybody may send. Whatever is believed is signed by
// the key it names, and no longer than it may be.
func FuzzDelivery(f *testing.F) {
	key := ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize))
	for _, items := range []string{"", `{"id":"AAAAAAAAAAAAAAAA","kind":"slip","body":{"sort":"wrong"}}` + "\n", "{}\n", "\n\n"} {
		head, _ := json.Marshal(kiosk.Delivery{Version: 1, Kiosk: "KKKKKKKKKKKKKKKKKKKK", Hall: "tongjiang",
			Key: key.Public().(ed25519.PublicKey), Items: bytes.Count([]byte(items), []byte("\n"))})
		lines := append(append(head, '\n'), items...)
		end, _ := json.Marshal(kiosk.DeliveryEnd{Sig: kiosk.SignDelivery(key, lines)})
		whole := append(append(lines, end...), '\n')
		f.Add(whole)
		var short bytes.Buffer
		z := gzip.NewWriter(&short)
		z.Write(whole)
		z.Close()
		f.Add(short.Bytes())
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		d, err := parse(body, networkLimits)
		if err != nil {
			return
		}
		if len(d.signed) > networkLimits.bytes || len(d.lines) > networkLimits.items || len(d.Key) != ed25519.PublicKeySize {
			t.Fatalf("%d bytes, %d items, key of %d", len(d.signed), len(d.lines), len(d.Key))
		}
		items, err := d.items()
		if err != nil {
			return
		}
		a, refused := d.sortOut(items, d.Key, func(at time.Time) time.Time { return at })
		beats := 0
		for _, i := range items {
			if i.Kind == kiosk.ItemHeartbeat {
				beats++
			}
		}
		if n := len(a.Entries) + len(a.Amendments) + len(refused); n > len(items) || n < len(items)-beats {
			t.Fatalf("%d of %d items are accounted for", n, len(items))
		}
	})
}

// FuzzBody keeps what the parser lets through, in a real store.
func FuzzBody(f *testing.F) {
	store, err := OpenSQLite(context.Background(), filepath.Join(f.TempDir(), "hub.db"))
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { store.Close() })
	h := New(store, Halls{"tongjiang": {Kiosks: 1}}, Options{})
	key := ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize))
	f.Add("slip", []byte(`{"sort":"wrong","about":"guide/x","hall":"tongjiang","day":"2026-11-18"}`))
	f.Add("tally", []byte(`{"hall":"tongjiang","day":"2026-11-18","counts":[{"what":"open","of":"guide/x","n":5}]}`))
	f.Add("amendment", []byte(`{"a":"\ud800"}`))
	f.Add("heartbeat", []byte(`{"beat":{"n":1},"sig":"AAAA"}`))
	f.Fuzz(func(t *testing.T, kind string, body []byte) {
		item, err := json.Marshal(kiosk.Item{ID: "AAAAAAAAAAAAAAAA", Kind: kiosk.ItemKind(kind), Body: body})
		if err != nil {
			return
		}
		head, err := json.Marshal(kiosk.Delivery{Version: 1, Kiosk: "KKKKKKKKKKKKKKKKKKKK", Hall: "tongjiang", Key: key.Public().(ed25519.PublicKey), Items: 1})
		if err != nil {
			t.Fatal(err)
		}
		lines := append(append(append(head, '\n'), item...), '\n')
		end, err := json.Marshal(kiosk.DeliveryEnd{Sig: kiosk.SignDelivery(key, lines)})
		if err != nil {
			t.Fatal(err)
		}
		a, err := h.Import(context.Background(), append(append(lines, end...), '\n'))
		if err != nil {
			t.Fatalf("a whole delivery is lost for one item: %v", err)
		}
		if a.Kept+len(a.Refused) != 1 {
			t.Errorf("answer = %+v", a)
		}
	})
}
