package machine_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"mingbai/catalog"
	"mingbai/catalog/shelf"
	"mingbai/catalog/source"
	"mingbai/catalog/trust"
	"mingbai/kiosk/machine"
)

// bundled is the edition in the last good bundle; 0 for none.
func bundled(t *testing.T, h *hall) int64 {
	t.Helper()
	if _, err := os.Stat(filepath.Join(h.dir, "last-good.zip")); err != nil {
		return 0
	}
	return ok(shelf.Anew(inBundle(t, h).Targets))(t).Number
}

// inBundle verifies the bundle, as after damage.
func inBundle(t *testing.T, h *hall) trust.Verified {
	t.Helper()
	z := ok(source.OpenZip(filepath.Join(h.dir, "last-good.zip")))(t)
	defer z.Close()
	return ok(trust.Refresh(t.Context(), carried{z}, trust.State{trust.Root: ok(os.ReadFile(h.setup.Config.Root))(t)}, morning))(t)
}

// A carried file that is not there is fs.ErrNotExist.
type carried struct{ source.Carrier }

func (c carried) Fetch(ctx context.Context, name string, most int64) ([]byte, error) {
	b, err := c.Carrier.Fetch(ctx, name, most)
	if errors.Is(err, source.ErrAbsent) {
		err = fs.ErrNotExist
	}
	return b, err
}

// finds reports whether a search finds a record.
func finds(t *testing.T, m *machine.Machine, words string) bool {
	t.Helper()
	found, err := m.Find(catalog.Search{Words: words})
	if err != nil {
		t.Fatal(err)
	}
	return !found.Guess && found.Total() == 1
}

// TestRestOfAPullComesAfterTheRecord has a running kiosk show and find a
// record at once, and write its bundle some seconds later.
func TestRestOfAPullComesAfterTheRecord(t *testing.T) {
	p := newPublisher(t)
	p.publish(fee("a", "水费"))
	h := newHall(t, p, p.dir)
	synctest.Test(t, func(t *testing.T) {
		m := started(t, h)
		defer m.Close()
		time.Sleep(30 * time.Second)
		synctest.Wait()
		if got := bundled(t, h); got != 1 {
			t.Fatalf("the bundle is of edition %d", got)
		}
		p.publish(fee("a", "电费"))
		m.Hint(`{"spread":0}`)
		time.Sleep(100 * time.Millisecond)
		synctest.Wait()
		if s := m.State(); s.Edition != 2 || bundled(t, h) != 1 || !finds(t, m, "电费") || finds(t, m, "水费") {
			t.Errorf("at once: edition %d, the bundle of %d, new found %v, old %v", s.Edition, bundled(t, h), finds(t, m, "电费"), finds(t, m, "水费"))
		}
		time.Sleep(6 * time.Second)
		synctest.Wait()
		if bundled(t, h) != 2 || !finds(t, m, "电费") {
			t.Errorf("6 s later the bundle is of edition %d", bundled(t, h))
		}
		if _, err := os.Stat(filepath.Join(h.dir, "spool")); !os.IsNotExist(err) {
			t.Errorf("the spool is left: %v", err)
		}
		// What was taken down must not come back from a bundle.
		p.withdraw("fee/a")
		m.Hint(`{"spread":0}`)
		time.Sleep(100 * time.Millisecond)
		synctest.Wait()
		if s := m.State(); s.Withdrawn != 1 || bundled(t, h) != 2 {
			t.Errorf("state = %+v", s)
		}
		if list := bundledList(t, h); list != 1 {
			t.Errorf("the bundle takes %d records down", list)
		}
	})
	h.setup.Now = func() time.Time { return h.at.Add(time.Hour) }
	m := h.open()
	if s := m.State(); s.Checked.IsZero() || s.Edition != 2 {
		t.Errorf("after a stop it has forgotten when it asked: %+v", s)
	}
}

// bundledList is how many records the bundle takes down.
func bundledList(t *testing.T, h *hall) int {
	t.Helper()
	v := inBundle(t, h)
	z := ok(source.OpenZip(filepath.Join(h.dir, "last-good.zip")))(t)
	defer z.Close()
	if v.Withdrawn.Path == "" {
		return 0
	}
	b := ok(z.Fetch(t.Context(), v.Withdrawn.File(), 1<<20))(t)
	return len(ok(trust.ReadWithdrawn(b))(t))
}

// A cut in the seconds before the bundle is written, and then a broken
// catalog.db: the kiosk shows the edition before and goes on to the newest.
func TestCutBeforeTheBundleLeavesTheOneBefore(t *testing.T) {
	p := newPublisher(t)
	p.publish(fee("a", "一"))
	h := newHall(t, p, p.dir)
	synctest.Test(t, func(t *testing.T) {
		m := started(t, h)
		time.Sleep(30 * time.Second)
		synctest.Wait()
		p.publish(fee("a", "二"))
		m.Hint(`{"spread":0}`)
		time.Sleep(100 * time.Millisecond)
		synctest.Wait()
		if m.State().Edition != 2 {
			t.Errorf("edition %d", m.State().Edition)
		}
		m.Close() // what waits is not done
	})
	ok(0, os.Remove(filepath.Join(h.dir, "catalog.db")))(t)
	h.setup.Now = func() time.Time { return h.at.Add(time.Hour) }
	m := h.open()
	shows(t, m, "a 一")
	pull(t, m)
	shows(t, m, "a 二")
	if bundled(t, h) != 2 {
		t.Errorf("the bundle is of edition %d", bundled(t, h))
	}
}
