package part

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"mingbai/ui/theme"
)

// A hand touches what a stage put, in virtual time.
type hand struct {
	now   time.Time
	touch *Touch
	fired []string
}

func newHand() *hand {
	h := &hand{now: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)}
	h.touch = NewTouch(func() time.Time { return h.now })
	return h
}

// tile puts one target and returns its object.
func (h *hand) tile(key string) *Tile {
	s := NewStage(theme.NewFrame(1080, 1920, 0), theme.Standard(), h.touch, NewAlbum())
	Tap{Key: key, Do: func() { h.fired = append(h.fired, key) }, Face: Face{Fill: s.Palette.Surface, Edge: s.Palette.Edge, Press: s.Palette.Tint}, Box: Space{100, 100}}.Put(s, Rect{0, 0, 100, 100})
	return s.Objects()[0].(*Tile)
}

func at(x, y float32) *desktop.MouseEvent {
	return &desktop.MouseEvent{PointEvent: fyne.PointEvent{AbsolutePosition: fyne.NewPos(x, y)}, Button: desktop.MouseButtonPrimary}
}

func (h *hand) tap(t *Tile, dx, dy float32) {
	t.MouseDown(at(50, 50))
	t.MouseUp(at(50+dx, 50+dy))
}

func TestTapFiresOnce(t *testing.T) {
	h := newHand()
	tile := h.tile("a")
	h.tap(tile, 0, 0)
	tile.Tapped(nil) // the toolkit sends it after the finger was lifted
	if len(h.fired) != 1 {
		t.Errorf("fired %d times, want once", len(h.fired))
	}
}

func TestSlop(t *testing.T) {
	for _, c := range []struct {
		dx, dy float32
		want   int
	}{{10, 0, 1}, {-23, 23, 1}, {25, 0, 0}, {0, -25, 0}} {
		h := newHand()
		h.tap(h.tile("a"), c.dx, c.dy)
		if len(h.fired) != c.want {
			t.Errorf("moved by %v,%v: fired %d times, want %d", c.dx, c.dy, len(h.fired), c.want)
		}
	}
}

func TestSameTargetIsDeafForAWhile(t *testing.T) {
	h := newHand()
	a, b := h.tile("a"), h.tile("b")
	h.tap(a, 0, 0)
	h.tap(a, 0, 0)
	h.tap(b, 0, 0)
	h.now = h.now.Add(Debounce)
	h.tap(a, 0, 0)
	h.tap(b, 0, 0)
	if got := len(h.fired); got != 4 {
		t.Errorf("fired %v, want a, b, a, b", h.fired)
	}
}

func TestNobodyTapsThrough(t *testing.T) {
	h := newHand()
	a := h.tile("a")
	h.touch.PageChanged()
	h.now = h.now.Add(Guard - time.Millisecond)
	h.tap(a, 0, 0)
	h.now = h.now.Add(time.Millisecond)
	h.tap(a, 0, 0)
	if len(h.fired) != 1 {
		t.Errorf("fired %v, want once, after the guard", h.fired)
	}
}

func TestPressShowsAtOnce(t *testing.T) {
	h := newHand()
	a := h.tile("a")
	a.MouseDown(at(50, 50))
	if a.ground.FillColor != theme.Standard().Tint || !a.edge.Hidden {
		t.Error("a pressed tile looks as before")
	}
	a.MouseUp(at(200, 50))
	if a.ground.FillColor != theme.Standard().Surface || a.edge.Hidden {
		t.Error("a released tile looks pressed")
	}
}

// list puts a list of 40 rows of 100 on a view of 1000.
func (h *hand) list(offset *float32) (*Scroller, *Stage) {
	s := NewStage(theme.NewFrame(1080, 1920, 0), theme.Standard(), h.touch, NewAlbum())
	var rows []Box
	for range 40 {
		rows = append(rows, Space{100, 100})
	}
	List{Key: "l", Rows: rows, Offset: offset}.Put(s, Rect{0, 0, 1000, 1000})
	for _, o := range s.Objects() {
		if v, ok := o.(*Scroller); ok {
			return v, s
		}
	}
	return nil, s
}

func drag(v *Scroller, dy float32) {
	v.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(0, dy)})
}

func TestListFollowsTheFinger(t *testing.T) {
	test.NewApp()
	h := newHand()
	var offset float32
	v, _ := h.list(&offset)
	drag(v, -10)
	if offset != 0 {
		t.Errorf("a finger that trembles scrolls by %v", offset)
	}
	drag(v, -90)
	if offset != 100 {
		t.Errorf("scrolled by %v, want 100", offset)
	}
	drag(v, 500)
	if offset != 0 {
		t.Errorf("scrolled to %v, want the top", offset)
	}
	drag(v, -9000)
	if offset != 3000 {
		t.Errorf("scrolled to %v, want the bottom at 3000", offset)
	}
}

// TestDragOnATileDoesNotTap puts the finger on a row and drags the list.
func TestDragOnATileDoesNotTap(t *testing.T) {
	test.NewApp()
	h := newHand()
	var offset float32
	v, _ := h.list(&offset)
	row := h.tile("row")
	row.MouseDown(at(50, 500))
	drag(v, -30)
	if row.ground.FillColor != theme.Standard().Surface {
		t.Error("the row still looks pressed while the list moves")
	}
	row.MouseUp(at(50, 470))
	v.DragEnd()
	if len(h.fired) > 0 {
		t.Error("a drag tapped the row")
	}
}

func TestFling(t *testing.T) {
	test.NewApp()
	h := newHand()
	var offset float32
	v, _ := h.list(&offset)
	for range 5 {
		h.now = h.now.Add(10 * time.Millisecond)
		drag(v, -40)
	}
	lifted := offset
	v.DragEnd() // the test driver plays an animation at once
	if offset <= lifted {
		t.Errorf("a fling stops at %v where it was lifted", offset)
	}
	if h.touch.Busy() {
		t.Error("a fling that ended still swallows the next touch")
	}
	h.now = h.now.Add(time.Second)
	a := h.tile("a")
	h.tap(a, 0, 0)
	if len(h.fired) != 1 {
		t.Error("the tap after a fling does nothing")
	}
}

func TestSlowFingerDoesNotFling(t *testing.T) {
	test.NewApp()
	h := newHand()
	var offset float32
	v, _ := h.list(&offset)
	drag(v, -200)
	h.now = h.now.Add(time.Second)
	v.DragEnd()
	if offset != 200 {
		t.Errorf("scrolled to %v after a finger that had stopped at 200", offset)
	}
}

func TestRailMovesByViews(t *testing.T) {
	test.NewApp()
	h := newHand()
	var offset float32
	_, s := h.list(&offset)
	press := func(key string) {
		for _, target := range s.Targets() {
			if target.Key == key {
				target.Tap()
				return
			}
		}
		t.Fatalf("no target %s", key)
	}
	press("l/down")
	if offset != 900 {
		t.Errorf("one view down is %v, want 900: one row less than the view", offset)
	}
	press("l/up")
	if offset != 0 {
		t.Errorf("one view up is %v, want 0", offset)
	}
}

// TestRowsAreMadeWhenNeeded keeps long lists cheap.
func TestRowsAreMadeWhenNeeded(t *testing.T) {
	test.NewApp()
	h := newHand()
	var offset float32
	v, _ := h.list(&offset)
	if n := len(v.made); n == 0 || n > 16 {
		t.Errorf("%d of 40 rows were made for a view of 10", n)
	}
	v.by(-9000)
	if !v.made[39] {
		t.Error("the last row is missing at the bottom")
	}
}
