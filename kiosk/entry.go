package kiosk

import (
	"bytes"
	"crypto/ed25519"
	"encoding/json"
	"fmt"

	"mingbai/catalog"
)

// An Entry is what one kiosk of a hall tells the others, signed by it: the
// body of an item of kind [ItemAmendment]. The hub only hands it on, so that
// nobody between two kiosks can change it, or pass it off as another's.
type Entry struct {
	Kiosk string          `json:"kiosk"` // who signed: see Delivery.Kiosk
	Hall  string          `json:"hall"`  // whose it is: an entry of another hall is refused
	Key   []byte          `json:"key"`   // Ed25519 public key of Kiosk
	Body  json.RawMessage `json:"body"`  // a JSON object that only catalog/amend understands
	Sig   []byte          `json:"sig"`
}

const entryMark = "mingbai entry 1\n"

// SealEntry returns e signed, as the body of an item. Body is kept in its
// canonical form.
func SealEntry(e Entry, key ed25519.PrivateKey) (json.RawMessage, error) {
	e.Key, e.Sig = key.Public().(ed25519.PublicKey), nil
	signed, err := e.signed()
	if err != nil {
		return nil, fmt.Errorf("seal entry: %w", err)
	}
	e.Sig = ed25519.Sign(key, signed)
	var line bytes.Buffer
	out := json.NewEncoder(&line)
	out.SetEscapeHTML(false)
	if err := out.Encode(e); err != nil {
		return nil, fmt.Errorf("seal entry: %w", err)
	}
	return bytes.TrimSuffix(line.Bytes(), []byte("\n")), nil
}

// OpenEntry reads an entry of a hall and checks its signature by the key in
// it; whether that key is the kiosk's the caller has to know. The error is
// [ErrForged] where a byte was changed.
func OpenEntry(body []byte, hall string) (Entry, error) {
	var e Entry
	if len(body) > MaxItem {
		return e, fmt.Errorf("open entry: %d bytes: want at most %d", len(body), MaxItem)
	}
	if err := json.Unmarshal(body, &e); err != nil {
		return e, fmt.Errorf("open entry: %w", err)
	}
	if err := CheckItemID(e.Kiosk); err != nil {
		return Entry{}, fmt.Errorf("open entry: kiosk: %w", err)
	}
	signed, err := e.signed()
	if err != nil {
		return Entry{}, fmt.Errorf("open entry: %w", err)
	}
	if len(e.Key) != ed25519.PublicKeySize || !ed25519.Verify(e.Key, signed, e.Sig) {
		return Entry{}, fmt.Errorf("open entry: %w", ErrForged)
	}
	if e.Hall != hall {
		return Entry{}, fmt.Errorf("open entry: it is of hall %q; hint: is hub_hall the same on all kiosks of the hall?", e.Hall)
	}
	return e, nil
}

// signed returns the bytes that are signed: the canonical form of all but the
// signature.
func (e Entry) signed() ([]byte, error) {
	e.Sig = nil
	b, err := json.Marshal(e)
	if err != nil {
		return nil, err
	}
	if b, err = catalog.Canonical(b); err != nil {
		return nil, err
	}
	return append([]byte(entryMark), b...), nil
}
