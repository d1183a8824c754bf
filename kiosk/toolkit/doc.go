// Package toolkit tells the toolkit what it reads from its environment while
// the program is loaded, when no line of main has run yet. To import it is
// enough:
//
//	import _ "mingbai/kiosk/toolkit"
//
// It imports os alone: so its turn comes as soon as that is loaded, before the
// toolkit's, which needs much more.
package toolkit
