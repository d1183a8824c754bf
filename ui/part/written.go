package part

import (
	"image/color"
	"strings"

	"mingbai/ui/theme"
)

// A Written is a field with words that are being written. Nothing of them is
// left out: a line ends where its last word does, with the blanks after it.
type Written struct {
	Key   string
	Words string
	Style theme.Style
	Ink   color.NRGBA
	Bar   color.NRGBA // the caret
	At    int         // runes before the caret; below 0 there is none
	Face  Face
	High  float32      // least height
	Right Box          // what stands at the end, or nil
	Do    func(at int) // the field was touched, before rune number at
}

// Distances inside a field, in design pixels.
const (
	writtenX   = 24
	writtenY   = 20
	writtenBar = 4
)

func (b Written) Width() float32 { return 2*writtenX + Text{Words: b.Words, Style: b.Style}.Width() }

func (b Written) inner(w float32) float32 {
	w -= 2*writtenX + writtenBar
	if b.Right != nil {
		w -= b.Right.Width() + 12
	}
	return max(w, b.Style.Size)
}

func (b Written) line() float32 { return b.Style.Size * b.Style.Line }

func (b Written) Height(w float32) float32 {
	return max(b.High, 2*writtenY+b.line()*float32(len(lines(b.Words, b.Style, b.inner(w)))))
}

func (b Written) Put(s *Stage, r Rect) {
	all := lines(b.Words, b.Style, b.inner(r.W))
	do := func() { b.Do(b.touched(s, r, all)) }
	Tap{Key: b.Key, Do: do, Again: true, Face: b.Face, Box: fieldInk{b, all}}.Put(s, r)
}

// top is where the first line is: in the middle where there is one.
func (b Written) top(r Rect, n int) float32 {
	if n == 1 {
		return r.Y + (max(b.line(), min(r.H, b.High))-b.line())/2
	}
	return r.Y + writtenY
}

// touched returns before which rune the finger was; a touch that is no
// finger's goes to the end.
func (b Written) touched(s *Stage, r Rect, all [][]rune) int {
	at := s.Touch.at
	x, y := at.X/s.Frame.Scale, at.Y/s.Frame.Scale
	if s.list != nil {
		y += *s.list.list.Offset
	}
	total := len([]rune(b.Words))
	if x < r.X || x > r.X+r.W || y < r.Y || y > r.Y+r.H {
		return total
	}
	n := int((y - b.top(r, len(all))) / b.line())
	n = min(max(n, 0), len(all)-1)
	i := 0
	for _, line := range all[:n] {
		i += len(line)
	}
	w := x - r.X - writtenX
	for k := range all[n] {
		before, after := theme.Width(string(all[n][:k]), b.Style), theme.Width(string(all[n][:k+1]), b.Style)
		if w < (before+after)/2 {
			return i + k
		}
	}
	end := i + len(all[n])
	if n < len(all)-1 && end > i {
		end-- // before the break
	}
	return end
}

// lines divides words as [Break] does, but so that every rune is in one line.
func lines(words string, style theme.Style, w float32) [][]rune {
	var all [][]rune
	for _, paragraph := range strings.SplitAfter(words, "\n") {
		line, width := "", float32(0)
		for _, piece := range pieces(paragraph) {
			each := theme.Width(strings.TrimRight(piece, " \n"), style)
			if line != "" && width+each > w+0.5 {
				all, line, width = append(all, []rune(line)), "", 0
			}
			for line == "" && each > w+0.5 {
				head := fitting(piece, style, w)
				all, piece = append(all, []rune(head)), piece[len(head):]
				each = theme.Width(strings.TrimRight(piece, " \n"), style)
			}
			line += piece
			width = theme.Width(strings.TrimRight(line, "\n"), style)
		}
		all = append(all, []rune(line))
	}
	return all
}

// fieldInk is the inside of the field.
type fieldInk struct {
	Written
	all [][]rune
}

func (b fieldInk) Put(s *Stage, r Rect) {
	y := b.top(r, len(b.all))
	i, shown := 0, make([]string, 0, len(b.all))
	for n, line := range b.all {
		words := string(line)
		if len(line) > 0 && line[len(line)-1] == '\n' {
			words = string(line[:len(line)-1])
		}
		shown = append(shown, words)
		if words != "" {
			Text{Words: words, Style: b.Style, Ink: b.Ink}.putLine(s, words, Rect{r.X + writtenX, y, r.W, b.line()}, y, b.line())
		}
		last := n == len(b.all)-1
		if k := b.At - i; k >= 0 && (k < len(line) || last && k <= len(line)) {
			x := r.X + writtenX + theme.Width(string(line[:k]), b.Style)
			high := b.Style.Size * 1.3
			s.rectangle(Rect{x, y + (b.line()-high)/2, writtenBar, high}, b.Bar, writtenBar/2, 0, color.NRGBA{})
		}
		i += len(line)
		y += b.line()
	}
	if b.Words != "" {
		*s.marks = append(*s.marks, Mark{Text: b.Words, Size: b.Style.Size, Ink: b.Ink, Ground: s.ground, Lines: shown})
	}
	if b.Right != nil {
		w := b.Right.Width()
		h := b.Right.Height(w)
		b.Right.Put(s, Rect{r.X + r.W - writtenX - w, r.Y + (min(r.H, max(b.High, h))-h)/2, w, h})
	}
}
