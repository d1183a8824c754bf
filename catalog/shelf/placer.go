package shelf

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"sort"

	"mingbai/catalog"
)

// A placed is a record and its place among those of its kind.
type placed struct {
	id    catalog.ID
	place int
}

// A placer finds the places of single records. It reads the records that a
// binary search meets, and no others.
type placer struct {
	ctx   context.Context
	tx    *sql.Tx
	kinds map[catalog.Kind][]placed // in the order of listing
}

// list returns the records of a kind.
func (p *placer) list(k catalog.Kind) ([]placed, error) {
	if list, ok := p.kinds[k]; ok {
		return list, nil
	}
	rows, err := p.tx.QueryContext(p.ctx, `SELECT id, place FROM head WHERE kind = ? ORDER BY place`, k)
	if err != nil {
		return nil, fmt.Errorf("read places of %s: %w", k, err)
	}
	defer rows.Close()
	list := []placed{}
	for rows.Next() {
		var one placed
		if err := rows.Scan(&one.id, &one.place); err != nil {
			return nil, fmt.Errorf("read places of %s: %w", k, err)
		}
		list = append(list, one)
	}
	p.kinds[k] = list
	return list, rows.Err()
}

// remove forgets a record. The others keep their places: only their order
// counts.
func (p *placer) remove(id catalog.ID) error {
	list, err := p.list(id.Kind())
	if err != nil {
		return err
	}
	p.kinds[id.Kind()] = slices.DeleteFunc(list, func(x placed) bool { return x.id == id })
	return nil
}

// place returns the place of r, which may be there already, and moves others
// where it needs one.
func (p *placer) place(r *catalog.Record) (int, error) {
	if err := p.remove(r.ID); err != nil {
		return 0, err
	}
	kind := r.ID.Kind()
	list := p.kinds[kind]
	i, err := p.search(list, r)
	if err != nil {
		return 0, err
	}
	var at int
	switch {
	case len(list) == 0:
	case i == len(list):
		at = list[i-1].place + 1
	case i == 0:
		at = list[0].place - 1
	case list[i-1].place+1 < list[i].place:
		at = list[i-1].place + 1
	default:
		at = list[i].place
		if err := p.shift(list[i:], kind); err != nil {
			return 0, err
		}
	}
	p.kinds[kind] = slices.Insert(list, i, placed{r.ID, at})
	return at, nil
}

// shift moves the last records of a kind by one.
func (p *placer) shift(last []placed, kind catalog.Kind) error {
	_, err := p.tx.ExecContext(p.ctx, `UPDATE head SET place = place + 1 WHERE kind = ? AND place >= ?`, kind, last[0].place)
	if err != nil {
		return fmt.Errorf("move places of %s: %w", kind, err)
	}
	for i := range last {
		last[i].place++
	}
	return nil
}

// search returns the index of the first record that comes after r.
func (p *placer) search(list []placed, r *catalog.Record) (int, error) {
	var failed error
	i := sort.Search(len(list), func(i int) bool {
		if failed != nil {
			return true
		}
		other, err := find(list[i].id, p.tx.QueryRowContext(p.ctx, `SELECT line FROM record WHERE id = ?`, list[i].id))
		if err != nil {
			failed = fmt.Errorf("place %s: %w", r.ID, err)
			return true
		}
		return catalog.NewCollection([]*catalog.Record{other, r}).All()[0].ID == r.ID
	})
	return i, failed
}
