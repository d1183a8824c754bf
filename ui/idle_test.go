package ui_test

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/ui"
	"mingbai/ui/page"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

func TestIdleStages(t *testing.T) {
	begin := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		after time.Duration
		want  ui.Stage
		left  int
	}{
		{0, ui.Present, 0}, {59 * time.Second, ui.Present, 0}, {60 * time.Second, ui.Asking, 20},
		{60*time.Second + time.Millisecond, ui.Asking, 20}, {61 * time.Second, ui.Asking, 19},
		{79 * time.Second, ui.Asking, 1}, {80 * time.Second, ui.Gone, 0}, {time.Hour, ui.Gone, 0},
	} {
		var i ui.Idle
		i.Touched(begin, ui.WarnAfter, ui.Countdown)
		if got, left := i.Stage(begin.Add(c.after)); got != c.want || left != c.left {
			t.Errorf("after %v: stage %v with %d s left, want %v with %d", c.after, got, left, c.want, c.left)
		}
	}
}

// TestIdleNeverMissesAChange follows Next from one change to the next.
func TestIdleNeverMissesAChange(t *testing.T) {
	begin := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	var i ui.Idle
	i.Touched(begin, ui.WarnAfter, ui.Countdown)
	now, asked := begin, []int(nil)
	for stage := ui.Present; stage != ui.Gone; {
		next := i.Next(now)
		if !next.After(now) {
			t.Fatalf("at %v the next change is at %v", now, next)
		}
		now = next
		var left int
		if stage, left = i.Stage(now); stage == ui.Asking {
			asked = append(asked, left)
		}
	}
	if want := now.Sub(begin); want != ui.WarnAfter+ui.Countdown {
		t.Errorf("gone after %v", want)
	}
	if len(asked) != 20 || asked[0] != 20 || asked[19] != 1 {
		t.Errorf("seconds shown: %v", asked)
	}
}

// A desk has one notice and one channel with a code.
type desk struct{ *catalog.Collection }

func (d desk) Browse(q catalog.Query) ([]catalog.Head, error) { return d.Collection.Browse(q), nil }
func (d desk) Find(catalog.Search) (catalog.Found, error)     { return catalog.Found{}, nil }
func (d desk) Frequent(int) []catalog.ID                      { return nil }
func (d desk) Today() catalog.Date                            { return catalog.DateOf(time.Now()) }
func (d desk) Now() time.Time                                 { return time.Now() }
func (d desk) State() kiosk.State {
	return kiosk.State{Source: "seed", Telephone: "12345", Hosts: catalog.Hosts{HTTPS: []string{".mingbai.example", "mb.example"}}}
}

const link = "https://www.mingbai.example/complaints"

// visit runs a shell in virtual time and returns what it said.
func visit(t *testing.T, do func(s *ui.Shell)) []string {
	test.NewApp().Settings().SetTheme(theme.Toolkit())
	var said []string
	synctest.Test(t, func(t *testing.T) {
		s := ui.NewShell(desk{catalog.NewCollection([]*catalog.Record{
			{ID: "channel/web", Title: catalog.Text{catalog.ZH: "网上投诉"}, Body: &catalog.Channel{Hall: true, Link: &catalog.Link{URL: link}}},
		})})
		s.Trace = func(words string) {
			if !strings.HasPrefix(words, "open") {
				said = append(said, words)
			}
		}
		s.Content().Resize(fyne.NewSize(1080, 1920))
		s.Start()
		defer s.Stop()
		s.Open(page.ParseRoute("channel/web"))
		time.Sleep(part.Guard)
		do(s)
	})
	return said
}

func tap(t *testing.T, s *ui.Shell, key string) {
	t.Helper()
	if !s.Tap(key) {
		t.Fatalf("there is no target %s", key)
	}
}

func keys(s *ui.Shell) []string {
	var all []string
	for _, t := range s.Targets() {
		all = append(all, t.Key)
	}
	return all
}

func TestNobodyThere(t *testing.T) {
	said := visit(t, func(s *ui.Shell) {
		s.Language(catalog.RU)
		time.Sleep(59 * time.Second)
		synctest.Wait()
		if slices.Contains(keys(s), "timeout/stay") {
			t.Error("it asks before a minute is over")
		}
		time.Sleep(2 * time.Second)
		synctest.Wait()
		if !slices.Contains(keys(s), "timeout/stay") {
			t.Error("it does not ask after a minute")
		}
		time.Sleep(20 * time.Second)
		synctest.Wait()
		if !slices.Contains(keys(s), "start/ru") {
			t.Error("it is not back at the beginning")
		}
	})
	if want := []string{"language ru", "asking", "reset"}; !slices.Equal(said, want) {
		t.Errorf("said %v, want %v", said, want)
	}
}

func TestTouchKeepsTheVisit(t *testing.T) {
	said := visit(t, func(s *ui.Shell) {
		for range 10 {
			time.Sleep(50 * time.Second)
			tap(t, s, "lang/en")
			time.Sleep(time.Second)
			tap(t, s, "lang/zh")
		}
		time.Sleep(70 * time.Second)
		synctest.Wait()
		tap(t, s, "timeout/stay")
		time.Sleep(59 * time.Second)
		synctest.Wait()
	})
	if slices.Contains(said, "reset") {
		t.Errorf("a visit with touches was ended: %v", said)
	}
	if said[len(said)-1] != "stay" {
		t.Errorf("said %v, want stay at the end", said)
	}
}

func TestCodeIsShownLonger(t *testing.T) {
	said := visit(t, func(s *ui.Shell) {
		tap(t, s, "code")
		time.Sleep(85 * time.Second)
		synctest.Wait()
		if slices.Contains(keys(s), "timeout/stay") {
			t.Error("it asks before 90 seconds under a code")
		}
		time.Sleep(30 * time.Second)
		synctest.Wait()
	})
	if want := []string{"zoom " + link, "asking", "reset"}; !slices.Equal(said, want) {
		t.Errorf("said %v, want %v", said, want)
	}
}

func TestLeaveEndsAtOnce(t *testing.T) {
	said := visit(t, func(s *ui.Shell) {
		time.Sleep(61 * time.Second)
		synctest.Wait()
		tap(t, s, "timeout/leave")
	})
	if want := []string{"asking", "reset"}; !slices.Equal(said, want) {
		t.Errorf("said %v, want %v", said, want)
	}
}

// TestNextVisitorFindsNothing looks for what the last one left.
func TestNextVisitorFindsNothing(t *testing.T) {
	visit(t, func(s *ui.Shell) {
		s.Language(catalog.RU)
		s.Mode("contrast")
		time.Sleep(2 * time.Minute)
		synctest.Wait()
		s.Open(page.ParseRoute("home"))
		for _, m := range s.Drawn() {
			if m.Text == "Назад" || m.Ground == theme.HighContrast().Bg {
				t.Errorf("the last visitor's language or colours are still there: %q on %v", m.Text, m.Ground)
			}
		}
		if slices.Contains(keys(s), "bar/back") {
			t.Error("the last visitor's history is still there")
		}
	})
}
