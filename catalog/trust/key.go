package trust

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"io"
	"log/slog"
	"regexp"
	"strings"

	"github.com/theupdateframework/go-tuf/v2/metadata"
)

var keyName = regexp.MustCompile(`^[a-z0-9-]{1,40}$`)

// A Key is the secret half of an ed25519 key. Printing one prints its public
// name only. The only ways to get one are [NewKey] and [ReadKey].
type Key struct {
	name    string
	private ed25519.PrivateKey
}

// NewKey makes a key. Its name tells people whose it is and is published with
// the root: 1 to 40 characters a-z, 0-9 and "-", as "editor-2".
func NewKey(name string) (*Key, error) {
	if err := checkName(name); err != nil {
		return nil, err
	}
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return nil, fmt.Errorf("make key: %w", err)
	}
	return &Key{name, private}, nil
}

func checkName(name string) error {
	if !keyName.MatchString(name) {
		return fmt.Errorf("key name %.80q: want 1 to 40 characters a-z, 0-9 and -; hint: say what it is for, as editor-2", name)
	}
	return nil
}

// Public returns the half that may be handed around.
func (k Key) Public() Public {
	p := Public{Name: k.name}
	copy(p.Key[:], k.private.Public().(ed25519.PublicKey))
	return p
}

// String returns the public form.
func (k Key) String() string { return k.Public().String() }

// Format keeps the secret out of every way of printing, also of a copy.
func (k Key) Format(to fmt.State, _ rune) { io.WriteString(to, k.String()) }

// LogValue keeps the secret out of the log.
func (k Key) LogValue() slog.Value { return slog.StringValue(k.String()) }

// A Public is the half of a key that may be handed around. It compares with
// ==.
type Public struct {
	Name string // whose it is
	Key  [ed25519.PublicKeySize]byte
}

// String returns the form to hand around, one line: the name, "ed25519:" and
// 64 hexadecimal digits.
func (p Public) String() string { return p.Name + " ed25519:" + hex.EncodeToString(p.Key[:]) }

// Short returns what people compare: the name and eight digits of the key.
func (p Public) Short() string { return p.Name + " " + hex.EncodeToString(p.Key[:4]) }

// ParsePublic reads the form of String. White space around it is ignored.
func ParsePublic(s string) (Public, error) {
	const hint = "; hint: copy the whole line, as key new printed it"
	name, digits, ok := strings.Cut(strings.TrimSpace(s), " ed25519:")
	if !ok {
		return Public{}, fmt.Errorf("public key %.80q: want NAME ed25519:DIGITS%s", s, hint)
	}
	if err := checkName(name); err != nil {
		return Public{}, err
	}
	p := Public{Name: name}
	if len(digits) != hex.EncodedLen(len(p.Key)) {
		return Public{}, fmt.Errorf("public key of %s: %d digits, want %d%s", name, len(digits), hex.EncodedLen(len(p.Key)), hint)
	}
	if _, err := hex.Decode(p.Key[:], []byte(digits)); err != nil {
		return Public{}, fmt.Errorf("public key of %s: %w%s", name, err, hint)
	}
	return p, nil
}

// tuf returns the form of documents.
func (p Public) tuf() *metadata.Key {
	key, err := metadata.KeyFromPublicKey(ed25519.PublicKey(p.Key[:]))
	if err != nil {
		panic(err) // it knows ed25519
	}
	return key
}

// id returns the name of the key in documents.
func (p Public) id() string {
	id, err := p.tuf().ID()
	if err != nil {
		panic(err) // the key is made of strings
	}
	return id
}

// fromTUF reads the form of documents; name may be "".
func fromTUF(name string, key *metadata.Key) (Public, error) {
	p := Public{Name: name}
	if key == nil || key.Type != metadata.KeyTypeEd25519 || key.Scheme != metadata.KeySchemeEd25519 {
		return Public{}, fmt.Errorf("a key is not of type ed25519")
	}
	b, err := hex.DecodeString(key.Value.PublicKey)
	if err != nil || len(b) != len(p.Key) {
		return Public{}, fmt.Errorf("a key of %d characters, want %d digits", len(key.Value.PublicKey), hex.EncodedLen(len(p.Key)))
	}
	copy(p.Key[:], b)
	return p, nil
}
