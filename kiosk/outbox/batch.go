package outbox

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"

	"mingbai/kiosk"
)

// batchItems and batchBytes bound what goes at once: a second and a half on a
// line of 64 kbit/s, compressed.
const (
	batchItems = 200
	batchBytes = 64 << 10
)

// A batch is what goes at once.
type batch struct {
	items  []kiosk.Item
	cursor int64
	more   bool     // there is more that is due
	broken []string // ids of what the disk spoilt: it cannot be sent
}

// batch returns what is due, what goes first at the beginning. A clock that
// was far ahead and is right again leaves no item waiting for years: a next
// try beyond the longest pause counts as due.
func (o *Outbox) batch(ctx context.Context) (batch, error) {
	var b batch
	if err := o.db.Read.QueryRowContext(ctx, `SELECT cursor FROM outbox_state`).Scan(&b.cursor); err != nil {
		return b, fmt.Errorf("read outbox: %w", err)
	}
	now := o.now()
	rows, err := o.db.Read.QueryContext(ctx, `
		SELECT id, kind, body FROM outbox WHERE next_try <= ? OR next_try > ?
		ORDER BY priority, serial LIMIT ?`, now.Unix(), now.Add(farPause).Unix(), batchItems+1)
	if err != nil {
		return b, fmt.Errorf("read outbox: %w", err)
	}
	defer rows.Close()
	for size := 0; rows.Next(); {
		var i kiosk.Item
		var body []byte
		if err := rows.Scan(&i.ID, &i.Kind, &body); err != nil {
			return b, fmt.Errorf("read outbox: %w", err)
		}
		i.Body = body
		if broken(i) {
			b.broken = append(b.broken, i.ID)
			continue
		}
		if size += len(body); len(b.items) == batchItems || len(b.items) > 0 && size > batchBytes {
			b.more = true
			break
		}
		b.items = append(b.items, i)
	}
	if err := rows.Err(); err != nil {
		return b, fmt.Errorf("read outbox: %w", err)
	}
	return b, nil
}

// broken reports whether the disk spoilt an item: it was whole when it came.
func broken(i kiosk.Item) bool { return i.Check() != nil || !json.Valid(i.Body) }

// seal returns the lines of a signed delivery.
func (o *Outbox) seal(b batch, token string) ([]byte, error) {
	var lines bytes.Buffer
	out := json.NewEncoder(&lines) // one line a value
	out.SetEscapeHTML(false)       // a body goes as it came
	head := kiosk.Delivery{Version: kiosk.DeliveryVersion, Kiosk: o.who.id, Hall: o.hall, Token: token,
		Key: o.who.Public(), Cursor: b.cursor, Items: len(b.items)}
	if err := out.Encode(head); err != nil {
		return nil, fmt.Errorf("write delivery: %w", err)
	}
	for _, i := range b.items {
		if err := out.Encode(i); err != nil {
			return nil, fmt.Errorf("write item %s: %w", i.ID, err)
		}
	}
	if err := out.Encode(kiosk.DeliveryEnd{Sig: kiosk.SignDelivery(o.who.key, lines.Bytes())}); err != nil {
		return nil, fmt.Errorf("write delivery: %w", err)
	}
	return lines.Bytes(), nil
}

// compress returns b as gzip, or as it is where that would not be shorter.
func compress(b []byte) []byte {
	var short bytes.Buffer
	w := gzip.NewWriter(&short) // writing to memory cannot fail
	w.Write(b)
	w.Close()
	if short.Len() >= len(b) {
		return b
	}
	return short.Bytes()
}

// maxAnswer is the longest answer that is read: a page of amendments, each of
// which may be as long as an item, and some.
const maxAnswer = 1 << 20

// readAnswer reads what the hub said to a batch. A captive portal that
// answers everything with a page of its own is not the hub, and nothing is
// forgotten for it.
func readAnswer(body []byte, b batch) (kiosk.Answer, error) {
	var a kiosk.Answer
	if len(body) > maxAnswer {
		return a, fmt.Errorf("read answer: %d bytes: want at most %d", len(body), maxAnswer)
	}
	if err := json.Unmarshal(body, &a); err != nil {
		return a, fmt.Errorf("read answer: %w; hint: is %s between the kiosk and the hub?", err, "a page that asks to log in")
	}
	if a.Version != kiosk.DeliveryVersion || a.Cursor < 0 {
		return a, fmt.Errorf("read answer: it is not of a hub that this kiosk understands")
	}
	sent := map[string]bool{}
	for _, i := range b.items {
		sent[i.ID] = true
	}
	for _, r := range a.Refused {
		if !sent[r.ID] {
			return a, fmt.Errorf("read answer: it refuses %q, which was not sent or is there twice", r.ID)
		}
		delete(sent, r.ID)
	}
	if a.Kept != len(sent) {
		return a, fmt.Errorf("read answer: %d items kept, want %d", a.Kept, len(sent))
	}
	return a, checkAmendments(a.Amendments)
}

func checkAmendments(items []kiosk.Item) error {
	for _, i := range items {
		if err := i.Check(); err != nil {
			return fmt.Errorf("read answer: %w", err)
		}
		if i.Kind != kiosk.ItemAmendment {
			return fmt.Errorf("read answer: item %s: kind %q: want an amendment", i.ID, i.Kind)
		}
	}
	return nil
}
