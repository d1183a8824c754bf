package staff

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// MaxErrors is how many wrong PINs lock everybody out (DESIGN.md 6.11).
const MaxErrors = 5

// mostLock is the longest lock.
const mostLock = time.Hour

// lockTime is how long the nth lock in a row lasts: 1 minute, 2, 4 … 60.
func lockTime(round int64) time.Duration {
	if round > 6 {
		return mostLock
	}
	return min(time.Minute<<max(round-1, 0), mostLock)
}

// Left returns for how long nobody may try a PIN, 0 when one may.
func (b *Book) Left() time.Duration {
	b.mu.Lock()
	defer b.mu.Unlock()
	return max(time.Until(b.until), 0)
}

// NextLock returns how long the next lock lasts.
func (b *Book) NextLock(ctx context.Context) (time.Duration, error) {
	var round int64
	if err := b.db.Read.QueryRowContext(ctx, `SELECT round FROM staff_lock`).Scan(&round); err != nil {
		return 0, fmt.Errorf("read lock: %w", err)
	}
	return lockTime(round + 1), nil
}

// Tries returns how many wrong PINs there may be before the next lock.
func (b *Book) Tries(ctx context.Context) (int, error) {
	var errors int64
	var locked bool
	if err := b.db.Read.QueryRowContext(ctx, `SELECT errors, locked FROM staff_lock`).Scan(&errors, &locked); err != nil {
		return 0, fmt.Errorf("read lock: %w", err)
	}
	switch {
	case locked && b.Left() > 0:
		return 0, nil
	case locked: // the lock is over; the next try says so on the disk
		return MaxErrors, nil
	}
	return int(MaxErrors - errors), nil
}

// A try is one attempt at a PIN. It is on the disk as wrong before its hash
// is computed.
type try struct {
	person Person // of the badge; none when id is 0
	hash   hashed // nobody's when there is no person, or their stored PIN is broken
	broken bool
	errors int64 // wrong PINs with this one
	round  int64 // of the lock that this one brings; else of the last
	locks  bool  // whether this one locks
}

// begin counts a try as wrong.
func (b *Book) begin(ctx context.Context, badge string) (try, error) {
	t := try{hash: nobody()}
	err := b.change(ctx, func(tx *sql.Tx) error {
		if err := t.count(ctx, tx, badge); err != nil {
			return err
		}
		err := tx.QueryRowContext(ctx, `
			UPDATE staff_lock SET errors = CASE locked WHEN 1 THEN 1 ELSE errors + 1 END
			RETURNING errors, round`).Scan(&t.errors, &t.round)
		if err != nil {
			return err
		}
		if t.locks = t.errors >= MaxErrors; t.locks {
			t.round++
		}
		_, err = tx.ExecContext(ctx, `UPDATE staff_lock SET locked = ?, round = ?`, t.locks, t.round)
		return err
	})
	return t, err
}

// count finds whose badge it is and counts the try against it.
func (t *try) count(ctx context.Context, tx *sql.Tx, badge string) error {
	p, phc, err := find(ctx, tx, badge)
	if errors.Is(err, sql.ErrNoRows) {
		_, err = tx.ExecContext(ctx, `UPDATE staff_lock SET unknown = unknown + 1`)
		return err
	}
	if err != nil {
		return err
	}
	t.person = p
	if h, err := readHash(phc); err != nil {
		t.broken = true
	} else {
		t.hash = h
	}
	_, err = tx.ExecContext(ctx, `UPDATE staff SET wrong = wrong + 1 WHERE id = ?`, p.id)
	return err
}

// fail writes down that a try was wrong, and locks. Only a badge that exists
// is written: what else was typed there may be a PIN. That a stored PIN is
// broken stands in the record of changes and not on the screen.
func (b *Book) fail(ctx context.Context, t try) error {
	if t.locks {
		b.mu.Lock()
		b.until = time.Now().Add(lockTime(t.round))
		b.mu.Unlock()
	}
	err := b.change(ctx, func(tx *sql.Tx) error {
		e := Entry{Act: wrongPIN, Key: t.person.Badge}
		if t.broken {
			e.After = json.RawMessage(`{"stored":"broken"}`)
		}
		if err := b.log(ctx, tx, itself, e); err != nil || !t.locks {
			return err
		}
		minutes := fmt.Sprintf(`{"minutes":%d}`, lockTime(t.round)/time.Minute)
		return b.log(ctx, tx, itself, Entry{Act: lockedOut, After: json.RawMessage(minutes)})
	})
	if err != nil {
		return err
	}
	if t.locks {
		return &Locked{b.Left()}
	}
	return ErrPIN
}

// forgive takes back a try that was right, and the person's own errors. Those
// at other badges stay, unless an administrator entered, who may know why.
func (b *Book) forgive(ctx context.Context, tx *sql.Tx, t try) error {
	var own int64
	if err := tx.QueryRowContext(ctx, `SELECT wrong FROM staff WHERE id = ?`, t.person.id).Scan(&own); err != nil {
		return err
	}
	everybody := t.person.Role == Administrator
	if _, err := tx.ExecContext(ctx, `UPDATE staff SET wrong = 0 WHERE id = ? OR ?`, t.person.id, everybody); err != nil {
		return err
	}
	if t.locks {
		t.round--
	}
	if _, err := tx.ExecContext(ctx, `UPDATE staff_lock SET locked = 0, errors = max(errors - ?, 0), round = ?`, own, t.round); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `
		UPDATE staff_lock SET errors = 0, round = 0, unknown = 0
		WHERE ? OR unknown + (SELECT coalesce(sum(wrong), 0) FROM staff) = 0`, everybody)
	return err
}
