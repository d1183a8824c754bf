package part

import (
	"math"
	"time"

	"fyne.io/fyne/v2"
)

// Inertia of a list after the finger is lifted: speeds in design pixels a
// second, tau the time in which the speed falls to 1/e.
const (
	glideTau   = 0.325 // s
	glideMin   = 120
	glideMax   = 6000
	glideEnd   = 15
	glideSpan  = 120 * time.Millisecond // of finger movement that counts
	firstFrame = 16 * time.Millisecond
)

// A glide follows a finger and goes on when it is lifted.
type glide struct {
	move      func(dy float32) bool // design pixels; reports whether there was room
	now       func() time.Time
	past      []sample
	swallowed float32
	moving    bool
	anim      *fyne.Animation
	ended     func() // called when it stopped by itself
}

type sample struct {
	at time.Time
	dy float32
}

// drag takes one movement of the finger. The first Slop design pixels are
// swallowed; it reports whether they are exceeded.
func (g *glide) drag(dy float32) bool {
	g.past = append(g.past, sample{g.now(), dy})
	if !g.moving {
		g.swallowed += dy
		if float32(math.Abs(float64(g.swallowed))) < Slop {
			return false
		}
		g.moving = true
		dy = g.swallowed
	}
	g.move(dy)
	return true
}

// lift ends the drag and lets the list go on; it reports whether it does.
func (g *glide) lift() bool {
	v := g.speed()
	moving := g.moving
	g.past, g.swallowed, g.moving = nil, 0, false
	if !moving || math.Abs(v) < glideMin {
		return false
	}
	g.coast(v)
	return true
}

// speed is that of the last moments of the finger. The first sample is dated
// one frame back: a fast flick arrives as one movement.
func (g *glide) speed() float64 {
	now := g.now()
	var sum float32
	begin := now
	for i := len(g.past) - 1; i >= 0 && now.Sub(g.past[i].at) <= glideSpan; i-- {
		sum += g.past[i].dy
		begin = g.past[i].at
	}
	dt := now.Sub(begin) + firstFrame
	v := float64(sum) / dt.Seconds()
	return max(-glideMax, min(glideMax, v))
}

func (g *glide) coast(v float64) {
	length := glideTau * math.Log(math.Abs(v)/glideEnd)
	last := 0.0
	g.anim = fyne.NewAnimation(time.Duration(length*float64(time.Second)), func(f float32) {
		x := v * glideTau * (1 - math.Exp(-float64(f)*length/glideTau))
		if math.Abs(x-last) >= 0.5 {
			if !g.move(float32(x - last)) {
				f = 1
			}
			last = x
		}
		if f == 1 {
			g.stop()
			g.ended()
		}
	})
	g.anim.Curve = fyne.AnimationLinear
	g.anim.Start()
}

func (g *glide) stop() {
	if g.anim != nil {
		g.anim.Stop()
		g.anim = nil
	}
}
