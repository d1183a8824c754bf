package staff

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"mingbai/catalog"
)

// A Tampering says where the record of changes and the file are not as they
// were written. It is [ErrTampered].
type Tampering struct {
	Serial int64  // the first entry that is wrong; 0 is the file beside it
	What   string // what is wrong with it
}

// Error says what, where and what to do.
func (t *Tampering) Error() string {
	where := "file"
	if t.Serial > 0 {
		where = fmt.Sprintf("entry %d", t.Serial)
	}
	return fmt.Sprintf("%v: %s: %s; hint: keep a copy of desk.db, export the record of changes, and compare it with an older export", ErrTampered, where, t.What)
}

// Unwrap makes it ErrTampered.
func (t *Tampering) Unwrap() error { return ErrTampered }

// Verify reads the whole record of changes and finds an entry that was
// changed, removed, inserted or swapped, an end that was cut off, a paper or a
// person that was changed without an entry, and an entry without its change.
// known are heads that were kept elsewhere: they show a chain that was
// written anew. The error is a [*Tampering], ctx, or of the file.
func (b *Book) Verify(ctx context.Context, known ...Head) error {
	tx, err := b.db.Read.BeginTx(ctx, nil) // one state of the file
	if err != nil {
		return fmt.Errorf("verify record of changes: %w", err)
	}
	defer tx.Rollback()
	c := newChain(known)
	if err := c.readLog(ctx, tx); err != nil {
		return fmt.Errorf("verify record of changes: %w", err)
	}
	if err := c.compare(ctx, tx); err != nil {
		return fmt.Errorf("verify record of changes: %w", err)
	}
	return nil
}

// A chain checks entries one after the other, and remembers what they leave.
type chain struct {
	head   Head
	known  map[int64]string
	papers map[[2]string]string // the last After of a sort and key
	people map[string]string    // of a badge
}

func newChain(known []Head) *chain {
	c := &chain{known: map[int64]string{}, papers: map[[2]string]string{}, people: map[string]string{}}
	for _, h := range known {
		c.known[h.Entries] = h.Hash
	}
	return c
}

func (c *chain) readLog(ctx context.Context, tx *sql.Tx) error {
	rows, err := tx.QueryContext(ctx, `SELECT serial, record, entry, hash FROM staff_log ORDER BY serial`)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var serial int64
		var record, line, hash string
		if err := rows.Scan(&serial, &record, &line, &hash); err != nil {
			return err
		}
		if serial != c.head.Entries+1 {
			return &Tampering{c.head.Entries + 1, fmt.Sprintf("it is missing: entry %d follows", serial)}
		}
		if err := c.next(catalog.ID(record), line, hash); err != nil {
			return err
		}
	}
	return rows.Err()
}

// next checks one entry against the one before.
func (c *chain) next(record catalog.ID, line, hash string) error {
	serial := c.head.Entries + 1
	if hashOf(line) != hash {
		return &Tampering{serial, "its hash is not that of its words"}
	}
	var e Entry
	if err := json.Unmarshal([]byte(line), &e); err != nil {
		return &Tampering{serial, "it is no entry"}
	}
	switch {
	case e.Serial != serial:
		return &Tampering{serial, fmt.Sprintf("it was entry %d", e.Serial)}
	case e.Prev != c.head.Hash:
		return &Tampering{serial, "it does not follow the one before"}
	case e.Record != record:
		return &Tampering{serial, "it is filed under another record"}
	}
	c.head = Head{serial, hash}
	if want, ok := c.known[serial]; ok && want != hash {
		return &Tampering{serial, "it is not the one that was known: the chain was written anew"}
	}
	return c.leave(e)
}

// leave remembers what an entry leaves, and checks what it found.
func (c *chain) leave(e Entry) error {
	switch e.Sort {
	case Amendment, Hidden, Local, Peer:
		if e.Act == draftBegun || e.Act == draftGone {
			return nil
		}
		at := [2]string{string(e.Sort), e.Key}
		if c.papers[at] != string(e.Before) {
			return &Tampering{e.Serial, fmt.Sprintf("%s %s was not so before it", e.Sort, e.Key)}
		}
		c.papers[at] = string(e.After)
	case personSort:
		if c.people[e.Key] != string(e.Before) {
			return &Tampering{e.Serial, fmt.Sprintf("person %s was not so before it", e.Key)}
		}
		if c.people[e.Key] = string(e.After); len(e.After) == 0 {
			delete(c.people, e.Key)
		}
	}
	return nil
}

// compare compares what the entries leave with what the file has.
func (c *chain) compare(ctx context.Context, tx *sql.Tx) error {
	var h Head
	if err := tx.QueryRowContext(ctx, `SELECT entries, hash FROM staff_head`).Scan(&h.Entries, &h.Hash); err != nil {
		return err
	}
	if h != c.head {
		return &Tampering{c.head.Entries + 1, fmt.Sprintf("the end is cut off or added to: %d entries are known", h.Entries)}
	}
	for n := range c.known {
		if n > c.head.Entries {
			return &Tampering{c.head.Entries + 1, fmt.Sprintf("the end is cut off: %d entries were known", n)}
		}
	}
	if err := c.comparePapers(ctx, tx); err != nil {
		return err
	}
	return c.comparePeople(ctx, tx)
}

func (c *chain) comparePapers(ctx context.Context, tx *sql.Tx) error {
	rows, err := tx.QueryContext(ctx, `SELECT sort, key, body FROM staff_paper`)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var at [2]string
		var body string
		if err := rows.Scan(&at[0], &at[1], &body); err != nil {
			return err
		}
		if want, ok := c.papers[at]; !ok || want != body {
			return &Tampering{0, fmt.Sprintf("%s %s was changed without an entry", at[0], at[1])}
		}
		delete(c.papers, at)
	}
	for at := range c.papers {
		return &Tampering{0, fmt.Sprintf("%s %s was removed without an entry", at[0], at[1])}
	}
	return rows.Err()
}

func (c *chain) comparePeople(ctx context.Context, tx *sql.Tx) error {
	rows, err := tx.QueryContext(ctx, `SELECT badge, name, role, pin FROM staff WHERE removed = 0`)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var p Person
		var phc string
		if err := rows.Scan(&p.Badge, &p.Name, &p.Role, &phc); err != nil {
			return err
		}
		want, err := catalog.Canonical(p.json(phc))
		if err != nil {
			return err
		}
		if c.people[p.Badge] != string(want) {
			return &Tampering{0, fmt.Sprintf("person %s was changed without an entry", p.Badge)}
		}
		delete(c.people, p.Badge)
	}
	for badge := range c.people {
		return &Tampering{0, fmt.Sprintf("person %s was removed without an entry", badge)}
	}
	return rows.Err()
}
