package shelf

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"mingbai/catalog"
	"mingbai/catalog/edition"
	"mingbai/catalog/search"
)

// mostPatch is the largest delta, in unpacked bytes, that is laid over the
// rows one by one. A larger one is cheaper with all records in memory.
const mostPatch = 512 << 10

// patches reports whether a move from now is one small delta.
func (m Move) patches(now applied) bool {
	return now.Signed && len(m.Way.steps) == 1 && !m.Way.steps[0].Keyframe() && m.Way.steps[0].Raw <= mostPatch
}

// A patch lays a delta over the rows, without reading the others: nearly
// every edition changes a few records of thousands, on a slow machine.
type patch struct {
	ctx    context.Context
	tx     *sql.Tx
	at     int64
	order  placer
	change Change
	gone   []catalog.ID
	come   []*catalog.Record
	day    catalog.Date // the last on which one of them was checked
}

// patch changes the rows and what search keeps of them.
func (m Move) patch(ctx context.Context, tx *sql.Tx, at int64) (*patch, error) {
	p := &patch{ctx: ctx, tx: tx, at: at, order: placer{ctx: ctx, tx: tx, kinds: map[catalog.Kind][]placed{}}}
	var last catalog.ID
	for line, err := range m.unpack(m.Way.steps[0]) {
		if err != nil {
			return nil, err
		}
		e, id, err := readChange(line)
		if err == nil && id <= last {
			err = fmt.Errorf("%s comes after %s", id, last)
		}
		if err != nil {
			return nil, fmt.Errorf("%w: delta: %w", ErrBroken, err)
		}
		last = id
		if err := p.lay(id, e); err != nil {
			return nil, err
		}
	}
	return p, p.finish()
}

// readChange reads one line of a delta; the entry of a tombstone is nil.
func readChange(line []byte) (*entry, catalog.ID, error) {
	if len(line) > catalog.MaxLine {
		return nil, "", errLong
	}
	if bytes.HasPrefix(line, []byte(`{"-":`)) {
		var t struct {
			//lint:ignore SA5008 this is how encoding/json writes the name "-"
			Gone catalog.ID `json:"-,"`
		}
		err := json.Unmarshal(line, &t)
		if err == nil {
			err = t.Gone.Check()
		}
		if err == nil && !bytes.Equal(line, edition.Tombstone(t.Gone)) {
			err = fmt.Errorf("%s: a tombstone with more than an id", t.Gone)
		}
		return nil, t.Gone, err
	}
	r, err := catalog.ReadRecord(line)
	if err != nil {
		return nil, "", err
	}
	return &entry{record: r, line: bytes.Clone(line)}, r.ID, nil
}

// lay lays one record down, or takes it off for none.
func (p *patch) lay(id catalog.ID, e *entry) error {
	down, err := p.layApart(id, e)
	if err != nil || down {
		return err
	}
	var is []byte
	err = p.tx.QueryRowContext(p.ctx, `SELECT line FROM record WHERE id = ?`, id).Scan(&is)
	there := err == nil
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("look up %s: %w", id, err)
	}
	switch {
	case e == nil && !there, e != nil && there && bytes.Equal(is, e.line):
		return nil // a delta may be laid down twice
	case e == nil:
		p.change.Withdrawn++
		p.gone = append(p.gone, id)
		return errors.Join(p.order.remove(id), retire(p.ctx, p.tx, id, p.at))
	case there:
		p.change.Changed++
	default:
		p.change.Added++
	}
	if on := e.record.Checked.On; p.day.Before(on) {
		p.day = on
	}
	p.come = append(p.come, e.record)
	return p.put(e, there)
}

func (p *patch) put(e *entry, there bool) error {
	var err error
	if e.place, err = p.order.place(e.record); err != nil {
		return err
	}
	if there {
		if err := retire(p.ctx, p.tx, e.record.ID, p.at); err != nil {
			return err
		}
	}
	return put(p.ctx, p.tx, e, p.at)
}

// layApart keeps the line of a record that is taken down, and reports whether
// it is.
func (p *patch) layApart(id catalog.ID, e *entry) (bool, error) {
	var line []byte // NULL
	if e != nil {
		line = e.line
	}
	done, err := p.tx.ExecContext(p.ctx, `UPDATE withdrawn SET line = ? WHERE id = ?`, line, id)
	if err != nil {
		return false, fmt.Errorf("keep %s apart: %w", id, err)
	}
	n, err := done.RowsAffected()
	return n > 0, err
}

// finish makes search fit, and counts what stayed.
func (p *patch) finish() error {
	err := p.tx.QueryRowContext(p.ctx, `SELECT count(*) FROM record`).Scan(&p.change.Unchanged)
	if err != nil {
		return fmt.Errorf("count records: %w", err)
	}
	p.change.Unchanged -= p.change.Added + p.change.Changed
	err = search.Update(p.ctx, p.tx, p.gone, p.come)
	if !errors.Is(err, search.ErrDamaged) {
		return err
	}
	all, err := onShelf(p.ctx, p.tx)
	if err != nil {
		return err
	}
	return search.Rebuild(p.ctx, p.tx, all.records())
}
