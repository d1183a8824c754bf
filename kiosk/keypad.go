package kiosk

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// KeypadActions are what a key of a kiosk's keypad can do.
func KeypadActions() []string {
	return []string{"next", "before", "enter", "back", "home", "end", "read", "louder", "softer", "elder", "contrast", "low", "zh", "en", "ru"}
}

// ParseKeypad reads the configuration key keypad: scan codes of X with what
// their keys do, as in "191=home 192=read 193=louder". Codes are 8 to 255
// (X11 protocol, section 5). "" is no keypad. An error names the part that is
// wrong.
func ParseKeypad(setting string) (map[int]string, error) {
	keys := map[int]string{}
	for _, part := range strings.Fields(setting) {
		code, action, ok := strings.Cut(part, "=")
		n, err := strconv.Atoi(code)
		switch {
		case !ok || err != nil || n < 8 || n > 255:
			return nil, fmt.Errorf("keypad: %q is no scan code of 8 to 255 with =ACTION (hint: write it as 191=home; xev shows the codes)", part)
		case !slices.Contains(KeypadActions(), action):
			return nil, fmt.Errorf("keypad: %q: unknown action %q (hint: one of %s)", part, action, strings.Join(KeypadActions(), ", "))
		case keys[n] != "":
			return nil, fmt.Errorf("keypad: scan code %d stands there twice (hint: leave one)", n)
		}
		keys[n] = action
	}
	return keys, nil
}
