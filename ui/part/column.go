package part

// Col stacks boxes. Boxes wrapped in Grow share the height that is left.
type Col struct {
	Gap float32
	Of  []Box
}

// Column returns a column of the boxes that are not nil.
func Column(gap float32, of ...Box) Col { return Col{gap, some(of)} }

func some(of []Box) []Box {
	var kept []Box
	for _, b := range of {
		if b != nil {
			kept = append(kept, b)
		}
	}
	return kept
}

func (c Col) Width() float32 {
	var w float32
	for _, b := range c.Of {
		w = max(w, b.Width())
	}
	return w
}

func (c Col) Height(w float32) float32 {
	h := c.gaps()
	for _, b := range c.Of {
		h += b.Height(w)
	}
	return h
}

func (c Col) gaps() float32 { return c.Gap * float32(max(0, len(c.Of)-1)) }

func (c Col) Put(s *Stage, r Rect) {
	used, growing := c.gaps(), float32(0)
	for _, b := range c.Of {
		if _, ok := b.(Grow); ok {
			growing++
			continue
		}
		used += b.Height(r.W)
	}
	y := r.Y
	for _, b := range c.Of {
		h := float32(0)
		if _, ok := b.(Grow); ok {
			h = max(0, r.H-used) / growing
		} else {
			h = b.Height(r.W)
		}
		b.Put(s, Rect{r.X, y, r.W, h})
		y += h + c.Gap
	}
}

// Row puts boxes side by side, in the middle of its height. Boxes wrapped in
// Grow share the width that is left; others have their natural width.
type Row struct {
	Gap float32
	Top bool // align at the top
	Of  []Box
}

// Line returns a row of the boxes that are not nil.
func Line(gap float32, of ...Box) Row { return Row{Gap: gap, Of: some(of)} }

// Even returns a row whose boxes are equally wide and as high as the row.
func Even(gap float32, of ...Box) Grid { return Grid{Columns: len(of), Gap: gap, Of: of} }

func (c Row) Width() float32 {
	w := c.Gap * float32(max(0, len(c.Of)-1))
	for _, b := range c.Of {
		w += b.Width()
	}
	return w
}

func (c Row) widths(w float32) []float32 {
	all := make([]float32, len(c.Of))
	left, growing := w-c.Gap*float32(max(0, len(c.Of)-1)), float32(0)
	for i, b := range c.Of {
		if _, ok := b.(Grow); ok {
			growing++
			continue
		}
		all[i] = b.Width()
		left -= all[i]
	}
	for i, b := range c.Of {
		if _, ok := b.(Grow); ok {
			all[i] = max(0, left) / growing
		}
	}
	if growing == 0 && left < 0 { // too wide: the widest gives way and breaks its lines
		widest := 0
		for i := range all {
			if all[i] > all[widest] {
				widest = i
			}
		}
		all[widest] = max(0, all[widest]+left)
	}
	return all
}

func (c Row) Height(w float32) float32 {
	var h float32
	for i, each := range c.widths(w) {
		h = max(h, c.Of[i].Height(each))
	}
	return h
}

func (c Row) Put(s *Stage, r Rect) {
	x := r.X
	for i, w := range c.widths(r.W) {
		b := c.Of[i]
		h := b.Height(w)
		y := r.Y + (r.H-h)/2
		if c.Top {
			y = r.Y
		}
		if grow, ok := b.(Grow); ok {
			b = grow.Box
		}
		if full, ok := b.(Full); ok {
			y, h = r.Y, r.H
			b = full.Box
		}
		b.Put(s, Rect{x, y, w, h})
		x += w + c.Gap
	}
}

// Full takes the whole height of its row.
type Full struct{ Box }

// Grid puts boxes into equal columns; each row is as high as its highest box.
type Grid struct {
	Columns int
	Gap     float32
	High    float32 // least height of a row
	Of      []Box
}

func (g Grid) Width() float32 {
	var w float32
	for _, b := range g.Of {
		w = max(w, b.Width())
	}
	return w*float32(g.Columns) + g.Gap*float32(g.Columns-1)
}

func (g Grid) column(w float32) float32 {
	return (w - g.Gap*float32(g.Columns-1)) / float32(g.Columns)
}

func (g Grid) rowHeight(row int, w float32) float32 {
	h := g.High
	for i := row * g.Columns; i < min(len(g.Of), (row+1)*g.Columns); i++ {
		h = max(h, g.Of[i].Height(w))
	}
	return h
}

func (g Grid) rows() int { return (len(g.Of) + g.Columns - 1) / g.Columns }

func (g Grid) Height(w float32) float32 {
	h := g.Gap * float32(max(0, g.rows()-1))
	for row := range g.rows() {
		h += g.rowHeight(row, g.column(w))
	}
	return h
}

func (g Grid) Put(s *Stage, r Rect) {
	w, y := g.column(r.W), r.Y
	stretch := float32(0)
	if n := g.rows(); n > 0 {
		stretch = max(0, r.H-g.Height(r.W)) / float32(n)
	}
	for row := range g.rows() {
		h := g.rowHeight(row, w) + stretch
		for i := row * g.Columns; i < min(len(g.Of), (row+1)*g.Columns); i++ {
			g.Of[i].Put(s, Rect{r.X + float32(i-row*g.Columns)*(w+g.Gap), y, w, h})
		}
		y += h + g.Gap
	}
}

// Wrapped puts boxes side by side and begins a new line when they are full.
type Wrapped struct {
	Gap, LineGap float32
	Of           []Box
}

func (f Wrapped) Width() float32 { return Row{Gap: f.Gap, Of: f.Of}.Width() }

func (f Wrapped) lines(w float32) []Row {
	var lines []Row
	used := w + 1
	for _, b := range f.Of {
		each := min(w, b.Width())
		if used+f.Gap+each > w+0.5 || len(lines) == 0 {
			lines = append(lines, Row{Gap: f.Gap})
			used = -f.Gap
		}
		last := &lines[len(lines)-1]
		last.Of = append(last.Of, b)
		used += f.Gap + each
	}
	return lines
}

func (f Wrapped) Height(w float32) float32 {
	lines := f.lines(w)
	h := f.LineGap * float32(max(0, len(lines)-1))
	for _, l := range lines {
		h += l.Height(w)
	}
	return h
}

func (f Wrapped) Put(s *Stage, r Rect) {
	y := r.Y
	for _, l := range f.lines(r.W) {
		h := l.Height(r.W)
		l.Put(s, Rect{r.X, y, min(r.W, l.Width()), h})
		y += h + f.LineGap
	}
}
