package staff

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Person is one of the hall's staff.
type Person struct {
	Badge string `json:"badge"` // 工号: 1 to 20 letters, digits and "-"
	Name  string `json:"name"`  // 1 to 40 characters
	Role  Role   `json:"role"`

	id int64
}

var badgeForm = regexp.MustCompile(`^[A-Za-z0-9-]{1,20}$`)

// Check returns an error that says what is wrong with p, or nil.
func (p Person) Check() error {
	hidden := func(r rune) bool { return unicode.In(r, unicode.C, unicode.Zl, unicode.Zp) || r == utf8.RuneError }
	switch {
	case !badgeForm.MatchString(p.Badge):
		return errors.New("badge: want 1 to 20 letters, digits and -; hint: write it as on the badge, such as RS-017")
	case strings.TrimSpace(p.Name) != p.Name || strings.ContainsFunc(p.Name, hidden) || p.Name == "" || utf8.RuneCountInString(p.Name) > 40:
		return errors.New("name: want 1 to 40 characters without blanks around; hint: write it as visitors see it: -name 李敏")
	case !slices.Contains(Roles(), p.Role):
		return errors.New("role: want staff, reviewer or administrator; hint: add -role staff")
	}
	return nil
}

// People returns who may enter, by badge.
func (b *Book) People(ctx context.Context) ([]Person, error) {
	all, err := people(ctx, b.db.Read)
	if err != nil {
		return nil, fmt.Errorf("list staff: %w", err)
	}
	return all, nil
}

type querier interface {
	QueryContext(context.Context, string, ...any) (*sql.Rows, error)
}

func people(ctx context.Context, q querier) ([]Person, error) {
	rows, err := q.QueryContext(ctx, `SELECT id, badge, name, role FROM staff WHERE removed = 0 ORDER BY badge`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Person
	for rows.Next() {
		var p Person
		if err := rows.Scan(&p.id, &p.Badge, &p.Name, &p.Role); err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	return all, rows.Err()
}

// Add lets somebody in with a first PIN. by is an administrator's session;
// nil is the console, which is whoever may write the data folder. A badge that
// is in use is an error: who forgot a PIN is removed and added again.
func (b *Book) Add(ctx context.Context, by *Session, p Person, pin PIN) error {
	if err := p.Check(); err != nil {
		return fmt.Errorf("add staff: %w", err)
	}
	if err := pin.Check(p.Badge); err != nil {
		return fmt.Errorf("add staff: %w", err)
	}
	phc := newHash(pin).phc()
	err := b.change(ctx, func(tx *sql.Tx) error {
		var used bool
		if err := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM staff WHERE badge = ? AND removed = 0)`, p.Badge).Scan(&used); err != nil {
			return err
		}
		if used {
			return fmt.Errorf("badge %s is in use; hint: mingbai staff remove %s first, then add it again", p.Badge, p.Badge)
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO staff(badge, name, role, pin, added) VALUES (?, ?, ?, ?, ?)`,
			p.Badge, p.Name, p.Role, phc, b.now().Unix()); err != nil {
			return err
		}
		return b.logPerson(ctx, tx, by, Entry{Act: added, Key: p.Badge, After: p.json(phc)})
	})
	if err != nil {
		return fmt.Errorf("add staff: %w", err)
	}
	return nil
}

// Remove lets somebody in no more; a session of theirs is over. by is as in
// Add. An unknown badge is an error.
func (b *Book) Remove(ctx context.Context, by *Session, badge string) error {
	err := b.change(ctx, func(tx *sql.Tx) error {
		p, phc, err := find(ctx, tx, badge)
		if errors.Is(err, sql.ErrNoRows) {
			return fmt.Errorf("no badge %.20q; hint: mingbai staff list", badge)
		}
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `UPDATE staff SET removed = ?, pin = '', wrong = 0 WHERE id = ?`, max(b.now().Unix(), 1), p.id); err != nil {
			return err
		}
		return b.logPerson(ctx, tx, by, Entry{Act: removed, Key: p.Badge, Before: p.json(phc)})
	})
	if err != nil {
		return fmt.Errorf("remove staff: %w", err)
	}
	return nil
}

// SetPIN gives whoever is in another PIN.
func (b *Book) SetPIN(ctx context.Context, s *Session, pin PIN) error {
	if err := pin.Check(s.person.Badge); err != nil {
		return fmt.Errorf("set PIN: %w", err)
	}
	phc := newHash(pin).phc()
	err := b.change(ctx, func(tx *sql.Tx) error {
		p, old, err := find(ctx, tx, s.person.Badge)
		if err != nil || p.id != s.person.id {
			return errors.Join(ErrEnded, err)
		}
		if _, err := tx.ExecContext(ctx, `UPDATE staff SET pin = ? WHERE id = ?`, phc, p.id); err != nil {
			return err
		}
		return b.logPerson(ctx, tx, s, Entry{Act: newPIN, Key: p.Badge, Before: p.json(old), After: p.json(phc)})
	})
	if err != nil {
		return fmt.Errorf("set PIN: %w", err)
	}
	return nil
}

// logPerson writes the entry of a session that may do it, or of the console.
func (b *Book) logPerson(ctx context.Context, tx *sql.Tx, by *Session, e Entry) error {
	e.Sort = personSort
	if by == nil {
		return b.log(ctx, tx, console, e)
	}
	p, err := by.may(ctx, tx, e.Act)
	if err != nil {
		return err
	}
	return b.log(ctx, tx, p, e)
}

// personSort marks entries about people.
const personSort Sort = "person"

// console is who changes the file from outside the screen.
var console = Person{Name: "console"}

// find returns who has a badge and their stored PIN; sql.ErrNoRows is nobody.
func find(ctx context.Context, tx *sql.Tx, badge string) (p Person, phc string, err error) {
	err = tx.QueryRowContext(ctx, `SELECT id, badge, name, role, pin FROM staff WHERE badge = ? AND removed = 0`, badge).
		Scan(&p.id, &p.Badge, &p.Name, &p.Role, &phc)
	return p, phc, err
}

// json is a person in the record of changes. The sum binds the stored PIN, so
// that a row changed by hand shows; without the salt, which is in no export,
// it says nothing of the PIN.
func (p Person) json(phc string) json.RawMessage {
	sum := sha256.Sum256([]byte(phc))
	b, _ := json.Marshal(struct { // strings only: cannot fail
		Person
		Sum string `json:"sum"`
	}{p, hex.EncodeToString(sum[:])})
	return b
}
