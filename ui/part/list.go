package part

import (
	"fmt"
	"image/color"
	"sort"

	"mingbai/ui/theme"
)

// A List is a surface with rows that scrolls under the finger, with a rail
// beside it when it does not fit. A screen has one.
type List struct {
	Key    string
	Face   Face
	Rows   []Box
	Rule   color.NRGBA // line between rows; transparent is none
	Inset  float32     // of the line
	Pad    float32     // above the first and below the last row
	Gap    float32     // between rows, where there is no rule
	Offset *float32    // where it is scrolled to, kept by the page; below 0 is at First
	First  int         // the row that a new list shows
	Names  RailNames
	Free   bool // rows lie on the page without a surface
}

// RailNames are the colours of the rail. Where Next says something the list is
// as wide as its place, and two buttons below it turn its pages instead.
type RailNames struct {
	Track, Thumb, Ink, Arrow, Off, Line, Page color.NRGBA
	Button                                    Face
	Next                                      string
	Beside                                    Box // stands beside those two buttons; nil for none
}

// turner is how high the buttons below a list are, in design pixels, and
// turnerGap how far from it.
const (
	turner    = 96
	turnerGap = 14
)

// LeastList is the least height of a list that scrolls, in design pixels.
const LeastList = 260

func (l List) Width() float32 {
	var w float32
	for _, b := range l.Rows {
		w = max(w, b.Width())
	}
	return w
}

func (l List) Height(w float32) float32 {
	tops := l.tops(w)
	return tops[len(tops)-1] + l.Pad
}

// tops returns the top of each row and, last, the bottom of the last one.
func (l List) tops(w float32) []float32 {
	tops := make([]float32, 0, len(l.Rows)+1)
	y := l.Pad
	for i, b := range l.Rows {
		if i > 0 {
			y += l.Gap
		}
		tops = append(tops, y)
		y += b.Height(w)
	}
	return append(tops, y)
}

func (l List) Put(s *Stage, r Rect) {
	if l.Offset == nil {
		l.Offset = new(float32)
	}
	beside := float32(theme.Rail + theme.RailGap)
	if l.Names.Next != "" {
		beside = 0
	}
	if *l.Offset < 0 {
		*l.Offset = l.tops(r.W - beside)[min(max(0, l.First), len(l.Rows))]
	}
	if l.Names.Beside != nil && l.Height(r.W)+turner+turnerGap <= r.H+0.5 {
		l.Names.Beside.Put(s, Rect{r.X, r.Y + r.H - turner, r.W, turner})
		l.Names.Beside, r.H = nil, r.H-turner-turnerGap
	}
	if l.Names.Beside == nil && l.Height(r.W) <= r.H+0.5 {
		*l.Offset = 0
		if l.Free {
			r.H = l.Height(r.W)
		}
		l.put(s, r, nil)
		return
	}
	rail := Rect{r.X + r.W - theme.Rail, r.Y, theme.Rail, r.H}
	if beside == 0 {
		rail = Rect{r.X, r.Y + r.H - turner, r.W, turner}
		r.H -= turner + turnerGap
	}
	r.W -= beside
	l.put(s, r, &rail)
}

func (l List) put(s *Stage, r Rect, rail *Rect) {
	if !l.Free {
		l.Face.put(s, r)
	}
	v := newScroller(l, s, r)
	if rail != nil {
		v.rail = newRail(v, s, *rail)
	}
	s.add(v, r)
	if !l.Free {
		l.Face.corners(s, r)
	}
	v.to(*l.Offset)
}

// visible returns the rows that lie between two heights.
func visible(tops []float32, from, to float32) (first, last int) {
	n := len(tops) - 1
	first = sort.Search(n, func(i int) bool { return tops[i+1] > from })
	last = sort.Search(n, func(i int) bool { return tops[i] >= to })
	return first, last
}

func pageOf(offset, step, rest float32) string {
	if step <= 0 {
		return ""
	}
	pages := int((rest+step-1)/step) + 1
	page := int(offset/step+0.5) + 1
	if offset >= rest-1 {
		page = pages
	}
	return fmt.Sprintf("%d/%d", min(page, pages), pages)
}
