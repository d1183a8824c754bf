package theme

// A Style is how text is set: size in design pixels, weight, and the height
// of a line as a multiple of the size.
type Style struct {
	Size float32
	Bold bool
	Line float32
}

// The styles of the design.
var (
	Display    = Style{84, true, 1.25}
	Greeting   = Style{68, true, 1.25}
	Number     = Style{84, true, 1.05}
	H1         = Style{52, true, 1.3}
	H2         = Style{40, true, 1.35}
	H3         = Style{34, true, 1.448}
	RowTitle   = Style{33, true, 1.3}
	BodyL      = Style{32, false, 1.6}
	Body       = Style{30, false, 1.448}
	Label      = Style{28, true, 1.3}
	Meta       = Style{28, false, 1.35}
	Button     = Style{34, true, 1.448}
	Clock      = Style{44, true, 1.1}
	BrandName  = Style{32, true, 1.25}
	BrandPlace = Style{28, false, 1.25}
)

// LineBox is the height of a drawn line of the embedded font, as a multiple
// of its size.
const LineBox = 1.448

// Of returns s at another size.
func (s Style) Of(size float32) Style { s.Size = size; return s }

// Strong returns s in bold.
func (s Style) Strong() Style { s.Bold = true; return s }

// Plain returns s in the regular weight.
func (s Style) Plain() Style { s.Bold = false; return s }

// Leading returns s with another line factor.
func (s Style) Leading(f float32) Style { s.Line = f; return s }
