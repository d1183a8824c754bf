// Package theme holds the look of the screen: colours by role, type styles
// and sizes in design pixels, the embedded font and its widths, and icons.
//
// It follows the tokens of the design. Sizes are design pixels: the portrait
// design is 1080 by 1920, the landscape design 1920 by 1080, and one factor
// turns them into pixels of the panel. Modes are values that the parts read;
// the toolkit's own theme is set once and never again.
package theme
