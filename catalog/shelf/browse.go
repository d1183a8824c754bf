package shelf

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"mingbai/catalog"
)

// Browse returns the heads that q chooses, in the order of listing of
// [catalog.Collection.Browse]. A topic lists its members, whatever office and
// column q asks for. The caller owns the heads.
func (s *Shelf) Browse(ctx context.Context, q catalog.Query) ([]catalog.Head, error) {
	first, last := kinds(q.Kind)
	var some []catalog.Head
	var err error
	switch {
	case q.Topic != "":
		some, err = s.topic(ctx, q)
	case q.Office != "":
		some, err = heads(s.db.Read.QueryContext(ctx, `
			SELECT id, title, office, col, day FROM head
			WHERE office = ?1 AND kind BETWEEN ?2 AND ?3 AND (?4 = '' OR col = ?4)
			ORDER BY kind, place`, q.Office, first, last, q.Column))
	default:
		some, err = heads(s.db.Read.QueryContext(ctx, `
			SELECT id, title, office, col, day FROM head
			WHERE kind BETWEEN ?1 AND ?2 AND (?3 = '' OR col = ?3)
			ORDER BY kind, place`, first, last, q.Column))
	}
	if err != nil {
		return nil, fmt.Errorf("browse: %w", err)
	}
	return some, nil
}

// kinds returns the first and last kind to list; kinds are letters, before "{".
func kinds(k catalog.Kind) (first, last catalog.Kind) {
	if k == "" {
		return "", "{"
	}
	return k, k
}

// topic lists a topic's own members first, then the guides that name it.
func (s *Shelf) topic(ctx context.Context, q catalog.Query) ([]catalog.Head, error) {
	first, last := kinds(q.Kind)
	var own, naming []catalog.Head
	err := s.snapshot(ctx, func(tx *sql.Tx) error {
		members, err := members(ctx, tx, q.Topic)
		if err != nil {
			return err
		}
		own, err = heads(tx.QueryContext(ctx, `
			SELECT head.id, title, office, col, day FROM json_each(?1) AS member JOIN head ON head.id = member.value
			WHERE kind BETWEEN ?2 AND ?3
			ORDER BY member.key`, members, first, last))
		if err != nil {
			return err
		}
		naming, err = heads(tx.QueryContext(ctx, `
			SELECT id, title, office, col, day FROM naming JOIN head USING (id)
			WHERE topic = ?1 AND kind BETWEEN ?2 AND ?3
			ORDER BY kind, place`, q.Topic, first, last))
		return err
	})
	return once(append(own, naming...)), err
}

// members returns the members a topic names, as a JSON list.
func members(ctx context.Context, tx *sql.Tx, topic catalog.ID) (string, error) {
	t, err := find(topic, tx.QueryRowContext(ctx, `SELECT line FROM record WHERE id = ?`, topic))
	if errors.Is(err, catalog.ErrNoRecord) {
		return "[]", nil // guides may name it all the same
	}
	if err != nil {
		return "", err
	}
	all := []catalog.ID{}
	for _, id := range t.Refs() {
		if id != t.Office {
			all = append(all, id)
		}
	}
	b, err := json.Marshal(all)
	return string(b), err
}

// once leaves the first of each record.
func once(all []catalog.Head) []catalog.Head {
	var some []catalog.Head
	seen := map[catalog.ID]bool{}
	for _, h := range all {
		if !seen[h.ID] {
			seen[h.ID] = true
			some = append(some, h)
		}
	}
	return some
}

// heads reads and closes rows of id, title, office, col and day.
func heads(rows *sql.Rows, err error) ([]catalog.Head, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []catalog.Head
	for rows.Next() {
		var h catalog.Head
		var title sql.RawBytes
		var day string
		if err := rows.Scan(&h.ID, &title, &h.Office, &h.Column, &day); err != nil {
			return nil, err
		}
		if err := json.Unmarshal(title, &h.Title); err != nil {
			return nil, fmt.Errorf("head of %s: %w", h.ID, err)
		}
		if h.Day, err = catalog.ParseDate(day); err != nil {
			return nil, fmt.Errorf("head of %s: %w", h.ID, err)
		}
		all = append(all, h)
	}
	return all, rows.Err()
}

// Counts returns how many records there are of each kind; a kind without
// records is not in it.
func (s *Shelf) Counts(ctx context.Context) (map[catalog.Kind]int, error) {
	rows, err := s.db.Read.QueryContext(ctx, `SELECT kind, count(*) FROM head GROUP BY kind`)
	if err != nil {
		return nil, fmt.Errorf("count records: %w", err)
	}
	defer rows.Close()
	counts := map[catalog.Kind]int{}
	for rows.Next() {
		var kind catalog.Kind
		var n int
		if err := rows.Scan(&kind, &n); err != nil {
			return nil, fmt.Errorf("count records: %w", err)
		}
		counts[kind] = n
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("count records: %w", err)
	}
	return counts, nil
}
