package hub

import (
	"crypto/ed25519"
	"encoding/json"
	"fmt"
	"time"

	"mingbai/kiosk"
)

// sortOut looks at each item: what is well goes into the arrival, what is not
// is refused by itself and holds up nothing else. seen turns the time that a
// heartbeat names into when it counts as seen.
func (d delivery) sortOut(items []kiosk.Item, key ed25519.PublicKey, seen func(at time.Time) time.Time) (Arrival, []kiosk.Refusal) {
	a := Arrival{Kiosk: d.Kiosk, Hall: d.Hall, Cursor: d.Cursor}
	var refused []kiosk.Refusal
	for _, i := range items {
		if err := d.add(&a, i, key, seen); err != nil {
			refused = append(refused, kiosk.Refusal{ID: i.ID, Why: err.Error()})
		}
	}
	return a, refused
}

func (d delivery) add(a *Arrival, i kiosk.Item, key ed25519.PublicKey, seen func(time.Time) time.Time) error {
	if err := i.Check(); err != nil {
		return err
	}
	switch i.Kind {
	case kiosk.ItemSlip:
		return d.addSlip(a, i)
	case kiosk.ItemTally:
		return d.addTally(a, i)
	case kiosk.ItemAmendment:
		a.Amendments = append(a.Amendments, i)
		return nil
	case kiosk.ItemHeartbeat:
		return d.addBeat(a, i, key, seen)
	}
	return fmt.Errorf("kind %q is not known here; hint: update the hub", i.Kind)
}

func (d delivery) addSlip(a *Arrival, i kiosk.Item) error {
	var s kiosk.Slip
	if err := json.Unmarshal(i.Body, &s); err != nil {
		return err
	}
	if err := s.Check(); err != nil {
		return err
	}
	if s.Hall != d.Hall {
		return fmt.Errorf("slip of hall %q in a delivery of %q", s.Hall, d.Hall)
	}
	a.Entries = append(a.Entries, Entry{i, s.Day})
	return nil
}

func (d delivery) addTally(a *Arrival, i kiosk.Item) error {
	var t kiosk.Tally
	if err := json.Unmarshal(i.Body, &t); err != nil {
		return err
	}
	if err := t.Check(); err != nil {
		return err
	}
	if t.Hall != d.Hall {
		return fmt.Errorf("tally of hall %q in a delivery of %q", t.Hall, d.Hall)
	}
	a.Entries = append(a.Entries, Entry{i, t.Day})
	return nil
}

// addBeat believes a heartbeat only when the kiosk's own registered key
// signed it, whoever carried it here.
func (d delivery) addBeat(a *Arrival, i kiosk.Item, key ed25519.PublicKey, seen func(time.Time) time.Time) error {
	h, err := kiosk.OpenHeartbeat(i.Body, key)
	if err != nil {
		return err
	}
	if h.Kiosk != d.Kiosk || h.Hall != d.Hall || h.Number < 1 {
		return fmt.Errorf("heartbeat %d of kiosk %s in hall %s: it is of another delivery", h.Number, h.Kiosk, h.Hall)
	}
	if a.Beat == nil || h.Number > a.Beat.Number {
		a.Beat = &Beat{Number: h.Number, Seen: seen(time.Unix(h.At, 0)), Body: i.Body}
	}
	return nil
}
