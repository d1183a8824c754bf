package edition

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"iter"

	"mingbai/catalog"
)

// A Sum is the SHA-256 of one line.
type Sum [sha256.Size]byte

// SumOf returns the sum of a line without its end.
func SumOf(line []byte) Sum { return sha256.Sum256(line) }

// A Digest is the identity of an edition: the SHA-256 of id, 0x00 and sum of
// each of its records, in the order of ids.
type Digest [sha256.Size]byte

// String returns 64 hexadecimal digits.
func (d Digest) String() string { return hex.EncodeToString(d[:]) }

// Short returns what people compare, as "8f58-3d48".
func (d Digest) Short() string {
	s := d.String()
	return s[:4] + "-" + s[4:8]
}

// ParseDigest reads the form of String.
func ParseDigest(s string) (Digest, error) {
	var d Digest
	if len(s) != 2*len(d) {
		return Digest{}, fmt.Errorf("digest %.80q: want %d hexadecimal digits", s, 2*len(d))
	}
	if _, err := hex.Decode(d[:], []byte(s)); err != nil {
		return Digest{}, fmt.Errorf("digest %q: %w", s, err)
	}
	return d, nil
}

// A Hasher takes the digest of an edition, record by record. The zero Hasher
// is one of an empty edition. It is not safe for several goroutines.
type Hasher struct {
	hash hash.Hash
	last catalog.ID
	n    int
}

// Add adds the next record. It refuses a malformed id and one that does not
// come after the last; the Hasher is then as before.
func (h *Hasher) Add(id catalog.ID, s Sum) error {
	if err := id.Check(); err != nil {
		return err
	}
	if id <= h.last {
		return fmt.Errorf("%s comes after %s", id, h.last)
	}
	if h.hash == nil {
		h.hash = sha256.New()
	}
	h.hash.Write(append([]byte(id), 0))
	h.hash.Write(s[:])
	h.last = id
	h.n++
	return nil
}

// State returns the digest and the number of the records so far.
func (h *Hasher) State() (Digest, int) {
	if h.hash == nil {
		return Digest(sha256.Sum256(nil)), 0
	}
	return Digest(h.hash.Sum(nil)), h.n
}

// StateOf returns the digest of the edition that has these records, in the
// order of ids. It needs their sums only, 2 MB for 50,000 records.
func StateOf(records iter.Seq2[catalog.ID, Sum]) (Digest, error) {
	var h Hasher
	for id, s := range records {
		if err := h.Add(id, s); err != nil {
			return Digest{}, fmt.Errorf("take digest: %w", err)
		}
	}
	d, _ := h.State()
	return d, nil
}
