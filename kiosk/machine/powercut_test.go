//go:build linux

package machine_test

import (
	"database/sql"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"
	"unsafe"

	"mingbai/catalog/source"
)

// A disk is an ext4 file system in a file, whose power can be cut.
type disk struct {
	t          *testing.T
	image, dir string
	options    string
}

// newDisk makes and mounts one. It skips the test where that is not allowed.
func newDisk(t *testing.T, options string) *disk {
	t.Helper()
	d := &disk{t, filepath.Join(t.TempDir(), "disk.img"), t.TempDir(), options}
	if os.Getuid() != 0 {
		t.Skip("cutting the power of a disk needs root (hint: sudo make crash)")
	}
	f := ok(os.Create(d.image))(t)
	ok(0, errors.Join(f.Truncate(512<<20), f.Close()))(t)
	if out, err := exec.Command("mkfs.ext4", "-q", "-F", d.image).CombinedOutput(); err != nil {
		t.Skipf("mkfs.ext4 is not here or fails (hint: apt-get install e2fsprogs): %v: %s", err, out)
	}
	if out, err := d.mount(); err != nil {
		t.Skipf("no file can be mounted as a disk (hint: a container needs --privileged): %v: %s", err, out)
	}
	t.Cleanup(func() {
		if out, err := exec.Command("umount", d.dir).CombinedOutput(); err != nil {
			t.Errorf("%v: %s", err, out)
		}
	})
	return d
}

func (d *disk) mount() ([]byte, error) {
	return exec.Command("mount", "-t", "ext4", "-o", "loop,"+d.options, d.image, d.dir).CombinedOutput()
}

// cut cuts the power: what the file system has not sent to the disk by now,
// journal included, never gets there (EXT4_IOC_SHUTDOWN, NOLOGFLUSH).
func (d *disk) cut() error {
	f, err := os.Open(d.dir)
	if err != nil {
		return err
	}
	defer f.Close() // it was only named
	noLogFlush := uint32(2)
	if _, _, no := syscall.Syscall(syscall.SYS_IOCTL, f.Fd(), 0x8004587d, uintptr(unsafe.Pointer(&noLogFlush))); no != 0 {
		return no
	}
	return nil
}

// again switches the power on: the file system replays its journal.
func (d *disk) again() {
	d.t.Helper()
	if out, err := exec.Command("umount", d.dir).CombinedOutput(); err != nil {
		d.t.Fatalf("%v: %s", err, out)
	}
	if out, err := d.mount(); err != nil {
		d.t.Fatalf("after the cut it cannot be mounted: %v: %s", err, out)
	}
}

// TestPowerCutLosesNothingThatWasReported cuts the power of the disk under a
// kiosk that pulls editions and takes slips, again and again. What the disk
// holds then is one whole edition, not older than the last that was reported,
// with its trust, its pictures and every slip. ext4 is used as it comes, and
// without what it does for programs that do not synchronise.
func TestPowerCutLosesNothingThatWasReported(t *testing.T) {
	n, err := strconv.Atoi(os.Getenv("MINGBAI_CUTS"))
	if err != nil || n < 1 {
		t.Skip("cuts the power of a disk in a file, as root: MINGBAI_CUTS=20 says how often (hint: make crash)")
	}
	from := trees(t, editions)
	for _, options := range []string{"rw", "noauto_da_alloc", "data=writeback,noauto_da_alloc"} {
		t.Run(options, func(t *testing.T) {
			inside, moved := 0, 0
			for i := 0; i < n; {
				d := newDisk(t, options)
				for last := 0; i < n && last < editions/2; { // the same disk has several cuts
					met, done := cutOne(t, d, from)
					inside, moved, last, i = inside+met, moved+max(done-last, 0), max(done, last), i+1
				}
			}
			if inside == 0 {
				t.Errorf("none of %d cuts met a pull: the test proves nothing", n)
			}
			t.Logf("%d of %d cuts met a pull; %d editions had been reported", inside, n, moved)
		})
	}
}

// cutOne cuts once and looks at what is left. It reports whether the cut met a
// pull, and how many editions were reported before.
func cutOne(t *testing.T, d *disk, from string) (met, done int) {
	t.Helper()
	dir := filepath.Join(d.dir, "data")
	var failed error
	l := end(t, dir, from, 500*time.Millisecond, func(child *os.Process) {
		failed = d.cut()
		child.Kill() // where it has not ended for want of a disk
	})
	ok(0, failed)(t)
	if !l.hit && l.began <= editions {
		t.Fatalf("it ended by itself: %s", l.words)
	}
	d.again()
	wholePictures(t, dir, l.drawn)
	wholeAfterKill(t, dir, l.began, l.ended)
	wholeDesk(t, dir, l.slip)
	wholeBundle(t, dir)
	opensAgain(t, dir, from, l.began, l.ended)
	if l.hit && l.began > l.ended {
		met = 1
	}
	return met, int(l.ended)
}

// wholeDesk checks that desk.db is sound and has the last slip that was
// reported, and as it hands in one an edition, all before on this disk.
func wholeDesk(t *testing.T, dir string, slip int64) {
	t.Helper()
	d := ok(sql.Open("sqlite3", "file:"+filepath.Join(dir, "desk.db")))(t)
	defer d.Close()
	var said string
	if err := d.QueryRow(`PRAGMA integrity_check`).Scan(&said); err != nil || said != "ok" {
		t.Errorf("desk.db: %s, %v", said, err)
	}
	var n int
	about := "%\"fee/s" + strconv.FormatInt(slip, 10) + "\"%"
	if err := d.QueryRow(`SELECT count(*) FROM outbox WHERE CAST(body AS TEXT) LIKE ?`, about).Scan(&n); err != nil || slip > 0 && n == 0 {
		t.Errorf("slip %d was reported and is lost: %v", slip, err)
	}
}

// wholeBundle checks that last-good.zip is not there, or whole.
func wholeBundle(t *testing.T, dir string) {
	t.Helper()
	path := filepath.Join(dir, "last-good.zip")
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		return
	}
	z, err := source.OpenZip(path)
	if err != nil {
		t.Errorf("last-good.zip: %v", err)
		return
	}
	defer z.Close()
	if _, err := z.Fetch(t.Context(), "timestamp.json", 1<<20); err != nil {
		t.Errorf("last-good.zip: %v", err)
	}
}

// opensAgain opens the kiosk on the disk as it is: nothing has to be made
// anew, and the edition is shown.
func opensAgain(t *testing.T, dir, from string, began, ended int64) {
	t.Helper()
	h := hall{t: t, dir: dir, at: morning.Add(time.Hour)}
	h.setup.Dir, h.setup.Content, h.setup.Alone = dir, content(fee("seed", "示例")), true
	h.setup.Now = func() time.Time { return h.at }
	h.setup.Config.HubHall, h.setup.Config.Root = "hall", filepath.Join(from, "1", "1.root.json")
	m := h.open()
	defer m.Close()
	if s := m.State(); s.Edition < ended || s.Edition > began || len(s.Conditions) > 0 {
		t.Errorf("after edition %d of %d it opens with %d and %v", ended, began, s.Edition, s.Conditions)
	}
	if aside, _ := filepath.Glob(filepath.Join(dir, "corrupt-*")); len(aside) > 0 {
		t.Errorf("a catalog was given up: %q", aside)
	}
}
