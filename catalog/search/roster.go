package search

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"mingbai/catalog"
)

// readEntries reads all entries of one state, by slot: no text of a record
// but its names.
func readEntries(ctx context.Context, tx *sql.Tx) (Entries, error) {
	var e Entries
	var err error
	if e.Generation, err = generation(ctx, tx); err != nil {
		return Entries{}, err
	}
	e.List, err = scanEntries(tx.QueryContext(ctx, `
		SELECT slot, id, names, until, title, office, col, day FROM entry JOIN head USING (id) ORDER BY slot`))
	if err != nil {
		return Entries{}, fmt.Errorf("read entries: %w", err)
	}
	return e, nil
}

func generation(ctx context.Context, from Asker) (int64, error) {
	var n int64
	if err := from.QueryRowContext(ctx, `SELECT generation FROM tokenizer`).Scan(&n); err != nil {
		return 0, fmt.Errorf("read generation: %w", err)
	}
	return n, nil
}

// someEntries reads the entries of some slots, by slot.
func someEntries(ctx context.Context, tx *sql.Tx, slots []uint32) (map[uint32]*Entry, error) {
	some := map[uint32]*Entry{}
	if len(slots) == 0 {
		return some, nil
	}
	wanted, err := json.Marshal(slots)
	if err != nil {
		return nil, err
	}
	list, err := scanEntries(tx.QueryContext(ctx, `
		SELECT slot, id, names, until, title, office, col, day FROM entry JOIN head USING (id)
		WHERE slot IN (SELECT value FROM json_each(?))`, string(wanted)))
	if err != nil {
		return nil, fmt.Errorf("read some entries: %w", err)
	}
	for i := range list {
		some[list[i].Slot] = &list[i]
	}
	return some, nil
}

// scanEntries reads and closes rows.
func scanEntries(rows *sql.Rows, err error) ([]Entry, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Entry
	for rows.Next() {
		var e Entry
		var names, title sql.RawBytes
		var last, day string
		if err := rows.Scan(&e.Slot, &e.ID, &names, &last, &title, &e.Office, &e.Column, &day); err != nil {
			return nil, err
		}
		if err := e.read(names, title, last, day); err != nil {
			return nil, fmt.Errorf("entry of %s: %w", e.ID, err)
		}
		all = append(all, e)
	}
	return all, rows.Err()
}

func (e *Entry) read(names, title []byte, last, day string) error {
	err := json.Unmarshal(names, &e.Names)
	if err == nil {
		err = json.Unmarshal(title, &e.Title)
	}
	if err == nil {
		e.Until, err = catalog.ParseDate(last)
	}
	if err == nil {
		e.Day, err = catalog.ParseDate(day)
	}
	return err
}

// readKinds reads the slots of each kind.
func readKinds(ctx context.Context, tx *sql.Tx) (map[catalog.Kind]*posting, error) {
	rows, err := tx.QueryContext(ctx, `SELECT slot, id FROM entry ORDER BY slot`)
	if err != nil {
		return nil, fmt.Errorf("read kinds: %w", err)
	}
	defer rows.Close()
	var list []Entry
	for rows.Next() {
		var e Entry
		if err := rows.Scan(&e.Slot, &e.ID); err != nil {
			return nil, fmt.Errorf("read kinds: %w", err)
		}
		list = append(list, e)
	}
	return kindsOf(list), rows.Err()
}

// readSheets reads the sheets of some slots.
func readSheets(ctx context.Context, tx *sql.Tx, slots []uint32) (map[uint32]sheet, error) {
	some := map[uint32]sheet{}
	if len(slots) == 0 {
		return some, nil
	}
	wanted, err := json.Marshal(slots)
	if err != nil {
		return nil, err
	}
	rows, err := tx.QueryContext(ctx, `SELECT slot, text FROM sheet WHERE slot IN (SELECT value FROM json_each(?))`, string(wanted))
	if err != nil {
		return nil, fmt.Errorf("read sheets: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var slot uint32
		var text string
		if err := rows.Scan(&slot, &text); err != nil {
			return nil, fmt.Errorf("read sheets: %w", err)
		}
		some[slot] = parseSheet(text)
	}
	return some, rows.Err()
}
