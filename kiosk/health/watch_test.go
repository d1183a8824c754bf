package health_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"mingbai/kiosk/health"
)

// A thread answers what it is asked, while it does.
type thread struct{ hangs atomic.Bool }

func (th *thread) ask(answer func()) {
	if !th.hangs.Load() {
		answer()
	}
}

func TestOnlyAnswersFeedTheWatchdog(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		th := &thread{}
		var beats, late atomic.Int64
		p := health.Pulse{Ask: th.ask, Beat: func() { beats.Add(1) }, Late: func(d time.Duration) { late.Store(int64(d)) }}
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		go p.Run(ctx)
		time.Sleep(time.Minute)
		synctest.Wait()
		fed := beats.Load()
		if fed < 60 || fed > 61 || late.Load() != 0 {
			t.Fatalf("%d beats in a minute, late %v", fed, late.Load())
		}
		th.hangs.Store(true)
		began := time.Now()
		for late.Load() == 0 && time.Since(began) < time.Minute {
			time.Sleep(100 * time.Millisecond)
			synctest.Wait()
		}
		if took := time.Since(began); took > health.PulseLimit+health.PulseEvery+time.Second || time.Duration(late.Load()) != health.PulseLimit {
			t.Errorf("a thread that hangs is found after %v, told as %v", took, time.Duration(late.Load()))
		}
		if beats.Load() > fed {
			t.Error("the watchdog was fed meanwhile")
		}
	})
}

func TestFirstPageMayTakeLonger(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		th := &thread{}
		th.hangs.Store(true)
		beats, late := 0, false
		go health.Pulse{Ask: th.ask, Beat: func() { beats++ }, Late: func(time.Duration) { late = true }}.Run(t.Context())
		time.Sleep(30 * time.Second)
		th.hangs.Store(false)
		time.Sleep(2 * time.Second)
		synctest.Wait()
		if late || beats == 0 {
			t.Errorf("a window that took half a minute: late %v, %d beats", late, beats)
		}

		late = false
		go health.Pulse{Ask: func(func()) {}, Beat: func() {}, Late: func(time.Duration) { late = true }}.Run(t.Context())
		time.Sleep(health.PulseFirst + time.Second)
		synctest.Wait()
		if !late {
			t.Error("a window that never comes is waited for")
		}
	})
}

// TestSlowAnswerIsOne draws a page that takes seven seconds.
func TestSlowAnswerIsOne(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		late := false
		slow := func(answer func()) { time.AfterFunc(7*time.Second, answer) }
		beats := 0
		go health.Pulse{Ask: slow, Beat: func() { beats++ }, Late: func(time.Duration) { late = true }}.Run(t.Context())
		time.Sleep(5 * time.Minute)
		synctest.Wait()
		if late || beats < 20 {
			t.Errorf("late %v, %d beats", late, beats)
		}
	})
}

func TestPulseEndsWithItsOwner(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		ended := false
		go func() {
			err := health.Pulse{Ask: func(func()) {}, Beat: func() {}, Late: func(time.Duration) { t.Error("late") }}.Run(ctx)
			ended = err == nil
		}()
		time.Sleep(time.Second)
		stop()
		synctest.Wait()
		if !ended {
			t.Error("it goes on")
		}
	})
}

func TestPictureOfOneColour(t *testing.T) {
	errBlind := errors.New("not seen")
	for name, c := range map[string]struct {
		look func(since time.Duration) (bool, error)
		want time.Duration // until it is told; 0 never
	}{
		"a picture":           {func(time.Duration) (bool, error) { return false, nil }, 0},
		"black from a minute": {func(d time.Duration) (bool, error) { return d > time.Minute, nil }, time.Minute},
		"black for 9 seconds": {func(d time.Duration) (bool, error) { return d > time.Minute && d < time.Minute+9*time.Second, nil }, 0},
		"black now and then":  {func(d time.Duration) (bool, error) { return d/(5*time.Second)%2 == 0, nil }, 0},
		"a display that is gone": {func(d time.Duration) (bool, error) {
			if d > time.Minute {
				return true, errBlind
			}
			return false, nil
		}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				began, looks := time.Now(), 0
				var found time.Duration
				ctx, stop := context.WithCancel(t.Context())
				defer stop()
				p := health.Picture{Flat: func() (bool, error) { looks++; return c.look(time.Since(began)) },
					Fault: func(time.Duration) { found = time.Since(began) }}
				go p.Watch(ctx)
				time.Sleep(10 * time.Minute)
				synctest.Wait()
				if c.want == 0 && found != 0 {
					t.Errorf("told after %v", found)
				}
				if after := found - c.want; c.want > 0 && (after < 10*time.Second || after > 15*time.Second) {
					t.Errorf("told %v after it began", after)
				}
				if c.want == 0 && looks > 600 {
					t.Errorf("looked %d times in ten minutes", looks)
				}
			})
		})
	}
}

func TestMemory(t *testing.T) {
	const mb = 1 << 20
	day := time.Date(2026, 11, 23, 14, 0, 0, 0, time.UTC)
	night := time.Date(2026, 11, 23, 4, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		begin, now int64
		lasted     time.Duration
		idle       time.Duration
		at         time.Time
		want       health.Verdict
		spare      bool
	}{
		"a usual day":                            {210, 320, 9 * time.Hour, 0, day, health.Stay, false},
		"a usual night":                          {210, 320, 20 * time.Hour, 9 * time.Hour, night, health.Stay, false},
		"grown by night":                         {210, 511, 20 * time.Hour, 9 * time.Hour, night, health.Renew, false},
		"grown by night, somebody is there":      {210, 511, 20 * time.Hour, 0, night, health.Stay, false},
		"grown by night, just begun":             {210, 511, 30 * time.Minute, 9 * time.Hour, night, health.Stay, false},
		"grown by day":                           {210, 511, 9 * time.Hour, time.Hour, day, health.Stay, false},
		"much by night":                          {480, 601, 20 * time.Hour, time.Hour, night, health.Renew, false},
		"much by night, but so from the start":   {590, 601, 20 * time.Hour, time.Hour, night, health.Stay, false},
		"very much by day":                       {210, 651, 9 * time.Hour, 2 * time.Minute, day, health.Renew, false},
		"very much by day, somebody is there":    {210, 651, 9 * time.Hour, 0, day, health.Stay, false},
		"very much by day, somebody was":         {210, 651, 9 * time.Hour, 30 * time.Second, day, health.Stay, false},
		"very much from the start":               {640, 651, 9 * time.Hour, time.Hour, day, health.Stay, false},
		"a week":                                 {210, 220, 7 * 24 * time.Hour, time.Hour, night, health.Renew, false},
		"a week, by day":                         {210, 220, 7 * 24 * time.Hour, time.Hour, day, health.Stay, false},
		"safe mode, by night":                    {210, 220, 20 * time.Hour, time.Hour, night, health.Renew, true},
		"safe mode, by day":                      {210, 220, 20 * time.Hour, time.Hour, day, health.Stay, true},
		"safe mode, by night, somebody is there": {210, 220, 20 * time.Hour, 0, night, health.Stay, true},
		"too much":                               {210, 850, time.Minute, 0, day, health.Leave, false},
	} {
		t.Run(name, func(t *testing.T) {
			var m health.Memory
			m.Judge(health.Use{Bytes: c.begin * mb, Lasted: 10 * time.Minute, Now: day})
			got, why := m.Judge(health.Use{Bytes: c.now * mb, Lasted: c.lasted, Idle: c.idle, Now: c.at, Spare: c.spare})
			if got != c.want || (got != health.Stay) != (why != "") {
				t.Errorf("verdict %v (%s), want %v", got, why, c.want)
			}
		})
	}
}

// TestLeakIsGivenBackAtNight leaks 15 MB an hour from eight in the morning.
func TestLeakIsGivenBackAtNight(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		clock := func() time.Time { return time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC).Add(time.Since(began)) }
		use := func() health.Use {
			lasted := time.Since(began)
			return health.Use{Bytes: 210<<20 + int64(lasted.Hours()*15*(1<<20)), Lasted: lasted, Idle: lasted % (3 * time.Minute), Now: clock()}
		}
		var at time.Time
		go new(health.Memory).Watch(t.Context(), use, func(v health.Verdict, why string) { at = clock() })
		time.Sleep(48 * time.Hour)
		synctest.Wait()
		if at.Hour() < 3 || at.Hour() >= 5 || at.Day() != 24 {
			t.Errorf("given back at %v", at)
		}
	})
}
