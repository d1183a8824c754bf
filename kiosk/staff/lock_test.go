package staff_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"mingbai/kiosk/staff"
)

// guess tries a wrong PIN and returns how long it locked, 0 for not at all.
func (h hall) guess(t testing.TB, badge string) time.Duration {
	t.Helper()
	_, err := h.Enter(context.Background(), badge, pinWrong)
	var l *staff.Locked
	if errors.As(err, &l) {
		return l.Left
	}
	if !errors.Is(err, staff.ErrPIN) {
		t.Fatalf("err = %v", err)
	}
	return 0
}

func (h hall) guesses(t testing.TB, badge string, n int) {
	t.Helper()
	for range n {
		if d := h.guess(t, badge); d != 0 {
			t.Fatalf("locked for %s before the fifth error", d)
		}
	}
}

func TestFiveErrorsLockTwiceAsLongEachTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHall(t)
		for _, minutes := range []time.Duration{1, 2, 4, 8, 16, 32, 60, 60} {
			h.guesses(t, "RS-017", staff.MaxErrors-1)
			if d := h.guess(t, "RS-020"); d != minutes*time.Minute {
				t.Fatalf("locked for %s, want %s: errors count for the kiosk, not the person", d, minutes*time.Minute)
			}
			time.Sleep(minutes*time.Minute - time.Second)
			var l *staff.Locked
			if _, err := h.Enter(t.Context(), "RS-017", pinLi); !errors.As(err, &l) {
				t.Fatalf("the right PIN during the lock: %v", err)
			}
			time.Sleep(time.Second)
		}
		h.enter(t, "ADM-1", pinZhao)
		h.guesses(t, "RS-017", staff.MaxErrors-1)
		if d := h.guess(t, "RS-017"); d != time.Minute {
			t.Errorf("after an administrator entered: %s, want a minute", d)
		}
	})
}

// TestPlugPulledGivesNoFreeGuess: the kiosk is opened anew after every error,
// and during the lock.
func TestPlugPulledGivesNoFreeGuess(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir := newHall(t).dir
		for range staff.MaxErrors - 1 {
			openHall(t, dir, staff.Options{}).guesses(t, "RS-017", 1)
		}
		if d := openHall(t, dir, staff.Options{}).guess(t, "RS-017"); d != time.Minute {
			t.Fatalf("locked for %s", d)
		}
		time.Sleep(59 * time.Second)
		h := openHall(t, dir, staff.Options{})
		if left := h.Left(); left != time.Minute {
			t.Errorf("after a restart %s are left, want the whole minute", left)
		}
		time.Sleep(time.Minute)
		if n, err := h.Tries(t.Context()); n != staff.MaxErrors || err != nil {
			t.Errorf("tries = %d, %v", n, err)
		}
		h.enter(t, "RS-017", pinLi)
	})
}

func TestClockThatIsSetMakesNoLockShorterOrLonger(t *testing.T) {
	for name, jump := range map[string]time.Duration{"back a year": -365 * 24 * time.Hour, "ahead a year": 365 * 24 * time.Hour, "to 1970": -1 << 62} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var wrong atomic.Int64
				dir := newHall(t).dir
				h := openHall(t, dir, staff.Options{Now: func() time.Time { return time.Now().Add(time.Duration(wrong.Load())) }})
				h.guesses(t, "RS-017", staff.MaxErrors-1)
				h.guess(t, "RS-017")
				wrong.Store(int64(jump))
				time.Sleep(59 * time.Second)
				if left := h.Left(); left != time.Second {
					t.Errorf("left = %s, want 1 s", left)
				}
				time.Sleep(time.Second)
				s := h.enter(t, "RS-017", pinLi)
				wrong.Store(0)
				if left := s.Left(); left != staff.SessionTime {
					t.Errorf("the session has %s left", left)
				}
			})
		})
	}
}

// TestOwnPINForgivesOnlyOwnErrors: somebody guesses at a colleague's PIN four
// times, and enters with their own to begin at one again.
func TestOwnPINForgivesOnlyOwnErrors(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHall(t)
		h.guesses(t, "RS-020", staff.MaxErrors-1)
		h.enter(t, "RS-017", pinLi)
		if d := h.guess(t, "RS-020"); d != time.Minute {
			t.Errorf("locked for %s, want a minute", d)
		}
		time.Sleep(time.Minute)
		h.enter(t, "RS-017", pinLi)
		h.guesses(t, "RS-020", staff.MaxErrors-1)
		if d := h.guess(t, "RS-020"); d != 2*time.Minute {
			t.Errorf("locked for %s, want two minutes", d)
		}
		time.Sleep(2 * time.Minute)
		h.enter(t, "RS-020", pinWang) // who was meant is there: it was their errors
		h.guesses(t, "RS-017", 3)
		h.enter(t, "RS-017", pinLi)
		h.guesses(t, "RS-017", staff.MaxErrors-1)
		if d := h.guess(t, "RS-017"); d != time.Minute {
			t.Errorf("locked for %s, want a minute", d)
		}
	})
}

func TestNobodyLearnsWhatWasWrong(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHall(t)
		tries := []struct {
			badge string
			pin   staff.PIN
		}{{"RS-017", "482918"}, {"RS-999", pinLi}, {"", ""}, {"RS-020", pinLi}, {"RS-017", pinLi + "0000000000000"}, {"RS-017' OR 1 --", pinLi}}
		for _, c := range tries {
			if _, err := h.Enter(t.Context(), c.badge, c.pin); err != staff.ErrPIN {
				t.Errorf("%s: err = %v, want exactly ErrPIN", c.badge, err)
			}
			time.Sleep(time.Hour)
			h.enter(t, "ADM-1", pinZhao)
		}
	})
}

// TestUnknownBadgeCostsTheSame compares the quickest of several turns: an
// unknown badge whose hash is left out takes a tenth.
func TestUnknownBadgeCostsTheSame(t *testing.T) {
	h := newHall(t)
	best := map[string]time.Duration{"RS-017": time.Hour, "RS-999": time.Hour}
	for range 8 {
		for badge := range best {
			begin := time.Now()
			h.guess(t, badge)
			best[badge] = min(best[badge], time.Since(begin))
		}
		h.enter(t, "ADM-1", pinZhao)
	}
	if r := float64(best["RS-999"]) / float64(best["RS-017"]); r < 0.3 || r > 3.3 {
		t.Errorf("an unknown badge takes %.2f times as long as a known one", r)
	}
}

func TestManyTriesAtOnceCountAll(t *testing.T) {
	h := newHall(t)
	var wrong, locked atomic.Int64
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			_, err := h.Enter(t.Context(), "RS-017", pinWrong)
			var l *staff.Locked
			switch {
			case errors.As(err, &l):
				locked.Add(1)
			case errors.Is(err, staff.ErrPIN):
				wrong.Add(1)
			default:
				t.Error(err)
			}
		})
	}
	all.Wait()
	if wrong.Load() != staff.MaxErrors-1 || locked.Load() != 20-staff.MaxErrors+1 {
		t.Errorf("%d wrong and %d locked of 20", wrong.Load(), locked.Load())
	}
	must(t, h.Verify(t.Context()))
}

func TestSessionEndsAfterThreeIdleMinutes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHall(t)
		s := h.enter(t, "RS-017", pinLi)
		for range 10 {
			time.Sleep(staff.SessionTime - time.Second)
			must(t, s.Touch())
		}
		for range 18 { // a draft saves itself: that is nobody's finger
			if err := s.Autosave(t.Context(), staff.On{Sort: staff.Local, Key: "notice/x"}, []byte(`{}`)); err != nil {
				t.Fatal(err)
			}
			time.Sleep(10 * time.Second)
		}
		if err := s.Touch(); err != staff.ErrEnded || s.Left() != 0 {
			t.Errorf("err = %v, left = %s", err, s.Left())
		}
		if err := hours(t.Context(), s, heat(t), id(1), "周一"); !errors.Is(err, staff.ErrEnded) {
			t.Errorf("a change after the end: %v", err)
		}
		first := h.enter(t, "RS-017", pinLi)
		second := h.enter(t, "RS-020", pinWang)
		if err := first.Touch(); err != staff.ErrEnded {
			t.Errorf("two are in: %v", err)
		}
		must(t, second.Leave(t.Context()))
		must(t, second.Leave(t.Context()))
		if err := second.Touch(); err != staff.ErrEnded {
			t.Errorf("after leaving: %v", err)
		}
		e, err := h.Entries(t.Context(), "", 0, 1)
		must(t, err)
		if e[0].Act != "leave" || e[0].Name != "王晓东" {
			t.Errorf("the last entry is %+v", e[0])
		}
	})
}

func TestBrokenStoredPINLetsNobodyIn(t *testing.T) {
	for _, phc := range []string{"", "482917", "$argon2id$v=19$m=4294967295,t=4294967295,p=255$AAAAAAAAAAAAAAAAAAAAAA$AAAA", "$argon2id$v=19$m=19456,t=2,p=1$AAAA$", strings.Repeat("$", 1000)} {
		h := newHall(t)
		if _, err := h.db.Write.Exec(`UPDATE staff SET pin = ? WHERE badge = 'RS-017'`, phc); err != nil {
			t.Fatal(err)
		}
		if _, err := h.Enter(t.Context(), "RS-017", pinLi); err != staff.ErrPIN {
			t.Errorf("%.20q: err = %v", phc, err)
		}
		if err := h.Verify(t.Context()); !errors.Is(err, staff.ErrTampered) {
			t.Errorf("%.20q: verify = %v", phc, err)
		}
	}
}
