package page

import (
	"image"
	"strings"

	"mingbai/kiosk"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// A leaf is a view whose boxes go onto paper. Its sizes are design pixels,
// theme.Dots to the millimetre.
type leaf struct {
	*View
	margin, between, labels   float32 // at every edge; between two blocks; of the column of labels
	title, head, strong, body theme.Style
	small                     theme.Style
	frame                     theme.Frame // H 0 is as long as it has to be
	longest                   float32     // of a piece of paper
}

// onPaper returns v's content for paper: black on white, in the language of
// the screen.
func (v *View) onPaper(paper kiosk.Stock) *leaf {
	perMM := float32(paper.PerMM)
	toDesign := theme.Dots / perMM
	f := theme.PaperFrame(float32(paper.W)*toDesign, float32(paper.H)*toDesign, perMM)
	view := &View{Desk: v.Desk, Frame: f, Palette: theme.Paper(), Words: v.Words, Route: v.Route, Memo: v.Memo}
	if paper.Roll() {
		return &leaf{View: view, frame: f, margin: 12, between: 12, labels: 176, longest: 8000, title: bold(44, 1.25), head: bold(30, 1.3), strong: bold(28, 1.3), body: plain(28, 1.3), small: plain(24, 1.3)}
	}
	return &leaf{View: view, frame: f, margin: 104, between: 12, labels: 300, longest: f.H, title: bold(56, 1.25), head: bold(36, 1.3), strong: bold(32, 1.35), body: plain(32, 1.35), small: plain(26, 1.3)}
}

func bold(size, line float32) theme.Style  { return theme.Style{Size: size, Bold: true, Line: line} }
func plain(size, line float32) theme.Style { return theme.Style{Size: size, Line: line} }

// narrow reports whether two things have no room beside each other.
func (l *leaf) narrow() bool { return l.inside() < 800 }

// inside is the width between the margins.
func (l *leaf) inside() float32 { return l.frame.W - 2*l.margin }

// heading begins a part of the sheet. It goes with the block after it, so
// that it never stands at the foot of a page.
func (l *leaf) heading(s string, first part.Box) part.Box {
	p := l.Palette
	band := part.Card{Face: part.Face{Fill: p.Primary}, Box: part.Padded(14, 2, l.in(p.OnPrimary, s, l.head))}
	return part.Pad{T: l.between / 2, Box: part.Column(l.between, band, first)}
}

// under is a heading over blocks; none where there are none.
func (l *leaf) under(s string, blocks ...part.Box) []part.Box {
	if len(blocks) == 0 {
		return nil
	}
	return append([]part.Box{l.heading(s, blocks[0])}, blocks[1:]...)
}

// fact is a label with its answer.
func (l *leaf) fact(label, answer string) part.Box {
	return part.Row{Gap: 16, Top: true, Of: []part.Box{part.Fix{W: l.labels, Box: l.text(label, l.body)}, part.Grow{Box: l.text(answer, l.strong)}}}
}

// longLine is how many lines of a text stay together on one page.
const longLine = 10

// pieces divides a long text, set w wide, into blocks that can stand on
// different pages.
func (l *leaf) pieces(s string, style theme.Style, w float32) []part.Box {
	if s == "" {
		return nil
	}
	var all []part.Box
	for lines := part.Break(s, style, w); len(lines) > 0; {
		n := min(longLine, len(lines))
		all = append(all, l.text(strings.Join(lines[:n], "\n"), style))
		lines = lines[n:]
	}
	return all
}

// pages puts blocks one below the other, on as many pieces of paper as they
// need; foot ends the page n of so many, from 1.
func (l *leaf) pages(blocks []part.Box, foot func(n, of int) part.Box) []part.Box {
	room := l.longest - 2*l.margin - foot(1, 1).Height(l.inside()) - 2*l.between
	var pages [][]part.Box
	used := room + 1
	for _, b := range some(blocks) {
		high := b.Height(l.inside())
		if used+high > room {
			pages, used = append(pages, nil), 0
		}
		pages[len(pages)-1] = append(pages[len(pages)-1], b)
		used += high + l.between
	}
	var all []part.Box
	for i, of := range pages {
		column := append(of, part.Grow{Box: part.Space{}}, foot(i+1, len(pages)))
		all = append(all, part.Padded(l.margin, l.margin, part.Column(l.between, column...)))
	}
	return all
}

func some(boxes []part.Box) []part.Box { return part.Column(0, boxes...).Of }

// prints lays pages out; it belongs to the goroutine that draws.
func (l *leaf) prints(pages []part.Box) []*part.Print {
	var all []*part.Print
	for _, b := range pages {
		all = append(all, part.NewPrint(b, l.frame, l.Palette))
	}
	return all
}

// asSheet makes a sheet of what is laid out.
func asSheet(prints []*part.Print) kiosk.Sheet {
	return kiosk.Sheet{Pages: len(prints), Draw: func(n int) image.Image { return prints[n].Gray() }}
}

// codeOver is a code of up to most design pixels over what it opens; where it
// would be too dense to be read there are only the words.
func (l *leaf) codeOver(address string, words part.Box, most float32) part.Box {
	q, ok := part.PrintedCode(address, min(most, l.inside()))
	if !ok {
		return words
	}
	return part.Column(0, part.Middle{Box: q}, words)
}

// centered is a line in the middle.
func (l *leaf) centered(s string, style theme.Style) part.Text {
	return part.Text{Words: s, Style: style, Ink: l.Palette.Ink, Align: part.Center}
}

// framed puts a line around what must not be overlooked.
func (l *leaf) framed(b part.Box) part.Box {
	return part.Card{Face: part.Face{Line: l.Palette.Ink, Stroke: 4}, Box: part.Padded(18, 12, b)}
}

// edition says of which edition it is, in words that people compare.
func (l *leaf) edition() string {
	s := l.Desk.State()
	words := l.w("about.version", "n", s.Edition, "date", l.Words.Date(s.ContentDate))
	if len(s.Digest) >= 8 {
		words = l.joined(words, l.w("about.digest", "digest", s.Digest[:4]+"-"+s.Digest[4:8]))
	}
	return words
}
