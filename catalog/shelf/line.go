package shelf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"

	"mingbai/catalog"
)

// A LineError names the line for which an edition is refused.
type LineError struct {
	Number int // counted from 1
	Err    error
}

func (e *LineError) Error() string {
	return fmt.Sprintf("line %d: %v; hint: nothing was changed; correct this record and publish again", e.Number, e.Err)
}

func (e *LineError) Unwrap() error { return e.Err }

// Reasons to refuse a line; the others come from reading it as a record.
var (
	errLong  = fmt.Errorf("longer than %d bytes", catalog.MaxLine)
	errTwice = errors.New("a line before it has the same id")
)

// An entry is one record of an edition and its place in the listing.
type entry struct {
	record *catalog.Record
	line   []byte
	place  int
}

// A set is the records of an edition.
type set struct {
	byID   map[catalog.ID]*entry
	listed []*entry // in the order of listing, once there is one: see list
}

// readSet reads a whole edition, without listing it. The lines may be reused
// once they are yielded. The error of a bad line is a [*LineError].
func readSet(ctx context.Context, lines iter.Seq2[[]byte, error]) (*set, error) {
	s := &set{byID: map[catalog.ID]*entry{}}
	n := 0
	for line, err := range lines {
		n++
		if err := errors.Join(err, ctx.Err()); err != nil {
			return nil, fmt.Errorf("read line %d: %w", n, err)
		}
		if err := s.add(line); err != nil {
			return nil, &LineError{n, err}
		}
	}
	return s, nil
}

func (s *set) add(line []byte) error {
	if len(line) > catalog.MaxLine {
		return errLong
	}
	r, err := catalog.ReadRecord(line)
	if err != nil {
		return err
	}
	if s.byID[r.ID] != nil {
		return fmt.Errorf("%s: %w", r.ID, errTwice)
	}
	s.byID[r.ID] = &entry{record: r, line: bytes.Clone(line)}
	return nil
}

// list gives every entry its place; what is taken down has to be out.
func (s *set) list() {
	records := make([]*catalog.Record, 0, len(s.byID))
	for _, e := range s.byID {
		records = append(records, e.record)
	}
	for place, r := range catalog.NewCollection(records).All() {
		e := s.byID[r.ID]
		e.place = place
		s.listed = append(s.listed, e)
	}
}
