package shelf

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"iter"
	"time"

	"mingbai/catalog"
	"mingbai/catalog/edition"
	"mingbai/catalog/trust"
)

// A Move is everything that changes together when a kiosk goes on to what
// was published.
type Move struct {
	Way       Way
	Open      func(trust.Target) (io.ReadCloser, error) // opens one of Way.Files, which was checked; nil for a way without
	Trusted   Trusted
	Withdrawn []trust.Withdrawal // records to take down, sorted by id, as trust.ReadWithdrawn returns them
	Source    string             // where it came from: https, folder, zip
	// Fresh says that this is another publisher's: what was verified before
	// counts no more, and Way is by [Anew].
	Fresh bool
}

// Move goes a way, takes records down and keeps what was verified, in one
// transaction: after an error, a power cut or the end of ctx none of it
// happened, and readers see all or nothing. What the shelf then holds, read
// again from its rows, has to have the signed state digest.
//
// The error is [ErrBroken] where it has not or a file is malformed: nothing
// changed, and [Anew] may help. [Full] tells of a full disk. The time is kept
// as [Shelf.Apply] does. A move to where the shelf is already changes
// nothing but what was verified.
func (s *Shelf) Move(ctx context.Context, m Move, at time.Time) (Change, error) {
	var c Change
	err := s.change(ctx, func(tx *sql.Tx) error {
		var err error
		if c, err = m.carryOut(ctx, tx, at.Unix()); err != nil {
			return err
		}
		if m.Fresh {
			if err := forget(ctx, tx); err != nil {
				return err
			}
		}
		return absorb(ctx, tx, m.Trusted)
	})
	if err != nil {
		return Change{}, fmt.Errorf("move to edition %d: %w", m.Way.Number, err)
	}
	return c, nil
}

func (m Move) carryOut(ctx context.Context, tx *sql.Tx, at int64) (Change, error) {
	was, err := withdrawn(ctx, tx)
	if err != nil {
		return Change{}, err
	}
	now, err := current(ctx, tx)
	if err != nil {
		return Change{}, err
	}
	listed := sameList(was, m.Withdrawn)
	if len(m.Way.steps) == 0 && listed {
		return Change{}, nil
	}
	if listed && m.patches(now) {
		return m.lay(ctx, tx, now, at)
	}
	next, err := m.read(ctx, tx)
	if err != nil {
		return Change{}, err
	}
	if !listed {
		if err := relistWithdrawn(ctx, tx, m.Withdrawn); err != nil {
			return Change{}, err
		}
	}
	e := now.Edition
	if len(m.Way.steps) > 0 {
		e = m.edition(m.day(next))
	}
	c, err := replace(ctx, tx, e, at, next)
	if err != nil {
		return Change{}, err
	}
	return c, sound(ctx, tx, e)
}

// lay goes a way that is one small delta.
func (m Move) lay(ctx context.Context, tx *sql.Tx, now applied, at int64) (Change, error) {
	at = max(at, now.since)
	p, err := m.patch(ctx, tx, at)
	if err != nil {
		return Change{}, err
	}
	day := now.On
	if signed := m.signed(); day.Before(p.day) && !signed.Before(p.day) {
		day = p.day
	}
	e := m.edition(day)
	if err := enter(ctx, tx, e, at); err != nil {
		return Change{}, err
	}
	return p.change, sound(ctx, tx, e)
}

// edition is the one that the way leads to.
func (m Move) edition(day catalog.Date) Edition {
	return Edition{Number: m.Way.Number, Source: m.Source, Signed: true, On: day, Digest: m.Way.Digest}
}

// signed is the day in China on which the edition was vouched for.
func (m Move) signed() catalog.Date {
	return catalog.DateOf(m.Trusted.Issued.In(time.FixedZone("CST", 8*60*60)))
}

// read reads the lines of the edition the way leads to.
func (m Move) read(ctx context.Context, tx *sql.Tx) (*set, error) {
	lines := held(ctx, tx)
	for _, step := range m.Way.steps {
		if step.Keyframe() {
			lines = edition.None
		}
		lines = edition.Apply(lines, m.unpack(step))
	}
	if n := len(m.Way.steps); n > 0 {
		lines = edition.Verify(lines, m.Way.steps[n-1])
	}
	next, err := readSet(ctx, lines)
	var bad *LineError
	if errors.As(err, &bad) {
		err = fmt.Errorf("%w: %w", ErrBroken, err)
	}
	return next, err
}

// unpack yields the lines of the file of a step.
func (m Move) unpack(step edition.Offer) edition.Lines {
	return func(yield func([]byte, error) bool) {
		for i, f := range m.Way.Files {
			if m.Way.steps[i].Path != step.Path {
				continue
			}
			r, err := m.Open(f)
			if err != nil {
				yield(nil, fmt.Errorf("open %s: %w", step.Path, err))
				return
			}
			defer r.Close() // it was only read
			edition.Unpack(r, step)(yield)
			return
		}
	}
}

// day is the last one on which a record was checked, but not after the
// edition was signed; the day of signing where none was.
func (m Move) day(next *set) catalog.Date {
	signed := m.signed()
	var last catalog.Date
	for _, e := range next.byID {
		if on := e.record.Checked.On; last.Before(on) && !signed.Before(on) {
			last = on
		}
	}
	if last.IsZero() {
		return signed
	}
	return last
}

// held yields all lines of the edition on the shelf.
func held(ctx context.Context, tx *sql.Tx) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		stop := errors.New("nobody wants more")
		err := eachLine(ctx, tx, func(line []byte) error {
			if !yield(line, nil) {
				return stop
			}
			return nil
		}, everyLine)
		if err != nil && !errors.Is(err, stop) {
			yield(nil, err)
		}
	}
}
