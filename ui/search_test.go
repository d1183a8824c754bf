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

// A finder is a desk that finds its one channel by its title and notes what
// it is told.
type finder struct {
	desk
	generation int64
	asked      []catalog.Search
	opened     []catalog.ID
	missed     []string
	left       []string
	slips      []kiosk.Slip
}

func (f *finder) State() kiosk.State {
	s := f.desk.State()
	s.Generation = f.generation
	return s
}

func (f *finder) Find(s catalog.Search) (catalog.Found, error) {
	f.asked = append(f.asked, s)
	found := catalog.Found{Counts: map[catalog.Kind]int{}, Next: strings.ReplaceAll(s.Keys, "q", "")}
	if s.Words == "" || !strings.HasPrefix("wsts", s.Words) {
		return found, nil
	}
	r, err := f.Record("channel/web")
	found.Hits = []catalog.Hit{{Head: r.Heading(), Reason: catalog.ReasonPinyin, Title: []catalog.Span{{From: 0, To: len(s.Words)}}}}
	found.Counts[catalog.KindChannel] = 1
	return found, err
}

func (f *finder) CanRead() bool                   { return true }
func (f *finder) Read([]kiosk.Stroke, int) []rune { return []rune("水") }
func (f *finder) Opened(id catalog.ID)            { f.opened = append(f.opened, id) }
func (f *finder) Missed(words string)             { f.missed = append(f.missed, words) }
func (f *finder) Hand(s kiosk.Slip) error         { f.slips = append(f.slips, s); return nil }
func (f *finder) Left(l catalog.Lang, modes []string) {
	f.left = append(f.left, string(l)+strings.Join(modes, "+"))
}

// searching opens a shell on the search page of a finder.
func searching(t *testing.T) (*finder, *ui.Shell) {
	test.NewApp().Settings().SetTheme(theme.Toolkit())
	f := &finder{desk: desk{catalog.NewCollection([]*catalog.Record{
		{ID: "channel/web", Title: catalog.Text{catalog.ZH: "网上投诉"}, Body: &catalog.Channel{Hall: true, Link: &catalog.Link{URL: link}}},
	})}}
	s := ui.NewShell(f)
	s.Content().Resize(fyne.NewSize(1080, 1920))
	s.Open(page.ParseRoute("search"))
	return f, s
}

func shows(s *ui.Shell, words string) bool {
	return slices.ContainsFunc(s.Drawn(), func(m part.Mark) bool { return m.Text == words })
}

func TestAnswersComeAfterEveryKey(t *testing.T) {
	f, s := searching(t)
	for i, key := range []string{"key/w", "key/s", "key/t"} {
		tap(t, s, key)
		if got := f.asked[len(f.asked)-1].Words; got != "wst"[:i+1] {
			t.Errorf("after %s it asked for %q", key, got)
		}
	}
	if !shows(s, "网上投诉") {
		t.Error("what was found is not shown")
	}
	tap(t, s, "key/back")
	tap(t, s, "row/channel/web")
	if !slices.Equal(f.opened, []catalog.ID{"channel/web"}) {
		t.Errorf("opened %v", f.opened)
	}
	if len(f.missed) != 0 {
		t.Errorf("an answered search was counted as missed: %q", f.missed)
	}
	tap(t, s, "bar/back")
	if got := f.asked[len(f.asked)-1].Words; got != "ws" {
		t.Errorf("back from the answer it asks for %q, want what was typed", got)
	}
}

func TestKeyThatLeadsNowhereCannotBeTouched(t *testing.T) {
	_, s := searching(t)
	if s.Tap("key/q") {
		t.Error("q leads nowhere and could be touched")
	}
}

// TestLetterTwiceAtOnceIsTwoLetters touches a key twice within the time in
// which other targets are deaf.
func TestLetterTwiceAtOnceIsTwoLetters(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f, s := searching(t)
		time.Sleep(part.Guard)
		for range 2 {
			tileOf(s.Content(), "key/w").Tapped(nil)
		}
		if got := f.asked[len(f.asked)-1].Words; got != "ww" {
			t.Errorf("asked for %q", got)
		}
		tileOf(s.Content(), "board/digits").Tapped(nil)
		n := len(f.asked)
		tileOf(s.Content(), "board/digits").Tapped(nil)
		if len(f.asked) != n {
			t.Error("another target fired twice at once")
		}
	})
}

// tileOf finds the tile of a key.
func tileOf(o fyne.CanvasObject, key string) *part.Tile {
	switch o := o.(type) {
	case *part.Tile:
		if o.Key() == key {
			return o
		}
	case *fyne.Container:
		for _, c := range o.Objects {
			if t := tileOf(c, key); t != nil {
				return t
			}
		}
	}
	return nil
}

func TestRealKeyboardSearchesFromAnywhere(t *testing.T) {
	f, s := searching(t)
	s.Open(page.ParseRoute("home"))
	s.Typed('W')
	s.Typed('s')
	if got := f.asked[len(f.asked)-1].Words; got != "ws" {
		t.Errorf("asked for %q", got)
	}
	s.Pressed(fyne.KeyBackspace)
	if got := f.asked[len(f.asked)-1].Words; got != "w" {
		t.Errorf("after a step back asked for %q", got)
	}
	s.Pressed(fyne.KeyReturn)
	if s.Tap("key/w") {
		t.Error("Return leaves the keys on the screen")
	}
	s.Pressed(fyne.KeyEscape)
	if !s.Tap("search") {
		t.Error("Escape does not go back home")
	}
	for _, r := range []rune{0, 27, 127, '\n', 0x200E} {
		s.Typed(r) // means nothing and harms nothing
	}
}

func TestSearchInVainIsCountedOnceWhenItIsLeft(t *testing.T) {
	f, s := searching(t)
	for _, r := range "xx" {
		s.Typed(r)
	}
	if len(f.missed) != 0 {
		t.Errorf("counted while it is typed: %q", f.missed)
	}
	if !shows(s, "没有找到“XX”") {
		t.Error("it does not say that nothing was found")
	}
	tap(t, s, "bar/home")
	if !slices.Equal(f.missed, []string{"xx"}) {
		t.Errorf("missed = %q, want it once", f.missed)
	}
}

func TestEveryAlphabetAndDigitsAreThere(t *testing.T) {
	f, s := searching(t)
	s.Language(catalog.RU)
	tap(t, s, "key/п")
	tap(t, s, "key/abc")
	tap(t, s, "key/w")
	tap(t, s, "key/123")
	tap(t, s, "key/5")
	if got := f.asked[len(f.asked)-1].Words; got != "пw5" {
		t.Errorf("asked for %q", got)
	}
	tap(t, s, "wipe")
	if got := f.asked[len(f.asked)-1].Words; got != "" {
		t.Errorf("after wiping asked for %q", got)
	}
}

func TestRatingIsHandedInOnce(t *testing.T) {
	f, s := searching(t)
	s.Open(page.ParseRoute("survey"))
	if s.Tap("send") {
		t.Error("nothing was chosen and it could be sent")
	}
	tap(t, s, "level/1")
	tap(t, s, "reason/wait")
	tap(t, s, "level/2")
	tap(t, s, "send")
	want := kiosk.Slip{Sort: kiosk.SlipRating, Level: kiosk.Dissatisfied, Reasons: []string{"wait"}, About: "office/hall"}
	if len(f.slips) != 1 || f.slips[0].Level != want.Level || !slices.Equal(f.slips[0].Reasons, want.Reasons) || f.slips[0].About != want.About {
		t.Errorf("slips = %+v, want %+v", f.slips, want)
	}
	if !shows(s, "谢谢您的评价") {
		t.Error("the visitor is not thanked")
	}
}
