package part_test

import (
	"image/color"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"pgregory.net/rapid"

	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

var hitGround = color.NRGBA{1, 2, 3, 255}

// marked puts words with marks into a width and returns what stands on the
// ground of a hit.
func marked(words string, marks []catalog.Span, chars int) string {
	s := part.NewStage(theme.NewFrame(1080, 1920, 0), theme.Standard(), part.NewTouch(time.Now), part.NewAlbum())
	t := part.HitText{Words: words, Marks: marks, Style: theme.RowTitle, Hit: hitGround}
	t.Put(s, part.Rect{W: float32(chars) * theme.RowTitle.Size, H: 400})
	var all []string
	for _, m := range s.Marks() {
		if m.Ground == hitGround {
			all = append(all, m.Text)
		}
	}
	return strings.Join(all, "|")
}

func TestHitIsMarkedWhereItStands(t *testing.T) {
	for _, c := range []struct {
		words string
		marks []catalog.Span
		chars int
		want  string
	}{
		{"城乡居民基本养老保险参保登记", []catalog.Span{{From: 6, To: 10}}, 20, "养老保险"},
		{"城乡居民基本养老保险参保登记", []catalog.Span{{From: 6, To: 10}}, 8, "养老|保险"},
		{"水电热水", []catalog.Span{{From: 0, To: 1}, {From: 3, To: 4}}, 8, "水|水"},
		{"apply for a pension", []catalog.Span{{From: 12, To: 19}}, 6, "pension"},
		{"居民用水", nil, 8, ""},
		{"居民用水", []catalog.Span{{From: 2, To: 99}}, 8, "用水"},
	} {
		if got := marked(c.words, c.marks, c.chars); got != c.want {
			t.Errorf("%q in %d characters: marked %q, want %q", c.words, c.chars, got, c.want)
		}
	}
}

// TestHitsSurviveLineBreaks wants the marked runes, whatever the width.
func TestHitsSurviveLineBreaks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := strings.TrimSpace(rapid.StringOfN(rapid.SampledFrom([]rune("居民养老保险参保（登记）、5个 ab。")), 1, 40, -1).Draw(t, "words"))
		runes := []rune(words)
		if len(runes) == 0 {
			return
		}
		from := rapid.IntRange(0, len(runes)-1).Draw(t, "from")
		to := rapid.IntRange(from+1, len(runes)).Draw(t, "to")
		want := strings.ReplaceAll(string(runes[from:to]), " ", "")
		got := strings.NewReplacer("|", "", " ", "").Replace(marked(words, []catalog.Span{{From: from, To: to}}, rapid.IntRange(9, 20).Draw(t, "chars")))
		if got != want {
			t.Fatalf("marked %q of %q, want %q", got, words, want)
		}
	})
}

// TestFingerWritesOnTheSheet makes the events of a window: the stroke goes
// where the finger goes, ends when it is lifted, and stays on the paper.
func TestFingerWritesOnTheSheet(t *testing.T) {
	test.NewApp()
	var got []kiosk.Stroke
	touch := part.NewTouch(time.Now)
	s := part.NewStage(theme.NewFrame(540, 960, 0), theme.Standard(), touch, part.NewAlbum())
	part.Sheet{Key: "pad", W: 600, H: 540, Do: func(k kiosk.Stroke) { got = append(got, k) }}.Put(s, part.Rect{X: 40, Y: 40, W: 600, H: 540})
	pad := s.Objects()[len(s.Objects())-1].(interface {
		desktop.Mouseable
		fyne.Draggable
	})
	at := func(x, y float32) fyne.PointEvent { return fyne.PointEvent{Position: fyne.NewPos(x, y)} }
	pad.MouseDown(&desktop.MouseEvent{PointEvent: at(50, 50)})
	if !touch.Busy() {
		t.Error("a page could be drawn anew under the finger")
	}
	pad.Dragged(&fyne.DragEvent{PointEvent: at(100, 60)})
	pad.Dragged(&fyne.DragEvent{PointEvent: at(9999, -5)}) // beyond the edge
	pad.DragEnd()
	pad.MouseUp(&desktop.MouseEvent{PointEvent: at(9999, -5)})
	if len(got) != 1 || len(got[0]) != 3 || got[0][0] != (kiosk.Point{X: 100, Y: 100}) || got[0][2].X > 600 || got[0][2].Y != 0 {
		t.Errorf("strokes = %v, want one of three places in design pixels", got)
	}
	pad.MouseDown(&desktop.MouseEvent{PointEvent: at(80, 80)})
	pad.MouseUp(&desktop.MouseEvent{PointEvent: at(80, 80)})
	if len(got) != 2 || len(got[1]) != 1 || touch.Busy() {
		t.Errorf("a dot is %v", got)
	}
}
