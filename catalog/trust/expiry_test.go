package trust

import (
	"testing"
	"time"
)

func TestEveryDocumentSaysUntilWhenItIsGood(t *testing.T) {
	a := newAuthority(t)
	all, err := Expiries(a.state)
	if err != nil || len(all) != len(Roles()) {
		t.Fatalf("%+v, %v", all, err)
	}
	v, err := Verify(a.state, a.at)
	if err != nil {
		t.Fatal(err)
	}
	for i, e := range all {
		if e.Role != Roles()[i] || !e.Expires.Equal(v.Expires[e.Role]) || e.Version != v.Versions[e.Role] {
			t.Errorf("%+v, verified is version %d until %s", e, v.Versions[e.Role], v.Expires[e.Role])
		}
		if e.Due(e.Expires.Add(-due[e.Role]-time.Second)) || !e.Due(e.Expires.Add(-due[e.Role]+time.Second)) {
			t.Errorf("%s is due too early or too late", e.Role)
		}
	}
	if only, err := Expiries(State{Root: a.state[Root]}); err != nil || len(only) != 1 {
		t.Errorf("of a root alone: %+v, %v", only, err)
	}
	if _, err := Expiries(State{Snapshot: []byte("{")}); err == nil {
		t.Error("a torn document has an expiry")
	}
}

func TestDaysAreCountedDown(t *testing.T) {
	for left, want := range map[time.Duration]int{0: 0, time.Hour: 0, day - 1: 0, day: 1, 90 * day: 90, -1: -1, -day: -1, -day - 1: -2, -36 * time.Hour: -2} {
		if got := (Expiry{Expires: noon.Add(left)}).Days(noon); got != want {
			t.Errorf("%v before its end: %d days, want %d", left, got, want)
		}
	}
}
