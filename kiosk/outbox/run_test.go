package outbox_test

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"mingbai/kiosk"
	"mingbai/kiosk/outbox"
)

// TestHubThatIsDownForDays: visitors hand in slips for three days while
// nobody answers. When the hub is back everything arrives once, and nobody
// knocked more often than the pauses allow.
func TestHubThatIsDownForDays(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHall(t)
		b := newBox(t, outbox.Options{Now: func() time.Time { return time.Now().In(noon.Location()) }})
		var down atomic.Bool
		var knocks atomic.Int64
		down.Store(true)
		to := h.hub()
		to.Receive = ignore
		to.Post = func(ctx context.Context, url string, body []byte) ([]byte, error) {
			if knocks.Add(1); down.Load() {
				return nil, errors.New("no route")
			}
			return h.hub().Post(ctx, url, body)
		}
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan error)
		go func() { done <- b.Run(ctx, to) }()
		const slips = 3 * 24 * 3
		for n := range slips { // one each 20 minutes, and a heartbeat
			must(t, b.Put(ctx, wrong("guide/x")))
			must(t, b.Beat(ctx, kiosk.Heartbeat{Edition: int64(n)}))
			time.Sleep(20 * time.Minute)
		}
		if s := b.status(t); s.Items != slips+1 || s.Failures == 0 || s.Err == nil {
			t.Errorf("status = %+v, want %d slips and a heartbeat", s, slips)
		}
		if n := knocks.Load(); n < 3*24*4 || n > 3*24*8+20 {
			t.Errorf("%d deliveries in three days, want one each 7.5 to 15 minutes", n)
		}
		down.Store(false)
		time.Sleep(16 * time.Minute)
		synctest.Wait()
		if n := len(h.slips(t)); n != slips || b.status(t).Items != 0 {
			t.Errorf("%d slips arrived and %d items are left, want %d and none", n, b.status(t).Items, slips)
		}
		before := knocks.Load()
		must(t, b.Put(ctx, wrong("guide/x")))
		time.Sleep(time.Second)
		synctest.Wait()
		if n := len(h.slips(t)); n != slips+1 || knocks.Load() != before+1 {
			t.Errorf("%d slips after %d deliveries: a slip waits although the hub answers", n, knocks.Load()-before)
		}
		stop()
		if err := <-done; !errors.Is(err, context.Canceled) {
			t.Errorf("err = %v, want %v", err, context.Canceled)
		}
	})
}

// TestHubSaysWhenToComeBack: Retry-After is a promise not to knock before.
func TestHubSaysWhenToComeBack(t *testing.T) {
	for name, c := range map[string]struct{ asked, least, most time.Duration }{
		"an hour":           {time.Hour, time.Hour, 67 * time.Minute},
		"a hundred years":   {100 * 365 * 24 * time.Hour, 6 * time.Hour, 7 * time.Hour},
		"less than nothing": {-time.Hour, time.Second, 3 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				b := newBox(t, outbox.Options{Now: time.Now})
				var knocks []time.Time
				ctx, stop := context.WithCancel(t.Context())
				to := outbox.Hub{Post: func(context.Context, string, []byte) ([]byte, error) {
					if knocks = append(knocks, time.Now()); len(knocks) == 2 {
						stop()
					}
					return nil, later{errors.New("busy"), c.asked}
				}}
				must(t, b.Put(ctx, wrong("guide/x")))
				var visitors sync.WaitGroup
				visitors.Go(func() { // they don't wait for the hub
					for ctx.Err() == nil {
						time.Sleep(c.least / 10)
						b.Put(ctx, wrong("guide/x"))
					}
				})
				b.Run(ctx, to)
				visitors.Wait()
				if waited := knocks[1].Sub(knocks[0]); waited < c.least || waited > c.most {
					t.Errorf("it came back after %v, want %v to %v", waited, c.least, c.most)
				}
			})
		})
	}
}

func TestPausesDoubleAndSpread(t *testing.T) {
	var first []time.Duration
	for range 4 {
		synctest.Test(t, func(t *testing.T) {
			b := newBox(t, outbox.Options{Now: time.Now})
			must(t, b.Put(t.Context(), wrong("guide/x")))
			ctx, stop := context.WithCancel(t.Context())
			var knocks []time.Time
			b.Run(ctx, outbox.Hub{Post: func(context.Context, string, []byte) ([]byte, error) {
				if knocks = append(knocks, time.Now()); len(knocks) == 14 {
					stop()
				}
				return nil, errors.New("no route")
			}})
			most := 2 * time.Second
			for n := range len(knocks) - 1 {
				// The disk knows seconds: a pause may lack a part of one.
				if got := knocks[n+1].Sub(knocks[n]); got < most/2-time.Second || got > most {
					t.Errorf("pause %d is %v, want %v to %v", n+1, got, most/2, most)
				}
				most = min(2*most, 15*time.Minute)
			}
			first = append(first, knocks[13].Sub(knocks[0]))
		})
	}
	if first[0] == first[1] && first[1] == first[2] && first[2] == first[3] {
		t.Errorf("four kiosks knock together: %v", first)
	}
}

// TestHubThatCannotKeepIsNoLoss: it says so, and when to come back.
func TestHubThatCannotKeepIsNoLoss(t *testing.T) {
	h, b := newHall(t), newBox(t, outbox.Options{})
	must(t, b.Put(t.Context(), wrong("guide/x")))
	must(t, h.store.Close()) // a store that keeps nothing more
	_, err := b.Deliver(t.Context(), h.hub())
	var asked outbox.Later
	if !errors.As(err, &asked) {
		t.Fatalf("err = %v, want one that says when to come back", err)
	}
	if wait, ok := asked.RetryAfter(); !ok || wait < 20*time.Second {
		t.Errorf("it asks for %v, want 20 s or more", wait)
	}
	if n := b.status(t).Items; n != 1 {
		t.Errorf("%d items, want 1", n)
	}
}
