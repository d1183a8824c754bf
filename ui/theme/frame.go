package theme

// A Frame is the panel a page is drawn for: its size in design pixels, and
// the factors to pixels and millimetres.
type Frame struct {
	W, H  float32 // design pixels
	Scale float32 // pixels of the panel per design pixel
	MM    float32 // millimetres per design pixel
}

// DefaultPanelMM is the width of the design's panel: 32 inches, upright.
const DefaultPanelMM = 398

// NewFrame returns the frame of a panel of w by h pixels that is panelMM
// millimetres wide when it stands upright (its short side); 0 is the default
// panel. The design is scaled to fit, and the longer direction gets what is
// left over.
func NewFrame(w, h, panelMM float32) Frame {
	if panelMM <= 0 {
		panelMM = DefaultPanelMM
	}
	dw, dh := float32(1080), float32(1920)
	if w > h {
		dw, dh = dh, dw
	}
	s := min(w/dw, h/dh)
	return Frame{W: w / s, H: h / s, Scale: s, MM: panelMM / min(w, h) * s}
}

// ElderGrowth is by how much everything is larger in elder mode: the least
// text, 28 design pixels, becomes 40.
const ElderGrowth = 1.43

// MostGrowth is where growing ends: a page needs some room for its words.
const MostGrowth = 1.6

// Enlarged returns f with everything on it k times as large, and so much less
// room. What would still be too small for a finger on f's panel grows further,
// up to [MostGrowth].
func (f Frame) Enlarged(k float32) Frame {
	k = min(MostGrowth, max(1, k, MinTargetMM/(leastTarget*f.MM)))
	f.W, f.H, f.Scale, f.MM = f.W/k, f.H/k, f.Scale*k, f.MM*k
	return f
}

// leastTarget is the smallest side of a target that the design draws, in
// design pixels, with a little for rounding.
const leastTarget = 67.5

// Compact reports whether the frame has less room than the design's.
func (f Frame) Compact() bool { return min(f.W, f.H) < 1070 }

// Wide reports whether the panel lies.
func (f Frame) Wide() bool { return f.W > f.H }

// Top is the height of the strip at the top.
func (f Frame) Top() float32 {
	switch {
	case f.Wide():
		return 88
	case f.Compact():
		return 92
	}
	return 104
}

// Bar is the height of the bar at the bottom.
func (f Frame) Bar() float32 {
	switch {
	case f.Wide() && f.Compact():
		return 100
	case f.Compact():
		return 131
	case f.Wide():
		return 112
	}
	return 152
}

// Spaces and sizes of the design, in design pixels.
const (
	Margin        = 48
	MarginCompact = 34
	Gutter        = 20
	Section       = 32
	Rail          = 88
	RailGap       = 24
	SideQR        = 472
	RadiusM       = 20
	RadiusT       = 24
	RadiusL       = 28
	MinText       = 28

	MinTargetMM = 20
	MinCodeMM   = 60
	MinModuleMM = 1

	LeastTarget = 66  // no target of a page is smaller
	LeastCode   = 262 // nor a code that is shown beside words
)
