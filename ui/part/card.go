package part

import (
	"image/color"
)

// A Face is how a surface looks: its colour, its corners, the line around it
// and the edge below that makes it look raised.
type Face struct {
	Fill    color.NRGBA
	Radius  float32
	Edge    color.NRGBA // transparent is flat
	Raise   float32     // height of the edge; 0 is 3
	Line    color.NRGBA
	Stroke  float32
	Press   color.NRGBA // colour while pressed; transparent is Fill
	Outline float32     // line around every surface in high contrast, in LineHC
	Frame   color.NRGBA
}

// A Card is a surface with a box on it.
type Card struct {
	Face Face
	Box  Box
}

func (c Card) Width() float32           { return c.Box.Width() }
func (c Card) Height(w float32) float32 { return c.Box.Height(w) }

func (c Card) Put(s *Stage, r Rect) {
	c.Face.put(s, r)
	ground := c.Face.Fill
	if ground.A == 0 {
		ground = s.ground
	}
	s.over(ground, func(s *Stage) { c.Box.Put(s, r) })
}

func (f Face) raise() float32 {
	if f.Raise == 0 {
		return 3
	}
	return f.Raise
}

func (f Face) put(s *Stage, r Rect) {
	if f.Edge.A > 0 && f.Outline == 0 {
		s.rectangle(Rect{r.X, r.Y + f.raise(), r.W, r.H}, f.Edge, f.Radius, 0, color.NRGBA{})
	}
	if f.Fill.A == 0 && f.Stroke == 0 && f.Outline == 0 {
		return
	}
	stroke, line := f.Stroke, f.Line
	if f.Outline > 0 && f.Frame.A > 0 {
		stroke, line = max(stroke, f.Outline), f.Frame
	}
	s.rectangle(r, f.Fill, f.Radius, stroke, line)
}

// A Rule is a thin line across a list or a column.
type Rule struct{ Ink color.NRGBA }

func (l Rule) Width() float32         { return 0 }
func (l Rule) Height(float32) float32 { return 2 }
func (l Rule) Put(s *Stage, r Rect)   { s.rectangle(r, l.Ink, 0, 0, color.NRGBA{}) }

// A Bar is a measure: a track and the part of it that is filled.
type Bar struct {
	Share       float32 // 0 to 1
	High        float32
	Track, Fill color.NRGBA
}

func (b Bar) Width() float32         { return 0 }
func (b Bar) Height(float32) float32 { return b.High }

func (b Bar) Put(s *Stage, r Rect) {
	s.rectangle(r, b.Track, b.High/2, 0, color.NRGBA{})
	if b.Share > 0 {
		s.rectangle(Rect{r.X, r.Y, max(b.High, r.W*min(1, b.Share)), r.H}, b.Fill, b.High/2, 0, color.NRGBA{})
	}
}
