package kiosk_test

import (
	"bytes"
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"testing"

	"mingbai/kiosk"
)

const sender = "KIOSKA01KIOSKA01"

func sealEntry(t *testing.T, key ed25519.PrivateKey, body string) []byte {
	t.Helper()
	b, err := kiosk.SealEntry(kiosk.Entry{Kiosk: sender, Hall: "tongjiang", Body: json.RawMessage(body)}, key)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestEntryArrivesAsItWasSigned(t *testing.T) {
	_, key, _ := ed25519.GenerateKey(nil)
	b := sealEntry(t, key, `{"b": "<1 & 2>", "a":1}`)
	var escaped bytes.Buffer
	json.HTMLEscape(&escaped, b) // as a careless carrier writes it
	for _, body := range [][]byte{b, escaped.Bytes()} {
		e, err := kiosk.OpenEntry(body, "tongjiang")
		if err != nil || e.Kiosk != sender || !bytes.Equal(e.Key, key.Public().(ed25519.PublicKey)) {
			t.Errorf("entry %+v, %v", e, err)
		}
	}
}

func TestEntryThatSomebodyTouchedIsRefused(t *testing.T) {
	_, key, _ := ed25519.GenerateKey(nil)
	_, other, _ := ed25519.GenerateKey(nil)
	good := sealEntry(t, key, `{"floor":2}`)
	change := func(do func(*kiosk.Entry)) []byte {
		var e kiosk.Entry
		if err := json.Unmarshal(good, &e); err != nil {
			t.Fatal(err)
		}
		do(&e)
		b, err := json.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	for name, b := range map[string][]byte{
		"words":   bytes.Replace(good, []byte(`"floor":2`), []byte(`"floor":3`), 1),
		"kiosk":   change(func(e *kiosk.Entry) { e.Kiosk = "KIOSKB02KIOSKB02" }),
		"hall":    change(func(e *kiosk.Entry) { e.Hall = "fuyuan" }),
		"key":     change(func(e *kiosk.Entry) { e.Key = other.Public().(ed25519.PublicKey) }),
		"no key":  change(func(e *kiosk.Entry) { e.Key = nil }),
		"no sig":  change(func(e *kiosk.Entry) { e.Sig = nil }),
		"cut sig": change(func(e *kiosk.Entry) { e.Sig = e.Sig[:10] }),
	} {
		if _, err := kiosk.OpenEntry(b, "tongjiang"); !errors.Is(err, kiosk.ErrForged) {
			t.Errorf("%s: %v, want ErrForged", name, err)
		}
	}
	for name, b := range map[string]string{"no entry": `[]`, "nothing": ``, "no body": `{"kiosk":"` + sender + `"}`} {
		if _, err := kiosk.OpenEntry([]byte(b), "tongjiang"); err == nil {
			t.Errorf("%s was taken", name)
		}
	}
	if _, err := kiosk.OpenEntry(good, "fuyuan"); err == nil || errors.Is(err, kiosk.ErrForged) {
		t.Errorf("another hall's: %v", err)
	}
}

func FuzzOpenEntry(f *testing.F) {
	_, key, _ := ed25519.GenerateKey(nil)
	b, err := kiosk.SealEntry(kiosk.Entry{Kiosk: sender, Hall: "tongjiang", Body: json.RawMessage(`{"v":1}`)}, key)
	if err != nil {
		f.Fatal(err)
	}
	f.Add([]byte(b))
	f.Add([]byte(`{"kiosk":"x"}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		if e, err := kiosk.OpenEntry(b, "tongjiang"); err == nil && e.Hall != "tongjiang" {
			t.Errorf("took %+v", e)
		}
	})
}
