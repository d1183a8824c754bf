package outbox_test

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"mingbai/kiosk"
	"mingbai/kiosk/outbox"
)

func TestDeliveredItemsAreGoneHereAndThere(t *testing.T) {
	h, b := newHall(t), newBox(t, outbox.Options{})
	must(t, b.Put(t.Context(), rating("counter/w3")))
	must(t, b.Put(t.Context(), wrong("guide/x")))
	must(t, b.Beat(t.Context(), kiosk.Heartbeat{Edition: 124}))
	d, err := b.Deliver(t.Context(), h.hub())
	must(t, err)
	if d != (outbox.Delivered{Kept: 3}) {
		t.Errorf("delivered = %+v", d)
	}
	if s := b.status(t); s.Items != 0 || s.Bytes != 0 || s.Delivered.IsZero() || s.Err != nil {
		t.Errorf("status = %+v, want an empty outbox", s)
	}
	var got []kiosk.Slip
	for _, s := range h.slips(t) {
		got = append(got, s)
	}
	want := rating("counter/w3")
	want.Hall, want.Day = "tongjiang", day
	if len(got) != 2 || !reflect.DeepEqual(got[0], want) && !reflect.DeepEqual(got[1], want) {
		t.Errorf("the hub has %+v, want %+v and another", got, want)
	}
}

// TestAnswerThatIsLostChangesNothing: the hub has the items, the kiosk cannot
// know, and sends them again.
func TestAnswerThatIsLostChangesNothing(t *testing.T) {
	h, b := newHall(t), newBox(t, outbox.Options{})
	must(t, b.Put(t.Context(), wrong("guide/x")))
	deaf := h.hub()
	deaf.Post = func(ctx context.Context, url string, body []byte) ([]byte, error) {
		h.hub().Post(ctx, url, body)
		return nil, errors.New("connection reset")
	}
	for range 3 {
		b.now = b.now.Add(time.Hour)
		if _, err := b.Deliver(t.Context(), deaf); err == nil {
			t.Fatal("a lost answer is no error")
		}
	}
	if s := b.status(t); s.Items != 1 || s.Failures != 3 || s.Err == nil {
		t.Errorf("status = %+v, want the slip and three failures", s)
	}
	b.now = b.now.Add(time.Hour)
	_, err := b.Deliver(t.Context(), h.hub())
	must(t, err)
	if n := len(h.slips(t)); n != 1 || b.status(t).Items != 0 {
		t.Errorf("the hub has %d slips and %d are here, want 1 and 0", n, b.status(t).Items)
	}
}

// TestWhatGoesFirst reads what a kiosk sends: two items at a time would be
// the heartbeat, then amendments.
func TestWhatGoesFirst(t *testing.T) {
	b := newBox(t, outbox.Options{})
	must(t, b.Count(t.Context(), day, opened("guide/x", 5)))
	b.now = noon.AddDate(0, 0, 1)
	must(t, b.Put(t.Context(), rating("guide/x")))
	must(t, b.Put(t.Context(), wrong("guide/x")))
	must(t, b.Propose(t.Context(), "proposal-0000000001", []byte(`{}`)))
	must(t, b.Beat(t.Context(), kiosk.Heartbeat{}))
	var sent []string
	b.Deliver(t.Context(), outbox.Hub{Post: func(_ context.Context, _ string, body []byte) ([]byte, error) {
		for _, i := range itemsOf(t, body) {
			words := string(i.Kind)
			if i.Kind == kiosk.ItemSlip {
				var s kiosk.Slip
				must(t, json.Unmarshal(i.Body, &s))
				words = string(s.Sort)
			}
			sent = append(sent, words)
		}
		return nil, errors.New("no route")
	}})
	if want := []string{"heartbeat", "amendment", "wrong", "rating", "tally"}; !reflect.DeepEqual(sent, want) {
		t.Errorf("sent = %v, want %v", sent, want)
	}
}

func TestBatchIsBounded(t *testing.T) {
	b := newBox(t, outbox.Options{})
	for n := range 20 {
		must(t, b.Propose(t.Context(), fmt.Sprintf("proposal-%010d", n), []byte(`"`+strings.Repeat("字", 5000)+`"`)))
	}
	for n := range 300 {
		id, body := proposal(100 + n)
		must(t, b.Propose(t.Context(), id, body))
	}
	h := newHall(t)
	count, batches := 0, 0
	counting := h.hub()
	counting.Post = func(ctx context.Context, url string, body []byte) ([]byte, error) {
		items, size := itemsOf(t, body), 0
		for _, i := range items {
			size += len(i.Body)
		}
		if len(items) > 200 || size > 64<<10 {
			t.Errorf("a batch of %d items and %d bytes", len(items), size)
		}
		count += len(items)
		batches++
		return h.hub().Post(ctx, url, body)
	}
	for more := true; more; {
		d, err := b.Deliver(t.Context(), counting)
		must(t, err)
		more = d.More
	}
	if count != 320 || b.status(t).Items != 0 {
		t.Errorf("%d items in %d batches, want 320", count, batches)
	}
}

// TestItemThatTheHubRefusesHoldsUpNothing: the hub may be older than the
// kiosk. The item stays, is named, and is tried again the next day.
func TestItemThatTheHubRefusesHoldsUpNothing(t *testing.T) {
	h, b := newHall(t), newBox(t, outbox.Options{})
	must(t, b.Put(t.Context(), wrong("guide/new")))
	_, err := b.db.Write.Exec(`INSERT INTO outbox(id, kind, priority, body, created) VALUES ('from-a-newer-program', 'drawing', 1, x'7b7d', 0)`)
	must(t, err)
	d, err := b.Deliver(t.Context(), h.hub())
	must(t, err)
	if d != (outbox.Delivered{Kept: 1, Refused: 1}) {
		t.Errorf("delivered = %+v", d)
	}
	if s := b.status(t); s.Items != 1 || s.Refused != 1 || !strings.Contains(s.Why, "drawing") {
		t.Errorf("status = %+v, want the refused item and why", s)
	}
	for _, c := range []struct {
		after time.Duration
		sent  int
	}{{23 * time.Hour, 0}, {24 * time.Hour, 1}} {
		b.now = noon.Add(c.after)
		d, err := b.Deliver(t.Context(), h.hub())
		must(t, err)
		if d.Kept+d.Refused != c.sent {
			t.Errorf("after %v: %+v, want %d sent", c.after, d, c.sent)
		}
	}
}

func TestItemThatTheDiskSpoiltHoldsUpNothing(t *testing.T) {
	h, b := newHall(t), newBox(t, outbox.Options{})
	_, err := b.db.Write.Exec(`INSERT INTO outbox(id, kind, priority, body, created) VALUES ('spoilt-by-the-disk', 'slip', 2, x'7bff', 0)`)
	must(t, err)
	must(t, b.Put(t.Context(), wrong("guide/x")))
	_, err = b.Deliver(t.Context(), h.hub())
	must(t, err)
	if s := b.status(t); len(h.slips(t)) != 1 || s.Items != 1 || !strings.Contains(s.Why, "broken") {
		t.Errorf("%d slips arrived; status = %+v", len(h.slips(t)), s)
	}
}

// TestCaptivePortalIsNotTheHub: many a hall's network answers everything with
// a page of its own and status 200. Nothing may be forgotten for it.
func TestCaptivePortalIsNotTheHub(t *testing.T) {
	b := newBox(t, outbox.Options{})
	must(t, b.Put(t.Context(), wrong("guide/x")))
	id := "AAAAAAAAAAAAAAAAAAAAAAAAAA"
	for name, answer := range map[string]string{
		"page":              `<html><body>请登录</body></html>`,
		"nothing":           ``,
		"other JSON":        `{"code":0,"msg":"ok"}`,
		"kept nothing":      `{"mingbai":1,"kept":0,"cursor":0}`,
		"kept too much":     `{"mingbai":1,"kept":2,"cursor":0}`,
		"newer hub":         `{"mingbai":2,"kept":1,"cursor":0}`,
		"refuses a strange": `{"mingbai":1,"kept":0,"cursor":0,"refused":[{"id":"` + id + `","why":"x"}]}`,
		"goes backwards":    `{"mingbai":1,"kept":1,"cursor":-1}`,
		"slip comes back":   `{"mingbai":1,"kept":1,"cursor":1,"amendments":[{"id":"` + id + `","kind":"slip","body":{}}]}`,
		"without end":       `{"mingbai":1,"kept":1,"cursor":0,"refused":[` + strings.Repeat(" ", 1<<20) + `]}`,
	} {
		t.Run(name, func(t *testing.T) {
			b.now = b.now.Add(time.Hour)
			_, err := b.Deliver(t.Context(), outbox.Hub{Receive: ignore, Post: func(context.Context, string, []byte) ([]byte, error) {
				return []byte(answer), nil
			}})
			if err == nil {
				t.Error("it passed for the hub")
			}
			if n := b.status(t).Items; n != 1 {
				t.Errorf("%d items are left, want 1", n)
			}
		})
	}
}

// TestAmendmentsComeOnce: they and the cursor move in one transaction.
func TestAmendmentsComeOnce(t *testing.T) {
	h, b, other := newHall(t), newBox(t, outbox.Options{}), newBox(t, outbox.Options{})
	for n := range 250 {
		id, body := proposal(n)
		must(t, other.Propose(t.Context(), id, body))
	}
	for more := true; more; {
		d, err := other.Deliver(t.Context(), h.hub())
		must(t, err)
		more = d.More
	}
	_, err := b.db.Write.Exec(`CREATE TABLE got(id TEXT PRIMARY KEY)`)
	must(t, err)
	calls := 0
	to := h.hub()
	to.Receive = func(ctx context.Context, tx *sql.Tx, amendments []kiosk.Item) error {
		for _, i := range amendments {
			if _, err := tx.ExecContext(ctx, `INSERT INTO got VALUES (?)`, i.ID); err != nil {
				return err // it came twice
			}
		}
		if calls++; calls == 2 {
			return errors.New("the disk is full just now")
		}
		return nil
	}
	failed := 0
	for more := true; more; {
		d, err := b.Deliver(t.Context(), to)
		if err != nil {
			failed++
		}
		more = d.More || err != nil
	}
	var got int
	must(t, b.db.Read.QueryRow(`SELECT count(*) FROM got`).Scan(&got))
	if got != 250 || failed != 1 {
		t.Errorf("%d amendments came and %d deliveries failed, want 250 and 1", got, failed)
	}
}

// TestAmendmentArrivesByteForByte: whoever signs or hashes one can do so on
// any screen of the hall.
func TestAmendmentArrivesByteForByte(t *testing.T) {
	h, b, other := newHall(t), newBox(t, outbox.Options{}), newBox(t, outbox.Options{})
	must(t, other.Propose(t.Context(), "proposal-0000000001", []byte("{ \"z\": \"<b>&\u2028\\u0041 3号\",\n \"a\":1.50 }")))
	_, err := other.Deliver(t.Context(), h.hub())
	must(t, err)
	var got string
	to := h.hub()
	to.Receive = func(_ context.Context, _ *sql.Tx, amendments []kiosk.Item) error {
		got = string(amendments[0].Body)
		return nil
	}
	_, err = b.Deliver(t.Context(), to)
	must(t, err)
	if want := "{\"z\":\"<b>&\u2028\\u0041 3号\",\"a\":1.50}"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestClockThatWasWrongHoldsUpNothing: the clock jumped to 2096, the hub was
// down, and somebody set the clock right.
func TestClockThatWasWrongHoldsUpNothing(t *testing.T) {
	h, b := newHall(t), newBox(t, outbox.Options{})
	b.now = noon.AddDate(70, 0, 0)
	must(t, b.Put(t.Context(), wrong("guide/x")))
	if _, err := b.Deliver(t.Context(), outbox.Hub{Post: unreachable}); err == nil {
		t.Fatal("the hub was reached")
	}
	b.now = noon
	_, err := b.Deliver(t.Context(), h.hub())
	must(t, err)
	if n := len(h.slips(t)); n != 1 {
		t.Errorf("%d slips arrived, want 1", n)
	}
}
