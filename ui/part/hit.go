package part

import (
	"image/color"

	"mingbai/catalog"
	"mingbai/ui/theme"
)

// A HitText is words with the parts marked that a search found.
type HitText struct {
	Words string
	Marks []catalog.Span // runes of Words, in order and apart
	Style theme.Style
	Ink   color.NRGBA
	Hit   color.NRGBA // ground of what is marked
	HitOn color.NRGBA // ink of what is marked
	Lines int         // as in Text
}

func (t HitText) plain() Text {
	return Text{Words: t.Words, Style: t.Style, Ink: t.Ink, Lines: t.Lines}
}

func (t HitText) Width() float32           { return t.plain().Width() }
func (t HitText) Height(w float32) float32 { return t.plain().Height(w) }

func (t HitText) Put(s *Stage, r Rect) {
	lines := t.plain().lines(r.W)
	high := t.Style.Size * t.Style.Line
	y := r.Y + max(0, (r.H-high*float32(len(lines)))/2)
	rest := []rune(t.Words)
	for _, line := range lines {
		at := startOf(rest, line) // blanks at the ends of lines are gone
		t.putLine(s, line, len([]rune(t.Words))-len(rest)+at, Rect{r.X, y, r.W, high})
		rest = rest[min(len(rest), at+len([]rune(line))):]
		y += high
	}
	*s.marks = append(*s.marks, Mark{Text: t.Words, Size: t.Style.Size, Ink: t.Ink, Ground: s.ground, Lines: lines})
}

// startOf returns where in rest a line begins: after what was left out
// between lines.
func startOf(rest []rune, line string) int {
	first := firstRune(line)
	for i, r := range rest {
		if r == first {
			return i
		}
	}
	return 0
}

// putLine puts one line whose first rune is number from of the words.
func (t HitText) putLine(s *Stage, line string, from int, r Rect) {
	runes := []rune(line)
	x, i := r.X, 0
	for i < len(runes) {
		marked := t.marked(from + i)
		end := i + 1
		for end < len(runes) && t.marked(from+end) == marked {
			end++
		}
		run := string(runes[i:end])
		w := theme.Width(run, t.Style)
		t.putRun(s, run, marked, Rect{x, r.Y, w, r.H})
		x, i = x+w, end
	}
}

func (t HitText) putRun(s *Stage, run string, marked bool, r Rect) {
	word := Text{Words: run, Style: t.Style, Ink: t.Ink}
	if !marked {
		word.putLine(s, run, r, r.Y, r.H)
		return
	}
	s.rectangle(Rect{r.X - 0.9, r.Y, r.W + 1.8, r.H}, t.Hit, 6, 0, color.NRGBA{})
	word.Ink = t.HitOn
	word.putLine(s, run, r, r.Y, r.H)
	*s.marks = append(*s.marks, Mark{Text: run, Size: t.Style.Size, Ink: t.HitOn, Ground: t.Hit, Silent: true})
}

func (t HitText) marked(i int) bool {
	for _, m := range t.Marks {
		if i >= m.From && i < m.To {
			return true
		}
	}
	return false
}
