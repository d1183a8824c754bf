package kiosk

// A Care says how carefully a page is drawn, after what has gone wrong with
// it.
type Care int

// The more care, the less is drawn.
const (
	Whole Care = iota // as it is meant
	Plain             // a record in words alone
	Sorry             // whom to ask instead
	Hold              // no page at all: the kiosk rests before it tries again
)
