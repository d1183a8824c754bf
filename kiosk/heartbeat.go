package kiosk

import (
	"crypto/ed25519"
	"crypto/sha512"
	"encoding/json"
	"errors"
	"fmt"
)

// A Heartbeat is what a kiosk says of itself. Sealed it has about 400 bytes:
// a hundred thousand kiosks send one every five minutes. Equality of Digest
// with what was published proves what is on the disk, Nonce that the
// heartbeat is fresh, Generation that the screen shows it; none of them
// proves anything about a machine that somebody broke into. Times are unix
// seconds by the kiosk's clock; 0 is never.
type Heartbeat struct {
	Kiosk      string `json:"k"`            // set by the outbox
	Hall       string `json:"h"`            // set by the outbox
	Number     int64  `json:"n"`            // set by the outbox: grows with every heartbeat
	At         int64  `json:"t"`            // set by the outbox
	App        string `json:"v"`            // version of the program
	Publisher  string `json:"u,omitempty"`  // whose editions it shows, by trust.Publisher: numbers of two publishers do not compare
	Edition    int64  `json:"e"`            // number of the edition on the shelf
	Digest     []byte `json:"d,omitempty"`  // its state digest, taken again from the rows: 32 bytes
	Applied    int64  `json:"ea,omitempty"` // when it was applied
	Checked    int64  `json:"c,omitempty"`  // when a newer one was last asked for
	Source     string `json:"s,omitempty"`  // https, folder, zip, seed
	Withdrawn  int64  `json:"w,omitempty"`  // version of the newest list of withdrawn records that is obeyed
	Clock      string `json:"cl,omitempty"` // "" is well; floored, ahead
	Skew       int64  `json:"sk,omitempty"` // seconds its clock is ahead of the publisher's
	FreeMB     int64  `json:"f"`            // free on the disk, in 2^20 bytes
	Waiting    int64  `json:"o,omitempty"`  // set by the outbox: items in it
	Dropped    int64  `json:"x,omitempty"`  // set by the outbox: items it ever lost to its cap
	Amendments int64  `json:"a,omitempty"`
	Conflicts  int64  `json:"ac,omitempty"` // amendments that wait for staff
	Orphans    int64  `json:"ao,omitempty"` // amendments whose record is gone
	Condition  string `json:"er,omitempty"` // code of the gravest condition
	Generation int64  `json:"g,omitempty"`  // of the screen
	Painted    int64  `json:"p,omitempty"`  // seconds since it was last drawn
	Nonce      string `json:"r,omitempty"`  // echo of the newest hint
}

// ErrForged means that something is not signed by the key it should be.
var ErrForged = errors.New("signature does not fit the key")

// What is signed begins with what it is, so that one cannot pass for another.
const (
	heartbeatMark = "mingbai heartbeat 1\n"
	deliveryMark  = "mingbai delivery 1\n"
)

// sealed is a heartbeat with its signature over exactly the bytes of Beat.
type sealed struct {
	Beat json.RawMessage `json:"beat"`
	Sig  []byte          `json:"sig"`
}

// Seal returns h signed: the body of an item.
func (h Heartbeat) Seal(key ed25519.PrivateKey) (json.RawMessage, error) {
	beat, err := json.Marshal(h)
	if err != nil {
		return nil, fmt.Errorf("seal heartbeat: %w", err)
	}
	return json.Marshal(sealed{beat, ed25519.Sign(key, append([]byte(heartbeatMark), beat...))})
}

// OpenHeartbeat returns the heartbeat that key signed. The error is
// [ErrForged] when another key did, or when a byte of it was changed.
func OpenHeartbeat(body []byte, key ed25519.PublicKey) (Heartbeat, error) {
	var s sealed
	var h Heartbeat
	if err := json.Unmarshal(body, &s); err != nil {
		return h, fmt.Errorf("open heartbeat: %w", err)
	}
	if len(key) != ed25519.PublicKeySize || !ed25519.Verify(key, append([]byte(heartbeatMark), s.Beat...), s.Sig) {
		return h, fmt.Errorf("open heartbeat: %w", ErrForged)
	}
	if err := json.Unmarshal(s.Beat, &h); err != nil {
		return Heartbeat{}, fmt.Errorf("open heartbeat: %w", err)
	}
	return h, nil
}

// A Delivery is the first line of what a kiosk sends the hub; the items
// follow, one a line, and then a [DeliveryEnd].
type Delivery struct {
	Version int    `json:"mingbai"` // DeliveryVersion
	Kiosk   string `json:"kiosk"`   // random, an id as an item's
	Hall    string `json:"hall"`
	Token   string `json:"token,omitempty"` // opens the hall to a kiosk that the hub does not know yet
	Key     []byte `json:"key"`             // Ed25519 public key
	Cursor  int64  `json:"cursor"`          // how many of the hall's amendments it has seen: Answer.Cursor
	Items   int    `json:"items"`
}

// A DeliveryEnd is the last line of a delivery: the signature over all bytes
// before it. A delivery without it was cut.
type DeliveryEnd struct {
	Sig []byte `json:"sig"`
}

// Limits of a delivery, before it is compressed.
const (
	DeliveryVersion = 1
	MaxDelivery     = 256 << 10 // bytes
	MaxItems        = 500
)

// SignDelivery returns the signature over the lines of a delivery.
func SignDelivery(key ed25519.PrivateKey, lines []byte) []byte {
	return ed25519.Sign(key, deliveryDigest(lines))
}

// VerifyDelivery returns [ErrForged] unless key signed the lines.
func VerifyDelivery(key ed25519.PublicKey, lines, sig []byte) error {
	if len(key) != ed25519.PublicKeySize || !ed25519.Verify(key, deliveryDigest(lines), sig) {
		return ErrForged
	}
	return nil
}

func deliveryDigest(lines []byte) []byte {
	sum := sha512.Sum512(lines)
	return append([]byte(deliveryMark), sum[:]...)
}

// An Answer is what the hub says to a delivery.
type Answer struct {
	Version    int       `json:"mingbai"` // DeliveryVersion: a page of somebody else's network has none
	Kept       int       `json:"kept"`    // items it has now, whether new or not
	Refused    []Refusal `json:"refused,omitempty"`
	Amendments []Item    `json:"amendments,omitempty"` // by other kiosks of the hall, newer than the cursor
	Cursor     int64     `json:"cursor"`               // for the next delivery
	More       bool      `json:"more,omitempty"`       // ask again at once
}

// A Refusal says why the hub does not take an item.
type Refusal struct {
	ID  string `json:"id"`
	Why string `json:"why"`
}
