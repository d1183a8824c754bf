package chore_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"mingbai/kiosk/chore"
)

var errBroken = errors.New("broken")

// reports runs do with a keeper in virtual time and returns what was told.
func reports(t *testing.T, do func(k *chore.Keeper)) []chore.Report {
	t.Helper()
	var told []chore.Report
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		k := chore.New(func(r chore.Report) {
			mu.Lock()
			defer mu.Unlock()
			told = append(told, r)
		})
		do(k)
		k.Stop()
	})
	return told
}

func TestFailingChoreIsTriedAgainWithGrowingPauses(t *testing.T) {
	tries := 0
	told := reports(t, func(k *chore.Keeper) {
		k.Start("pull", func(context.Context) error { tries++; return errBroken })
		time.Sleep(5 * time.Hour)
	})
	if tries < 40 || tries > 140 {
		t.Errorf("%d tries in five hours", tries)
	}
	pause := chore.FirstPause
	for i, r := range told[:12] {
		if !errors.Is(r.Err, errBroken) || r.Name != "pull" || r.Again < pause/2 || r.Again > pause*3/2 {
			t.Errorf("report %d = %+v, want a pause near %v", i, r, pause)
		}
		pause = min(2*pause, chore.LongestPause)
	}
}

func TestChoreThatIsDoneEnds(t *testing.T) {
	told := reports(t, func(k *chore.Keeper) {
		k.Start("index", func(context.Context) error { return nil })
		synctest.Wait()
		if k.Running() != 0 {
			t.Error("it goes on")
		}
		if !k.Start("index", func(context.Context) error { return nil }) {
			t.Error("its name is not free again")
		}
	})
	if len(told) != 2 || told[0].Err != nil || told[0].Again != 0 {
		t.Errorf("reports = %+v", told)
	}
}

func TestPanicIsAnErrorWithItsStack(t *testing.T) {
	told := reports(t, func(k *chore.Keeper) {
		k.Start("scrub", func(context.Context) error { panic("impossible") })
		synctest.Wait()
	})
	if len(told) == 0 || told[0].Err == nil || !strings.Contains(string(told[0].Stack), "chore_test.go") {
		t.Errorf("reports = %+v", told)
	}
}

func TestStopEndsAllAndWaits(t *testing.T) {
	var ended atomic.Int32
	told := reports(t, func(k *chore.Keeper) {
		for _, name := range []string{"a", "b", "c"} {
			k.Start(name, func(ctx context.Context) error {
				<-ctx.Done()
				time.Sleep(time.Second) // it tidies up
				ended.Add(1)
				return ctx.Err()
			})
		}
		if k.Start("a", nil) {
			t.Error("two chores have one name")
		}
		k.Stop()
		if ended.Load() != 3 || k.Running() != 0 {
			t.Errorf("%d ended, %d go on", ended.Load(), k.Running())
		}
		if k.Start("late", nil) {
			t.Error("a chore began after the end")
		}
	})
	for _, r := range told {
		if r.Err != nil {
			t.Errorf("the end of the keeper is told as %v", r.Err)
		}
	}
}

func TestLongCalmBeginsAnew(t *testing.T) {
	n := 0
	told := reports(t, func(k *chore.Keeper) {
		k.Start("hints", func(context.Context) error {
			if n++; n == 6 {
				time.Sleep(time.Hour)
			}
			return errBroken
		})
		time.Sleep(2 * time.Hour)
	})
	if again := told[5].Again; again > chore.FirstPause*3/2 {
		t.Errorf("after an hour without a fault the pause is %v", again)
	}
}

func TestEvery(t *testing.T) {
	n := 0
	reports(t, func(k *chore.Keeper) {
		k.Start("poll", chore.Every(15*time.Minute, func(context.Context) error { n++; return nil }))
		time.Sleep(24 * time.Hour)
	})
	if n < 87 || n > 107 {
		t.Errorf("%d times a day, want about 96", n)
	}
}

func TestAfter(t *testing.T) {
	var began []time.Duration
	reports(t, func(k *chore.Keeper) {
		start := time.Now()
		k.Start("check", chore.After(20*time.Second, func(context.Context) error {
			began = append(began, time.Since(start))
			return nil
		}))
		time.Sleep(time.Minute)
		k.Start("late", chore.After(time.Hour, func(context.Context) error { t.Error("it began after the end"); return nil }))
	})
	if len(began) != 1 || began[0] != 20*time.Second {
		t.Errorf("began after %v", began)
	}
}
