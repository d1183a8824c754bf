package part

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"mingbai/ui/theme"
)

// Align says where a line of text stands.
type Align int

// Lines stand at the left unless told otherwise.
const (
	Left Align = iota
	Center
	Right
)

// A Text is words in one style and colour, broken into lines.
type Text struct {
	Words    string
	Style    theme.Style
	Ink      color.NRGBA
	Align    Align
	Disabled bool // exempt from the contrast of text
	Silent   bool // not read aloud: it says nothing that is not said elsewhere
	Lines    int  // at most so many lines, the last ending in …; 0 is no limit
}

func (t Text) Width() float32 {
	var w float32
	for _, line := range strings.Split(t.Words, "\n") {
		w = max(w, theme.Width(line, t.Style))
	}
	return w
}

func (t Text) lines(w float32) []string {
	lines := Break(t.Words, t.Style, w)
	if t.Lines > 0 && len(lines) > t.Lines {
		lines = lines[:t.Lines]
		last := lines[t.Lines-1]
		for last != "" && theme.Width(last+"…", t.Style) > w {
			last = last[:len(last)-len(string(lastRune(last)))]
		}
		lines[t.Lines-1] = last + "…"
	}
	return lines
}

func (t Text) Height(w float32) float32 {
	if t.Words == "" {
		return 0
	}
	return float32(len(t.lines(w))) * t.Style.Size * t.Style.Line
}

func (t Text) Put(s *Stage, r Rect) {
	if t.Words == "" {
		return
	}
	lines := t.lines(r.W)
	high := t.Style.Size * t.Style.Line
	y := r.Y + max(0, (r.H-high*float32(len(lines)))/2)
	for _, line := range lines {
		t.putLine(s, line, r, y, high)
		y += high
	}
	*s.marks = append(*s.marks, Mark{Text: t.Words, Size: t.Style.Size, Ink: t.Ink, Ground: s.ground, Decoration: t.Disabled, Silent: t.Silent || t.Disabled, Lines: t.lines(r.W)})
}

func (t Text) putLine(s *Stage, line string, r Rect, y, high float32) {
	w := theme.Width(line, t.Style)
	x := r.X
	switch t.Align {
	case Center:
		x += (r.W - w) / 2
	case Right:
		x += r.W - w
	}
	o := canvas.NewText(line, t.Ink)
	o.TextSize = t.Style.Size * s.Frame.Scale
	o.TextStyle = fyne.TextStyle{Bold: t.Style.Bold}
	s.add(o, Rect{x, y + (high-t.Style.Size*theme.LineBox)/2, w, t.Style.Size * theme.LineBox})
}
