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

// Wide reports whether the panel lies.
func (f Frame) Wide() bool { return f.W > f.H }

// Top is the height of the strip at the top.
func (f Frame) Top() float32 {
	if f.Wide() {
		return 88
	}
	return 104
}

// Bar is the height of the bar at the bottom.
func (f Frame) Bar() float32 {
	if f.Wide() {
		return 112
	}
	return 152
}

// Spaces and sizes of the design, in design pixels.
const (
	Margin  = 48
	Gutter  = 20
	Section = 32
	Rail    = 88
	RailGap = 24
	SideQR  = 472
	RadiusM = 20
	RadiusT = 24
	RadiusL = 28
	MinText = 28

	MinTargetMM = 20
	MinCodeMM   = 60
	MinModuleMM = 1
)
