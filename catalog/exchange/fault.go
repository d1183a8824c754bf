package exchange

import "fmt"

// A fault is what is wrong with a cell and what to do, in Chinese and
// English.
type fault struct{ zh, en string }

// faultf makes a fault of a Chinese and an English format for the same
// arguments.
func faultf(zh, en string, args ...any) *fault {
	return &fault{fmt.Sprintf(zh, args...), fmt.Sprintf(en, args...)}
}

// brief shortens what somebody typed, to be named in a message.
func brief(s string) string {
	if r := []rune(s); len(r) > 30 {
		return string(r[:30]) + "…"
	}
	return s
}
