package ink

import "math"

// A scatter sums up how shapes of one character differ from each other: the
// lower triangle of their covariance, row by row.
type scatter struct {
	sum [triangle]float64
	n   int
}

const triangle = dims * (dims + 1) / 2

// add counts shapes, all of one character, and returns their mean.
func (s *scatter) add(shapes []shape) shape {
	var mean, off shape
	for i := range shapes {
		for a, v := range shapes[i] {
			mean[a] += v / float32(len(shapes))
		}
	}
	for i := range shapes {
		for a, v := range shapes[i] {
			off[a] = v - mean[a]
		}
		s.square(&off)
	}
	s.n += len(shapes) - 1
	return mean
}

func (s *scatter) square(off *shape) {
	row := 0
	for a, u := range off {
		if u != 0 {
			for b, v := range off[:a+1] {
				s.sum[row+b] += float64(u * v)
			}
		}
		row += a + 1
	}
}

// A metric is what weighs the differences between two shapes: the Cholesky
// factor L of a covariance, its lower triangle row by row. Differences d
// then weigh |L⁻¹d|², the distance of P. C. Mahalanobis (1936): what hands
// change often counts little.
type metric [triangle]float32

// metric returns the factor of the covariance, to whose diagonal its mean is
// added, so that a few characters suffice to learn it.
func (s *scatter) metric() *metric {
	n, ridge := float64(max(1, s.n)), 1e-9
	for a := range dims {
		ridge += s.sum[at(a, a)] / n / dims
	}
	l := make([]float64, triangle)
	for a := range dims {
		row := l[at(a, 0):]
		for b := range a {
			above := l[at(b, 0):]
			row[b] = (s.sum[at(a, b)]/n - dot(row[:b], above[:b])) / above[b]
		}
		row[a] = math.Sqrt(s.sum[at(a, a)]/n + ridge - dot(row[:a], row[:a]))
	}
	var m metric
	for i, v := range l {
		m[i] = float32(v)
	}
	return &m
}

func dot(a, b []float64) (sum float64) {
	for i, v := range a {
		sum += v * b[i]
	}
	return sum
}

// at is where row a and column b ≤ a of a triangle lie.
func at(a, b int) int { return a*(a+1)/2 + b }

// weigh turns s into L⁻¹s, in which distances are plain.
func (m *metric) weigh(s *shape) {
	row := 0
	for a, v := range s {
		for b, l := range m[row : row+a] {
			v -= l * s[b]
		}
		s[a] = v / m[row+a]
		row += a + 1
	}
}
