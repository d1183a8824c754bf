package part

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"mingbai/ui/theme"
)

// railButton is how high a button of the rail is, in design pixels, railLeast
// how high where the rail is short, and railShort where it is nothing else.
const (
	railButton = 112
	railLeast  = 72
	railShort  = 56
)

// A rail shows that a list goes on and moves it by views.
type rail struct {
	list  *Scroller
	stage *Stage
	at    Rect
	track Rect
	thumb *canvas.Rectangle
	keys  *fyne.Container
	high  float32 // of a button
	bare  bool    // too short for the number of the page
	state string
	top   float32 // of the track on its stage, pixels
}

func newRail(v *Scroller, s *Stage, r Rect) *rail {
	n := v.list.Names
	a := &rail{list: v, at: r, high: railButton}
	if n.Next != "" {
		a.keys = container.NewWithoutLayout()
		s.add(a.keys, r)
		a.stage = s.within(r)
		return a
	}
	beside := float32(2*16 + 40 + 16 + 40) // gaps, the number of the page and the shortest track
	if r.H < 2*railButton+beside {
		a.high = max(s.finger(railLeast), (r.H-beside)/2)
	}
	if a.bare = r.H < 2*a.high+beside; a.bare {
		beside = 16
		a.high = max(s.finger(railShort), (r.H-beside)/2)
	}
	a.track = Rect{r.X + (r.W-12)/2, r.Y, 12, max(0, r.H-2*a.high-beside+40)}
	if a.bare {
		a.track.H = 0
	}
	s.rectangle(a.track, n.Track, 6, 0, color.NRGBA{})
	a.thumb = s.rectangle(a.track, n.Thumb, 6, 0, color.NRGBA{})
	a.top = a.thumb.Position().Y
	a.keys = container.NewWithoutLayout()
	s.add(a.keys, r)
	a.stage = s.within(r)
	return a
}

// finger returns a height of at least high that a finger can touch on the
// panel.
func (s *Stage) finger(high float32) float32 {
	return max(high, min(railLeast+4, (theme.MinTargetMM+0.3)/s.Frame.MM))
}

// update moves the thumb, and puts the buttons anew when they change.
func (a *rail) update() {
	v := a.list
	offset, rest := *v.list.Offset, v.rest()
	high := min(a.track.H, max(40, a.track.H*v.at.H/v.total()))
	y := a.track.Y
	if rest > 0 && a.thumb != nil {
		y += (a.track.H - high) * offset / rest
	}
	px := a.stage.px
	if a.thumb != nil {
		a.thumb.Resize(fyne.NewSize(px(12), px(high)))
		a.thumb.Move(fyne.NewPos(a.thumb.Position().X, a.top+px(y)-px(a.track.Y)))
	}
	page := pageOf(offset, v.step(), rest)
	state := page
	if offset <= 0 {
		state += "^"
	}
	if offset >= rest {
		state += "v"
	}
	if state == a.state {
		return
	}
	a.state = state
	a.stage.objects = nil
	below := a.track.H + 16
	if a.bare || a.thumb == nil {
		below = 0
	}
	a.buttons(page).Put(a.stage, Rect{a.at.X, a.at.Y + below, a.at.W, a.at.H - below})
	a.keys.Objects = a.stage.objects
	a.keys.Refresh()
}

func (a *rail) buttons(page string) Box {
	v, n := a.list, a.list.list.Names
	up, down := *v.list.Offset > 0, *v.list.Offset < v.rest()
	if n.Next != "" {
		return a.turners(page, up, down)
	}
	var number Box
	if !a.bare {
		number = Fix{H: 40, Box: Text{Words: page, Style: theme.Label, Ink: n.Ink, Align: Center}}
	}
	return Column(16, number,
		a.button("up", "keyboard_arrow_up", up, func() { v.slide(*v.list.Offset - v.step()) }),
		a.button("down", "keyboard_arrow_down", down, func() { v.slide(*v.list.Offset + v.step()) }))
}

func (a *rail) button(key, icon string, on bool, do func()) Box {
	n := a.list.list.Names
	if !on {
		face := Face{Fill: n.Page, Radius: theme.RadiusM, Line: n.Line, Stroke: 2}
		return Fix{H: a.high, Box: Card{face, Middle{Icon{icon, 60, n.Off}}}}
	}
	return Fix{H: a.high, Box: Tap{Key: a.list.list.Key + "/" + key, Do: do, Face: n.Button, Box: Middle{Icon{icon, 60, n.Arrow}}}}
}

// turners are the buttons below a list: one page back and, with words, one on.
func (a *rail) turners(page string, up, down bool) Box {
	v, n := a.list, a.list.list.Names
	a.high = turner
	if n.Beside != nil {
		return a.beside(page, up, down)
	}
	back := Fix{W: 160, Box: a.button("up", "keyboard_arrow_up", up, func() { v.slide(*v.list.Offset - v.step()) })}
	words := Text{Words: n.Next, Style: theme.Button, Ink: n.Arrow}
	number := Text{Words: page, Style: theme.Label, Ink: n.Ink}
	if !down {
		words.Ink, words.Disabled = n.Off, true
	}
	icon := Icon{"keyboard_arrow_down", 52, words.Ink}
	inner := Middle{Line(14, icon, words, number)}
	on := Box(Fix{H: turner, Box: Card{Face{Fill: n.Page, Radius: theme.RadiusM, Line: n.Line, Stroke: 2}, inner}})
	if down {
		on = Fix{H: turner, Box: Tap{Key: v.list.Key + "/down", Do: func() { v.slide(*v.list.Offset + v.step()) }, Face: n.Button, Box: inner}}
	}
	return Line(theme.Gutter, back, Grow{on})
}

// beside are the same with less room, and what stands beside them.
func (a *rail) beside(page string, up, down bool) Box {
	v, n := a.list, a.list.list.Names
	back := Fix{W: 104, Box: a.button("up", "keyboard_arrow_up", up, func() { v.slide(*v.list.Offset - v.step()) })}
	on := Fix{W: 104, Box: a.button("down", "keyboard_arrow_down", down, func() { v.slide(*v.list.Offset + v.step()) })}
	return Line(14, back, on, Text{Words: page, Style: theme.Label, Ink: n.Ink}, Grow{Full{n.Beside}})
}
