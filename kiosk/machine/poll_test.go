package machine_test

import (
	"testing"
	"testing/synctest"
	"time"

	"mingbai/catalog"
	"mingbai/kiosk/machine"
)

// started opens a kiosk in virtual time and starts it.
func started(t *testing.T, h *hall) *machine.Machine {
	t.Helper()
	began := time.Now()
	h.setup.Now = func() time.Time { return h.at.Add(time.Since(began)) }
	h.setup.Font = nil
	m := ok(machine.Open(t.Context(), h.setup))(t)
	m.Start()
	return m
}

func TestRunningKioskAsksEveryQuarterOfAnHour(t *testing.T) {
	p := newPublisher(t)
	p.publish(fee("a", "一"))
	h := newHall(t, p, p.dir)
	synctest.Test(t, func(t *testing.T) {
		m := started(t, h)
		defer m.Close()
		time.Sleep(15 * time.Second)
		synctest.Wait()
		if s := m.State(); s.Edition != 1 {
			t.Errorf("after 15 s edition %d", s.Edition)
		}
		rung := make(chan struct{}, 100)
		m.OnChange(func() { rung <- struct{}{} })
		p.publish(fee("a", "二"))
		time.Sleep(5 * time.Minute)
		synctest.Wait()
		if s := m.State(); s.Edition != 1 {
			t.Error("it asks far too often")
		}
		time.Sleep(13*time.Minute + 10*time.Second)
		synctest.Wait()
		if s := m.State(); s.Edition != 2 || len(rung) == 0 {
			t.Errorf("after 18 minutes edition %d, %d rings", s.Edition, len(rung))
		}
		if r, err := m.Record("fee/a"); err != nil || r.Title[catalog.ZH] != "二" {
			t.Errorf("record = %v, %v", r, err)
		}
	})
}

func TestHintMakesItComeSooner(t *testing.T) {
	p := newPublisher(t)
	p.publish(fee("a", "一"))
	h := newHall(t, p, p.dir)
	synctest.Test(t, func(t *testing.T) {
		m := started(t, h)
		defer m.Close()
		time.Sleep(15 * time.Second)
		synctest.Wait()
		p.publish(fee("a", "二"))
		for range 1000 {
			m.Hint(`{"v":2,"spread":20,"nonce":"n1"}`) // a flood
		}
		time.Sleep(21 * time.Second)
		synctest.Wait()
		if s := m.State(); s.Edition != 2 {
			t.Errorf("21 s after a hint edition %d", s.Edition)
		}
		p.publish(fee("a", "三"))
		m.Hint(`no JSON`)
		time.Sleep(61 * time.Second)
		synctest.Wait()
		if s := m.State(); s.Edition != 3 {
			t.Errorf("a minute after a hint without words edition %d", s.Edition)
		}
	})
}

func TestHintsOfALiarCostOnePollInTwoSeconds(t *testing.T) {
	p := newPublisher(t)
	p.publish(fee("a", "一"))
	h := newHall(t, p, p.dir)
	synctest.Test(t, func(t *testing.T) {
		m := started(t, h)
		defer m.Close()
		time.Sleep(15 * time.Second)
		asked := 0
		last := m.State().Checked
		for range 600 { // a minute
			m.Hint(`{"spread":0}`)
			time.Sleep(100 * time.Millisecond)
			synctest.Wait()
			if c := m.State().Checked; c != last {
				asked, last = asked+1, c
			}
		}
		if asked > 31 || asked < 10 {
			t.Errorf("600 hints in a minute made it ask %d times", asked)
		}
	})
}

func TestConditionsComeWithTimeWithoutAnyPull(t *testing.T) {
	p := newPublisher(t)
	p.publish(fee("a", "一"))
	h := newHall(t, p, p.dir)
	m := h.open()
	pull(t, m)
	m.Close()
	h.setup.Config.Sources = nil
	synctest.Test(t, func(t *testing.T) {
		m := started(t, h)
		defer m.Close()
		time.Sleep(time.Hour)
		synctest.Wait()
		if got := codes(m); got != "" {
			t.Errorf("without a source to ask: %q", got)
		}
		time.Sleep(7 * 24 * time.Hour)
		synctest.Wait()
		if got := codes(m); got != "stale/1" {
			t.Errorf("a week later: %q", got)
		}
	})
}
