package page

// Modes are what a visitor can switch on to see and reach more easily. They
// combine, and end with the session.
type Modes struct {
	Elder    bool // everything larger, and less of it
	Contrast bool // white on black
	Low      bool // every target in the lower half
}

// ModeNames returns the names of the modes.
func ModeNames() []string { return []string{"elder", "contrast", "low"} }

// Toggle switches the mode called name, or all that change how a page looks
// off where it is "standard". It reports whether there is such a mode.
func (m *Modes) Toggle(name string) bool {
	switch name {
	case "elder":
		m.Elder = !m.Elder
	case "contrast":
		m.Contrast = !m.Contrast
	case "low":
		m.Low = !m.Low
	case "standard":
		m.Elder, m.Contrast = false, false
	default:
		return false
	}
	return true
}

// On returns the names of the modes that are on.
func (m Modes) On() []string {
	var on []string
	for i, is := range []bool{m.Elder, m.Contrast, m.Low} {
		if is {
			on = append(on, ModeNames()[i])
		}
	}
	return on
}

// Slow reports whether a visitor needs more time.
func (m Modes) Slow() bool { return m.Elder || m.Low }
