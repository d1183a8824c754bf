package machine_test

import (
	"errors"
	"testing"
	"time"

	"mingbai/catalog/trust"
	"mingbai/kiosk/machine"
)

func TestOfflineSixMonthsThenNormalUpdate(t *testing.T) {
	p := newPublisher(t)
	p.publish(fee("a", "水费"))
	s := serve(t, p.dir)
	h := newHall(t, p, s.URL)
	h.trusts(s)
	m := h.open()
	pull(t, m)
	s.CloseClientConnections()
	s.Config.SetKeepAlivesEnabled(false)
	s.Listener.Close() // the line is cut
	for _, c := range []struct {
		after time.Duration
		want  string
	}{{30 * time.Minute, ""}, {2 * time.Hour, "offline/0"}, {8 * 24 * time.Hour, "stale/1"}, {180 * 24 * time.Hour, "stale/1"}} {
		h.at = p.at.Add(time.Hour + c.after)
		if _, err := m.Pull(t.Context(), ""); !machine.Unreachable(err) || machine.NotTrusted(err) {
			t.Errorf("after %v: err = %v, want unreachable", c.after, err)
		}
		if got := codes(m); got != c.want {
			t.Errorf("after %v: conditions = %q, want %q", c.after, got, c.want)
		}
		shows(t, m, "a 水费")
	}
	p.at = h.at.Add(-time.Hour)
	p.publish(fee("a", "水费（新）"))
	m.Close()
	h.setup.Config.Sources = []string{p.dir}
	m = h.open()
	if got := pull(t, m); got.Edition != 2 {
		t.Errorf("pulled %+v", got)
	}
	shows(t, m, "a 水费（新）")
	if got := codes(m); got != "" {
		t.Errorf("conditions = %q after the update", got)
	}
}

func TestKioskWithADeadBatteryUpdates(t *testing.T) {
	p := newPublisher(t)
	p.publish(fee("a", "水费"))
	s := serve(t, p.dir)
	h := newHall(t, p, s.URL)
	h.trusts(s)
	h.at = time.Unix(0, 0)
	s.date = h.at // its clock is no better
	m := h.open()
	if now := m.Now(); now.Before(h.setup.Built) {
		t.Errorf("it is %v, before the program was released", now)
	}
	pull(t, m)
	shows(t, m, "a 水费")
	h.at = h.at.Add(time.Hour)
	if now := m.Now(); now.Before(p.at) || m.Today().Year != 2026 {
		t.Errorf("it is %v, before the edition was signed", now)
	}
	m.Look()
	if got := codes(m); got != "clock-unsure/0" || m.State().Clock != "floored" {
		t.Errorf("conditions = %q, clock %q", got, m.State().Clock)
	}
	old := p.copy()
	p.at = p.at.Add(100 * 24 * time.Hour)
	p.publish(fee("a", "水费（新）"))
	pull(t, m)
	if _, err := m.Pull(t.Context(), old); !errors.Is(err, trust.ErrOlder) {
		t.Errorf("err = %v, want ErrOlder: with a dead battery the old edition came back", err)
	}
	m.Close()
	if now := h.open().Now(); now.Before(p.at) {
		t.Errorf("after a restart it is %v", now)
	}
}

func TestKioskFarInTheFutureGoesByTheServersClock(t *testing.T) {
	p := newPublisher(t)
	p.publish(fee("a", "水费"))
	s := serve(t, p.dir)
	h := newHall(t, p, s.URL)
	h.trusts(s)
	h.at = time.Date(2096, 1, 1, 0, 0, 0, 0, time.UTC)
	s.date = p.at.Add(time.Minute)
	m := h.open()
	pull(t, m)
	shows(t, m, "a 水费")
	if now := m.Now(); now.Year() != 2026 || m.State().Clock != "ahead" {
		t.Errorf("it is %v, clock %q", now, m.State().Clock)
	}
	h.at = s.date.Add(time.Minute) // somebody set it right
	s.date = h.at
	pull(t, m)
	if now := m.Now(); !now.Equal(h.at) || m.State().Clock != "" {
		t.Errorf("it is %v, clock %q, want %v", now, m.State().Clock, h.at)
	}
}

func TestFutureClockWithoutAServerLeavesTheContent(t *testing.T) {
	p := newPublisher(t)
	p.publish(fee("a", "水费"))
	h := newHall(t, p, p.dir)
	m := h.open()
	pull(t, m)
	p.publish(fee("a", "水费（新）"))
	h.at = time.Date(2096, 1, 1, 0, 0, 0, 0, time.UTC)
	if _, err := m.Pull(t.Context(), ""); !errors.Is(err, trust.ErrExpired) || !machine.NotTrusted(err) {
		t.Errorf("err = %v, want ErrExpired", err)
	}
	shows(t, m, "a 水费")
	h.at = p.at.Add(time.Hour)
	pull(t, m)
	shows(t, m, "a 水费（新）")
}
