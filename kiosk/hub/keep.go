package hub

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"mingbai/kiosk"
)

func (t tables) Keep(ctx context.Context, a Arrival) (p Page, err error) {
	all := func(tx *sql.Tx) error {
		if err := t.keep(ctx, tx, a); err != nil {
			return err
		}
		p, err = page(ctx, tx, a)
		return err
	}
	if len(a.Entries) == 0 && len(a.Amendments) == 0 && a.Beat == nil {
		err = transact(ctx, t.read, all) // it only asks
	} else {
		err = t.change(ctx, all)
	}
	if err != nil {
		return Page{}, fmt.Errorf("keep delivery of kiosk %s: %w", a.Kiosk, err)
	}
	return p, nil
}

func (t tables) keep(ctx context.Context, tx *sql.Tx, a Arrival) error {
	if len(a.Entries) > 0 {
		if err := t.entries(ctx, tx, a); err != nil {
			return fmt.Errorf("keep entries: %w", err)
		}
	}
	if len(a.Amendments) > 0 {
		if err := t.number(ctx, tx, a); err != nil {
			return fmt.Errorf("keep amendments: %w", err)
		}
	}
	if a.Beat != nil {
		if err := keepBeat(ctx, tx, a); err != nil {
			return fmt.Errorf("keep heartbeat: %w", err)
		}
	}
	return nil
}

// number gives amendments the next numbers of their hall. The hall's row is
// held until the commit, so numbers appear in their order: who has seen one
// has seen all before it. Repeats leave gaps, which mean nothing.
func (t tables) number(ctx context.Context, tx *sql.Tx, a Arrival) error {
	if err := lockHall(ctx, tx, a.Hall); err != nil {
		return err
	}
	var last int64
	err := tx.QueryRowContext(ctx, `UPDATE hall SET sequence = sequence + $1 WHERE name = $2 RETURNING sequence`,
		len(a.Amendments), a.Hall).Scan(&last)
	if err != nil {
		return err
	}
	return t.amendments(ctx, tx, a, last-int64(len(a.Amendments))+1)
}

// keepBeat replaces the last heartbeat by one with a higher number.
func keepBeat(ctx context.Context, tx *sql.Tx, a Arrival) error {
	_, err := tx.ExecContext(ctx, `
		INSERT INTO beat(kiosk, number, seen, body) VALUES ($1, $2, $3, $4)
		ON CONFLICT(kiosk) DO UPDATE SET number = excluded.number, seen = excluded.seen, body = excluded.body
		WHERE excluded.number > beat.number`, a.Kiosk, a.Beat.Number, a.Beat.Seen.Unix(), string(a.Beat.Body))
	return err
}

// page returns what other kiosks of the hall sent after the cursor.
func page(ctx context.Context, tx *sql.Tx, a Arrival) (Page, error) {
	var p Page
	var newest int64
	err := tx.QueryRowContext(ctx, `SELECT sequence FROM hall WHERE name = $1`, a.Hall).Scan(&newest)
	if errors.Is(err, sql.ErrNoRows) {
		return p, nil
	}
	if err != nil {
		return p, fmt.Errorf("read hall: %w", err)
	}
	after := a.Cursor
	if after > newest {
		after = 0
	}
	rows, err := tx.QueryContext(ctx, `
		SELECT sequence, id, body FROM amendment
		WHERE hall = $1 AND sequence > $2 AND sequence <= $3 AND kiosk <> $4
		ORDER BY sequence LIMIT $5`, a.Hall, after, newest, a.Kiosk, pageItems+1)
	if err != nil {
		return p, fmt.Errorf("read amendments: %w", err)
	}
	defer rows.Close()
	if err := p.fill(rows, newest); err != nil {
		return p, fmt.Errorf("read amendments: %w", err)
	}
	return p, nil
}

// fill adds rows to the page until it is full.
func (p *Page) fill(rows *sql.Rows, newest int64) error {
	for size := 0; rows.Next(); {
		i := kiosk.Item{Kind: kiosk.ItemAmendment}
		var sequence int64
		var body []byte
		if err := rows.Scan(&sequence, &i.ID, &body); err != nil {
			return err
		}
		size += len(body)
		if n := len(p.Amendments); n == pageItems || n > 0 && size > pageBytes {
			p.More = true
			return nil
		}
		i.Body = body
		p.Amendments = append(p.Amendments, i)
		p.Cursor = sequence
	}
	p.Cursor = newest
	return rows.Err()
}
