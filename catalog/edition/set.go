package edition

import (
	"bytes"
	"fmt"
	"sort"

	"mingbai/catalog"
)

// A Set is the records of one edition in memory. It never changes; the only
// way to make one is [NewSet].
type Set struct{ items []item }

// NewSet reads the canonical lines of an edition, in any order. It refuses a
// line that is not canonical as [catalog.Canonical] says, too long, without a
// proper id or with the id of another.
func NewSet(lines Lines) (*Set, error) {
	s := new(Set)
	n := 0
	for line, err := range lines {
		n++
		if err == nil {
			err = s.add(line)
		}
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
	}
	sort.Slice(s.items, func(i, j int) bool { return s.items[i].id < s.items[j].id })
	for i := range s.items {
		if i > 0 && s.items[i].id == s.items[i-1].id {
			return nil, fmt.Errorf("%w: %s comes twice", ErrBroken, s.items[i].id)
		}
	}
	return s, nil
}

func (s *Set) add(line []byte) error {
	it, err := parse(bytes.Clone(line))
	if err != nil {
		return err
	}
	canonical, err := catalog.Canonical(line)
	if err != nil {
		return fmt.Errorf("%w: %s: %w", ErrBroken, it.id, err)
	}
	if it.gone || !bytes.Equal(line, canonical) {
		return fmt.Errorf("%w: %s: not a canonical record line", ErrBroken, it.id)
	}
	s.items = append(s.items, it)
	return nil
}

// Len returns the number of records.
func (s *Set) Len() int { return len(s.items) }

// Lines yields the lines in the order of ids. They are shared: never change
// one.
func (s *Set) Lines() Lines {
	return func(yield func([]byte, error) bool) {
		for _, it := range s.items {
			if !yield(it.line, nil) {
				return
			}
		}
	}
}

// State returns the digest of the edition.
func (s *Set) State() Digest {
	var h Hasher
	for _, it := range s.items {
		if err := h.Add(it.id, SumOf(it.line)); err != nil {
			panic(err) // NewSet has sorted and checked them
		}
	}
	d, _ := h.State()
	return d
}
