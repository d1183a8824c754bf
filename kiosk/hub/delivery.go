package hub

import (
	"bytes"
	"compress/gzip"
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"mingbai/kiosk"
)

// Why a delivery is refused as a whole. Nothing of it is kept.
var (
	// ErrMalformed means that it is no delivery, or was cut.
	ErrMalformed = errors.New("delivery is malformed")
	// ErrLarge means that it is longer than any delivery.
	ErrLarge = errors.New("delivery is too large")
)

// limits bound a delivery. The first is what a network may send; a stick may
// carry a whole outbox.
type limits struct {
	bytes, items int
}

var (
	networkLimits = limits{kiosk.MaxDelivery, kiosk.MaxItems}
	stickLimits   = limits{64 << 20, 200_000}
)

// A delivery is one that was read but not yet believed.
type delivery struct {
	kiosk.Delivery
	signed []byte   // the lines the signature is over
	lines  [][]byte // of items, not yet read
	sig    []byte
	opened bool // it has the token of its hall, or a person stands for it
}

// expand returns the lines of a body that may be gzip, at most as many bytes
// as the limit allows: a bomb is put out while it goes off.
func expand(body []byte, most int) ([]byte, error) {
	if !bytes.HasPrefix(body, []byte{0x1f, 0x8b}) {
		if len(body) > most {
			return nil, fmt.Errorf("%w: more than %d bytes", ErrLarge, most)
		}
		return body, nil
	}
	z, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	lines, err := io.ReadAll(io.LimitReader(z, int64(most)+1))
	if len(lines) > most {
		return nil, fmt.Errorf("%w: it unpacks to more than %d bytes", ErrLarge, most)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	return lines, nil
}

// parse reads the first and the last line of a delivery and counts the ones
// between. Items are read only after the signature was verified.
func parse(body []byte, l limits) (delivery, error) {
	var d delivery
	all, err := expand(body, l.bytes)
	if err != nil {
		return d, err
	}
	if !bytes.HasSuffix(all, []byte("\n")) {
		return d, fmt.Errorf("%w: it does not end with a line", ErrMalformed)
	}
	cut := bytes.LastIndexByte(all[:len(all)-1], '\n') + 1
	var end kiosk.DeliveryEnd
	if err := json.Unmarshal(all[cut:], &end); err != nil || len(end.Sig) != ed25519.SignatureSize {
		return d, fmt.Errorf("%w: it does not end with a signature: it may have been cut", ErrMalformed)
	}
	d.signed, d.sig = all[:cut], end.Sig
	lines := bytes.Split(bytes.TrimSuffix(d.signed, []byte("\n")), []byte("\n"))
	if err := json.Unmarshal(lines[0], &d.Delivery); err != nil {
		return d, fmt.Errorf("%w: first line: %w", ErrMalformed, err)
	}
	d.lines = lines[1:]
	return d, d.check(l)
}

// check looks at the first line.
func (d delivery) check(l limits) error {
	if d.Version != kiosk.DeliveryVersion {
		return fmt.Errorf("%w: version %d, this hub knows %d; hint: update the hub", ErrMalformed, d.Version, kiosk.DeliveryVersion)
	}
	if err := kiosk.CheckItemID(d.Kiosk); err != nil {
		return fmt.Errorf("%w: kiosk: %w", ErrMalformed, err)
	}
	if err := kiosk.CheckHall(d.Hall); err != nil {
		return fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	switch {
	case len(d.Key) != ed25519.PublicKeySize:
		return fmt.Errorf("%w: key of %d bytes", ErrMalformed, len(d.Key))
	case d.Cursor < 0:
		return fmt.Errorf("%w: cursor %d", ErrMalformed, d.Cursor)
	case d.Items != len(d.lines):
		return fmt.Errorf("%w: %d items, but it says %d", ErrMalformed, len(d.lines), d.Items)
	case d.Items > l.items:
		return fmt.Errorf("%w: %d items: want at most %d", ErrLarge, d.Items, l.items)
	}
	return nil
}

// items reads the lines of a delivery that is believed. A line that is no
// item, or the id of another one, spoils it all: a kiosk writes neither.
func (d delivery) items() ([]kiosk.Item, error) {
	items := make([]kiosk.Item, 0, len(d.lines))
	seen := map[string]bool{}
	for n, line := range d.lines {
		var i kiosk.Item
		if err := json.Unmarshal(line, &i); err != nil {
			return nil, fmt.Errorf("%w: item %d: %w", ErrMalformed, n+1, err)
		}
		if err := kiosk.CheckItemID(i.ID); err != nil {
			return nil, fmt.Errorf("%w: item %d: %w", ErrMalformed, n+1, err)
		}
		if seen[i.ID] {
			return nil, fmt.Errorf("%w: item %s is there twice", ErrMalformed, i.ID)
		}
		seen[i.ID] = true
		items = append(items, i)
	}
	return items, nil
}
