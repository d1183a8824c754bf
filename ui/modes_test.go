package ui_test

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"mingbai/ui"
	"mingbai/ui/page"
)

// TestModesCombine switches modes on one after the other from the sheet, which
// stays open, and off again.
func TestModesCombine(t *testing.T) {
	visit(t, func(s *ui.Shell) {
		tap(t, s, "bar/access")
		for _, mode := range page.ModeNames() {
			tap(t, s, "mode/"+mode)
		}
		if s.Growth() < 1.4 {
			t.Error("elder mode does not enlarge")
		}
		tap(t, s, "mode/standard")
		tap(t, s, "mode/low")
		if s.Growth() > 1.01 {
			t.Error("the standard look is still enlarged")
		}
		tap(t, s, "sheet/close")
		if slices.Contains(keys(s), "mode/elder") {
			t.Error("the sheet is still open")
		}
	})
}

// TestSlowVisitorsGetMoreTime waits in the modes of those who need it.
func TestSlowVisitorsGetMoreTime(t *testing.T) {
	for _, mode := range []string{"elder", "low"} {
		said := visit(t, func(s *ui.Shell) {
			s.Mode(mode)
			time.Sleep(ui.WarnAfterSlow - time.Second)
			synctest.Wait()
			if slices.Contains(keys(s), "timeout/stay") {
				t.Errorf("%s: it asks before two minutes are over", mode)
			}
			time.Sleep(ui.CountdownSlow)
			synctest.Wait()
			if !slices.Contains(keys(s), "timeout/stay") {
				t.Errorf("%s: it does not wait for an answer", mode)
			}
			time.Sleep(2 * time.Second)
			synctest.Wait()
		})
		if want := []string{"mode " + mode, "asking", "reset"}; !slices.Equal(said, want) {
			t.Errorf("%s: said %v, want %v", mode, said, want)
		}
	}
}

// TestElderStartsFromTheAttractScreen begins a visit in a mode.
func TestElderStartsFromTheAttractScreen(t *testing.T) {
	visit(t, func(s *ui.Shell) {
		s.Open(page.ParseRoute("attract"))
		time.Sleep(time.Second)
		tap(t, s, "start/elder")
		if s.Route().Path != "home" || !slices.Contains(keys(s), "elder.care") {
			t.Errorf("it shows %s with %v", s.Route(), keys(s))
		}
		tap(t, s, "bar/elder")
		if s.Growth() > 1.01 {
			t.Error("the bar does not switch back")
		}
	})
}
