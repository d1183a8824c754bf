package amend

import (
	"encoding/base32"
	"encoding/binary"
	"regexp"
	"time"

	"mingbai/catalog"
)

// crockford writes numbers so that nobody takes O for 0 (Crockford base 32,
// as the ULID specification has it), in lower case because ids are.
var crockford = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

var localForm = regexp.MustCompile(`^h-[0-7][0-9a-hjkmnp-tv-z]{25}$`)

// NewLocalID returns the id of a new record of the hall: kind/h-<ulid>, of
// the time and 10 random bytes.
func NewLocalID(kind catalog.Kind, at time.Time, random [10]byte) catalog.ID {
	// A ULID is 128 bits in 26 letters of 5: two bits of nothing stand first.
	// 30 bits of nothing make it 20 bytes, which base 32 writes evenly.
	var b [20]byte
	binary.BigEndian.PutUint64(b[2:], uint64(at.UnixMilli()))
	copy(b[10:], random[:])
	return catalog.ID(string(kind) + "/h-" + crockford.EncodeToString(b[:])[6:])
}

// IsLocal reports whether id is of a record made in a hall.
func IsLocal(id catalog.ID) bool { return localForm.MatchString(id.Name()) }
