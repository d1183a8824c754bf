package machine_test

import (
	"errors"
	"net/http"
	"path/filepath"
	"testing"
	"time"

	"mingbai/catalog/trust"
	"mingbai/kiosk/machine"
)

func TestStoreThatForbidsWhatIsMissingIsNoObstacle(t *testing.T) {
	p := newPublisher(t)
	p.publish(fee("a", "水费"))
	s := serve(t, p.dir)
	s.missing = http.StatusForbidden
	h := newHall(t, p, s.URL)
	h.trusts(s)
	m := h.open()
	pull(t, m)
	p.rotate() // 2.root.json is there, 3.root.json is forbidden
	p.publish(fee("a", "水费（新）"))
	pull(t, m)
	shows(t, m, "a 水费（新）")
}

func TestCaptivePortalIsNoContent(t *testing.T) {
	p := newPublisher(t)
	p.publish(fee("a", "水费"))
	s := serve(t, p.dir)
	h := newHall(t, p, s.URL)
	h.trusts(s)
	m := h.open()
	pull(t, m)
	p.publish(fee("a", "水费（新）"))
	s.portal = true
	if _, err := m.Pull(t.Context(), ""); !machine.Unreachable(err) {
		t.Errorf("err = %v, want unreachable", err)
	}
	shows(t, m, "a 水费")
	s.portal = false
	pull(t, m)
	shows(t, m, "a 水费（新）")
}

func TestSticks(t *testing.T) {
	p := newPublisher(t)
	p.publish(fee("a", "一"))
	old := zipOf(t, p.copy())
	p.at = p.at.Add(time.Minute)
	p.publish(fee("a", "二"))
	h := newHall(t, p)
	m := h.open()
	newest := zipOf(t, p.dir)
	if got := ok(m.Pull(t.Context(), newest))(t); got.Edition != 2 || m.State().Source != "zip" {
		t.Errorf("pulled %+v, state %+v", got, m.State())
	}
	other := newPublisher(t)
	other.publish(fee("a", "伪造"))
	for name, c := range map[string]struct {
		stick string
		is    func(error) bool
	}{
		"old":            {old, func(err error) bool { return errors.Is(err, trust.ErrOlder) }},
		"of a stranger":  {zipOf(t, other.dir), func(err error) bool { return errors.Is(err, trust.ErrUntrusted) }},
		"path traversal": {zipOf(t, p.dir, "../../etc/passwd"), machine.NotTrusted},
		"of holidays":    {zipOf(t, t.TempDir(), "photo.jpg"), machine.Unreachable},
		"not in":         {filepath.Join(t.TempDir(), "usb.zip"), machine.Unreachable},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := m.Pull(t.Context(), c.stick); err == nil || !c.is(err) {
				t.Errorf("err = %v", err)
			}
			shows(t, m, "a 二")
			if e := m.State(); e.Edition != 2 {
				t.Errorf("edition %d", e.Edition)
			}
		})
	}
}

// A stick is on its way longer than its timestamp is good for.
func TestStickThatWasCarriedForWeeksLeadsForwardOnly(t *testing.T) {
	p := newPublisher(t)
	p.publish(fee("a", "一"))
	old := zipOf(t, p.copy())
	p.at = p.at.Add(time.Hour)
	p.publish(fee("a", "二"))
	stick := zipOf(t, p.copy())
	h := newHall(t, p)
	h.at = p.at.AddDate(0, 0, 14)
	m := h.open()
	if got := ok(m.Pull(t.Context(), stick))(t); got.Edition != 2 {
		t.Errorf("pulled %+v", got)
	}
	if got := codes(m); got != "stale/1" {
		t.Errorf("conditions = %q: nobody says how old it is", got)
	}
	if _, err := m.Pull(t.Context(), old); !machine.NotTrusted(err) {
		t.Errorf("an older one: err = %v", err)
	}
	shows(t, m, "a 二")
	p.at = p.at.Add(time.Hour)
	p.publish(fee("a", "三"))
	h.at = p.at.AddDate(0, 0, 181)
	if _, err := m.Pull(t.Context(), zipOf(t, p.dir)); !errors.Is(err, trust.ErrExpired) {
		t.Errorf("half a year on its way: err = %v, want ErrExpired", err)
	}
	m.Close()
	h.setup.Config.Sources, h.at = []string{p.dir}, p.at.AddDate(0, 0, 14)
	if _, err := h.open().Pull(t.Context(), ""); !errors.Is(err, trust.ErrExpired) {
		t.Errorf("nobody stands there: err = %v, want ErrExpired", err)
	}
}

func TestSourceThatIsNotTrustedIsSaidAfterHalfAnHour(t *testing.T) {
	p, other := newPublisher(t), newPublisher(t)
	p.publish(fee("a", "一"))
	other.publish(fee("a", "伪造"))
	h := newHall(t, p, p.dir)
	m := h.open()
	pull(t, m)
	m.Close()
	h.setup.Config.Sources = []string{other.dir}
	m = h.open()
	for _, want := range []string{"", "not-trusted/0"} {
		if _, err := m.Pull(t.Context(), ""); !machine.NotTrusted(err) {
			t.Errorf("err = %v", err)
		}
		if got := codes(m); got != want {
			t.Errorf("conditions = %q, want %q", got, want)
		}
		h.at = h.at.Add(31 * time.Minute)
	}
}

func TestStaleMirrorDoesNotHideTheOrigin(t *testing.T) {
	p := newPublisher(t)
	p.publish(fee("a", "一"))
	old := p.copy()
	p.at = p.at.Add(time.Minute)
	p.publish(fee("a", "二"))
	h := newHall(t, p, p.dir)
	m := h.open()
	pull(t, m)
	p.at = p.at.Add(time.Minute)
	p.publish(fee("a", "三"))
	m.Close()
	h.setup.Config.Sources = []string{old, p.dir}
	m = h.open()
	if got := pull(t, m); got.Edition != 3 || got.From != p.dir {
		t.Errorf("pulled %+v", got)
	}
}
