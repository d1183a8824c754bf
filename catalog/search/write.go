package search

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"

	"mingbai/catalog"
)

// Update makes what search keeps fit a change of the records: those that are
// gone, and those that are new or have changed. It belongs in the transaction
// of the change. A changed record keeps its slot; the slot of one that is
// gone may be given away at once, since no posting lists it any more. An
// error that is [ErrDamaged] asks for [Rebuild] in the same transaction.
func Update(ctx context.Context, tx *sql.Tx, gone []catalog.ID, come []*catalog.Record) error {
	if len(gone)+len(come) == 0 {
		return nil
	}
	w, err := newWriter(ctx, tx)
	if err != nil {
		return fmt.Errorf("update postings: %w", err)
	}
	if err := w.update(gone, come); err != nil {
		return fmt.Errorf("update postings: %w", err)
	}
	return nil
}

// Rebuild makes what search keeps anew from all records, in the order of
// their listing. It belongs in a transaction.
func Rebuild(ctx context.Context, tx *sql.Tx, all iter.Seq[*catalog.Record]) error {
	for _, query := range []string{`DELETE FROM post`, `DELETE FROM sheet`, `DELETE FROM entry`} {
		if _, err := tx.ExecContext(ctx, query); err != nil {
			return fmt.Errorf("rebuild postings: %w", err)
		}
	}
	w, err := newWriter(ctx, tx)
	if err != nil {
		return fmt.Errorf("rebuild postings: %w", err)
	}
	w.empty = true
	if err := w.update(nil, slices.Collect(all)); err != nil {
		return fmt.Errorf("rebuild postings: %w", err)
	}
	if _, err := tx.ExecContext(ctx, `UPDATE tokenizer SET version = ?`, Version); err != nil {
		return fmt.Errorf("rebuild postings: %w", err)
	}
	return nil
}

// Current reports whether the postings were made by this version.
func Current(ctx context.Context, from Asker) (bool, error) {
	var version int
	if err := from.QueryRowContext(ctx, `SELECT version FROM tokenizer`).Scan(&version); err != nil {
		return false, fmt.Errorf("read tokenizer version: %w", err)
	}
	return version == Version, nil
}

// A writer collects what has to change in the postings.
type writer struct {
	ctx       context.Context
	tx        *sql.Tx
	empty     bool // there is nothing yet
	used      *posting
	next      uint32               // every slot below it is used
	add, drop map[gram]*posting    // slots
	prepared  map[string]*sql.Stmt // closed with the transaction
}

func newWriter(ctx context.Context, tx *sql.Tx) (*writer, error) {
	w := &writer{ctx: ctx, tx: tx, used: roaring.New(),
		add: map[gram]*posting{}, drop: map[gram]*posting{}, prepared: map[string]*sql.Stmt{}}
	rows, err := tx.QueryContext(ctx, `SELECT slot FROM entry ORDER BY slot`)
	if err != nil {
		return nil, fmt.Errorf("read slots: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var slot uint32
		if err := rows.Scan(&slot); err != nil {
			return nil, fmt.Errorf("read slots: %w", err)
		}
		w.used.Add(slot)
	}
	return w, rows.Err()
}

func (w *writer) update(gone []catalog.ID, come []*catalog.Record) error {
	for _, id := range gone {
		if err := w.forget(id); err != nil {
			return err
		}
	}
	for _, r := range come {
		if err := w.put(r); err != nil {
			return err
		}
	}
	if err := w.writePostings(); err != nil {
		return err
	}
	_, err := w.tx.ExecContext(w.ctx, `UPDATE tokenizer SET generation = generation + 1`)
	return err
}

// kept returns the slot and the sheet of a record; ok is false when it has
// none.
func (w *writer) kept(id catalog.ID) (slot uint32, text string, ok bool, err error) {
	if w.empty {
		return 0, "", false, nil
	}
	err = w.row(`SELECT slot, text FROM entry JOIN sheet USING (slot) WHERE id = ?`, id, &slot, &text)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, "", false, nil
	}
	if err != nil {
		return 0, "", false, fmt.Errorf("read sheet of %s: %w", id, err)
	}
	return slot, text, true, nil
}

func (w *writer) forget(id catalog.ID) error {
	slot, text, ok, err := w.kept(id)
	if err != nil || !ok {
		return err
	}
	note(w.drop, slot, parseSheet(text).grams())
	w.used.Remove(slot)
	w.next = min(w.next, slot)
	for _, query := range []string{`DELETE FROM sheet WHERE slot = ?`, `DELETE FROM entry WHERE slot = ?`} {
		if err := w.do(query, slot); err != nil {
			return fmt.Errorf("forget %s: %w", id, err)
		}
	}
	return nil
}

// put lays down a record that is new or has changed.
func (w *writer) put(r *catalog.Record) error {
	slot, old, ok, err := w.kept(r.ID)
	if err != nil {
		return err
	}
	if !ok {
		slot = w.free()
	}
	s := newSheet(r)
	if text := s.String(); !ok || text != old {
		was, is := parseSheet(old).grams(), s.grams()
		note(w.drop, slot, without(was, is))
		note(w.add, slot, without(is, was))
		if err := w.do(`INSERT OR REPLACE INTO sheet(slot, text) VALUES (?, ?)`, slot, text); err != nil {
			return fmt.Errorf("keep sheet of %s: %w", r.ID, err)
		}
	}
	names, err := json.Marshal(namesOf(r))
	if err != nil {
		return fmt.Errorf("keep names of %s: %w", r.ID, err)
	}
	err = w.do(`INSERT OR REPLACE INTO entry(slot, id, names, until) VALUES (?, ?, ?, ?)`, slot, r.ID, string(names), until(r).String())
	if err != nil {
		return fmt.Errorf("keep entry of %s: %w", r.ID, err)
	}
	return nil
}

// free takes the lowest free slot.
func (w *writer) free() uint32 {
	slot := uint32(w.used.NextAbsentValue(w.next))
	w.used.Add(slot)
	w.next = slot + 1
	return slot
}

// note adds slot to the posting of every gram.
func note(to map[gram]*posting, slot uint32, grams []gram) {
	for _, g := range grams {
		p := to[g]
		if p == nil {
			p = roaring.New()
			to[g] = p
		}
		p.Add(slot)
	}
}

// without returns the grams of all that are not in others; both are sorted.
func without(all, others []gram) []gram {
	var some []gram
	for _, g := range all {
		n, found := slices.BinarySearch(others, g)
		others = others[n:]
		if !found {
			some = append(some, g)
		}
	}
	return some
}
