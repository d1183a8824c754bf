package edition

import (
	"errors"
	"fmt"
)

// ErrSchema means that the published edition needs a newer program. The old
// content stays.
var ErrSchema = errors.New("edition needs a newer program")

// Choose returns the files that lead from edition mine to the newest one, in
// the order of applying them, with as few bytes as possible: one delta, a
// keyframe, or a keyframe and a delta. It returns none when mine is the
// newest. mine is 0 for a kiosk that has no signed edition or does not trust
// the one it has. It fails when the newest edition is older than mine, cannot
// be reached or contradicts itself, and with ErrSchema.
func Choose(offers []Offer, mine int64) ([]Offer, error) {
	head, err := Head(offers)
	if err != nil || head.V == mine {
		return nil, err
	}
	if head.V < mine {
		return nil, fmt.Errorf("the newest edition is %d, older than %d here; hint: the publisher has to publish again with a number above %d",
			head.V, mine, mine)
	}
	var best []Offer
	for _, way := range ways(offers, head.V) {
		start := way[0]
		if (start.Keyframe() || start.From <= mine) && (best == nil || cost(way) < cost(best)) {
			best = way
		}
	}
	if best == nil {
		return nil, fmt.Errorf("%w: no keyframe leads to edition %d", ErrBroken, head.V)
	}
	return best, nil
}

// Head returns one of the offers that lead to the newest edition. Its V, State
// and N are those of the edition; all offers have to agree on them.
func Head(offers []Offer) (Offer, error) {
	var head Offer
	for _, o := range offers {
		if o.Schema > Schema {
			return Offer{}, fmt.Errorf("%s has schema %d, this program applies %d: %w; hint: update the program",
				o.Path, o.Schema, Schema, ErrSchema)
		}
		if o.V == head.V && (o.State != head.State || o.N != head.N) {
			return Offer{}, fmt.Errorf("%w: %s and %s disagree on edition %d", ErrBroken, head.Path, o.Path, o.V)
		}
		if o.V > head.V {
			head = o
		}
	}
	if head.V == 0 {
		return Offer{}, fmt.Errorf("%w: no edition is offered", ErrBroken)
	}
	return head, nil
}

// ways lists every delta to v, and every way from a keyframe to v.
func ways(offers []Offer, v int64) [][]Offer {
	var all [][]Offer
	for _, o := range offers {
		if o.V == v {
			all = append(all, []Offer{o})
		}
		for _, next := range offers {
			if o.Keyframe() && o.V < v && next.V == v && !next.Keyframe() && next.From <= o.V {
				all = append(all, []Offer{o, next})
			}
		}
	}
	return all
}

func cost(way []Offer) int64 {
	var n int64
	for _, o := range way {
		n += o.Length
	}
	return n
}
