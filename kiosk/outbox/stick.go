package outbox

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"mingbai/kiosk"
)

// maxStickItems is the most items of a file that is read here.
const maxStickItems = 20_000

// A Stick is a delivery that came as a file.
type Stick struct {
	kiosk.Delivery
	Items []kiosk.Item
}

// OpenDelivery reads a file of the form of [Outbox.Export] and verifies its
// signature by the key in it; whether that is the kiosk's the caller has to
// know. The error is kiosk.ErrForged where a byte was changed.
func OpenDelivery(b []byte) (Stick, error) {
	var s Stick
	var end kiosk.DeliveryEnd
	if !bytes.HasSuffix(b, []byte("\n")) {
		return s, errors.New("open file: it does not end with a line: it may have been cut")
	}
	cut := bytes.LastIndexByte(b[:len(b)-1], '\n') + 1
	if err := json.Unmarshal(b[cut:], &end); err != nil {
		return s, fmt.Errorf("open file: it does not end with a signature: it may have been cut: %w", err)
	}
	lines := bytes.Split(bytes.TrimSuffix(b[:cut], []byte("\n")), []byte("\n"))
	if err := json.Unmarshal(lines[0], &s.Delivery); err != nil {
		return s, fmt.Errorf("open file: first line: %w", err)
	}
	if err := kiosk.VerifyDelivery(s.Key, b[:cut], end.Sig); err != nil {
		return Stick{}, fmt.Errorf("open file: %w", err)
	}
	if s.Version != kiosk.DeliveryVersion || s.Delivery.Items != len(lines)-1 || s.Delivery.Items > maxStickItems {
		return Stick{}, fmt.Errorf("open file: version %d with %d items: want version %d and at most %d", s.Version, s.Delivery.Items, kiosk.DeliveryVersion, maxStickItems)
	}
	for n, line := range lines[1:] {
		var i kiosk.Item
		err := json.Unmarshal(line, &i)
		if err == nil {
			err = i.Check()
		}
		if err != nil {
			return Stick{}, fmt.Errorf("open file: item %d: %w", n+1, err)
		}
		s.Items = append(s.Items, i)
	}
	return s, nil
}
