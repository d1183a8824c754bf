package shelf

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"iter"
	"time"

	"mingbai/catalog"
)

// A Change counts the records by what an edition did to them.
type Change struct{ Added, Changed, Withdrawn, Unchanged int }

// Apply makes the shelf hold exactly the canonical lines of e, all of them or,
// after an error or the end of ctx, none. The time is kept to the second and
// never runs back: before the coming of the last edition it counts as that. A
// line that is malformed, too long or has the id of another is a
// [*LineError]; db.Full tells of a full disk. Apply does not ask whether e is
// older than what is there. It takes all lines into memory.
func (s *Shelf) Apply(ctx context.Context, e Edition, at time.Time, lines iter.Seq2[[]byte, error]) (Change, error) {
	next, err := readSet(ctx, lines)
	if err != nil {
		return Change{}, fmt.Errorf("apply edition %d: %w", e.Number, err)
	}
	var c Change
	err = s.change(ctx, func(tx *sql.Tx) error {
		c, err = replace(ctx, tx, e, at.Unix(), next)
		return err
	})
	if err != nil {
		return Change{}, fmt.Errorf("apply edition %d: %w", e.Number, err)
	}
	return c, nil
}

// replace does the work of Apply in its transaction.
func replace(ctx context.Context, tx *sql.Tx, e Edition, at int64, next *set) (Change, error) {
	last, err := current(ctx, tx)
	if err != nil {
		return Change{}, err
	}
	at = max(at, last.since)
	if err := takeDown(ctx, tx, next); err != nil {
		return Change{}, err
	}
	next.list()
	p, err := compare(ctx, tx, next)
	if err != nil {
		return Change{}, err
	}
	c := p.change()
	if last.serial > 0 && last.Edition == e && c == (Change{Unchanged: c.Unchanged}) {
		return c, nil
	}
	if err := p.carryOut(ctx, tx, at); err != nil {
		return Change{}, err
	}
	if err := p.updateSearch(ctx, tx, next); err != nil {
		return Change{}, err
	}
	return c, enter(ctx, tx, e, at)
}

// A plan is what has to be done to come from one edition to the next.
type plan struct {
	added, changed, moved []*entry // moved have the old line at a new place
	withdrawn             []catalog.ID
	unchanged             int // moved or not
}

func (p plan) change() Change {
	return Change{Added: len(p.added), Changed: len(p.changed), Withdrawn: len(p.withdrawn), Unchanged: p.unchanged}
}

// compare makes the plan that leads from the shelf to next.
func compare(ctx context.Context, tx *sql.Tx, next *set) (plan, error) {
	rows, err := tx.QueryContext(ctx, `SELECT id, line, place FROM record JOIN head USING (id)`)
	if err != nil {
		return plan{}, fmt.Errorf("compare records: %w", err)
	}
	defer rows.Close()
	var p plan
	known := map[catalog.ID]bool{}
	for rows.Next() {
		var id catalog.ID
		var line sql.RawBytes
		var place int
		if err := rows.Scan(&id, &line, &place); err != nil {
			return plan{}, fmt.Errorf("compare records: %w", err)
		}
		known[id] = true
		p.sort(id, next.byID[id], line, place)
	}
	if err := rows.Err(); err != nil {
		return plan{}, fmt.Errorf("compare records: %w", err)
	}
	for _, e := range next.listed {
		if !known[e.record.ID] {
			p.added = append(p.added, e)
		}
	}
	return p, nil
}

// sort puts a record on the shelf where it belongs; e is nil when the next
// edition lacks it.
func (p *plan) sort(id catalog.ID, e *entry, line []byte, place int) {
	switch {
	case e == nil:
		p.withdrawn = append(p.withdrawn, id)
	case !bytes.Equal(e.line, line):
		p.changed = append(p.changed, e)
	default:
		p.unchanged++
		if e.place != place {
			p.moved = append(p.moved, e)
		}
	}
}

// carryOut retires what goes before it puts what comes.
func (p plan) carryOut(ctx context.Context, tx *sql.Tx, at int64) error {
	for _, id := range p.withdrawn {
		if err := retire(ctx, tx, id, at); err != nil {
			return err
		}
	}
	for _, e := range p.changed {
		if err := retire(ctx, tx, e.record.ID, at); err != nil {
			return err
		}
		if err := put(ctx, tx, e, at); err != nil {
			return err
		}
	}
	for _, e := range p.added {
		if err := put(ctx, tx, e, at); err != nil {
			return err
		}
	}
	return move(ctx, tx, p.moved)
}

// put lays a record on the shelf.
func put(ctx context.Context, tx *sql.Tx, e *entry, at int64) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO record(id, since, line) VALUES (?, ?, ?)`, e.record.ID, at, e.line)
	if err != nil {
		return fmt.Errorf("put %s: %w", e.record.ID, err)
	}
	return list(ctx, tx, e)
}
