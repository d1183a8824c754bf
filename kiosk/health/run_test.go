package health_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"mingbai/kiosk"
	"mingbai/kiosk/health"
)

const (
	version = "0.1.0"
	content = "https 12 8f58-3d48"
	guide   = "guide/pension-enrolment"
)

// A hall is a machine whose time the test moves.
type hall struct {
	t    *testing.T
	dir  string
	boot string
	up   time.Duration
}

func newHall(t *testing.T) *hall {
	return &hall{t: t, dir: t.TempDir(), boot: "monday", up: time.Minute}
}

func (h *hall) setup() health.Setup {
	begin := time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)
	return health.Setup{Dir: h.dir, Version: version, Time: health.Time{Boot: h.boot,
		Now: func() time.Time { return begin.Add(h.up) }, Up: func() time.Duration { return h.up }}}
}

// begin starts a run that shows a page.
func (h *hall) begin(page string) *health.Run {
	h.t.Helper()
	r, err := health.Open(h.setup())
	if err != nil {
		h.t.Fatal(err)
	}
	r.Content(content)
	r.Showing(page)
	return r
}

// live lets a run that shows a page last a while and end: with an ending, or
// as a process that is gone, with what the runtime wrote.
func (h *hall) live(page string, d time.Duration, end health.Cause, stack string) {
	h.t.Helper()
	r := h.begin(page)
	h.up += d
	if end != "" {
		r.End(end, "")
	}
	if err := r.Close(); err != nil {
		h.t.Fatal(err)
	}
	if stack != "" {
		if err := os.WriteFile(filepath.Join(h.dir, "crash.log"), []byte(stack), 0o640); err != nil {
			h.t.Fatal(err)
		}
	}
	h.up += 2 * time.Second // the supervisor's pause
}

func (h *hall) book() health.Book {
	h.t.Helper()
	r, err := health.Read(h.dir)
	if err != nil {
		h.t.Fatal(err)
	}
	return r.Book
}

// care says how the next run draws a page.
func (h *hall) care(page string) kiosk.Care {
	h.t.Helper()
	r := h.begin("home")
	defer r.Close()
	defer r.End(health.Told, "")
	return r.Care(page)
}

const stack = "panic: runtime error: index out of range [3] with length 2\n\ngoroutine 1 [running]:\n"

func TestPageOnWhichTheProgramDiedIsHeldBack(t *testing.T) {
	for name, c := range map[string]struct {
		page  string
		end   health.Cause
		stack string
		times int // until it is held back
	}{
		"a panic":                      {guide, "", stack, 1},
		"a fault in the graphics":      {guide, "", "SIGSEGV: segmentation violation\nPC=0x0", 1},
		"the watchdog":                 {guide, "", "SIGABRT: abort\nPC=0x0", 1},
		"a screen that hangs":          {guide, health.Frozen, "", 1},
		"killed, nobody knows why":     {guide, "", "", 2},
		"no memory":                    {guide, "", "\ngoroutine 1 [running]:\nruntime.throw({0x4ad807?, 0x4984c0?})\nruntime.(*mcache).allocLarge(0x4b5b20?, 0xa00000, 0x1)\nruntime.mallocgc(0xa00000, 0x495240, 0x1)\n", 2},
		"too much memory":              {guide, health.Full, "", 2},
		"a panic on the first screen":  {"attract", "", stack, 2},
		"killed on the first screen":   {"attract", "", "", 3},
		"a black picture":              {guide, health.Blank, "", 0},
		"a display that went away":     {guide, health.Display, "", 0},
		"an order":                     {guide, health.Told, "", 0},
		"an order, and then a panic":   {guide, health.Told, stack, 0},
		"memory given back at night":   {"attract", health.Planned, "", 0},
		"a catalog that does not open": {"", health.Failed, "", 0},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHall(t)
			for n := 1; n <= 4; n++ {
				h.live(c.page, time.Hour, c.end, c.stack)
				want := kiosk.Whole
				if c.times > 0 && n >= c.times {
					want = kiosk.Plain
				}
				if c.times > 0 && n > c.times {
					want = kiosk.Sorry
				}
				if got := h.care(c.page); got != want {
					t.Fatalf("after %d times care is %v, want %v: %+v", n, got, want, h.book())
				}
				h.up += 2 * time.Hour
			}
		})
	}
}

func TestOtherPagesAreShownWhole(t *testing.T) {
	h := newHall(t)
	h.live(guide, time.Minute, "", stack)
	if got := h.care("guide/other"); got != kiosk.Whole {
		t.Errorf("care for another page is %v", got)
	}
}

func TestPageThatCannotBeDrawnIsHeldBackAtOnce(t *testing.T) {
	h := newHall(t)
	r := h.begin("attract")
	for _, want := range []kiosk.Care{kiosk.Plain, kiosk.Sorry, kiosk.Sorry} {
		r.Broke("attract", errors.New("drill"), []byte("goroutine 1"))
		if got := r.Care("attract"); got != want {
			t.Fatalf("care = %v, want %v", got, want)
		}
	}
	if r.HeldBack() != 1 {
		t.Errorf("%d pages are held back", r.HeldBack())
	}
	r.End(health.Told, "")
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	if got := h.care("attract"); got != kiosk.Sorry {
		t.Errorf("the next run has forgotten it: %v", got)
	}
	if c := h.book().Crashes; len(c) != 3 || !c[0].Lived || c[0].Why != "drill" || c[0].Stack != "goroutine 1" {
		t.Errorf("remembered: %+v", c)
	}
}

func TestNewContentOrProgramShowsPagesAgain(t *testing.T) {
	h := newHall(t)
	h.live(guide, time.Minute, "", stack)
	r := h.begin(guide)
	if r.Care(guide) != kiosk.Plain {
		t.Fatal("it is not held back")
	}
	r.Content("https 13 00c0-ffee")
	if got := r.Care(guide); got != kiosk.Whole {
		t.Errorf("with the next edition care is %v", got)
	}
	r.Close()
	if pages := h.book().Pages; len(pages) != 0 {
		t.Errorf("still remembered: %+v", pages)
	}

	h = newHall(t)
	h.live(guide, time.Minute, "", stack)
	s := h.setup()
	s.Version = "0.2.0"
	r, err := health.Open(s)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	r.Content(content)
	if got := r.Care(guide); got != kiosk.Whole {
		t.Errorf("with the next program care is %v", got)
	}
}

func TestPowerCutIsNoFault(t *testing.T) {
	h := newHall(t)
	h.live(guide, time.Hour, "", "")
	h.boot, h.up = "tuesday", 30*time.Second
	h.begin(guide).Close()
	if c := h.book().Crashes; len(c) != 0 {
		t.Errorf("remembered: %+v", c)
	}
}

func TestPanicBeforeAPowerCutIsRemembered(t *testing.T) {
	h := newHall(t)
	h.live(guide, time.Hour, "", stack)
	h.boot, h.up = "tuesday", 30*time.Second
	if got := h.care(guide); got != kiosk.Plain {
		t.Errorf("care is %v", got)
	}
}

func TestFirstCauseCounts(t *testing.T) {
	h := newHall(t)
	r := h.begin(guide)
	r.End(health.Display, "the display went away")
	r.End(health.Frozen, "what follows")
	r.Close()
	got, err := health.Read(h.dir)
	if err != nil || got.Last.End != health.Display || got.Running || !got.Known {
		t.Errorf("read %+v, %v", got, err)
	}
}

func TestFrozenRunSaysWhatHung(t *testing.T) {
	h := newHall(t)
	r := h.begin(guide)
	r.End(health.Frozen, "no answer for 8s")
	r.Close()
	h.begin("home").Close()
	c := h.book().Crashes
	if len(c) != 1 || c[0].Cause != health.Frozen || c[0].Why != "no answer for 8s" || !strings.Contains(c[0].Stack, "TestFrozenRunSaysWhatHung") {
		t.Errorf("remembered: %+v", c)
	}
}

func TestTwoRunsInOneDirectory(t *testing.T) {
	h := newHall(t)
	r := h.begin(guide)
	defer r.Close()
	if _, err := health.Open(h.setup()); !errors.Is(err, health.ErrTaken) || !strings.Contains(err.Error(), "hint: ") {
		t.Errorf("err = %v, want ErrTaken with a hint", err)
	}
	r.Standings([]kiosk.Condition{kiosk.NewCondition(kiosk.Offline, kiosk.Minor, time.Unix(7, 0))})
	got, err := health.Read(h.dir)
	if err != nil || !got.Running || got.Last.Page != guide || len(got.Last.Conditions) != 1 || got.Last.Conditions[0].Code != kiosk.Offline {
		t.Errorf("from outside: %+v, %v", got, err)
	}
	if _, err := health.Open(h.setup()); !errors.Is(err, health.ErrTaken) {
		t.Errorf("whoever only looked has taken it: %v", err)
	}
}

// TestBrokenFilesAreNoReasonToShowNothing begins a run where what the one
// before left cannot be read.
func TestBrokenFilesAreNoReasonToShowNothing(t *testing.T) {
	for _, name := range []string{"running", "crashes", "crash.log"} {
		for _, data := range []string{"", "{", strings.Repeat("\x00", 5000), `{"page":7}`, "null"} {
			h := newHall(t)
			h.live(guide, time.Minute, "", stack)
			h.begin("home").Close()
			if err := os.WriteFile(filepath.Join(h.dir, name), []byte(data), 0o640); err != nil {
				t.Fatal(err)
			}
			r := h.begin("home")
			if r.Mode() != health.Normal {
				t.Errorf("%s %.10q: mode %v", name, data, r.Mode())
			}
			r.Close()
		}
	}
}

func TestDirectoryThatCannotBeWritten(t *testing.T) {
	h := newHall(t)
	h.dir = filepath.Join(h.dir, "not-there")
	if _, err := health.Open(h.setup()); err == nil || errors.Is(err, health.ErrTaken) {
		t.Errorf("err = %v", err)
	}
	h.dir = ""
	r := h.begin(guide)
	r.Broke(guide, "drill", nil)
	if got := r.Care(guide); got != kiosk.Plain {
		t.Errorf("without a directory care is %v", got)
	}
	r.End(health.Told, "")
	if err := r.Close(); err != nil {
		t.Error(err)
	}
}

func TestBookStaysSmall(t *testing.T) {
	h := newHall(t)
	r := h.begin(guide)
	for i := range 110 {
		r.Broke("guide/g"+strings.Repeat("x", i), "drill", []byte(strings.Repeat("s", 20<<10)))
	}
	r.Close()
	info, err := os.Stat(filepath.Join(h.dir, "crashes"))
	if err != nil || info.Size() > 256<<10 {
		t.Errorf("the book has %d bytes, %v", info.Size(), err)
	}
}
