package outbox_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"mingbai/catalog/db"
	"mingbai/kiosk"
	"mingbai/kiosk/outbox"
)

func TestFullOutboxLosesTheLeastPreciousFirst(t *testing.T) {
	b := newBox(t, outbox.Options{MaxItems: 6})
	must(t, b.Count(t.Context(), day, opened("guide/x", 5)))
	must(t, b.Put(t.Context(), wrong("guide/old")))
	if _, err := b.Export(t.Context(), filepath.Join(t.TempDir(), "stick.jsonl")); err != nil {
		t.Fatal(err)
	}
	must(t, b.Put(t.Context(), wrong("guide/x")))
	must(t, b.Propose(t.Context(), "proposal-0000000001", []byte(`{}`)))
	must(t, b.Put(t.Context(), rating("guide/new")))
	must(t, b.Beat(t.Context(), kiosk.Heartbeat{}))
	b.now = noon.AddDate(0, 0, 1)
	b.Deliver(t.Context(), outbox.Hub{Post: unreachable}) // the day is over: its tally fits
	for _, gone := range []string{"heartbeat", "tally", "wrong guide/old", "rating guide/new", "rating guide/more"} {
		must(t, b.Put(t.Context(), rating("guide/more")))
		for _, words := range b.words(t) {
			if words == gone && gone != "rating guide/more" {
				t.Errorf("%s is still there: %v", gone, b.words(t))
			}
		}
	}
	want := []string{"wrong guide/x", "amendment", "rating guide/more", "rating guide/more", "rating guide/more", "rating guide/more"}
	if got := b.words(t); !slices.Equal(got, want) {
		t.Errorf("left: %v, want %v", got, want)
	}
	lost := b.status(t).Dropped
	if lost[kiosk.ItemHeartbeat] != 1 || lost[kiosk.ItemTally] != 1 || lost[kiosk.ItemSlip] != 3 || lost[kiosk.ItemAmendment] != 0 {
		t.Errorf("lost = %v", lost)
	}
}

// words lists what is in the outbox, in the order of its coming.
func (b *box) words(t *testing.T) (words []string) {
	t.Helper()
	rows, err := b.db.Read.Query(`
		SELECT CASE kind WHEN 'slip' THEN json_extract(CAST(body AS TEXT), '$.sort') || ' ' || json_extract(CAST(body AS TEXT), '$.about') ELSE kind END
		FROM outbox ORDER BY serial`)
	must(t, err)
	defer rows.Close()
	for rows.Next() {
		var w string
		must(t, rows.Scan(&w))
		words = append(words, w)
	}
	return words
}

// TestNoSlipIsLostBeforeHeartbeatsAndTallies puts things into small outboxes
// at random, and looks after each at what was lost.
func TestNoSlipIsLostBeforeHeartbeatsAndTallies(t *testing.T) {
	for seed := range uint64(10) {
		random := rand.New(rand.NewPCG(seed, 7))
		b := newBox(t, outbox.Options{MaxItems: 8, MaxBytes: 2500})
		took, full := map[kiosk.ItemKind]int64{}, 0
		for n := range 80 {
			before := b.status(t)
			kind, err := b.putSomething(random, n)
			after := b.status(t)
			switch {
			case errors.Is(err, outbox.ErrFull):
				full++
			case err != nil:
				t.Fatal(err)
			default:
				took[kind]++
			}
			if after.Items > 8 || after.Bytes > 2500 {
				t.Fatalf("seed %d: %d items of %d bytes: over the cap", seed, after.Items, after.Bytes)
			}
			slipLost := after.Dropped[kiosk.ItemSlip] > before.Dropped[kiosk.ItemSlip]
			if slipLost && after.Waiting[kiosk.ItemHeartbeat]+after.Waiting[kiosk.ItemTally] > 0 {
				t.Fatalf("seed %d: a slip was lost, but %v is still there", seed, after.Waiting)
			}
		}
		s := b.status(t)
		if n := s.Waiting[kiosk.ItemSlip] + s.Dropped[kiosk.ItemSlip]; n != took[kiosk.ItemSlip] {
			t.Errorf("seed %d: %d slips were taken, %d are there or counted as lost", seed, took[kiosk.ItemSlip], n)
		}
		if s.Dropped[kiosk.ItemSlip] == 0 || full == 0 {
			t.Errorf("seed %d: %d slips lost, %d refused: the test proves nothing", seed, s.Dropped[kiosk.ItemSlip], full)
		}
	}
}

func (b *box) putSomething(random *rand.Rand, n int) (kiosk.ItemKind, error) {
	ctx := context.Background()
	switch random.IntN(4) {
	case 0:
		return kiosk.ItemHeartbeat, b.Beat(ctx, kiosk.Heartbeat{})
	case 1:
		day := day.Add(n)
		b.now = noon.AddDate(0, 0, n+1)
		err := b.Count(ctx, day, opened("guide/"+strings.Repeat("x", 1+random.IntN(80)), 5))
		b.Deliver(ctx, outbox.Hub{Post: unreachable}) // closes the day
		return kiosk.ItemTally, err
	case 2:
		return kiosk.ItemSlip, b.Put(ctx, rating("guide/x"))
	}
	return kiosk.ItemSlip, b.Put(ctx, wrong("guide/x"))
}

// TestOutboxFullOfSlipsIsStillDelivered: a tally that finds no room must not
// hold up what makes room.
func TestOutboxFullOfSlipsIsStillDelivered(t *testing.T) {
	h, b := newHall(t), newBox(t, outbox.Options{MaxItems: 5})
	must(t, b.Count(t.Context(), day, opened("guide/x", 5)))
	for n := range 5 {
		must(t, b.Put(t.Context(), wrong("guide/x")))
		if n == 4 {
			if err := b.Beat(t.Context(), kiosk.Heartbeat{}); !errors.Is(err, outbox.ErrFull) || !strings.Contains(err.Error(), "hint: ") {
				t.Errorf("err = %v, want %v with a hint", err, outbox.ErrFull)
			}
		}
	}
	b.now = noon.AddDate(0, 0, 1)
	for range 2 {
		if _, err := b.Deliver(t.Context(), h.hub()); err != nil {
			t.Fatal(err)
		}
	}
	if slips, tallies := len(h.slips(t)), len(h.tallies(t)); slips != 5 || tallies != 1 {
		t.Errorf("%d slips and %d tallies arrived, want 5 and 1", slips, tallies)
	}
}

func TestFullDiskLosesNothingThatWasTaken(t *testing.T) {
	h, b := newHall(t), newBox(t, outbox.Options{})
	var pages int
	must(t, b.db.Write.QueryRow(`PRAGMA page_count`).Scan(&pages))
	_, err := b.db.Write.Exec(fmt.Sprintf(`PRAGMA max_page_count = %d`, pages+8))
	must(t, err)
	took := 0
	for err == nil {
		if err = b.Put(t.Context(), wrong("guide/x")); err == nil {
			took++
		}
	}
	if !db.Full(err) || took == 0 {
		t.Fatalf("err = %v after %d slips, want a full disk", err, took)
	}
	for more := true; more; {
		d, err := b.Deliver(t.Context(), h.hub())
		must(t, err)
		more = d.More
	}
	must(t, b.Put(t.Context(), wrong("guide/after")))
	if got := len(h.slips(t)); got != took {
		t.Errorf("%d slips arrived, want %d", got, took)
	}
}
