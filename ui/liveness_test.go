package ui_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/ui"
	"mingbai/ui/page"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// Two records that cannot be drawn as they are meant: what they name is more
// than the program bears.
const (
	sore  = catalog.ID("channel/sore")
	worse = catalog.ID("channel/worse")
)

var errSore = errors.New("sore")

// A soreDesk panics where a page looks up what a record names.
type soreDesk struct {
	desk
	blind bool // it panics at every question
}

func (d soreDesk) Record(id catalog.ID) (*catalog.Record, error) {
	if id == "office/sore" || id == worse && d.blind {
		panic(errSore)
	}
	return d.desk.Record(id)
}

// A guard does what kiosk/health does, for one run.
type guard struct {
	shown []string
	care  map[string]kiosk.Care
	broke []string
}

func (g *guard) Showing(path string)         { g.shown = append(g.shown, path) }
func (g *guard) Care(path string) kiosk.Care { return g.care[path] }
func (g *guard) Broke(path string, cause any, stack []byte) {
	g.broke = append(g.broke, path)
	if cause != errSore || !strings.Contains(string(stack), "liveness_test.go") {
		g.broke = append(g.broke, "with another fault")
	}
	g.care[path] = min(kiosk.Sorry, g.care[path]+1)
}

// sick returns a shell of which some pages cannot be drawn.
func sick(t *testing.T, blind bool) (*ui.Shell, *guard) {
	t.Helper()
	test.NewApp().Settings().SetTheme(theme.Toolkit())
	g := &guard{care: map[string]kiosk.Care{}}
	s := ui.NewShell(soreDesk{desk{catalog.NewCollection([]*catalog.Record{
		{ID: "channel/web", Title: catalog.Text{catalog.ZH: "网上投诉"}, Body: &catalog.Channel{Hall: true, Link: &catalog.Link{URL: link}}},
		{ID: sore, Title: catalog.Text{catalog.ZH: "病页"}, Office: "office/sore", Body: &catalog.Channel{Place: catalog.Text{catalog.ZH: "二楼北侧"}}},
		{ID: worse, Title: catalog.Text{catalog.ZH: "更病的页"}, Body: &catalog.Channel{Place: catalog.Text{catalog.ZH: "三楼"}}},
	})}, blind})
	s.Guard = g
	s.Content().Resize(fyne.NewSize(1080, 1920))
	return s, g
}

func reads(s *ui.Shell, words string) bool {
	return slices.ContainsFunc(s.Drawn(), func(m part.Mark) bool { return strings.Contains(m.Text, words) })
}

func open(s *ui.Shell, route string) { s.Try(func() { s.Open(page.ParseRoute(route)) }) }

func TestPageThatCannotBeDrawnIsShownOtherwise(t *testing.T) {
	s, g := sick(t, false)
	open(s, string(sore))
	if want := []string{string(sore), string(sore)}; !slices.Equal(g.broke, want) {
		t.Errorf("broke: %v, want %v", g.broke, want)
	}
	if !slices.Contains(keys(s), "ask") {
		t.Errorf("the visitor is not told whom to ask: %v", s.Drawn())
	}
	g.broke = nil
	open(s, "home")
	open(s, string(sore))
	if len(g.broke) != 0 || !slices.Contains(keys(s), "ask") {
		t.Errorf("the second visitor: broke %v", g.broke)
	}
}

func TestHeldPageIsShownInWords(t *testing.T) {
	s, g := sick(t, false)
	g.care["channel/web"] = kiosk.Plain
	open(s, "channel/web")
	if !reads(s, "网上投诉") || !slices.Contains(keys(s), "ask") || slices.Contains(keys(s), "code") {
		t.Errorf("drawn: %v", s.Drawn())
	}
}

func TestPageThatNobodyCanHelpLeadsHome(t *testing.T) {
	s, g := sick(t, true)
	open(s, "home")
	open(s, string(worse))
	if g.shown[len(g.shown)-1] != "home" {
		t.Errorf("shown last: %v, broke %v", g.shown, g.broke)
	}
	if slices.Contains(g.broke, "home") {
		t.Errorf("home is blamed: %v", g.broke)
	}
}

func TestFaultOfATouchIsTheFaultOfThePageItLeadsTo(t *testing.T) {
	s, g := sick(t, false)
	open(s, "channel/web")
	s.Try(func() { panic(errSore) })
	if want := []string{"channel/web"}; !slices.Equal(g.broke, want) {
		t.Errorf("broke: %v, want %v", g.broke, want)
	}
	if !reads(s, "网上投诉") {
		t.Error("the page is gone")
	}
}

func TestHomeAndStartAreHeldToo(t *testing.T) {
	s, g := sick(t, false)
	g.care["attract"], g.care["home"] = kiosk.Plain, kiosk.Sorry
	open(s, "attract")
	if !slices.Contains(keys(s), "start") {
		t.Errorf("the first screen leads nowhere: %v", keys(s))
	}
	open(s, "home")
	for _, key := range []string{"row/search", "row/offices", "row/complaints"} {
		if !slices.Contains(keys(s), key) {
			t.Errorf("home has no %s: %v", key, keys(s))
		}
	}
}

func TestRestSaysWhomToAsk(t *testing.T) {
	s, g := sick(t, false)
	for _, route := range []string{"attract", "home", "channel/web"} {
		g.care[route] = kiosk.Hold
		open(s, route)
		if !reads(s, "12345") || !reads(s, "本机正在恢复") {
			t.Errorf("%s: %v", route, s.Drawn())
		}
		if k := keys(s); len(k) != 3 {
			t.Errorf("%s leads on: %v", route, k)
		}
	}
}

func TestAliveOnlyOnceAPageIsDrawn(t *testing.T) {
	test.NewApp().Settings().SetTheme(theme.Toolkit())
	s := ui.NewShell(desk{catalog.NewCollection(nil)})
	answers := 0
	s.Alive(func() { answers++ })
	if answers != 0 {
		t.Error("a screen without a page answers")
	}
	s.Content().Resize(fyne.NewSize(1080, 1920))
	s.Alive(func() { answers++ })
	if answers != 1 {
		t.Error("a screen with a page does not answer")
	}
}

// TestNoteHasNoWords wants nothing of what a visitor looks for in what is
// told of a page.
func TestNoteHasNoWords(t *testing.T) {
	s, g := sick(t, false)
	open(s, "search?q=%E5%8C%BB")
	if got := g.shown[len(g.shown)-1]; got != "search" {
		t.Errorf("told: %q", got)
	}
}
