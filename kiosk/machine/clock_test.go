package machine

import (
	"testing"
	"time"
)

var noon = time.Date(2026, 11, 18, 4, 0, 0, 0, time.UTC)

func TestClockNeverGoesBelowWhatWasSignedAndRunsOnFromThere(t *testing.T) {
	machine := time.Unix(0, 0)
	c := newClock(func() time.Time { return machine }, noon)
	if got := c.Now(); !got.Equal(noon) {
		t.Errorf("it is %v, want %v", got, noon)
	}
	machine = machine.Add(time.Hour)
	if got := c.Now(); !got.Equal(noon.Add(time.Hour)) {
		t.Errorf("an hour later it is %v", got)
	}
	if c.Raise(noon.Add(time.Minute)); !c.Now().Equal(noon.Add(time.Hour)) {
		t.Errorf("it went back to %v", c.Now())
	}
	c.Raise(noon.Add(48 * time.Hour))
	c.Raise(noon)
	if got := c.Now(); !got.Equal(noon.Add(48 * time.Hour)) {
		t.Errorf("after an edition of two days later it is %v", got)
	}
	machine = noon.Add(50 * time.Hour) // somebody set it
	if got, _ := c.State(); !c.Now().Equal(machine) || got != "" {
		t.Errorf("it is %v, %q", c.Now(), got)
	}
}

func TestClockBelievesOnlyAServerThatIsFarAwayAndNotInThePast(t *testing.T) {
	machine := noon
	c := newClock(func() time.Time { return machine }, noon.Add(-time.Hour))
	for _, server := range []time.Time{{}, noon.Add(23 * time.Hour), noon.Add(-48 * time.Hour)} {
		c.Learn(server)
		if got := c.Now(); !got.Equal(noon) {
			t.Errorf("a server that says %v makes it %v", server, got)
		}
	}
	c.Learn(noon.Add(72 * time.Hour))
	if state, skew := c.State(); !c.Now().Equal(noon.Add(72*time.Hour)) || state != clockFloored || skew != -72*3600 {
		t.Errorf("it is %v, %q, skew %d", c.Now(), state, skew)
	}
	machine = noon.AddDate(70, 0, 0)
	c.Learn(noon.Add(time.Hour))
	if state, _ := c.State(); !c.Now().Equal(noon.Add(time.Hour)) || state != clockAhead {
		t.Errorf("it is %v, %q", c.Now(), state)
	}
}

func TestDoubtJudgesCertificatesByTheFloorAndEnds(t *testing.T) {
	machine := noon.AddDate(70, 0, 0)
	c := newClock(func() time.Time { return machine }, noon)
	if !c.Doubt() || !c.TLS().Equal(noon) {
		t.Errorf("in doubt certificates are judged by %v", c.TLS())
	}
	if c.Trust(); !c.TLS().Equal(machine) {
		t.Errorf("afterwards by %v", c.TLS())
	}
	machine = noon.Add(time.Hour)
	if c.Doubt() {
		t.Error("a clock that is near what was signed is doubted")
	}
}
