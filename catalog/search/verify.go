package search

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"

	"mingbai/catalog"
)

// Verify compares all that search keeps with the records it was made from;
// from has to stay at one state. The error for the first difference is
// [ErrDamaged]: rebuild then. It reads everything, and takes about as long as
// [Rebuild].
func Verify(ctx context.Context, from Asker, all iter.Seq[*catalog.Record]) error {
	want := map[gram]*posting{}
	n := 0
	for r := range all {
		slot, err := verifyEntry(ctx, from, r)
		if err != nil {
			return fmt.Errorf("verify %s: %w", r.ID, err)
		}
		note(want, slot, newSheet(r).grams())
		n++
	}
	var entries, sheets int
	err := from.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM entry), (SELECT count(*) FROM sheet)`).Scan(&entries, &sheets)
	if err == nil && (entries != n || sheets != n) {
		err = fmt.Errorf("%w: %d entries and %d sheets for %d records", ErrDamaged, entries, sheets, n)
	}
	if err == nil {
		err = verifyPostings(ctx, from, want)
	}
	if err != nil {
		return fmt.Errorf("verify postings: %w", err)
	}
	return nil
}

func verifyEntry(ctx context.Context, from Asker, r *catalog.Record) (slot uint32, err error) {
	var names, last, text string
	err = from.QueryRowContext(ctx, `SELECT slot, names, until, text FROM entry JOIN sheet USING (slot) WHERE id = ?`, r.ID).
		Scan(&slot, &names, &last, &text)
	if err != nil {
		return 0, err
	}
	wantNames, err := json.Marshal(namesOf(r))
	if err != nil {
		return 0, err
	}
	if text != newSheet(r).String() || names != string(wantNames) || last != until(r).String() {
		return 0, fmt.Errorf("%w: they are of another text", ErrDamaged)
	}
	return slot, nil
}

func verifyPostings(ctx context.Context, from Asker, want map[gram]*posting) error {
	rows, err := from.QueryContext(ctx, `SELECT term, bm FROM post`)
	if err != nil {
		return err
	}
	defer rows.Close()
	n := 0
	for ; rows.Next(); n++ {
		var g gram
		var blob []byte
		if err := rows.Scan(&g, &blob); err != nil {
			return err
		}
		p, err := unpackPosting(blob)
		if err != nil {
			return fmt.Errorf("posting %x: %w", int64(g), err)
		}
		if want[g] == nil || !want[g].Equals(p) {
			return fmt.Errorf("%w: posting %x lists other records", ErrDamaged, int64(g))
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	if n != len(want) {
		return fmt.Errorf("%w: %d postings, want %d", ErrDamaged, n, len(want))
	}
	return nil
}
