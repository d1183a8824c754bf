package part

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// A Scroller is the object that a List puts: rows that are made when they
// come near the view, moved by a finger, a wheel or the rail.
type Scroller struct {
	widget.BaseWidget
	list    List
	stage   *Stage
	at      Rect
	tops    []float32
	made    map[int]bool
	content *fyne.Container
	clip    *container.Clip
	glide   *glide
	rail    *rail
	sliding *fyne.Animation
}

func newScroller(l List, s *Stage, r Rect) *Scroller {
	v := &Scroller{list: l, at: r, tops: l.tops(r.W), made: map[int]bool{}}
	v.stage = s.within(r)
	v.stage.ground, v.stage.list = s.ground, v
	if !l.Free {
		v.stage.ground = l.Face.Fill
	}
	v.content = container.NewWithoutLayout()
	v.clip = container.NewClip(v.content)
	v.glide = &glide{move: v.by, now: s.Touch.Now, ended: v.landed}
	v.ExtendBaseWidget(v)
	return v
}

// Key names the list.
func (v *Scroller) Key() string { return v.list.Key }

func (v *Scroller) total() float32 { return v.tops[len(v.tops)-1] + v.list.Pad }
func (v *Scroller) rest() float32  { return max(0, v.total()-v.at.H) }

// step is how far the rail moves: one view less one row.
func (v *Scroller) step() float32 {
	first, last := visible(v.tops, *v.list.Offset, *v.list.Offset+v.at.H)
	high := float32(0)
	if last > first {
		high = v.tops[last] - v.tops[last-1]
	}
	return max(v.at.H/2, v.at.H-min(high, v.at.H/3))
}

// by moves the content by dy design pixels, as a finger does; it reports
// whether there was room.
func (v *Scroller) by(dy float32) bool {
	y := max(0, min(v.rest(), *v.list.Offset-dy))
	if y == *v.list.Offset {
		return false
	}
	v.to(y)
	v.stage.Touch.Scrolled(v.list.Key, y)
	return true
}

// to scrolls so that y design pixels are above the view.
func (v *Scroller) to(y float32) {
	y = max(0, min(v.rest(), y))
	*v.list.Offset = y
	v.fill()
	v.content.Move(fyne.NewPos(0, -v.stage.px(y)))
	if v.rail != nil {
		v.rail.update()
	}
}

// reveal scrolls as little as brings r, as it is at the top, into view.
func (v *Scroller) reveal(r Rect) {
	y := *v.list.Offset
	switch {
	case r.Y-y < v.at.Y+band:
		v.to(r.Y - v.at.Y - band)
	case r.Y+r.H-y > v.at.Y+v.at.H-band:
		v.to(r.Y + r.H - v.at.Y - v.at.H + band)
	default:
		return
	}
	v.stage.Touch.Scrolled(v.list.Key, *v.list.Offset)
}

// fill makes the rows that are in view or near it.
func (v *Scroller) fill() {
	y := *v.list.Offset
	first, last := visible(v.tops, y-v.at.H/2, y+v.at.H*1.5)
	added := false
	for i := first; i < last; i++ {
		if !v.made[i] {
			v.made[i], added = true, true
			v.putRow(i)
		}
	}
	if added {
		v.content.Objects = v.stage.objects
		v.content.Resize(fyne.NewSize(v.stage.px(v.at.W), v.stage.px(v.total())))
		v.content.Refresh()
	}
}

func (v *Scroller) putRow(i int) {
	r := Rect{v.at.X, v.at.Y + v.tops[i], v.at.W, v.list.Rows[i].Height(v.at.W)}
	v.list.Rows[i].Put(v.stage, r)
	_, heading := v.list.Rows[i].(Heading)
	if v.list.Rule.A == 0 || heading || i == len(v.list.Rows)-1 {
		return
	}
	if _, heading := v.list.Rows[i+1].(Heading); heading {
		return
	}
	v.stage.rectangle(Rect{r.X + v.list.Inset, r.Y + r.H - 2, r.W - 2*v.list.Inset, 2}, v.list.Rule, 0, 0, color.NRGBA{})
}

// Heading marks a row that heads a group: no line is drawn beside it.
type Heading struct{ Box }

// slide scrolls to y in the time of a page movement.
func (v *Scroller) slide(y float32) {
	from := *v.list.Offset
	y = v.snap(max(0, min(v.rest(), y)))
	v.stage.Touch.stop()
	if v.sliding != nil {
		v.sliding.Stop()
	}
	v.sliding = fyne.NewAnimation(220*time.Millisecond, func(f float32) {
		v.to(from + (y-from)*f)
		v.stage.Touch.Scrolled(v.list.Key, *v.list.Offset)
	})
	v.sliding.Curve = fyne.AnimationEaseOut
	v.sliding.Start()
}

// snap moves y to the top of the row it cuts.
func (v *Scroller) snap(y float32) float32 {
	if y >= v.rest()-1 || y <= 0 {
		return y
	}
	first, _ := visible(v.tops, y, y+1)
	if first < len(v.tops)-1 && y-v.tops[first] < v.at.H/4 {
		return max(0, v.tops[first]-v.list.Pad)
	}
	return y
}

// landed notes that the list does not move any more.
func (v *Scroller) landed() {
	if v.stage.Touch.gliding == v.glide {
		v.stage.Touch.gliding = nil
	}
}

// Dragged follows the finger.
func (v *Scroller) Dragged(e *fyne.DragEvent) {
	v.stage.Touch.Any()
	if v.stage.Touch.swallow {
		return
	}
	if v.glide.drag(e.Dragged.DY / v.stage.Frame.Scale) {
		v.stage.Touch.cancel()
	}
}

// DragEnd lets the list go on by itself.
func (v *Scroller) DragEnd() {
	v.stage.Touch.gliding = v.glide
	if !v.glide.lift() {
		v.stage.Touch.gliding = nil
	}
}

// Scrolled follows a wheel, for a desk.
func (v *Scroller) Scrolled(e *fyne.ScrollEvent) {
	v.stage.Touch.Any()
	v.stage.Touch.stop()
	v.by(e.Scrolled.DY / v.stage.Frame.Scale * 4)
}

// MouseDown notices a touch between the rows.
func (v *Scroller) MouseDown(e *desktop.MouseEvent) { v.stage.Touch.down(nil, e.AbsolutePosition) }

// MouseUp notices its end, and that of a drag which began on a tile.
func (v *Scroller) MouseUp(e *desktop.MouseEvent) { v.stage.Touch.up(e.AbsolutePosition) }

// CreateRenderer draws the rows that are in view.
func (v *Scroller) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(v.clip) }

// MinSize is the size it was put in.
func (v *Scroller) MinSize() fyne.Size { return fyne.NewSize(1, 1) }

// Rolls reports whether there is more than fits the view.
func (v *Scroller) Rolls() bool { return v.rest() > 0.5 }
