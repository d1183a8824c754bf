package machine_test

import (
	"fmt"
	"strings"

	"mingbai/catalog"
	"mingbai/catalog/edition"
)

// fees returns n fees that differ in everything.
func fees(n int) []*catalog.Record {
	var all []*catalog.Record
	for i := range n {
		all = append(all, fee(fmt.Sprintf("n%03d", i), fmt.Sprintf("收费 %d %x", i, i*7919*7919)))
	}
	return all
}

// garbled puts other bytes in the place of deltas, as a publisher with a
// broken program would sign them.
func garbled(by map[string][]byte, raw int64) func(edition.File) edition.File {
	return func(f edition.File) edition.File {
		if body := by[f.Path]; body != nil && strings.HasPrefix(f.Path, "since-") {
			f.Body, f.Length, f.Raw = body, int64(len(body)), raw
		}
		return f
	}
}
