package hub

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"

	"mingbai/kiosk"
)

// A Hall is what the configuration says of one hall.
type Hall struct {
	Token  string `toml:"token"`  // "sha256:" and the hash of its token in hex; "" lets no new kiosk in
	Kiosks int    `toml:"kiosks"` // the most it may have; 0 is 16
}

// defaultKiosks is what a hall may have when nothing is said.
const defaultKiosks = 16

// Halls are the halls of a hub by name (see kiosk.CheckHall).
type Halls map[string]Hall

var tokenPattern = regexp.MustCompile(`^sha256:[0-9a-f]{64}$`)

// ParseHalls reads TOML, one table a hall:
//
//	[tongjiang]
//	token = "sha256:…"
//	kiosks = 12
//
// from names the file in errors. An unknown key is an error that names it.
func ParseHalls(data []byte, from string) (Halls, error) {
	halls := Halls{}
	meta, err := toml.Decode(string(data), &halls)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", from, err)
	}
	if unknown := meta.Undecoded(); len(unknown) > 0 {
		return nil, fmt.Errorf("read %s: unknown key %q (hint: a hall has token and kiosks)", from, unknown[0].String())
	}
	if len(halls) == 0 {
		return nil, fmt.Errorf("read %s: no hall (hint: mingbai-hub receive -token HALL prints the lines of one)", from)
	}
	for name, h := range halls {
		if err := h.check(name); err != nil {
			return nil, fmt.Errorf("read %s: %w", from, err)
		}
	}
	return halls, nil
}

func (h Hall) check(name string) error {
	if err := kiosk.CheckHall(name); err != nil {
		return err
	}
	if h.Token != "" && !tokenPattern.MatchString(h.Token) {
		return fmt.Errorf("hall %s: token: want sha256: and 64 hex digits (hint: mingbai-hub receive -token %s)", name, name)
	}
	if h.Kiosks < 0 {
		return fmt.Errorf("hall %s: kiosks: %d: want 0 or more", name, h.Kiosks)
	}
	return nil
}

// opens reports whether the token is the hall's.
func (h Hall) opens(token string) bool {
	return h.Token != "" && subtle.ConstantTimeCompare([]byte(h.Token), []byte(hashToken(token))) == 1
}

func (h Hall) most() int {
	if h.Kiosks == 0 {
		return defaultKiosks
	}
	return h.Kiosks
}

// hashToken is a plain hash: a token is 130 random bits, which nobody guesses.
func hashToken(token string) string { return fmt.Sprintf("sha256:%x", sha256.Sum256([]byte(token))) }

// NewToken returns a token for the configuration of a hall's kiosks, and the
// lines for the hub's file, which hold only its hash.
func NewToken(hall string) (token, lines string, err error) {
	if err := kiosk.CheckHall(hall); err != nil {
		return "", "", fmt.Errorf("make token: %w", err)
	}
	token = rand.Text()
	return token, fmt.Sprintf("[%s]\ntoken = %q\nkiosks = %d\n", hall, hashToken(token), defaultKiosks), nil
}

// String lists the names.
func (h Halls) String() string {
	var names []string
	for name := range h {
		names = append(names, name)
	}
	slices.Sort(names)
	return strings.Join(names, " ")
}
