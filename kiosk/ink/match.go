package ink

// distrust is the share of ink drawn upwards or to the left that is not
// counted when a writing is taken for a joined one.
const distrust = 0.8

// Match returns the n characters that strokes look most like, the best
// first; fewer when the alphabet is smaller, none when nothing was written.
// The strokes are what was written in one field, in any order and joined or
// not; place and size do not matter. It takes about a millisecond for a
// thousand characters and does not keep the strokes.
//
// The writing is taken both as it is and with the ways from stroke to stroke
// discounted, and each character has the better of both, so that who draws a
// stroke backwards is understood too.
func (p *Prototypes) Match(strokes []Stroke, n int) []rune {
	dashes := pen(strokes)
	var plain, joined shape
	n = min(n, len(p.runes))
	if n <= 0 || !plain.set(dashes, 0) || !joined.set(dashes, distrust) {
		return nil
	}
	p.metric.weigh(&plain)
	p.metric.weigh(&joined)
	nearest := newBest(n)
	a, b := p.seen(&plain), p.seen(&joined)
	for i, norm := range p.norms {
		flat := p.flat[i*dims : (i+1)*dims]
		nearest.offer(i, min(a.distance(flat, norm), b.distance(flat, norm)))
	}
	return nearest.runes(p.runes)
}

// A seen is a weighed shape of what was written, ready to be compared.
type seen struct {
	*shape
	norm float32
}

// seen counts s in steps of the prototypes.
func (p *Prototypes) seen(s *shape) seen {
	var norm float32
	for i := range s {
		s[i] /= p.step
		norm += s[i] * s[i]
	}
	return seen{s, norm}
}

// distance is the squared distance to a prototype and its squared length.
func (s seen) distance(flat []int8, norm float32) float32 {
	var dot float32
	for i, v := range flat[:dims] {
		dot += s.shape[i] * float32(v)
	}
	return s.norm + norm - 2*dot
}

// A best keeps the indices with the smallest distances, the smallest first.
type best struct {
	index    []int
	distance []float32
}

func newBest(n int) *best {
	return &best{make([]int, 0, n), make([]float32, 0, n)}
}

func (b *best) offer(index int, distance float32) {
	n := len(b.index)
	switch {
	case n < cap(b.index):
		b.index, b.distance = append(b.index, 0), append(b.distance, 0)
	case !(distance < b.distance[n-1]):
		return
	default:
		n--
	}
	for ; n > 0 && distance < b.distance[n-1]; n-- {
		b.index[n], b.distance[n] = b.index[n-1], b.distance[n-1]
	}
	b.index[n], b.distance[n] = index, distance
}

func (b *best) runes(all []rune) []rune {
	runes := make([]rune, len(b.index))
	for i, index := range b.index {
		runes[i] = all[index]
	}
	return runes
}
