package ui_test

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"mingbai/catalog"
	"mingbai/ui"
	"mingbai/ui/page"
	"mingbai/ui/theme"
)

// hall opens a page of a hall with forty offices and returns what is chosen
// at each step.
func hall(route string) (s *ui.Shell, chosen *[]string) {
	test.NewApp().Settings().SetTheme(theme.Toolkit())
	var records []*catalog.Record
	for i := range 40 {
		records = append(records, &catalog.Record{ID: catalog.ID(fmt.Sprintf("office/o%02d", i)), Title: catalog.Text{catalog.ZH: fmt.Sprintf("单位 %02d", i)},
			Body: &catalog.Office{Sort: catalog.Code{Code: "government"}}})
	}
	s = ui.NewShell(desk{catalog.NewCollection(records)})
	chosen = new([]string)
	s.Trace = func(words string) {
		if key, ok := strings.CutPrefix(words, "focus "); ok {
			*chosen = append(*chosen, key)
		}
	}
	s.Content().Resize(fyne.NewSize(1080, 1920))
	s.Open(page.ParseRoute(route))
	return s, chosen
}

func TestTabReachesEveryRowOfALongList(t *testing.T) {
	s, chosen := hall("topics")
	for range 60 {
		s.KeyDown(fyne.KeyTab)
	}
	seen := map[string]int{}
	last := ""
	for _, key := range *chosen {
		seen[key]++
		if strings.HasPrefix(key, "row/office/") && strings.HasPrefix(last, "row/office/") && key < last && seen[key] == 1 {
			t.Errorf("%s comes after %s", key, last)
		}
		last = key
	}
	for i := range 40 {
		if key := fmt.Sprintf("row/office/o%02d", i); seen[key] == 0 {
			t.Errorf("%s was never chosen", key)
		}
	}
	if seen["bar/home"] == 0 || seen["lang/ru"] == 0 {
		t.Errorf("the bar was never reached: %v", *chosen)
	}
}

func TestChosenRowIsInView(t *testing.T) {
	s, _ := hall("topics")
	for range 35 {
		s.KeyDown(fyne.KeyTab)
		ring := s.Content().(*fyne.Container).Objects[2].(*fyne.Container)
		if len(ring.Objects) != 2 {
			t.Fatal("there is no ring")
		}
		o := ring.Objects[0]
		if y := o.Position().Y; y < 0 || y+o.Size().Height > 1920 {
			t.Fatalf("the ring lies at %v, out of view", y)
		}
	}
}

func TestReturnDoesWhatATouchDoes(t *testing.T) {
	s, chosen := hall("topics")
	for len(*chosen) == 0 || !strings.HasPrefix((*chosen)[len(*chosen)-1], "row/office/o05") {
		s.KeyDown(fyne.KeyTab)
	}
	s.Pressed(fyne.KeyReturn)
	if !shows(s, "单位 05") {
		t.Error("Return did not open the office")
	}
	s.Pressed(fyne.KeyEscape)
	if shows(s, "单位 39") == shows(s, "单位 00") {
		t.Error("Escape did not go back to the list")
	}
}

func TestShiftTabWalksBack(t *testing.T) {
	s, chosen := hall("home")
	s.KeyDown(fyne.KeyTab)
	s.KeyDown(fyne.KeyTab)
	s.KeyDown(desktop.KeyShiftLeft)
	s.KeyDown(fyne.KeyTab)
	s.KeyUp(desktop.KeyShiftLeft)
	s.KeyDown(fyne.KeyUp)
	s.KeyDown(fyne.KeyDown)
	c := *chosen
	if len(c) != 5 || c[0] != c[2] || c[3] == c[0] || c[4] != c[0] {
		t.Errorf("chosen: %v", c)
	}
}

func TestFingerTakesTheRingAway(t *testing.T) {
	s, _ := hall("home")
	s.KeyDown(fyne.KeyTab)
	tileOf(s.Content(), "search").MouseDown(&desktop.MouseEvent{})
	if n := len(s.Content().(*fyne.Container).Objects[2].(*fyne.Container).Objects); n != 0 {
		t.Error("the ring stays under the finger")
	}
}

func TestOnlyTheQuestionCanBeChosenWhileItIsAsked(t *testing.T) {
	s, chosen := hall("home")
	s.Ask()
	s.KeyDown(fyne.KeyTab) // any key says that somebody is there
	if len(*chosen) != 0 {
		t.Errorf("chosen behind the question: %v", *chosen)
	}
}
