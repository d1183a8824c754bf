package edition

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"iter"

	"mingbai/catalog"
)

// ErrBroken means that bytes do not make the edition that was signed: asking
// for them again does not help, another way to the edition may.
var ErrBroken = errors.New("bytes do not make the signed edition")

// Lines are lines without their ends, in the order of ids. A line is valid
// until the next one. After an error comes nothing.
type Lines = iter.Seq2[[]byte, error]

var tombstonePrefix = []byte(`{"-":`)

// Tombstone returns the line by which a delta says that id is gone.
func Tombstone(id catalog.ID) []byte { return fmt.Appendf(nil, `{"-":"%s"}`, string(id)) }

// An item is one line as it was read; gone says that it is a tombstone.
type item struct {
	id   catalog.ID
	gone bool
	line []byte
}

// parse reads the id of a line, and nothing else of it.
func parse(line []byte) (item, error) {
	if len(line) > catalog.MaxLine {
		return item{}, fmt.Errorf("%w: line of %d bytes, more than %d", ErrBroken, len(line), catalog.MaxLine)
	}
	var v struct {
		ID catalog.ID `json:"id"`
		//lint:ignore SA5008 this is how encoding/json writes the name "-"
		Gone catalog.ID `json:"-,"`
	}
	if err := json.Unmarshal(line, &v); err != nil {
		return item{}, fmt.Errorf("%w: %w", ErrBroken, err)
	}
	it := item{v.ID, bytes.HasPrefix(line, tombstonePrefix), line}
	if it.gone {
		it.id = v.Gone
	}
	if err := it.id.Check(); err != nil {
		return item{}, fmt.Errorf("%w: %w", ErrBroken, err)
	}
	if it.gone && !bytes.Equal(line, Tombstone(it.id)) {
		return item{}, fmt.Errorf("%w: %s: a tombstone with more than an id", ErrBroken, it.id)
	}
	return it, nil
}

// ordered reads lines and refuses what does not come in the order of ids.
func ordered(lines Lines) iter.Seq2[item, error] {
	return func(yield func(item, error) bool) {
		n, last := 0, catalog.ID("")
		for line, err := range lines {
			n++
			var it item
			if err == nil {
				it, err = parse(line)
			}
			if err == nil && it.id <= last {
				err = fmt.Errorf("%w: %s comes after %s", ErrBroken, it.id, last)
			}
			if err != nil {
				yield(item{}, fmt.Errorf("line %d: %w", n, err))
				return
			}
			last = it.id
			if !yield(it, nil) {
				return
			}
		}
	}
}

// records is ordered for lines that must hold no tombstone.
func records(lines Lines) iter.Seq2[item, error] {
	return func(yield func(item, error) bool) {
		for it, err := range ordered(lines) {
			if err == nil && it.gone {
				yield(item{}, fmt.Errorf("%w: tombstone of %s in an edition", ErrBroken, it.id))
				return
			}
			if !yield(it, err) {
				return
			}
		}
	}
}
