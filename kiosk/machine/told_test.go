package machine_test

import (
	"bytes"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"mingbai/kiosk"
	"mingbai/kiosk/hub"
	"mingbai/kiosk/outbox"
)

func TestWhatOthersFindOutIsACondition(t *testing.T) {
	h := newHall(t, newPublisher(t))
	m := h.open()
	rings := 0
	m.OnChange(func() { rings++ })
	m.Tell(kiosk.PageHeld, kiosk.Silent, true)
	m.Tell(kiosk.SafeMode, kiosk.Minor, true)
	if got, want := codes(m), "safe-mode/0 page-held/-1"; got != want || rings != 2 {
		t.Errorf("conditions %q, want %q; %d rings", got, want, rings)
	}
	since := m.State().Conditions[0].Since
	h.at = h.at.Add(time.Hour)
	m.Tell(kiosk.SafeMode, kiosk.Minor, true)
	m.Look()
	if got := m.State().Conditions[0].Since; !got.Equal(since) || rings != 2 {
		t.Errorf("it holds since %v, then since %v; %d rings", since, got, rings)
	}
	m.Tell(kiosk.SafeMode, kiosk.Minor, false)
	m.Tell(kiosk.PictureFlat, kiosk.Silent, false) // it never held
	if got := codes(m); got != "page-held/-1" || rings != 3 {
		t.Errorf("conditions %q, %d rings", got, rings)
	}
}

func TestHubIsToldTheGravestCondition(t *testing.T) {
	store := ok(hub.OpenStore(t.Context(), filepath.Join(t.TempDir(), "hub.db")))(t)
	defer store.Close()
	token, lines, err := hub.NewToken("hall")
	if err != nil {
		t.Fatal(err)
	}
	halls := ok(hub.ParseHalls([]byte(lines), "halls.toml"))(t)
	server := httptest.NewServer(hub.New(store, halls, hub.Options{}).Handler())
	defer server.Close()
	h := newHall(t, newPublisher(t))
	h.setup.Config.Hub, h.setup.Config.HubToken = server.URL, token
	m := h.open()
	m.Tell(kiosk.PageHeld, kiosk.Silent, true)
	m.Tell(kiosk.SafeMode, kiosk.Minor, true)
	if err := m.Beat(t.Context()); err != nil {
		t.Fatal(err)
	}
	to := outbox.Hub{URL: server.URL + "/v1/outbox", Token: token, Post: m.Post}
	if d, err := m.Outbox().Deliver(t.Context(), to); err != nil || d.Kept != 1 {
		t.Fatalf("delivered %+v, %v", d, err)
	}
	var out bytes.Buffer
	if err := hub.List(t.Context(), store, hub.Look{JSON: true}, &out); err != nil || !strings.Contains(out.String(), `"condition":"safe-mode"`) {
		t.Errorf("the hub knows %s, %v", out.String(), err)
	}
}
