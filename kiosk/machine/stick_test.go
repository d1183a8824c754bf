package machine_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"mingbai/kiosk/machine"
)

// drop puts a file into the folder for sticks as their reader does: whole.
func drop(t *testing.T, h *hall, file, name string) {
	t.Helper()
	dir := filepath.Join(h.dir, machine.StickFolder)
	ok(0, os.MkdirAll(dir, 0o750))(t)
	ok(0, os.Rename(file, filepath.Join(dir, name)))(t)
}

// dropped lists what is in the folder for sticks.
func dropped(t *testing.T, h *hall) (names []string) {
	t.Helper()
	for _, e := range ok(os.ReadDir(filepath.Join(h.dir, machine.StickFolder)))(t) {
		names = append(names, e.Name())
	}
	return names
}

func TestRunningKioskTakesWhatAStickBrought(t *testing.T) {
	p := newPublisher(t)
	p.publish(fee("a", "一"))
	old := zipOf(t, p.copy())
	p.at = p.at.Add(time.Minute)
	p.publish(fee("a", "二"))
	h := newHall(t, p) // without any source
	h.at = p.at.AddDate(0, 0, 14)
	newest := zipOf(t, p.dir)
	synctest.Test(t, func(t *testing.T) {
		m := started(t, h)
		defer m.Close()
		time.Sleep(time.Minute) // without a folder nothing is amiss
		drop(t, h, zipOf(t, t.TempDir(), "sheet"), "records-2.xlsx")
		drop(t, h, zipOf(t, p.dir), ".part")
		drop(t, h, newest, "mingbai-1.zip")
		time.Sleep(10 * time.Second)
		synctest.Wait()
		shows(t, m, "a 二")
		if s := m.State(); s.Edition != 2 || !s.Signed || s.Source != "zip" {
			t.Errorf("state = %+v", s)
		}
		if got := dropped(t, h); !slices.Equal(got, []string{".part", "records-2.xlsx"}) {
			t.Errorf("left are %q", got)
		}
		drop(t, h, old, "old-1.zip")
		drop(t, h, zipOf(t, t.TempDir(), "photo.jpg"), "holidays-2.zip")
		time.Sleep(time.Hour)
		synctest.Wait()
		shows(t, m, "a 二")
		if got := dropped(t, h); !slices.Equal(got, []string{".part", "records-2.xlsx"}) {
			t.Errorf("what was refused is kept: %q", got)
		}
		if got := codes(m); got != "stale/1" {
			t.Errorf("conditions = %q: a stick that was refused is no visitor's business", got)
		}
	})
}

// A kiosk that asks a network goes on saying that its source is not trusted,
// whatever sticks come.
func TestRefusedStickHidesNoRefusedSource(t *testing.T) {
	p, other := newPublisher(t), newPublisher(t)
	p.publish(fee("a", "一"))
	other.publish(fee("a", "伪造"))
	h := newHall(t, p, other.dir)
	m := h.open()
	if _, err := m.Pull(t.Context(), ""); !machine.NotTrusted(err) {
		t.Fatalf("err = %v", err)
	}
	m.Pull(t.Context(), zipOf(t, t.TempDir(), "photo.jpg")) // of the refusal another test speaks
	m.Pull(t.Context(), zipOf(t, other.dir))
	h.at = h.at.Add(31 * time.Minute)
	m.Look()
	if got := codes(m); got != "not-trusted/0" {
		t.Errorf("conditions = %q", got)
	}
	if _, err := m.Pull(t.Context(), zipOf(t, p.dir)); err != nil {
		t.Fatal(err)
	}
	if got := codes(m); got != "" {
		t.Errorf("with a good stick conditions = %q", got)
	}
}
