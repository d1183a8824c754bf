package staff

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"mingbai/catalog"
)

// A Sort says what a paper is.
type Sort string

// The sorts of papers.
const (
	Amendment Sort = "amendment"
	Hidden    Sort = "hidden"
	Local     Sort = "local"
	Peer      Sort = "peer" // another kiosk of the hall, by its id, with the key that is believed
)

// MaxPaper is the most bytes of a paper.
const MaxPaper = 128 << 10

// On says what is changed and how it stands in the record of changes.
type On struct {
	Act    Act
	Sort   Sort
	Key    string // there is one paper of each key in a sort
	Record catalog.ID
	Field  string // "" is the whole record
}

// Change lets whoever is in change one paper. do gets the person and the
// paper as it is, the zero T when there is none, and returns the new one; it
// must not use the book. The new paper, its entry in the record of changes
// and the end of the person's draft of it are one transaction: all is on the
// disk when Change returns nil, and nothing is otherwise. The errors:
// [ErrEnded], [ErrRight], those of do, ctx, the file.
func Change[T any](ctx context.Context, s *Session, on On, do func(Person, T) (T, error)) error {
	err := s.book.change(ctx, func(tx *sql.Tx) error {
		p, err := s.may(ctx, tx, on.Act)
		if err != nil {
			return err
		}
		if _, err := replace(ctx, tx, s.book, p, on, func(old T) (T, error) { return do(p, old) }); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `DELETE FROM staff_draft WHERE person = ? AND sort = ? AND key = ?`, p.id, on.Sort, on.Key)
		return err
	})
	if err != nil {
		return fmt.Errorf("%s %s: %w", on.Act, on.Record, err)
	}
	return nil
}

// Keep lets the kiosk itself change one paper, in a transaction of the file
// that is under way: what another kiosk proposed (On.Act is Receive), or what
// became of one (Settle). It reports whether that changed anything; a paper
// that stays as it was makes no entry. A new paper is not Waiting; one that
// waits goes on waiting, because what was written here is in it.
func Keep[T any](ctx context.Context, tx *sql.Tx, b *Book, on On, do func(T) (T, error)) (bool, error) {
	if on.Act != Receive && on.Act != Settle {
		return false, fmt.Errorf("keep %s: act %s: want receive or settle; hint: people change papers by Change", on.Key, on.Act)
	}
	changed, err := replace(ctx, tx, b, itself, on, do)
	if err != nil {
		return false, fmt.Errorf("keep %s %s: %w", on.Sort, on.Key, err)
	}
	return changed, nil
}

// Tx runs do in one transaction, for Keep.
func (b *Book) Tx(ctx context.Context, do func(*sql.Tx) error) error { return b.change(ctx, do) }

// replace puts a new paper in place of the old one and writes the entry.
func replace[T any](ctx context.Context, tx *sql.Tx, b *Book, who Person, on On, do func(T) (T, error)) (bool, error) {
	if on.Sort != Amendment && on.Sort != Hidden && on.Sort != Local && on.Sort != Peer || on.Key == "" {
		return false, fmt.Errorf("sort %q, key %q: want a paper; hint: give its sort and key", on.Sort, on.Key)
	}
	before, old, err := load[T](ctx, tx, on)
	if err != nil {
		return false, err
	}
	paper, err := do(old)
	if err != nil {
		return false, err
	}
	b0, err := json.Marshal(paper)
	if err != nil {
		return false, err
	}
	after, err := catalog.Canonical(b0)
	if err != nil || string(after) == before {
		return false, err
	}
	if len(after) > MaxPaper {
		return false, fmt.Errorf("%d bytes: want at most %d; hint: write less", len(after), MaxPaper)
	}
	_, err = tx.ExecContext(ctx, `
		INSERT INTO staff_paper(sort, key, record, body, sent) VALUES (?1, ?2, ?3, ?4, ?5)
		ON CONFLICT(sort, key) DO UPDATE SET record = ?3, body = ?4, sent = CASE WHEN ?6 OR sent = 0 THEN sent ELSE ?5 END`,
		on.Sort, on.Key, string(on.Record), string(after), wayOf(on.Act), on.Act == Settle)
	if err != nil {
		return false, err
	}
	e := Entry{Act: on.Act, Sort: on.Sort, Key: on.Key, Record: on.Record, Field: on.Field, Before: json.RawMessage(before), After: after}
	return true, b.log(ctx, tx, who, e)
}

// A Way says where a paper is on its way between the kiosks of a hall.
type Way int

// The ways.
const (
	Waits  Way = iota // for the outbox
	Handed            // to the outbox, or it need not travel
	Came              // from another kiosk, and was not changed here since
)

func wayOf(act Act) Way {
	switch act {
	case Receive:
		return Came
	case Settle:
		return Handed
	}
	return Waits
}

// A PaperKey names a paper.
type PaperKey struct {
	Sort Sort
	Key  string
}

// Ways returns where every paper is on its way.
func (b *Book) Ways(ctx context.Context) (map[PaperKey]Way, error) {
	rows, err := b.db.Read.QueryContext(ctx, `SELECT sort, key, sent FROM staff_paper`)
	if err != nil {
		return nil, fmt.Errorf("list papers: %w", err)
	}
	defer rows.Close()
	all := map[PaperKey]Way{}
	for rows.Next() {
		var k PaperKey
		var w Way
		if err := rows.Scan(&k.Sort, &k.Key, &w); err != nil {
			return nil, fmt.Errorf("list papers: %w", err)
		}
		all[k] = w
	}
	return all, rows.Err()
}

// load returns a paper, or the zero T.
func load[T any](ctx context.Context, tx *sql.Tx, on On) (body string, paper T, err error) {
	err = tx.QueryRowContext(ctx, `SELECT body FROM staff_paper WHERE sort = ? AND key = ?`, on.Sort, on.Key).Scan(&body)
	if errors.Is(err, sql.ErrNoRows) {
		return "", paper, nil
	}
	if err != nil {
		return "", paper, err
	}
	if err := json.Unmarshal([]byte(body), &paper); err != nil {
		return "", paper, unreadable(on.Sort, on.Key, err)
	}
	return body, paper, nil
}

func unreadable(sort Sort, key string, err error) error {
	return fmt.Errorf("read %s %s: %w: %w; hint: mingbai doctor; restore desk.db from a copy", sort, key, ErrUnreadable, err)
}

// Papers returns the papers of a sort, by key. What cannot be read is left
// out and told by the error, which is [ErrUnreadable] and joins one for each:
// the rest is good. With another error there are none.
func Papers[T any](ctx context.Context, b *Book, sort Sort) ([]T, error) {
	rows, err := b.db.Read.QueryContext(ctx, `SELECT key, body FROM staff_paper WHERE sort = ? ORDER BY key`, sort)
	if err != nil {
		return nil, fmt.Errorf("list papers: %w", err)
	}
	defer rows.Close()
	var all []T
	var bad error
	for rows.Next() {
		var key, body string
		if err := rows.Scan(&key, &body); err != nil {
			return nil, fmt.Errorf("list papers: %w", err)
		}
		var one T
		if err := json.Unmarshal([]byte(body), &one); err != nil {
			bad = errors.Join(bad, unreadable(sort, key, err))
			continue
		}
		all = append(all, one)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("list papers: %w", err)
	}
	return all, bad
}

// PaperOf returns one paper, and whether there is one.
func PaperOf[T any](ctx context.Context, b *Book, sort Sort, key string) (paper T, ok bool, err error) {
	var body string
	err = b.db.Read.QueryRowContext(ctx, `SELECT body FROM staff_paper WHERE sort = ? AND key = ?`, sort, key).Scan(&body)
	if errors.Is(err, sql.ErrNoRows) {
		return paper, false, nil
	}
	if err != nil {
		return paper, false, fmt.Errorf("read %s %s: %w", sort, key, err)
	}
	if err := json.Unmarshal([]byte(body), &paper); err != nil {
		return paper, false, unreadable(sort, key, err)
	}
	return paper, true, nil
}

// A Paper is a paper as it is stored.
type Paper struct {
	Sort Sort
	Key  string
	Body json.RawMessage
}

// Waiting returns the papers that people here changed and that were not yet
// handed to the outbox. What need not travel, such as a draft, is marked too.
func (b *Book) Waiting(ctx context.Context) ([]Paper, error) {
	rows, err := b.db.Read.QueryContext(ctx, `SELECT sort, key, body FROM staff_paper WHERE sent = 0 ORDER BY sort, key`)
	if err != nil {
		return nil, fmt.Errorf("list papers: %w", err)
	}
	defer rows.Close()
	var all []Paper
	for rows.Next() {
		var p Paper
		var body string
		if err := rows.Scan(&p.Sort, &p.Key, &body); err != nil {
			return nil, fmt.Errorf("list papers: %w", err)
		}
		p.Body = json.RawMessage(body)
		all = append(all, p)
	}
	return all, rows.Err()
}

// Sent marks a paper as handed to the outbox, unless it was changed since.
// Between Propose and Sent the power may go: then it is proposed again, which
// the outbox and the hub know by its id.
func (b *Book) Sent(ctx context.Context, p Paper) error {
	err := b.change(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE staff_paper SET sent = 1 WHERE sort = ? AND key = ? AND body = ?`, p.Sort, p.Key, string(p.Body))
		return err
	})
	if err != nil {
		return fmt.Errorf("mark paper: %w", err)
	}
	return nil
}
