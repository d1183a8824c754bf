package press

import (
	"bufio"
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"

	"mingbai/catalog"
	"mingbai/catalog/edition"
)

// sumsOf lists the sums of a set.
func sumsOf(set *edition.Set) ([]sum, error) {
	var all []sum
	for line := range set.Lines() {
		id, _, err := idOf(line)
		if err != nil {
			return nil, err
		}
		all = append(all, sum{id, edition.SumOf(line)})
	}
	return all, nil
}

// writeSums writes "id sum" a line.
func writeSums(sums []sum) []byte {
	var out bytes.Buffer
	for _, s := range sums {
		fmt.Fprintf(&out, "%s %x\n", s.id, s.line)
	}
	return out.Bytes()
}

// readSums reads what writeSums wrote.
func readSums(b []byte) ([]sum, error) {
	var all []sum
	for in := bufio.NewScanner(bytes.NewReader(b)); in.Scan(); {
		id, digits, _ := strings.Cut(in.Text(), " ")
		d, err := edition.ParseDigest(digits)
		if err != nil {
			return nil, fmt.Errorf("sum of %.80q: %w", id, err)
		}
		all = append(all, sum{catalog.ID(id), edition.Sum(d)})
	}
	return all, nil
}

// stateOf returns the digest of the edition with these sums.
func stateOf(sums map[catalog.ID]edition.Sum) (edition.Digest, error) {
	return edition.StateOf(func(yield func(catalog.ID, edition.Sum) bool) {
		for _, id := range slices.Sorted(maps.Keys(sums)) {
			if !yield(id, sums[id]) {
				return
			}
		}
	})
}
