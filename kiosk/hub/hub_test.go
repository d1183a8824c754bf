package hub_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/kiosk/hub"
)

// TestTalliesAreForgottenAfter90Days: by the first delivery of the day.
func TestTalliesAreForgottenAfter90Days(t *testing.T) {
	now := time.Date(2026, 11, 18, 12, 0, 0, 0, time.UTC)
	p := newProvince(t, onSQLite(t), hub.Options{Now: func() time.Time { return now }})
	f := forge(t, rand.Text(), "tongjiang", p.tokens["tongjiang"])
	body, err := json.Marshal(kiosk.Tally{Hall: "tongjiang", Day: catalog.DateOf(now), Counts: []kiosk.Count{{What: kiosk.Visited, N: 5}}})
	must(t, err)
	f.items = []kiosk.Item{{ID: rand.Text(), Kind: kiosk.ItemTally, Body: body}, slipOf("tongjiang")}
	answerOf(t, send(p.Handler(), f.write(t)))
	f.items = nil
	for _, c := range []struct{ days, want int }{{90, 1}, {1, 0}} {
		now = now.AddDate(0, 0, c.days)
		answerOf(t, send(p.Handler(), f.write(t)))
		if n := len(all(t, p.store, kiosk.ItemTally, catalog.Date{})); n != c.want {
			t.Errorf("on %s there are %d tallies, want %d", now, n, c.want)
		}
	}
	if n := len(all(t, p.store, kiosk.ItemSlip, catalog.Date{})); n != 1 {
		t.Errorf("%d slips, want 1", n)
	}
}

// TestStickIsAsOldAsItIs: a kiosk whose stick took a week is not alive today,
// and an older stick does not replace what came since.
func TestStickIsAsOldAsItIs(t *testing.T) {
	now := time.Now().Add(7 * 24 * time.Hour)
	p := newProvince(t, onSQLite(t), hub.Options{Now: func() time.Time { return now }})
	s := p.newScreen(t, "tongjiang")
	export := func(edition int64) []byte {
		must(t, s.Beat(t.Context(), kiosk.Heartbeat{Edition: edition}))
		path := filepath.Join(t.TempDir(), "stick.jsonl")
		_, err := s.Export(t.Context(), path)
		must(t, err)
		b, err := os.ReadFile(path)
		must(t, err)
		return b
	}
	old, young := export(1), export(2)
	_, err := p.Import(t.Context(), young)
	must(t, err)
	_, err = p.Import(t.Context(), old)
	must(t, err)
	fleet, err := p.store.Fleet(t.Context())
	must(t, err)
	if ago := now.Sub(fleet[0].Beat.Seen); ago < 6*24*time.Hour {
		t.Errorf("it counts as seen %v ago, want a week", ago)
	}
	if !strings.Contains(string(fleet[0].Beat.Body), `"e":2`) {
		t.Errorf("the older stick replaced the younger: %s", fleet[0].Beat.Body)
	}
	now = time.Now().Add(-365 * 24 * time.Hour) // the hub's own clock is behind
	_, err = p.Import(t.Context(), export(3))
	must(t, err)
	if fleet, err = p.store.Fleet(t.Context()); err != nil || fleet[0].Beat.Seen.After(now) {
		t.Errorf("it was seen at %v, which is to come", fleet[0].Beat.Seen)
	}
}

// broken is a store with a fault that nobody thought of.
type broken struct{ hub.Store }

func (broken) Keep(context.Context, hub.Arrival) (hub.Page, error) { panic("impossible") }

func TestImpossibleDeliveryEndsNoOther(t *testing.T) {
	var log bytes.Buffer
	p := newProvince(t, broken{onSQLite(t)}, hub.Options{Log: slog.New(slog.NewJSONHandler(&log, nil))})
	f := forge(t, rand.Text(), "tongjiang", p.tokens["tongjiang"])
	for range 100 { // more than there are slots
		if w := send(p.Handler(), f.write(t)); w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") == "" {
			t.Fatalf("status %d", w.Code)
		}
	}
	if !strings.Contains(log.String(), "impossible") || !strings.Contains(log.String(), "hub_test.go") {
		t.Errorf("the log does not say what happened: %.200s", log.String())
	}
}
