package staff

import (
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"
)

// A PIN is what a person types to enter: 6 to 12 digits. It prints as dots
// and refuses to be encoded, so that it gets into no log, error or export.
type PIN string

// MinPIN and MaxPIN are the fewest and most digits.
const (
	MinPIN = 6
	MaxPIN = 12
)

const dots = "••••••"

// String returns dots.
func (p PIN) String() string { return dots }

// GoString returns dots.
func (p PIN) GoString() string { return dots }

// Format writes dots, whatever the verb.
func (p PIN) Format(f fmt.State, _ rune) { f.Write([]byte(dots)) }

// LogValue returns dots.
func (p PIN) LogValue() slog.Value { return slog.StringValue(dots) }

// MarshalText refuses.
func (p PIN) MarshalText() ([]byte, error) {
	return nil, errors.New("a PIN is never written; hint: leave it out")
}

// Check returns an error that says by which rule nobody may choose the PIN,
// or nil. badge is whose it would be.
func (p PIN) Check(badge string) error {
	s := string(p)
	switch {
	case len(s) < MinPIN || len(s) > MaxPIN || strings.Trim(s, "0123456789") != "":
		return fmt.Errorf("PIN: want %d to %d digits; hint: choose another", MinPIN, MaxPIN)
	case few(s):
		return errors.New("PIN: it has fewer than three different digits; hint: choose another, such as by throwing dice")
	case run(s):
		return errors.New("PIN: it counts up or down; hint: choose another, such as by throwing dice")
	case repeats(s):
		return errors.New("PIN: it repeats or mirrors itself; hint: choose another, such as by throwing dice")
	case birthday(s):
		return errors.New("PIN: it reads as a date, which people guess first; hint: choose another, such as by throwing dice")
	case column(s):
		return errors.New("PIN: it is a pattern of the keypad; hint: choose another, such as by throwing dice")
	case strings.Contains(s, digitsOf(badge)) && len(digitsOf(badge)) >= 4:
		return errors.New("PIN: it has the badge in it; hint: choose another, such as by throwing dice")
	}
	return nil
}

func few(s string) bool {
	seen := map[rune]bool{}
	for _, r := range s {
		seen[r] = true
	}
	return len(seen) < 3
}

// run reports whether every digit is the same step from the one before:
// 123456, 987654, 890123, 135791.
func run(s string) bool {
	step := (s[1] - s[0] + 10) % 10
	for i := 2; i < len(s); i++ {
		if (s[i]-s[i-1]+10)%10 != step {
			return false
		}
	}
	return true
}

// repeats reports whether s is a shorter string again and again (123123), in
// pairs (112233 counts up in pairs), or reads the same backwards (123321).
func repeats(s string) bool {
	for n := 1; n <= len(s)/2; n++ {
		if len(s)%n == 0 && strings.Repeat(s[:n], len(s)/n) == s {
			return true
		}
	}
	mirrored, doubled := true, len(s)%2 == 0
	for i := range s {
		mirrored = mirrored && s[i] == s[len(s)-1-i]
		doubled = doubled && s[i] == s[i&^1]
	}
	return mirrored || doubled
}

// birthday reports whether s is a day of the calendar in one of the ways in
// which people write one, or has a whole one with its century in it.
func birthday(s string) bool {
	forms := map[int][]string{6: {"060102", "020106", "010206"}, 8: {"20060102", "02012006", "01022006"}}
	for _, f := range forms[len(s)] {
		if _, err := time.Parse(f, s); err == nil {
			return true
		}
	}
	if len(s) == 6 && yearMonth(s) {
		return true
	}
	for i := 0; i+8 <= len(s); i++ {
		if t, err := time.Parse("20060102", s[i:i+8]); err == nil && t.Year() >= 1900 && t.Year() < 2100 {
			return true
		}
	}
	return false
}

// yearMonth reports whether s is 199003 or 031990.
func yearMonth(s string) bool {
	for _, f := range []string{"200601", "012006"} {
		if t, err := time.Parse(f, s); err == nil && t.Year() >= 1900 && t.Year() < 2100 {
			return true
		}
	}
	return false
}

// walks are ways over the keypad that fingers know, and 520131 (我爱你一生).
var walks = []string{"147258369", "963852741", "741852963", "369258147", "159357", "357159", "951753", "753951",
	"159753", "357951", "147852", "321654", "456123", "789456", "123654", "147369", "5201314"}

// column reports whether s is a part of one of the walks, or one of them.
func column(s string) bool {
	for _, w := range walks {
		if strings.Contains(w, s) {
			return true
		}
	}
	return false
}

func digitsOf(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}
