package cli

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/kiosk/health"
	"mingbai/ui"
)

// watched returns a vigil over a kiosk without a window, and what it was
// ended with.
func watched(t *testing.T, dir string, before ...health.Cause) (*vigil, *[]int) {
	t.Helper()
	s := health.Setup{Dir: dir, Version: Version, Time: health.SystemTime()}
	for _, end := range before {
		r, err := health.Open(s)
		if err != nil {
			t.Fatal(err)
		}
		r.End(end, "before")
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
	}
	life, err := health.Open(s)
	if err != nil {
		t.Fatal(err)
	}
	m, end, err := content{records: oneRecord(t)}.open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { end(); life.Close() })
	var codes []int
	st := stage{session: session{open: "attract"}, life: life, desk: m, machine: m, exit: func(code int) { codes = append(codes, code) }}
	v := newVigil(st, ui.NewShell(m))
	v.quit = func() { codes = append(codes, -1) }
	return v, &codes
}

// oneRecord returns a folder of the smallest catalog there is.
func oneRecord(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	line, err := (&catalog.Record{ID: "fee/a", Title: catalog.Text{catalog.ZH: "水费"}, Body: &catalog.Fee{}}).Line()
	if err == nil {
		err = os.Mkdir(filepath.Join(dir, "fee"), 0o755)
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "fee", "a.json"), line, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// ending is how the run ended, as the next one will find it.
func ending(t *testing.T, dir string) health.Cause {
	t.Helper()
	r, err := health.Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	return r.Last.End
}

func TestVigilEndsWhatItCannotMend(t *testing.T) {
	for name, c := range map[string]struct {
		find func(v *vigil)
		want health.Cause
		code int // -1 is ended well
	}{
		"a screen that hangs":       {func(v *vigil) { v.late(8 * time.Second) }, health.Frozen, Fail},
		"a screen of one colour":    {func(v *vigil) { v.flat(10 * time.Second) }, health.Blank, Fail},
		"too much memory":           {func(v *vigil) { v.judged(health.Leave, "850 MB") }, health.Full, Fail},
		"memory that grew, at rest": {func(v *vigil) { v.judged(health.Renew, "511 MB") }, health.Planned, -1},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			v, codes := watched(t, dir)
			c.find(v)
			if got := ending(t, dir); got != c.want || !slices.Equal(*codes, []int{c.code}) {
				t.Errorf("ended as %q with %v, want %q with %d", got, *codes, c.want, c.code)
			}
		})
	}
}

func TestDarkScreenIsStartedAgainThreeTimes(t *testing.T) {
	dir := t.TempDir()
	v, codes := watched(t, dir, health.Blank, health.Blank, health.Blank)
	v.flat(10 * time.Second)
	if got := ending(t, dir); got != "" || len(*codes) != 0 {
		t.Errorf("ended as %q with %v", got, *codes)
	}
	has := slices.ContainsFunc(v.stage.machine.State().Conditions, func(c kiosk.Condition) bool { return c.Code == kiosk.PictureFlat })
	if !has {
		t.Errorf("conditions: %+v", v.stage.machine.State().Conditions)
	}
}

func TestSafeModeIsACondition(t *testing.T) {
	v, _ := watched(t, t.TempDir(), health.Panic, health.Panic, health.Panic)
	if all := v.stage.machine.State().Conditions; len(all) != 1 || all[0].Code != kiosk.SafeMode || all[0].Severity != kiosk.Minor {
		t.Errorf("conditions: %+v", all)
	}
	v, _ = watched(t, t.TempDir())
	if all := v.stage.machine.State().Conditions; len(all) != 0 {
		t.Errorf("of a well kiosk: %+v", all)
	}
}

// TestNobodyIsThereOnlyAtRest counts from when the first screen came, however
// often it is drawn again.
func TestNobodyIsThereOnlyAtRest(t *testing.T) {
	v, _ := watched(t, t.TempDir())
	synctest.Test(t, func(t *testing.T) {
		idle := func(want time.Duration) {
			t.Helper()
			if got := v.use().Idle; got != want {
				t.Errorf("nobody is there for %v, want %v", got, want)
			}
		}
		v.Showing("guide/x")
		time.Sleep(time.Minute)
		idle(0)
		v.Showing("attract")
		for range 5 {
			time.Sleep(time.Minute)
			v.Showing("attract")
		}
		idle(5 * time.Minute)
		v.Showing("home")
		idle(0)
	})
}

func TestDrills(t *testing.T) {
	if isDrill("") || !isDrill("freeze") {
		t.Error("a kiosk without a drill has one")
	}
	v, codes := watched(t, t.TempDir())
	v.drill()
	v.failDrawing("attract")
	v.stage.failAtStart()
	if len(*codes) != 0 {
		t.Errorf("without a drill it ended: %v", *codes)
	}
}
