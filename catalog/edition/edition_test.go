package edition

import (
	"fmt"
	"slices"
	"testing"

	"mingbai/catalog"
)

// today is the day on which the tests publish.
var today = catalog.Date{Year: 2026, Month: 11, Day: 18}

// rec returns a canonical line of the record id.
func rec(id, words string) string {
	b, err := catalog.Canonical(fmt.Appendf(nil, `{"id":%q,"title":{"zh":%q}}`, id, words))
	if err != nil {
		panic(err)
	}
	return string(b)
}

// each yields lines from one buffer, as a reader would.
func each(lines ...string) Lines {
	return func(yield func([]byte, error) bool) {
		var buf []byte
		for _, l := range lines {
			if buf = append(buf[:0], l...); !yield(buf, nil) {
				return
			}
		}
	}
}

// fails yields lines and then an error.
func fails(err error, lines ...string) Lines {
	return func(yield func([]byte, error) bool) {
		for line := range each(lines...) {
			if !yield(line, nil) {
				return
			}
		}
		yield(nil, err)
	}
}

// collect returns what lines yield, and their error.
func collect(lines Lines) ([]string, error) {
	var all []string
	for line, err := range lines {
		if err != nil {
			return all, err
		}
		all = append(all, string(line))
	}
	return all, nil
}

func mustSet(t testing.TB, lines ...string) *Set {
	t.Helper()
	s, err := NewSet(each(lines...))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// wants fails the test unless lines are those of want.
func wants(t testing.TB, lines Lines, want ...string) {
	t.Helper()
	if got, err := collect(lines); err != nil || !slices.Equal(got, want) {
		t.Errorf("lines = %q, %v, want %q", got, err, want)
	}
}
