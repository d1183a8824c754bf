package staff

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strings"

	"golang.org/x/crypto/argon2"
)

// Parameters of argon2id, measured on a kiosk (KIOSK.md 3): 87 ms a check on
// a busy machine. They also are OWASP's first choice for little memory.
const (
	hashTime   = 2
	hashMemory = 19 << 10 // KiB
	hashLanes  = 1
	saltBytes  = 16
	hashBytes  = 32
)

// Bounds of what a file may ask for: a broken one must not stop the kiosk.
const (
	mostTime   = 10
	mostMemory = 256 << 10 // KiB
	mostLanes  = 4
)

// A hashed PIN with its parameters and salt.
type hashed struct {
	time, memory uint32
	lanes        uint8
	salt, sum    []byte
}

var plain = base64.RawStdEncoding

// newHash hashes a PIN with a salt of its own.
func newHash(p PIN) hashed {
	h := hashed{time: hashTime, memory: hashMemory, lanes: hashLanes, salt: make([]byte, saltBytes)}
	rand.Read(h.salt)
	h.sum = h.of(p, hashBytes)
	return h
}

// nobody is compared with when a badge is unknown: the check costs the same
// and is never right.
func nobody() hashed {
	return hashed{hashTime, hashMemory, hashLanes, make([]byte, saltBytes), make([]byte, hashBytes)}
}

func (h hashed) of(p PIN, n int) []byte {
	return argon2.IDKey([]byte(p), h.salt, h.time, h.memory, h.lanes, uint32(n))
}

// is reports in constant time whether p is the PIN.
func (h hashed) is(p PIN) bool {
	return subtle.ConstantTimeCompare(h.of(p, len(h.sum)), h.sum) == 1
}

// phc returns the PHC string.
func (h hashed) phc() string {
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, h.memory, h.time, h.lanes,
		plain.EncodeToString(h.salt), plain.EncodeToString(h.sum))
}

// readHash reads a PHC string. The error does not repeat it.
func readHash(s string) (hashed, error) {
	var h hashed
	var version int
	var rest string
	wrong := fmt.Errorf("stored PIN is broken; hint: mingbai staff remove, then mingbai staff add")
	if n, err := fmt.Sscanf(s, "$argon2id$v=%d$m=%d,t=%d,p=%d$%s", &version, &h.memory, &h.time, &h.lanes, &rest); err != nil || n != 5 || version != argon2.Version {
		return h, wrong
	}
	salt, sum, _ := strings.Cut(rest, "$")
	var err error
	if h.salt, err = plain.DecodeString(salt); err != nil {
		return h, wrong
	}
	if h.sum, err = plain.DecodeString(sum); err != nil {
		return h, wrong
	}
	if h.time < 1 || h.time > mostTime || h.memory < 8 || h.memory > mostMemory || h.lanes < 1 || h.lanes > mostLanes ||
		len(h.salt) < 8 || len(h.salt) > 64 || len(h.sum) < 16 || len(h.sum) > 64 {
		return h, wrong
	}
	return h, nil
}
