package staff

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// SessionTime is how long a session lasts without a touch (DESIGN.md 6.4).
const SessionTime = 180 * time.Second

// A Session is that somebody is in. There is one at a time: who enters ends
// the one before. It is safe for use by several goroutines.
type Session struct {
	book   *Book
	person Person
	last   time.Time // the last touch, elapsed time; book.mu guards it
	over   bool      // book.mu guards it
}

// Enter lets a person in. The errors: [ErrPIN], whichever of the two was
// wrong; [*Locked], also for the wrong PIN that locks; ctx, or the file. It
// takes as long as one hash, about a tenth of a second: never call it from
// the goroutine that draws.
func (b *Book) Enter(ctx context.Context, badge string, pin PIN) (*Session, error) {
	b.tries.Lock()
	defer b.tries.Unlock()
	if left := b.Left(); left > 0 {
		return nil, &Locked{left}
	}
	t, err := b.begin(ctx, badge)
	if err != nil {
		return nil, fmt.Errorf("enter: %w", err)
	}
	if !t.hash.is(pin) || t.person.id == 0 || len(pin) > MaxPIN {
		return nil, b.fail(ctx, t)
	}
	err = b.change(ctx, func(tx *sql.Tx) error {
		if p, _, err := find(ctx, tx, badge); err != nil || p.id != t.person.id {
			return errors.Join(ErrPIN, err) // removed meanwhile
		}
		if err := b.forgive(ctx, tx, t); err != nil {
			return err
		}
		return b.log(ctx, tx, t.person, Entry{Act: entered})
	})
	if err != nil {
		return nil, fmt.Errorf("enter: %w", err)
	}
	return b.open(t.person), nil
}

func (b *Book) open(p Person) *Session {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.session != nil {
		b.session.over = true
	}
	b.session = &Session{book: b, person: p, last: time.Now()}
	return b.session
}

// Person returns who is in.
func (s *Session) Person() Person { return s.person }

// Touch says that somebody touched the screen, or returns [ErrEnded]. Nothing
// else makes a session longer: a draft that saves itself does not.
func (s *Session) Touch() error {
	s.book.mu.Lock()
	defer s.book.mu.Unlock()
	if err := s.alive(); err != nil {
		return err
	}
	s.last = time.Now()
	return nil
}

// alive returns ErrEnded when the session is over. book.mu is held.
func (s *Session) alive() error {
	if s.over = s.over || time.Since(s.last) >= SessionTime; s.over {
		return ErrEnded
	}
	return nil
}

// check is alive without the lock held.
func (s *Session) check() error {
	s.book.mu.Lock()
	defer s.book.mu.Unlock()
	return s.alive()
}

// Left returns how long the session lasts without a touch, 0 when it is over.
func (s *Session) Left() time.Duration {
	s.book.mu.Lock()
	defer s.book.mu.Unlock()
	if s.over {
		return 0
	}
	return max(SessionTime-time.Since(s.last), 0)
}

// Leave ends the session.
func (s *Session) Leave(ctx context.Context) error {
	s.book.mu.Lock()
	err := s.alive()
	s.over = true
	s.book.mu.Unlock()
	if err != nil {
		return nil // it was over
	}
	if err := s.book.change(ctx, func(tx *sql.Tx) error { return s.book.log(ctx, tx, s.person, Entry{Act: left}) }); err != nil {
		return fmt.Errorf("leave: %w", err)
	}
	return nil
}

// may returns who does something, as the file has them now, or why not.
func (s *Session) may(ctx context.Context, tx *sql.Tx, act Act) (Person, error) {
	if err := s.check(); err != nil {
		return Person{}, err
	}
	var p Person
	err := tx.QueryRowContext(ctx, `SELECT id, badge, name, role FROM staff WHERE id = ? AND removed = 0`, s.person.id).
		Scan(&p.id, &p.Badge, &p.Name, &p.Role)
	if errors.Is(err, sql.ErrNoRows) {
		return Person{}, ErrEnded
	}
	if err != nil {
		return Person{}, err
	}
	return p, p.Role.check(act)
}
