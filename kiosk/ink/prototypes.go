package ink

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
)

// bends is how often each glyph is bent to learn what hands change.
const bends = 6

// Prototypes are what the characters of an alphabet look like. They never
// change once made and are safe for concurrent use.
type Prototypes struct {
	digest  [sha256.Size]byte
	runes   []rune // ascending
	missing []rune
	metric  *metric
	step    float32   // what 1 in flat is
	flat    []int8    // a weighed shape for each rune, one after the other
	norms   []float32 // the squared length of each
}

// Compute makes prototypes of alphabet from font, an OpenType file with one
// face, which is only read. It takes about a millisecond a character and,
// while it runs, 1.5 kB of memory a character beside 1 MB. A character that the font does not
// have is skipped and listed by [Prototypes.Missing].
//
// The same font and alphabet, in any order, give the same prototypes.
// Compute returns the error of ctx soon after it is done, and an error for a
// font that cannot be read.
func Compute(ctx context.Context, font []byte, alphabet []rune) (*Prototypes, error) {
	f, err := openFace(font)
	if err != nil {
		return nil, err
	}
	p := &Prototypes{digest: digest(font, alphabet)}
	learned, w := new(scatter), writer{face: f}
	all := ordered(alphabet)
	shapes := make([]shape, 0, len(all))
	for _, r := range all {
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("compute the shapes of characters: %w", err)
		}
		bent, err := w.write(r)
		switch {
		case err != nil:
			return nil, err
		case len(bent) == 0:
			p.missing = append(p.missing, r)
		default:
			p.runes = append(p.runes, r)
			shapes = append(shapes, learned.add(bent))
		}
	}
	p.metric = learned.metric()
	p.pack(shapes)
	return p, nil
}

// Len returns how many characters can be matched.
func (p *Prototypes) Len() int { return len(p.runes) }

// Missing returns the characters of the alphabet that the font does not
// have, so that they are never matched. The slice is the caller's.
func (p *Prototypes) Missing() []rune { return slices.Clone(p.missing) }

// A writer writes a character in several ways; its buffers are used again.
type writer struct {
	face         *face
	dashes, bent []dash
	shapes       [bends]shape
}

// write returns the shapes of r, valid until the next call; none when there
// is no ink.
func (w *writer) write(r rune) ([]shape, error) {
	var err error
	if w.dashes, err = w.face.ink(w.dashes[:0], r); err != nil {
		return nil, err
	}
	random := rand.New(rand.NewPCG(uint64(r), 0))
	for i := range w.shapes {
		b := newBend(random)
		w.bent = b.ink(w.bent, w.dashes)
		if !w.shapes[i].set(w.bent, 0) {
			return nil, nil
		}
	}
	return w.shapes[:], nil
}

// pack weighs shapes and keeps each number in a byte.
func (p *Prototypes) pack(shapes []shape) {
	var most float32
	for i := range shapes {
		p.metric.weigh(&shapes[i])
		for _, v := range shapes[i] {
			most = max(most, v, -v)
		}
	}
	p.step = max(most, 1e-6) / math.MaxInt8
	p.flat = make([]int8, 0, len(shapes)*dims)
	for i := range shapes {
		for _, v := range shapes[i] {
			p.flat = append(p.flat, int8(math.Round(float64(v/p.step))))
		}
	}
	p.measure()
}

// measure fills norms.
func (p *Prototypes) measure() {
	p.norms = make([]float32, len(p.runes))
	for i := range p.norms {
		var sum int32
		for _, v := range p.flat[i*dims : (i+1)*dims] {
			sum += int32(v) * int32(v)
		}
		p.norms[i] = float32(sum)
	}
}

// digest tells what prototypes were made from, and by which rules.
func digest(font []byte, alphabet []rune) [sha256.Size]byte {
	h := sha256.New()
	h.Write(binary.BigEndian.AppendUint64([]byte{version}, uint64(len(font))))
	h.Write(font)
	var b []byte
	for _, r := range ordered(alphabet) {
		b = binary.BigEndian.AppendUint32(b, uint32(r))
	}
	h.Write(b)
	return [sha256.Size]byte(h.Sum(nil))
}
