package staff

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"mingbai/catalog"
)

// An Entry is one line of the record of changes.
type Entry struct {
	Serial int64           `json:"n"`               // 1 is the first
	At     int64           `json:"at"`              // unix seconds, by the clock of the kiosk
	Clock  string          `json:"clock"`           // "sure", or "unsure" when that clock could not be trusted
	Badge  string          `json:"badge,omitempty"` // who; "" is the kiosk itself or the console, as the name says
	Name   string          `json:"name"`
	Role   Role            `json:"role,omitempty"`
	Act    Act             `json:"act"`
	Sort   Sort            `json:"sort,omitempty"`
	Key    string          `json:"key,omitempty"` // of the paper, or the badge the entry is about
	Record catalog.ID      `json:"record,omitempty"`
	Field  string          `json:"field,omitempty"`
	Before json.RawMessage `json:"before,omitempty"`
	After  json.RawMessage `json:"after,omitempty"`
	Prev   string          `json:"prev"` // the hash of the entry before, "" for the first
}

// itself is who does what nobody asked for.
var itself = Person{Name: "kiosk"}

// line returns the canonical line of the entry and its hash.
func (e Entry) line() (line, hash string, err error) {
	b, err := json.Marshal(e)
	if err != nil {
		return "", "", err
	}
	if b, err = catalog.Canonical(b); err != nil {
		return "", "", err
	}
	return string(b), hashOf(string(b)), nil
}

func hashOf(line string) string {
	sum := sha256.Sum256([]byte(line))
	return hex.EncodeToString(sum[:])
}

// log continues the record of changes inside the transaction of the change.
func (b *Book) log(ctx context.Context, tx *sql.Tx, who Person, e Entry) error {
	if err := tx.QueryRowContext(ctx, `SELECT entries + 1, hash FROM staff_head`).Scan(&e.Serial, &e.Prev); err != nil {
		return err
	}
	e.At, e.Clock = b.now().Unix(), "sure"
	if !b.sure() {
		e.Clock = "unsure"
	}
	e.Badge, e.Name, e.Role = who.Badge, who.Name, who.Role
	line, hash, err := e.line()
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO staff_log(serial, record, entry, hash) VALUES (?, ?, ?, ?)`,
		e.Serial, string(e.Record), line, hash)
	return err
}

// Note writes into the record of changes what is no change of a paper: a
// setting that was changed (Set), what a stick brought or took (Export,
// Import, Carry). before and after are
// JSON or nil, and hold no PIN and nothing about a visitor.
func (b *Book) Note(ctx context.Context, s *Session, act Act, key string, before, after json.RawMessage) error {
	err := b.change(ctx, func(tx *sql.Tx) error {
		if act != Set && act != Export && act != Import && act != Carry {
			return fmt.Errorf("%s: want %s, %s, %s or %s; hint: change papers by Change", act, Set, Export, Import, Carry)
		}
		p, err := s.may(ctx, tx, act)
		if err != nil {
			return err
		}
		return b.log(ctx, tx, p, Entry{Act: act, Key: key, Before: before, After: after})
	})
	if err != nil {
		return fmt.Errorf("note: %w", err)
	}
	return nil
}

// A Head is where the record of changes ends. Kept elsewhere it proves later
// that nothing before it was changed.
type Head struct {
	Entries int64  `json:"entries"`
	Hash    string `json:"hash"` // of the last entry, 64 hex digits; "" when there is none
}

// Head returns where the record of changes ends.
func (b *Book) Head(ctx context.Context) (Head, error) {
	var h Head
	if err := b.db.Read.QueryRowContext(ctx, `SELECT entries, hash FROM staff_head`).Scan(&h.Entries, &h.Hash); err != nil {
		return Head{}, fmt.Errorf("read record of changes: %w", err)
	}
	return h, nil
}

// Entries returns at most n entries, the newest first: those before the
// serial below (0 is from the end), of one record, or of all when record is
// "".
func (b *Book) Entries(ctx context.Context, record catalog.ID, below int64, n int) ([]Entry, error) {
	if below <= 0 {
		below = 1 << 62
	}
	rows, err := b.db.Read.QueryContext(ctx, `
		SELECT entry FROM staff_log WHERE serial < ?1 AND (?2 = '' OR record = ?2)
		ORDER BY serial DESC LIMIT ?3`, below, string(record), n)
	if err != nil {
		return nil, fmt.Errorf("read record of changes: %w", err)
	}
	defer rows.Close()
	var all []Entry
	for rows.Next() {
		var line string
		var e Entry
		if err := rows.Scan(&line); err != nil {
			return nil, fmt.Errorf("read record of changes: %w", err)
		}
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			return nil, fmt.Errorf("read record of changes: %w: an entry is no JSON; hint: mingbai doctor", ErrTampered)
		}
		all = append(all, e)
	}
	return all, rows.Err()
}
