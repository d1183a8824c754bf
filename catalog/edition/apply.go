package edition

import (
	"fmt"
	"iter"

	"mingbai/catalog"
)

// Apply yields the lines of old with delta laid over them: its records
// instead of those with the same ids, and nothing for its tombstones, whether
// or not there was something. A keyframe is laid over nothing; see [None].
// Lines that are malformed, too long, out of order or twice are ErrBroken;
// errors of old and delta are passed on.
func Apply(old, delta Lines) Lines {
	return func(yield func([]byte, error) bool) {
		next, stop := iter.Pull2(ordered(delta))
		defer stop()
		m := merger{next: next, yield: yield}
		if m.advance(); m.done {
			return
		}
		for it, err := range records(old) {
			if err != nil {
				m.fail(fmt.Errorf("read edition: %w", err))
			} else if !m.drain(it.id) {
				m.keep(it)
			}
			if m.done {
				return
			}
		}
		m.drain("")
	}
}

// None yields no lines: the edition before the first.
func None(func([]byte, error) bool) {}

// A merger lays one sequence over another; both come in the order of ids.
type merger struct {
	next  func() (item, error, bool)
	yield func([]byte, error) bool
	over  item // the next of the delta
	more  bool // whether there is one
	done  bool // whether nothing may be yielded any more
}

// advance takes the next item of the delta.
func (m *merger) advance() {
	var err error
	m.over, err, m.more = m.next()
	if err != nil {
		m.fail(fmt.Errorf("read delta: %w", err))
	}
}

func (m *merger) fail(err error) {
	m.yield(nil, err)
	m.more, m.done = false, true
}

func (m *merger) keep(it item) {
	if !m.done && !it.gone && !m.yield(it.line, nil) {
		m.more, m.done = false, true
	}
}

// drain yields what the delta has up to id, or all of it for no id, and
// reports whether id itself was among it.
func (m *merger) drain(id catalog.ID) bool {
	for m.more && (id == "" || m.over.id <= id) {
		same := m.over.id == id
		m.keep(m.over)
		if m.done {
			return true
		}
		m.advance()
		if same || m.done {
			return true
		}
	}
	return false
}

// Verify yields lines and then fails with ErrBroken unless they were exactly
// the edition that o leads to. What takes the lines in must be able to take
// them back.
func Verify(lines Lines, o Offer) Lines {
	return func(yield func([]byte, error) bool) {
		var h Hasher
		for it, err := range records(lines) {
			if err == nil && h.n == o.N {
				err = fmt.Errorf("%w: more than %d records", ErrBroken, o.N)
			}
			if err == nil {
				err = h.Add(it.id, SumOf(it.line))
			}
			if !yield(it.line, err) || err != nil {
				return
			}
		}
		if state, n := h.State(); state != o.State || n != o.N {
			yield(nil, fmt.Errorf("%w: edition %d has %d records with digest %s, want %d with %s",
				ErrBroken, o.V, n, state.Short(), o.N, o.State.Short()))
		}
	}
}
