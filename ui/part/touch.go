package part

import (
	"time"

	"fyne.io/fyne/v2"
)

// Rules of touch, from the design: a finger that moves less than Slop is a
// tap; the same target is deaf for Debounce after it fired; every target is
// deaf for Guard after a page change, so that nobody taps through.
const (
	Slop     = 24 // design pixels
	Debounce = 400 * time.Millisecond
	Guard    = 250 * time.Millisecond
)

// A Touch is what all tiles and lists of a window share: which tile is
// pressed, what is gliding, and who wants to know that somebody is there. It
// belongs to the goroutine that draws.
type Touch struct {
	Now   func() time.Time
	Any   func()         // called at every touch, before anything else
	Down  func()         // called when a finger is put down
	Scale func() float32 // pixels per design pixel
	// Around does what a target does, and stands by when that fails.
	Around func(do func())
	// Scrolled is told where a list is scrolled to, in design pixels.
	Scrolled func(key string, y float32)
	// Finger is told where a finger is put down and lifted; a touch that it
	// takes does nothing else.
	Finger func(at fyne.Position, down bool) bool

	pressed  *Tile
	at       fyne.Position
	swallow  bool // this touch stopped a gliding list and does no more
	taken    bool // Finger took this touch
	gliding  *glide
	writing  bool // a finger writes on a pad
	lastKey  string
	lastFire time.Time
	deaf     time.Time
}

// NewTouch returns a Touch that asks now for the time.
func NewTouch(now func() time.Time) *Touch {
	return &Touch{Now: now, Any: func() {}, Down: func() {}, Scale: func() float32 { return 1 }, Around: func(do func()) { do() },
		Scrolled: func(string, float32) {},
		Finger:   func(fyne.Position, bool) bool { return false }}
}

// PageChanged makes every target deaf for Guard.
func (t *Touch) PageChanged() {
	t.cancel()
	t.stop()
	t.writing = false
	t.deaf = t.Now().Add(Guard)
}

// down is a finger put at a place, on tile or (nil) beside every tile.
func (t *Touch) down(tile *Tile, at fyne.Position) {
	t.Any()
	t.Down()
	t.cancel()
	t.at, t.swallow = at, t.stop()
	t.taken = t.Finger(at, true)
	if t.swallow || t.taken || tile == nil || t.Now().Before(t.deaf) {
		return
	}
	t.pressed = tile
	tile.show(true)
}

// up is the finger lifted at a place; what was pressed fires when the finger
// has hardly moved.
func (t *Touch) up(at fyne.Position) {
	t.Any()
	tile := t.pressed
	t.cancel()
	t.taken = t.Finger(at, false) || t.taken
	if tile != nil && !t.taken && t.near(at) {
		t.fire(tile)
	}
}

func (t *Touch) near(at fyne.Position) bool {
	d := at.Subtract(t.at)
	slop := Slop * t.Scale()
	return d.X < slop && d.X > -slop && d.Y < slop && d.Y > -slop
}

func (t *Touch) fire(tile *Tile) {
	now := t.Now()
	if now.Before(t.deaf) || (tile.key == t.lastKey && !tile.again && now.Sub(t.lastFire) < Debounce) {
		return
	}
	t.lastKey, t.lastFire = tile.key, now
	t.Around(tile.do)
}

// cancel releases what is pressed without firing it.
func (t *Touch) cancel() {
	if t.pressed != nil {
		t.pressed.show(false)
		t.pressed = nil
	}
}

// stop ends a glide and reports whether there was one.
func (t *Touch) stop() bool {
	if t.gliding == nil {
		return false
	}
	t.gliding.stop()
	t.gliding = nil
	return true
}

// Busy reports whether a finger is down or something glides, so that a page
// is not drawn anew under it.
func (t *Touch) Busy() bool { return t.pressed != nil || t.gliding != nil || t.writing }
