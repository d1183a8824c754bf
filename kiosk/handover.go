package kiosk

import (
	"errors"
	"fmt"
	"hash/fnv"
	"strconv"
	"strings"

	"mingbai/catalog"
)

// A Handover (接力码) is where a visitor has got to with a guide: its short
// number and what of its materials is at hand. It travels as a few digits
// that any screen with the same guide can read, without a network and
// without anything being kept: it says nothing about the visitor.
type Handover struct {
	Number uint32 // of the guide; never 0
	Ticks  uint32 // bit i is material i; beyond MostTicks nothing is carried
	Print  int    // 0 to 99: see Fingerprint
}

// MostTicks is how many materials a hand-over code carries, from the first.
const MostTicks = 29

// MostDigits is the length of the longest hand-over code.
const MostDigits = 24

// leastDigits is the length of the shortest one: no tick, one digit of a
// number, the fingerprint and the check.
const leastDigits = 6

// ErrNoHandover means that digits are no hand-over code: mistyped, or
// something else.
var ErrNoHandover = errors.New("no hand-over code")

// Digits returns h as digits: how many digits the ticks have, the ticks, the
// number, the fingerprint and two digits that catch every slip of one digit
// and every two that changed places (ISO/IEC 7064, MOD 97-10). It returns ""
// for a guide without a number.
func (h Handover) Digits() string {
	if h.Number == 0 || h.Ticks >= 1<<MostTicks || h.Print < 0 || h.Print > 99 {
		return ""
	}
	ticks := ""
	if h.Ticks > 0 {
		ticks = strconv.FormatUint(uint64(h.Ticks), 10)
	}
	s := fmt.Sprintf("%d%s%d%02d", len(ticks), ticks, h.Number, h.Print)
	return fmt.Sprintf("%s%02d", s, 98-modulo97(s+"00"))
}

// ReadHandover reads digits as typed, with blanks and hyphens between them or
// without. The error is ErrNoHandover.
func ReadHandover(typed string) (Handover, error) {
	s := strings.NewReplacer(" ", "", "-", "").Replace(typed)
	if len(s) < leastDigits || len(s) > MostDigits || strings.Trim(s, "0123456789") != "" || modulo97(s) != 1 {
		return Handover{}, ErrNoHandover
	}
	n := int(s[0] - '0')
	if 1+n+1+4 > len(s) {
		return Handover{}, ErrNoHandover
	}
	ticks, rest := s[1:1+n], s[1+n:len(s)-4]
	h := Handover{Ticks: whole(ticks), Number: whole(rest), Print: int(whole(s[len(s)-4 : len(s)-2]))}
	if h.Digits() != s { // another way of writing the same is a slip
		return Handover{}, ErrNoHandover
	}
	return h, nil
}

// whole returns the number that digits are; 0 for none and for what is too
// large, which [Handover.Digits] then does not write the same.
func whole(digits string) uint32 {
	n, err := strconv.ParseUint(digits, 10, 32)
	if err != nil {
		return 0
	}
	return uint32(n)
}

func modulo97(digits string) int {
	n := 0
	for _, r := range digits {
		n = (n*10 + int(r-'0')) % 97
	}
	return n
}

// Fingerprint tells a guide from another one, and from itself after its
// materials were changed, 99 times in 100: then ticks do not belong to what
// is on the screen.
func Fingerprint(r *catalog.Record) int {
	sum := fnv.New32a()
	fmt.Fprintf(sum, "%s\n", r.ID)
	if g, ok := r.Body.(*catalog.Guide); ok {
		for _, m := range g.Materials {
			fmt.Fprintf(sum, "%s\n", m.Name[catalog.ZH])
		}
	}
	return int(sum.Sum32() % 100)
}
