package hub_test

import (
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/kiosk/hub"
)

var noon = time.Unix(1_795_000_000, 0)

// kioskNamed returns a kiosk with a key that is its own.
func kioskNamed(name, hall string) hub.Kiosk {
	id := fmt.Sprintf("%s-%s", strings.Repeat("K", 20), name)
	seed := make([]byte, ed25519.SeedSize)
	copy(seed, id)
	return hub.Kiosk{ID: id, Hall: hall, Key: ed25519.NewKeyFromSeed(seed).Public().(ed25519.PublicKey), Since: noon}
}

// registered puts kiosks into a store.
func registered(t testing.TB, s hub.Store, all ...hub.Kiosk) {
	t.Helper()
	for _, k := range all {
		_, err := s.Register(t.Context(), k, 100)
		must(t, err)
	}
}

func amendment(n int) kiosk.Item {
	return kiosk.Item{ID: fmt.Sprintf("amendment-%010d", n), Kind: kiosk.ItemAmendment, Body: json.RawMessage(fmt.Sprintf(`{"n": %d}`, n))}
}

func entry(kind kiosk.ItemKind, n int, day catalog.Date) hub.Entry {
	return hub.Entry{Item: kiosk.Item{ID: fmt.Sprintf("entry-%014d", n), Kind: kind, Body: json.RawMessage(fmt.Sprintf(`{"n": %d}`, n))}, Day: day}
}

func beat(number int64, seen time.Time) *hub.Beat {
	return &hub.Beat{Number: number, Seen: seen, Body: json.RawMessage(fmt.Sprintf(`{"beat":{"e":%d},"sig":""}`, number))}
}

func ids(items []kiosk.Item) (ids []string) {
	for _, i := range items {
		ids = append(ids, i.ID)
	}
	return ids
}

// all reads every entry of a kind from a day on.
func all(t testing.TB, s hub.Store, kind kiosk.ItemKind, from catalog.Date) (entries []hub.Entry) {
	t.Helper()
	must(t, s.Entries(t.Context(), kind, from, func(_ string, e hub.Entry) error {
		entries = append(entries, e)
		return nil
	}))
	return entries
}

func TestFirstKeyOfAKioskStays(t *testing.T) {
	onEachStore(t, func(t *testing.T, open func() hub.Store) {
		s := open()
		first, second := kioskNamed("a", "tongjiang"), kioskNamed("b", "tongjiang")
		second.ID = first.ID
		if _, err := s.Kiosk(t.Context(), first.ID); !errors.Is(err, hub.ErrNoKiosk) {
			t.Errorf("err = %v, want %v", err, hub.ErrNoKiosk)
		}
		registered(t, s, first)
		got, err := s.Register(t.Context(), second, 100)
		must(t, err)
		if !got.Key.Equal(first.Key) {
			t.Error("the second key replaced the first")
		}
		must(t, s.Mistrust(t.Context(), first.ID, noon.Add(time.Hour)))
		s.Close()
		s = open()
		got, err = s.Kiosk(t.Context(), first.ID)
		if err != nil || !reflect.DeepEqual(got, first) {
			t.Errorf("kiosk = %+v, %v, want %+v", got, err, first)
		}
		fleet, err := s.Fleet(t.Context())
		must(t, err)
		if len(fleet) != 1 || fleet[0].Mistrusted != 1 || !fleet[0].LastMistrusted.Equal(noon.Add(time.Hour)) || fleet[0].Beat != nil {
			t.Errorf("fleet = %+v", fleet)
		}
	})
}

func TestHallHasNoMoreKiosksThanItMay(t *testing.T) {
	onEachStore(t, func(t *testing.T, open func() hub.Store) {
		s := open()
		full := make([]bool, 12)
		var some sync.WaitGroup
		for n := range full {
			some.Go(func() {
				_, err := s.Register(t.Context(), kioskNamed(fmt.Sprint(n), "tongjiang"), 3)
				if full[n] = errors.Is(err, hub.ErrHallFull); err != nil && !full[n] {
					t.Error(err)
				}
			})
		}
		some.Wait()
		fleet, err := s.Fleet(t.Context())
		must(t, err)
		if len(fleet) != 3 || slices.Index(full, false) < 0 {
			t.Errorf("the hall has %d kiosks, want 3", len(fleet))
		}
		if _, err := s.Register(t.Context(), kioskNamed("elsewhere", "fuyuan"), 3); err != nil {
			t.Errorf("another hall: %v", err)
		}
		if _, err := s.Register(t.Context(), fleet[0].Kiosk, 3); err != nil {
			t.Errorf("one that is there already: %v", err)
		}
	})
}

func TestRepeatsAreHarmless(t *testing.T) {
	onEachStore(t, func(t *testing.T, open func() hub.Store) {
		s := open()
		a, b := kioskNamed("a", "tongjiang"), kioskNamed("b", "tongjiang")
		registered(t, s, a, b)
		day := catalog.Date{Year: 2026, Month: 11, Day: 18}
		arrival := hub.Arrival{Kiosk: a.ID, Hall: a.Hall, Amendments: []kiosk.Item{amendment(1), amendment(2)},
			Entries: []hub.Entry{entry(kiosk.ItemSlip, 1, day), entry(kiosk.ItemTally, 2, day)}, Beat: beat(5, noon)}
		for range 3 {
			_, err := s.Keep(t.Context(), arrival)
			must(t, err)
		}
		s.Close()
		s = open()
		page, err := s.Keep(t.Context(), hub.Arrival{Kiosk: b.ID, Hall: b.Hall})
		must(t, err)
		if got := ids(page.Amendments); !slices.Equal(got, ids(arrival.Amendments)) || page.More {
			t.Errorf("amendments = %v", got)
		}
		if slips, tallies := all(t, s, kiosk.ItemSlip, catalog.Date{}), all(t, s, kiosk.ItemTally, catalog.Date{}); len(slips) != 1 || len(tallies) != 1 {
			t.Errorf("%d slips and %d tallies, want one each", len(slips), len(tallies))
		}
		// Another kiosk may not take an id away from the first.
		other := hub.Arrival{Kiosk: b.ID, Hall: b.Hall, Entries: []hub.Entry{entry(kiosk.ItemSlip, 1, day)}}
		_, err = s.Keep(t.Context(), other)
		must(t, err)
		if slips := all(t, s, kiosk.ItemSlip, catalog.Date{}); len(slips) != 2 {
			t.Errorf("%d slips, want those of both kiosks", len(slips))
		}
	})
}

func TestBytesComeBackAsTheyWere(t *testing.T) {
	onEachStore(t, func(t *testing.T, open func() hub.Store) {
		s := open()
		a, b := kioskNamed("a", "tongjiang"), kioskNamed("b", "tongjiang")
		registered(t, s, a, b)
		i := amendment(1)
		i.Body = json.RawMessage("{ \"z\":1, \"a\":\"\\u0000 \\ud800 3号窗口 🏠\",\"a\":2.50 }")
		day := catalog.Date{Year: 2026, Month: 11, Day: 18}
		_, err := s.Keep(t.Context(), hub.Arrival{Kiosk: a.ID, Hall: a.Hall, Amendments: []kiosk.Item{i},
			Entries: []hub.Entry{{Item: kiosk.Item{ID: "entry-of-odd-letters", Kind: kiosk.ItemSlip, Body: i.Body}, Day: day}}})
		must(t, err)
		page, err := s.Keep(t.Context(), hub.Arrival{Kiosk: b.ID, Hall: b.Hall})
		must(t, err)
		slips := all(t, s, kiosk.ItemSlip, catalog.Date{})
		if string(page.Amendments[0].Body) != string(i.Body) || string(slips[0].Body) != string(i.Body) || slips[0].Day != day {
			t.Errorf("got %s and %s, want %s", page.Amendments[0].Body, slips[0].Body, i.Body)
		}
	})
}

func TestOldHeartbeatRevivesNoKiosk(t *testing.T) {
	onEachStore(t, func(t *testing.T, open func() hub.Store) {
		s := open()
		a := kioskNamed("a", "tongjiang")
		registered(t, s, a)
		for _, c := range []struct{ number, want int64 }{{5, 5}, {3, 5}, {5, 5}, {9, 9}, {8, 9}} {
			_, err := s.Keep(t.Context(), hub.Arrival{Kiosk: a.ID, Hall: a.Hall, Beat: beat(c.number, noon.Add(time.Duration(c.number)*time.Hour))})
			must(t, err)
			fleet, err := s.Fleet(t.Context())
			must(t, err)
			if got := fleet[0].Beat; got.Number != c.want || !got.Seen.Equal(noon.Add(time.Duration(c.want)*time.Hour)) {
				t.Errorf("after heartbeat %d: %+v, want %d", c.number, got, c.want)
			}
		}
	})
}

func TestForgottenKioskLeavesWhatItSent(t *testing.T) {
	onEachStore(t, func(t *testing.T, open func() hub.Store) {
		s := open()
		a, b := kioskNamed("a", "tongjiang"), kioskNamed("b", "tongjiang")
		registered(t, s, a, b)
		_, err := s.Keep(t.Context(), hub.Arrival{Kiosk: a.ID, Hall: a.Hall, Amendments: []kiosk.Item{amendment(1)},
			Entries: []hub.Entry{entry(kiosk.ItemSlip, 1, catalog.Date{Year: 2026, Month: 11, Day: 18})}, Beat: beat(1, noon)})
		must(t, err)
		must(t, s.Forget(t.Context(), a.ID))
		if err := s.Forget(t.Context(), a.ID); !errors.Is(err, hub.ErrNoKiosk) {
			t.Errorf("err = %v, want %v", err, hub.ErrNoKiosk)
		}
		fleet, err := s.Fleet(t.Context())
		must(t, err)
		page, err := s.Keep(t.Context(), hub.Arrival{Kiosk: b.ID, Hall: b.Hall})
		must(t, err)
		if len(fleet) != 1 || len(page.Amendments) != 1 || len(all(t, s, kiosk.ItemSlip, catalog.Date{})) != 1 {
			t.Errorf("fleet %v, page %v", fleet, page)
		}
	})
}

func TestEntriesComeByDay(t *testing.T) {
	onEachStore(t, func(t *testing.T, open func() hub.Store) {
		s := open()
		a := kioskNamed("a", "tongjiang")
		registered(t, s, a)
		day := catalog.Date{Year: 2026, Month: 11, Day: 18}
		var some []hub.Entry
		for n := range 10 {
			some = append(some, entry(kiosk.ItemTally, 9-n, day.Add(n)), entry(kiosk.ItemSlip, 100+n, day.Add(n)))
		}
		_, err := s.Keep(t.Context(), hub.Arrival{Kiosk: a.ID, Hall: a.Hall, Entries: some})
		must(t, err)
		got := all(t, s, kiosk.ItemTally, day.Add(3))
		if len(got) != 7 || got[0].Day != day.Add(3) || got[6].Day != day.Add(9) {
			t.Errorf("from the fourth day on: %v", got)
		}
		stop := errors.New("enough")
		if err := s.Entries(t.Context(), kiosk.ItemTally, day, func(string, hub.Entry) error { return stop }); !errors.Is(err, stop) {
			t.Errorf("err = %v, want %v", err, stop)
		}
		must(t, s.Prune(t.Context(), day.Add(4)))
		if tallies, slips := all(t, s, kiosk.ItemTally, day), all(t, s, kiosk.ItemSlip, day); len(tallies) != 6 || len(slips) != 10 {
			t.Errorf("%d tallies and %d slips, want 6 and 10: only tallies are forgotten", len(tallies), len(slips))
		}
	})
}

func TestArrivalIsKeptWhollyOrNotAtAll(t *testing.T) {
	onEachStore(t, func(t *testing.T, open func() hub.Store) {
		s := open()
		a := kioskNamed("a", "tongjiang")
		_, err := s.Keep(t.Context(), hub.Arrival{Kiosk: a.ID, Hall: a.Hall, Beat: beat(1, noon), // of a kiosk that is not there
			Amendments: []kiosk.Item{amendment(1)}, Entries: []hub.Entry{entry(kiosk.ItemSlip, 1, catalog.Date{Year: 2026, Month: 11, Day: 18})}})
		if err == nil {
			t.Fatal("a heartbeat of nobody was kept")
		}
		if n := len(all(t, s, kiosk.ItemSlip, catalog.Date{})); n != 0 {
			t.Errorf("%d slips were kept of an arrival that was not", n)
		}
	})
}

func TestManyHubsOpenTheStoreAtOnce(t *testing.T) {
	for name, place := range stores {
		t.Run(name, func(t *testing.T) {
			open := place(t)
			var some sync.WaitGroup
			for range 6 {
				some.Go(func() { open() })
			}
			some.Wait()
			registered(t, open(), kioskNamed("a", "tongjiang"))
		})
	}
}
