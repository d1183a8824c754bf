package outbox_test

import (
	"fmt"
	"reflect"
	"testing"
	"time"

	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/kiosk/outbox"
)

var day = catalog.DateOf(noon)

func opened(id string, n int64) kiosk.Count {
	return kiosk.Count{What: kiosk.Opened, Of: id, N: n}
}

func TestSmallCountsStayInTheHall(t *testing.T) {
	h, b := newHall(t), newBox(t, outbox.Options{})
	must(t, b.Count(t.Context(), day, opened("guide/often", 3), opened("guide/rare", 4), kiosk.Count{What: kiosk.NotFound, N: 9}))
	must(t, b.Count(t.Context(), day, opened("guide/often", 2)))
	if _, err := b.Deliver(t.Context(), h.hub()); err != nil {
		t.Fatal(err)
	}
	if got := h.tallies(t); len(got) != 0 {
		t.Fatalf("a day that is not over was sent: %v", got)
	}
	b.now = noon.AddDate(0, 0, 1)
	for range 3 { // once a day is enough
		if _, err := b.Deliver(t.Context(), h.hub()); err != nil {
			t.Fatal(err)
		}
	}
	want := []kiosk.Tally{{Hall: "tongjiang", Day: day, Counts: []kiosk.Count{{What: kiosk.NotFound, N: 9}, opened("guide/often", 5)}}}
	if got := h.tallies(t); !reflect.DeepEqual(got, want) {
		t.Errorf("tallies = %v, want %v", got, want)
	}
	counts, err := b.Counts(t.Context(), day)
	must(t, err)
	if len(counts) != 3 {
		t.Errorf("the hall itself sees %v, want all three", counts)
	}
}

func TestBusyDayComesInSeveralItems(t *testing.T) {
	h, b := newHall(t), newBox(t, outbox.Options{})
	var counts []kiosk.Count
	for n := range 1000 {
		counts = append(counts, opened(fmt.Sprintf("guide/%080d", n), 5))
	}
	must(t, b.Count(t.Context(), day, counts...))
	b.now = noon.AddDate(0, 0, 1)
	for more := true; more; {
		d, err := b.Deliver(t.Context(), h.hub())
		must(t, err)
		more = d.More
	}
	n := 0
	for _, tally := range h.tallies(t) {
		n += len(tally.Counts)
	}
	if n != 1000 {
		t.Errorf("%d counts arrived, want 1000", n)
	}
}

func TestCountsAreForgotten(t *testing.T) {
	b := newBox(t, outbox.Options{})
	must(t, b.Count(t.Context(), day, opened("guide/x", 5)))
	for _, c := range []struct{ days, want int }{{1, 1}, {90, 1}, {91, 0}} {
		b.now = noon.AddDate(0, 0, c.days)
		b.Deliver(t.Context(), outbox.Hub{Post: unreachable})
		counts, err := b.Counts(t.Context(), day)
		must(t, err)
		if s := b.status(t); len(counts) != c.want || int(s.Waiting[kiosk.ItemTally]) != c.want {
			t.Errorf("after %d days: %d counts and %d tallies, want %d", c.days, len(counts), s.Waiting[kiosk.ItemTally], c.want)
		}
	}
	if n := b.status(t).Dropped[kiosk.ItemTally]; n != 1 {
		t.Errorf("%d tallies are counted as lost, want 1", n)
	}
}

// TestNothingButNumbersIsCounted: what a visitor typed can't be counted, not
// even by mistake.
func TestNothingButNumbersIsCounted(t *testing.T) {
	b := newBox(t, outbox.Options{})
	for _, c := range []kiosk.Count{
		{What: kiosk.NotFound, Of: "离婚", N: 1}, {What: kiosk.Visited, Of: "10:31", N: 1}, {What: kiosk.Opened, Of: "离婚", N: 1},
		{What: kiosk.Opened, N: 1}, {What: kiosk.Language, Of: "zh-CN 13812345678", N: 1}, {What: "face", Of: "elder", N: 1},
		{What: kiosk.Visited, N: 0}, {What: kiosk.Visited, N: -5},
	} {
		if err := b.Count(t.Context(), day, kiosk.Count{What: kiosk.Visited, N: 1}, c); err == nil {
			t.Errorf("%+v was counted", c)
		}
	}
	if counts, err := b.Counts(t.Context(), day); err != nil || len(counts) != 0 {
		t.Errorf("counts = %v, %v, want none: all or nothing", counts, err)
	}
}

func TestMidnightInTheHallEndsTheDay(t *testing.T) {
	b := newBox(t, outbox.Options{})
	must(t, b.Count(t.Context(), day, opened("guide/x", 5)))
	b.now = time.Date(2026, 11, 18, 23, 59, 59, 0, noon.Location())
	b.Deliver(t.Context(), outbox.Hub{Post: unreachable})
	if n := b.status(t).Items; n != 0 {
		t.Errorf("%d items before midnight, want none", n)
	}
	b.now = b.now.Add(time.Second)
	b.Deliver(t.Context(), outbox.Hub{Post: unreachable})
	if n := b.status(t).Items; n != 1 {
		t.Errorf("%d items after midnight, want 1", n)
	}
}

func TestMostOpenedComesFirst(t *testing.T) {
	b := newBox(t, outbox.Options{})
	must(t, b.Count(t.Context(), day, opened("guide/a", 4), opened("guide/b", 6), opened("guide/rare", 4), kiosk.Count{What: kiosk.Visited, N: 50}))
	must(t, b.Count(t.Context(), day.Add(-1), opened("guide/a", 4)))
	must(t, b.Count(t.Context(), day.Add(-40), opened("guide/old", 90)))
	got, err := b.Most(t.Context(), kiosk.Opened, day.Add(-30))
	must(t, err)
	if want := []kiosk.Count{opened("guide/a", 8), opened("guide/b", 6)}; !reflect.DeepEqual(got, want) {
		t.Errorf("most = %v, want %v", got, want)
	}
}

func TestMissedWordsStayForAWhile(t *testing.T) {
	b := newBox(t, outbox.Options{})
	must(t, b.Miss(t.Context(), day.Add(-kiosk.TallyDays-1), "很久以前", 3))
	must(t, b.Miss(t.Context(), day, "太阳能", 3))
	must(t, b.Miss(t.Context(), day, "太阳能", 4))
	got, err := b.Missed(t.Context())
	must(t, err)
	if want := []outbox.Miss{{Day: day, Words: "太阳能", Sessions: 4}}; !reflect.DeepEqual(got, want) {
		t.Errorf("missed = %v, want %v", got, want)
	}
}
