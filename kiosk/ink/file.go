package ink

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// Why kept prototypes are not taken.
var (
	// ErrOther means that they were made from another font or alphabet or
	// by another version: usual after an update.
	ErrOther = errors.New("prototypes are of another font or alphabet")
	// ErrTorn means that the bytes are not what Encode returned: the disk
	// lost some.
	ErrTorn = errors.New("prototypes are damaged")
)

// The bytes are, the most significant first: magic, version, the digest of
// font and alphabet, how many characters, what a step is, the metric, the
// characters, their shapes. They end, in every version, with the SHA-256 of
// all before.
const (
	magic   = "mingbai ink"
	version = 1 // of the format and of every rule that shapes depend on
	header  = len(magic) + 1 + sha256.Size + 4 + 4
	each    = 4 + dims // bytes of a character
)

// Encode returns the prototypes as bytes for [Decode]: some 175 kB and
// 300 bytes a character. Who keeps them writes them to a temporary file and
// renames it; a file that is torn all the same is refused by Decode.
func (p *Prototypes) Encode() []byte {
	b := make([]byte, 0, header+4*triangle+each*len(p.runes)+sha256.Size)
	b = append(append(b, magic...), version)
	b = append(b, p.digest[:]...)
	b = binary.BigEndian.AppendUint32(b, uint32(len(p.runes)))
	b = binary.BigEndian.AppendUint32(b, math.Float32bits(p.step))
	for _, v := range p.metric {
		b = binary.BigEndian.AppendUint32(b, math.Float32bits(v))
	}
	for _, r := range p.runes {
		b = binary.BigEndian.AppendUint32(b, uint32(r))
	}
	for _, v := range p.flat {
		b = append(b, byte(v))
	}
	sum := sha256.Sum256(b)
	return append(b, sum[:]...)
}

// Decode returns the prototypes that Encode made bytes of, if they are those
// of font and alphabet. Its errors are [ErrOther] and [ErrTorn]; after both
// the caller computes anew. It keeps none of its arguments.
func Decode(b, font []byte, alphabet []rune) (*Prototypes, error) {
	end := len(b) - sha256.Size
	if end < header || !bytes.HasPrefix(b, []byte(magic)) {
		return nil, fmt.Errorf("read prototypes of characters: %d bytes, not from %q: %w", len(b), magic, ErrTorn)
	}
	if sha256.Sum256(b[:end]) != [sha256.Size]byte(b[end:]) {
		return nil, fmt.Errorf("read prototypes of characters: the checksum differs: %w", ErrTorn)
	}
	p := &Prototypes{digest: digest(font, alphabet), metric: new(metric)}
	if b[len(magic)] != version || p.digest != [sha256.Size]byte(b[len(magic)+1:]) {
		return nil, fmt.Errorf("read prototypes of characters: version %d: %w", b[len(magic)], ErrOther)
	}
	if err := p.read(b[header-8:end], ordered(alphabet)); err != nil {
		return nil, fmt.Errorf("read prototypes of characters: %w: %w", err, ErrTorn)
	}
	p.measure()
	return p, nil
}

// read reads what follows the digest. alphabet is in order.
func (p *Prototypes) read(b []byte, alphabet []rune) error {
	n := binary.BigEndian.Uint32(b)
	if want := 8 + 4*triangle + each*uint64(n); uint64(len(b)) != want {
		return fmt.Errorf("%d characters take %d bytes, not %d", n, want, len(b))
	}
	p.step = math.Float32frombits(binary.BigEndian.Uint32(b[4:]))
	b = b[8:]
	for i := range p.metric {
		p.metric[i] = math.Float32frombits(binary.BigEndian.Uint32(b[4*i:]))
	}
	b = b[4*triangle:]
	for i := range int(n) {
		p.runes = append(p.runes, rune(binary.BigEndian.Uint32(b[4*i:])))
	}
	p.flat = make([]int8, int(n)*dims)
	for i, v := range b[4*n:] {
		p.flat[i] = int8(v)
	}
	return p.miss(alphabet)
}

// miss finds out which characters of alphabet are missing.
func (p *Prototypes) miss(alphabet []rune) error {
	found := 0
	for _, r := range alphabet {
		if found < len(p.runes) && p.runes[found] == r {
			found++
		} else {
			p.missing = append(p.missing, r)
		}
	}
	if found < len(p.runes) {
		return fmt.Errorf("%q is out of place", p.runes[found])
	}
	return nil
}
