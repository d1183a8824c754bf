package machine_test

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"mingbai/catalog"
	"mingbai/catalog/shelf"
	"mingbai/kiosk/machine"
)

// broken returns a hall whose catalog is broken by do while nobody uses it.
func broken(t *testing.T, do func(t *testing.T, path string)) (*publisher, *hall) {
	t.Helper()
	p := newPublisher(t)
	p.publish(fees(200)...)
	h := newHall(t, p, p.dir)
	m := h.open()
	pull(t, m)
	p.rotate() // the bundle has to lead from the first root to the second
	p.withdraw("fee/n001")
	p.publish(append(fees(200), fee("new", "新"))...)
	pull(t, m)
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
	do(t, filepath.Join(h.dir, "catalog.db"))
	return p, h
}

// scribble writes rubbish from a part of a file on.
func scribble(t *testing.T, path string, from float64) {
	t.Helper()
	f := ok(os.OpenFile(path, os.O_RDWR, 0))(t)
	defer f.Close()
	size := ok(f.Stat())(t).Size()
	random := rand.New(rand.NewPCG(1, 1))
	rubbish := make([]byte, min(size/3, 64<<10))
	for i := range rubbish {
		rubbish[i] = byte(random.Uint32())
	}
	ok(f.WriteAt(rubbish, int64(float64(size)*from)))(t)
}

func TestCorruptCatalogIsMadeAnewFromTheLastGoodBundle(t *testing.T) {
	for name, do := range map[string]func(t *testing.T, path string){
		"its beginning is rubbish": func(t *testing.T, path string) { scribble(t, path, 0) },
		"it is empty":              func(t *testing.T, path string) { ok(0, os.Truncate(path, 0))(t) },
		"somebody removed it":      func(t *testing.T, path string) { ok(0, os.Remove(path))(t) },
		"it is a text":             func(t *testing.T, path string) { ok(0, os.WriteFile(path, []byte("hello, hall"), 0o640))(t) },
	} {
		t.Run(name, func(t *testing.T) {
			p, h := broken(t, do)
			h.at = p.at.AddDate(1, 0, 0) // whatever has expired meanwhile
			h.setup.Config.Sources = nil
			m := h.open()
			s := m.State()
			if !s.Signed || s.Edition != 2 || s.Withdrawn != 1 || s.Counts[catalog.KindFee] != 200 {
				t.Errorf("state = %+v", s)
			}
			if _, err := m.Record("fee/n001"); err == nil {
				t.Error("a withdrawn record came back")
			}
			if got := codes(m); !strings.Contains(got, "damaged/0") {
				t.Errorf("conditions = %q: nobody is told", got)
			}
			if err := m.Check(t.Context()); err != nil {
				t.Error(err)
			}
			m.Close()
			if got := codes(h.open()); strings.Contains(got, "damaged") {
				t.Errorf("after another start: %q", got)
			}
		})
	}
}

func TestCorruptCatalogIsKeptAside(t *testing.T) {
	_, h := broken(t, func(t *testing.T, path string) { scribble(t, path, 0) })
	h.open()
	aside, err := filepath.Glob(filepath.Join(h.dir, "corrupt-*", "catalog.db"))
	if err != nil || len(aside) != 1 {
		t.Errorf("kept aside = %v, %v", aside, err)
	}
	if _, err := os.Stat(filepath.Join(h.dir, "spool")); err == nil {
		t.Error("the spool is not cleared")
	}
}

func TestWithoutABundleTheStarterCatalogStandsInAndItIsSaid(t *testing.T) {
	p, h := broken(t, func(t *testing.T, path string) { scribble(t, path, 0) })
	ok(0, os.WriteFile(filepath.Join(h.dir, "last-good.zip"), []byte("PK broken too"), 0o640))(t)
	m := h.open()
	shows(t, m, "seed 示例")
	if got := codes(m); got != "damaged/1" {
		t.Errorf("conditions = %q, want a serious one", got)
	}
	pull(t, m)
	if s := m.State(); s.Edition != p.v || codes(m) != "" {
		t.Errorf("after a pull: %+v", s)
	}
}

// Only its pages in the middle were rotten: it opened, and some records could
// not be read.
func TestCatalogFoundBrokenInUseIsMadeAnewAtTheNextStart(t *testing.T) {
	_, h := broken(t, func(t *testing.T, path string) { scribble(t, path, 0.3) })
	m, err := machine.Open(t.Context(), h.setup)
	if err == nil {
		if err := m.Check(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got := codes(m); !strings.Contains(got, "damaged/0") {
			t.Errorf("conditions = %q", got)
		}
		m.Close()
		m, err = machine.Open(t.Context(), h.setup)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	if s := m.State(); !s.Signed || s.Edition != 2 || s.Counts[catalog.KindFee] != 200 {
		t.Errorf("state = %+v", s)
	}
	if err := m.Check(t.Context()); err != nil || m.State().Edition != 2 {
		t.Error(err)
	}
}

func TestRottenRowIsMendedAtNight(t *testing.T) {
	for name, bundle := range map[string]bool{"from the bundle": true, "from the source": false} {
		t.Run(name, func(t *testing.T) {
			_, h := broken(t, func(*testing.T, string) {})
			if !bundle {
				ok(0, os.Remove(filepath.Join(h.dir, "last-good.zip")))(t)
			}
			m := h.open()
			rot(t, filepath.Join(h.dir, "catalog.db"), "fee/n007")
			if err := m.Check(t.Context()); err != nil {
				t.Fatal(err)
			}
			if !bundle {
				if got := codes(m); got != "damaged/0" {
					t.Errorf("conditions = %q", got)
				}
				pull(t, m)
			}
			if r, err := m.Record("fee/n007"); err != nil || strings.Contains(r.Title[catalog.ZH], "九") {
				t.Errorf("record = %v, %v", r, err)
			}
			if _, err := m.Record("fee/n001"); err == nil {
				t.Error("a withdrawn record came back")
			}
			digest := m.State().Digest
			m.Close()
			s := ok(shelf.Open(t.Context(), filepath.Join(h.dir, "catalog.db")))(t)
			defer s.Close()
			if got, err := s.Scrub(t.Context()); err != nil || got != digest {
				t.Errorf("digest %s, %v", got, err)
			}
			if got := codes(m); got != "" {
				t.Errorf("conditions = %q", got)
			}
		})
	}
}

// The bundle on the disk is a stick: another kiosk takes it.
func TestLastGoodBundleIsAStick(t *testing.T) {
	p, h := broken(t, func(*testing.T, string) {})
	h.at = h.at.Add(time.Minute)
	other := newHall(t, p)
	m := other.open()
	got := ok(m.Pull(t.Context(), filepath.Join(h.dir, "last-good.zip")))(t)
	if got.Edition != 2 || got.Withdrawn != 1 {
		t.Errorf("pulled %+v", got)
	}
}
