package page

import (
	"mingbai/catalog"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// blocks turns a longer text into rows of a list.
func (v *View) blocks(blocks []catalog.Block) []part.Box {
	var rows []part.Box
	for _, b := range blocks {
		rows = append(rows, v.paragraphs(b)...)
	}
	return rows
}

func (v *View) paragraphs(b catalog.Block) []part.Box {
	var rows []part.Box
	if s := v.t(b.Heading); s != "" {
		rows = append(rows, v.text(s, theme.H2.Of(36)))
	}
	if s := v.t(b.Text); s != "" {
		rows = append(rows, v.text(s, theme.BodyL))
	}
	for i, cells := range b.Table {
		rows = append(rows, v.tableRow(cells, i == 0))
	}
	return rows
}

func (v *View) tableRow(cells []catalog.Text, head bool) part.Box {
	var row []part.Box
	for i, c := range cells {
		t := v.text(v.t(c), theme.Meta)
		if head {
			t = v.dim(v.t(c), theme.Label)
		}
		if i > 0 {
			t.Align = part.Right
			row = append(row, part.Fix{W: v.cellWidth(), Box: t})
			continue
		}
		row = append(row, part.Grow{Box: t})
	}
	return part.Column(8, part.Line(16, row...), part.Rule{Ink: v.Palette.Line})
}

// cellWidth is the width of a number in a table.
func (v *View) cellWidth() float32 {
	if v.compact() && !v.Frame.Wide() {
		return 165
	}
	return 220
}
