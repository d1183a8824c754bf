package health_test

import (
	"testing"
	"time"

	"mingbai/kiosk"
	"mingbai/kiosk/health"
)

// next is how the run begins that follows.
func (h *hall) next() (health.Mode, time.Duration) {
	h.t.Helper()
	r := h.begin("attract")
	defer r.Close()
	defer r.End(health.Told, "")
	return r.Mode(), r.Rest()
}

// TestCrashLoop ends every run after three seconds, and rests as it is told.
func TestCrashLoop(t *testing.T) {
	h := newHall(t)
	var modes []health.Mode
	var rests []time.Duration
	begin := h.up
	for range 20 {
		r := h.begin("")
		modes = append(modes, r.Mode())
		if r.Mode() == health.Resting {
			rests = append(rests, r.Rest())
			h.up += r.Rest()
			r.End(health.Rested, "")
		} else {
			h.up += 3 * time.Second
		}
		r.Close()
		h.up += 2 * time.Second
		if len(modes) == 3 && h.up-begin > 20*time.Second {
			t.Errorf("%v until it begins without what is not needed", h.up-begin)
		}
	}
	for i, m := range modes {
		want := health.Normal
		switch {
		case i >= 6 && i%2 == 0:
			want = health.Resting
		case i >= 3:
			want = health.Spare
		}
		if m != want {
			t.Fatalf("run %d begins as %s, want %s: %v", i+1, m, want, modes)
		}
	}
	for i, want := range []time.Duration{1, 2, 4, 8, 15} {
		if rests[i] != want*time.Minute {
			t.Errorf("rest %d lasts %v, want %d min", i+1, rests[i], want)
		}
	}
}

func TestFaultsFarApartAreNoLoop(t *testing.T) {
	h := newHall(t)
	for range 12 {
		h.live("home", 15*time.Minute, "", stack)
		if mode, _ := h.next(); mode != health.Normal {
			t.Fatalf("mode %s", mode)
		}
	}
}

func TestWhatIsNoFaultIsNoLoop(t *testing.T) {
	for _, end := range []health.Cause{health.Told, health.Planned, health.Display} {
		h := newHall(t)
		for range 12 {
			h.live("home", time.Second, end, "")
		}
		if mode, _ := h.next(); mode != health.Normal {
			t.Errorf("%s: mode %s", end, mode)
		}
	}
}

func TestPagesThatWereSurvivedAreNoLoop(t *testing.T) {
	h := newHall(t)
	r := h.begin("home")
	for range 12 {
		r.Broke("home", "drill", nil)
	}
	r.End(health.Told, "")
	r.Close()
	if mode, _ := h.next(); mode != health.Normal {
		t.Errorf("mode %s", mode)
	}
}

func TestSafeModeEndsByItself(t *testing.T) {
	h := newHall(t)
	for range 3 {
		h.live("home", time.Second, "", stack)
	}
	if mode, _ := h.next(); mode != health.Spare {
		t.Fatalf("mode %s", mode)
	}
	h.up += 11 * time.Minute
	if mode, _ := h.next(); mode != health.Normal {
		t.Errorf("a quarter of an hour later: mode %s", mode)
	}
}

func TestNextStartOfTheMachineBeginsAnew(t *testing.T) {
	h := newHall(t)
	for range 6 {
		h.live("home", time.Second, "", stack)
	}
	h.boot, h.up = "tuesday", 20*time.Second
	if mode, _ := h.next(); mode != health.Normal {
		t.Errorf("mode %s", mode)
	}
}

func TestModesDrawWithCare(t *testing.T) {
	h := newHall(t)
	for range 3 {
		h.live("guide/x", time.Second, health.Blank, "")
	}
	if got := h.care("attract"); got != kiosk.Plain {
		t.Errorf("in safe mode the first screen is drawn with care %v", got)
	}
	if got := h.care("home"); got != kiosk.Whole {
		t.Errorf("in safe mode home is drawn with care %v", got)
	}
	for range 3 {
		h.live("guide/x", time.Second, health.Blank, "")
	}
	for _, page := range []string{"attract", "home", "guide/x"} {
		r := h.begin("attract")
		if got := r.Care(page); got != kiosk.Hold {
			t.Errorf("at rest %s is drawn with care %v", page, got)
		}
		r.Close() // it ends without a word: one more
	}
}
