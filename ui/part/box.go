package part

// A Rect is a place on a stage, in design pixels.
type Rect struct{ X, Y, W, H float32 }

// Inset returns r made smaller on each side.
func (r Rect) Inset(x, y float32) Rect { return Rect{r.X + x, r.Y + y, r.W - 2*x, r.H - 2*y} }

// A Box is a piece of a page. Sizes are design pixels.
type Box interface {
	Width() float32           // natural width, without breaking lines
	Height(w float32) float32 // height when w wide
	Put(s *Stage, r Rect)
}

// Space is an empty box of a fixed size.
type Space struct{ W, H float32 }

func (b Space) Width() float32         { return b.W }
func (b Space) Height(float32) float32 { return b.H }
func (b Space) Put(*Stage, Rect)       {}

// Grow takes what its siblings leave, in the direction of its column or row.
type Grow struct{ Box }

// Fix gives a box a fixed width or height; 0 leaves the natural one.
type Fix struct {
	W, H float32
	Box  Box
}

func (b Fix) Width() float32 {
	if b.W > 0 {
		return b.W
	}
	return b.Box.Width()
}

func (b Fix) Height(w float32) float32 {
	if b.H > 0 {
		return b.H
	}
	if b.W > 0 {
		w = b.W
	}
	return b.Box.Height(w)
}

func (b Fix) Put(s *Stage, r Rect) { b.Box.Put(s, r) }

// AtLeast gives a box a least height.
type AtLeast struct {
	H   float32
	Box Box
}

func (b AtLeast) Width() float32           { return b.Box.Width() }
func (b AtLeast) Height(w float32) float32 { return max(b.H, b.Box.Height(w)) }
func (b AtLeast) Put(s *Stage, r Rect)     { b.Box.Put(s, r) }

// Pad keeps a distance around a box.
type Pad struct {
	L, T, R, B float32
	Box        Box
}

// Padded keeps the distance x at the sides and y above and below.
func Padded(x, y float32, b Box) Pad { return Pad{x, y, x, y, b} }

func (b Pad) Width() float32           { return b.L + b.Box.Width() + b.R }
func (b Pad) Height(w float32) float32 { return b.T + b.Box.Height(w-b.L-b.R) + b.B }
func (b Pad) Put(s *Stage, r Rect) {
	b.Box.Put(s, Rect{r.X + b.L, r.Y + b.T, r.W - b.L - b.R, r.H - b.T - b.B})
}

// Middle puts a box in the middle of its place, at its natural size.
type Middle struct{ Box Box }

func (b Middle) Width() float32           { return b.Box.Width() }
func (b Middle) Height(w float32) float32 { return b.Box.Height(w) }
func (b Middle) Put(s *Stage, r Rect) {
	w := min(b.Box.Width(), r.W)
	h := b.Box.Height(w)
	b.Box.Put(s, Rect{r.X + (r.W-w)/2, r.Y + (r.H-h)/2, w, h})
}

// Layers puts boxes over each other.
type Layers []Box

func (b Layers) Width() float32 {
	var w float32
	for _, c := range b {
		w = max(w, c.Width())
	}
	return w
}

func (b Layers) Height(w float32) float32 {
	var h float32
	for _, c := range b {
		h = max(h, c.Height(w))
	}
	return h
}

func (b Layers) Put(s *Stage, r Rect) {
	for _, c := range b {
		c.Put(s, r)
	}
}

// At puts a box at a place counted from the corner of its parent's; H 0 is
// the height the box needs.
type At struct {
	Rect
	Box Box
}

func (b At) Width() float32         { return b.X + b.W }
func (b At) Height(float32) float32 { return b.Y + b.high() }

func (b At) high() float32 {
	if b.H > 0 {
		return b.H
	}
	return b.Box.Height(b.W)
}

func (b At) Put(s *Stage, r Rect) { b.Box.Put(s, Rect{r.X + b.X, r.Y + b.Y, b.W, b.high()}) }
