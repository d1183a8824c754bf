package machine_test

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"mingbai/kiosk/machine"
)

// mutations are how many sticks with a fault are put in.
const mutations = 200

// mutated returns b with a fault: bytes changed, cut out, doubled, or the end
// lost.
func mutated(random *rand.Rand, b []byte) []byte {
	b = bytes.Clone(b)
	at, n := random.IntN(len(b)), 1+random.IntN(64)
	end := min(len(b), at+n)
	switch random.IntN(4) {
	case 0:
		for i := at; i < end; i++ {
			b[i] ^= byte(1 + random.IntN(255))
		}
	case 1:
		b = append(b[:at], b[end:]...)
	case 2:
		b = append(b[:end], b[at:]...)
	default:
		b = b[:at]
	}
	return b
}

// TestStickWithAnyFaultIsTakenWholeOrNotAtAll puts sticks with random faults
// in. A fault may lie where it does no harm; then the edition on the stick is
// shown, and else the one before it, never anything between.
func TestStickWithAnyFaultIsTakenWholeOrNotAtAll(t *testing.T) {
	p := newPublisher(t)
	p.publish(fee("a", "一"), fee("b", "甲"))
	old := zipOf(t, p.copy())
	p.at = p.at.Add(time.Minute)
	p.publish(fee("a", "二"), fee("c", "丙"))
	good, err := os.ReadFile(zipOf(t, p.dir))
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(7, 11))
	begin := func() *machine.Machine {
		m := newHall(t, p).open()
		ok(m.Pull(t.Context(), old))(t)
		return m
	}
	m, refused := begin(), 0
	stick := filepath.Join(t.TempDir(), "usb.zip")
	for n := range mutations {
		ok(0, os.WriteFile(stick, mutated(random, good), 0o600))(t)
		if _, err := m.Pull(t.Context(), stick); err != nil {
			refused++
			shows(t, m, "a 一", "b 甲")
			continue
		}
		shows(t, m, "a 二", "c 丙")
		if t.Failed() {
			t.Fatalf("stick %d", n)
		}
		m = begin()
	}
	if refused < mutations/2 {
		t.Errorf("only %d of %d faults were refused", refused, mutations)
	}
	t.Logf("%d of %d sticks were refused", refused, mutations)
}
