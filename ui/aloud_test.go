package ui_test

import (
	"fmt"
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
	"mingbai/ui/theme"
)

// A speaking desk notes what it is asked to say.
type speaking struct {
	desk
	said   *[]string
	volume *int
	mute   bool
}

func (d speaking) note(format string, args ...any) {
	*d.said = append(*d.said, fmt.Sprintf(format, args...))
}

func (d speaking) CanSay() bool { return !d.mute }
func (d speaking) Say(lang catalog.Lang, about catalog.ID, texts []string) {
	d.note("say %s %s: %s", lang, about, strings.Join(texts, "|"))
}
func (d speaking) Hush()  { d.note("hush") }
func (d speaking) Quiet() { d.note("quiet") }
func (d speaking) Turn(n int) int {
	*d.volume += 10 * n
	return *d.volume
}

func (d speaking) State() kiosk.State {
	s := d.desk.State()
	s.Keypad = map[int]string{191: "home", 192: "read", 193: "louder", 194: "next", 195: "enter", 196: "elder", 197: "back", 198: "ru"}
	return s
}

// aloud runs a shell over a speaking desk and returns what it was asked.
func aloud(t *testing.T, mute bool, do func(s *ui.Shell, d speaking)) []string {
	test.NewApp().Settings().SetTheme(theme.Toolkit())
	volume := 60
	d := speaking{desk: desk{catalog.NewCollection([]*catalog.Record{
		{ID: "channel/web", Title: catalog.Text{catalog.ZH: "网上投诉"}, Body: &catalog.Channel{Hall: true, Say: catalog.Text{catalog.ZH: "写一段话"}, Link: &catalog.Link{URL: link}}},
	})}, said: new([]string), volume: &volume, mute: mute}
	synctest.Test(t, func(t *testing.T) {
		s := ui.NewShell(d)
		s.Content().Resize(fyne.NewSize(1080, 1920))
		s.Start()
		defer s.Stop()
		s.Open(page.ParseRoute("channel/web"))
		time.Sleep(time.Second)
		*d.said = nil
		do(s, d)
	})
	return *d.said
}

func TestPageIsReadAloud(t *testing.T) {
	said := aloud(t, false, func(s *ui.Shell, d speaking) {
		tap(t, s, "bar/access")
		tap(t, s, "sheet/read")
		if slices.Contains(keys(s), "sheet/read") {
			t.Error("the sheet is still open")
		}
	})
	last := said[len(said)-1]
	if !strings.HasPrefix(last, "say zh channel/web: 网上投诉|") || !strings.Contains(last, "写一段话") {
		t.Errorf("it was asked %q", said)
	}
	if strings.Contains(last, "icon ") || strings.Contains(last, "首页") {
		t.Errorf("it reads what is no content: %q", last)
	}
}

func TestTouchEndsReading(t *testing.T) {
	said := aloud(t, false, func(s *ui.Shell, d speaking) {
		s.ReadAloud()
		tap(t, s, "lang/en")
	})
	if len(said) < 2 || said[len(said)-1] != "hush" {
		t.Errorf("it was asked %q, want hush after the touch", said)
	}
}

func TestNextVisitorHasTheUsualVolume(t *testing.T) {
	said := aloud(t, false, func(s *ui.Shell, d speaking) {
		s.Scanned(193)
		time.Sleep(3 * time.Minute)
		synctest.Wait()
	})
	if !slices.Contains(said, "quiet") {
		t.Errorf("it was asked %q, want quiet at the end of the visit", said)
	}
}

func TestWithoutAVoiceNothingIsOffered(t *testing.T) {
	aloud(t, true, func(s *ui.Shell, d speaking) {
		tap(t, s, "bar/access")
		if slices.Contains(keys(s), "sheet/read") {
			t.Error("it offers to read without a voice")
		}
	})
}

// TestKeypadKeyIsNoOtherKey has the toolkit tell of each key twice, as it does:
// by its scan code, and then as a key with or without a name or a character.
func TestKeypadKeyIsNoOtherKey(t *testing.T) {
	said := aloud(t, false, func(s *ui.Shell, d speaking) {
		s.Scanned(191)
		s.Pressed("")
		s.Scanned(194)
		s.Pressed("")
		s.Scanned(195)
		s.Pressed(page.KeyReturn)
		entered := s.Route().Path
		s.Scanned(195)
		s.Typed('5')
		if s.Route().Path != entered || entered == "home" {
			t.Errorf("the key to enter leads to %s and then, as a character, to %s", entered, s.Route())
		}
		s.Scanned(192)
		s.Pressed("")
	})
	if last := said[len(said)-1]; !strings.HasPrefix(last, "say ") {
		t.Errorf("after the key to read comes %q", last)
	}
	aloud(t, false, func(s *ui.Shell, d speaking) {
		for _, code := range []int{191, 194, 195, 250} { // the last is set up for nothing
			s.Scanned(code)
		}
		s.Pressed(page.KeyEscape)
		if s.Route().Path != "home" {
			t.Errorf("Escape after a key of the keypad leads to %s", s.Route())
		}
	})
}

// TestKeypad uses the keys of a kiosk's keypad by their scan codes alone.
func TestKeypad(t *testing.T) {
	said := aloud(t, false, func(s *ui.Shell, d speaking) {
		for _, code := range []int{192, 193, 198, 196} {
			if !s.Scanned(code) {
				t.Errorf("scan code %d means nothing", code)
			}
		}
		if *d.volume != 70 || s.Growth() < 1.4 {
			t.Errorf("volume %d, growth %.2f", *d.volume, s.Growth())
		}
		if s.Scanned(250) {
			t.Error("a key that is not set up means something")
		}
		s.Scanned(191)
		if s.Route().Path != "home" {
			t.Errorf("the key of home leads to %s", s.Route())
		}
		s.Scanned(194)
		s.Scanned(195)
		if s.Route().Path == "home" {
			t.Error("a target that was chosen and entered does nothing")
		}
		s.Scanned(197)
		if s.Route().Path != "home" {
			t.Errorf("the key of back leads to %s", s.Route())
		}
	})
	i := slices.IndexFunc(said, func(s string) bool { return strings.HasPrefix(s, "say zh") })
	if i < 0 || len(said) <= i+1 || said[i+1] != "hush" {
		t.Errorf("it was asked %q: louder must not end reading, the next key must", said)
	}
}
