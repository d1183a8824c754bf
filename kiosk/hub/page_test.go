package hub_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"mingbai/kiosk"
	"mingbai/kiosk/hub"
)

// TestWindowThreeMovesOnAllScreensOfItsHall: each kiosk sees what the others
// of its hall sent, once, in the order of arrival, and nobody else does.
func TestWindowThreeMovesOnAllScreensOfItsHall(t *testing.T) {
	onEachStore(t, func(t *testing.T, open func() hub.Store) {
		s := open()
		a, b, far := kioskNamed("a", "tongjiang"), kioskNamed("b", "tongjiang"), kioskNamed("far", "fuyuan")
		registered(t, s, a, b, far)
		seen := map[string][]string{}
		cursor := map[string]int64{}
		deliver := func(k hub.Kiosk, sent ...kiosk.Item) {
			for more := true; more; sent = nil {
				p, err := s.Keep(t.Context(), hub.Arrival{Kiosk: k.ID, Hall: k.Hall, Cursor: cursor[k.ID], Amendments: sent})
				must(t, err)
				seen[k.ID] = append(seen[k.ID], ids(p.Amendments)...)
				cursor[k.ID], more = p.Cursor, p.More
			}
		}
		var fromA, fromB []string
		for n := range 30 {
			var some []kiosk.Item
			for m := range 10 {
				some = append(some, amendment(n*10+m))
			}
			if n%2 == 0 {
				deliver(a, some...)
				fromA = append(fromA, ids(some)...)
			} else {
				deliver(b, some...)
				fromB = append(fromB, ids(some)...)
			}
		}
		deliver(a)
		deliver(b)
		deliver(far)
		if !slices.Equal(seen[a.ID], fromB) || !slices.Equal(seen[b.ID], fromA) || len(seen[far.ID]) != 0 {
			t.Errorf("a saw %d of %d, b saw %d of %d, another hall saw %d", len(seen[a.ID]), len(fromB), len(seen[b.ID]), len(fromA), len(seen[far.ID]))
		}
		// A new kiosk gets everything, in pages.
		late := kioskNamed("late", "tongjiang")
		registered(t, s, late)
		deliver(late)
		if len(seen[late.ID]) != 300 {
			t.Errorf("a new kiosk saw %d amendments, want 300", len(seen[late.ID]))
		}
		// After the store was put back to an older copy the cursor is ahead.
		p, err := s.Keep(t.Context(), hub.Arrival{Kiosk: a.ID, Hall: a.Hall, Cursor: 1 << 40})
		must(t, err)
		if len(p.Amendments) == 0 || p.Amendments[0].ID != fromB[0] {
			t.Errorf("a cursor ahead of the hub gets %v, want all from the first", ids(p.Amendments))
		}
	})
}

func TestPageIsBounded(t *testing.T) {
	onEachStore(t, func(t *testing.T, open func() hub.Store) {
		s := open()
		a, b := kioskNamed("a", "tongjiang"), kioskNamed("b", "tongjiang")
		registered(t, s, a, b)
		var long []kiosk.Item
		for n := range 20 {
			i := amendment(n)
			i.Body = json.RawMessage(`"` + strings.Repeat("字", 10_000) + `"`)
			long = append(long, i)
		}
		_, err := s.Keep(t.Context(), hub.Arrival{Kiosk: a.ID, Hall: a.Hall, Amendments: long})
		must(t, err)
		var got []string
		page := hub.Page{More: true}
		for page.More {
			page, err = s.Keep(t.Context(), hub.Arrival{Kiosk: b.ID, Hall: b.Hall, Cursor: page.Cursor})
			must(t, err)
			size := 0
			for _, i := range page.Amendments {
				size += len(i.Body)
			}
			if size > 300_000 {
				t.Fatalf("a page of %d bytes", size)
			}
			got = append(got, ids(page.Amendments)...)
		}
		if !slices.Equal(got, ids(long)) {
			t.Errorf("got %v", got)
		}
	})
}

// TestNoAmendmentIsOvertaken: numbers are given in one transaction and seen in
// another. Where a later number is seen first, the earlier one is never asked
// for again.
func TestNoAmendmentIsOvertaken(t *testing.T) {
	onEachStore(t, func(t *testing.T, open func() hub.Store) {
		s := open()
		const writers, each = 6, 30
		reader := kioskNamed("reader", "tongjiang")
		registered(t, s, reader)
		var busy sync.WaitGroup
		for w := range writers {
			k := kioskNamed(fmt.Sprint(w), "tongjiang")
			registered(t, s, k)
			busy.Go(func() {
				for n := range each {
					_, err := s.Keep(t.Context(), hub.Arrival{Kiosk: k.ID, Hall: k.Hall, Amendments: []kiosk.Item{amendment(w*each + n)}})
					if err != nil {
						t.Error(err)
					}
				}
			})
		}
		done := make(chan struct{})
		go func() { busy.Wait(); close(done) }()
		seen := map[string]int{}
		var cursor int64
		read := func() {
			p, err := s.Keep(t.Context(), hub.Arrival{Kiosk: reader.ID, Hall: reader.Hall, Cursor: cursor})
			must(t, err)
			for _, i := range p.Amendments {
				seen[i.ID]++
			}
			cursor = p.Cursor
		}
		for over := false; !over; {
			select {
			case <-done:
				over = true
			default:
				read()
			}
		}
		read()
		read()
		for n := range writers * each {
			if times := seen[amendment(n).ID]; times != 1 {
				t.Errorf("amendment %d was seen %d times, want once", n, times)
			}
		}
	})
}
