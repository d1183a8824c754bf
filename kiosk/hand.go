package kiosk

// A Point is a place on a surface to write on: X to the right, Y down, in
// any unit.
type Point struct{ X, Y float32 }

// A Stroke is one movement of a finger from its touch to its lift. A stroke
// of one point is a dot.
type Stroke []Point
