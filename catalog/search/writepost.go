package search

import (
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
)

// writePostings carries out what was noted, in the order of the table.
func (w *writer) writePostings() error {
	touched := slices.AppendSeq(slices.Collect(maps.Keys(w.add)), maps.Keys(w.drop))
	for _, g := range distinct(touched) {
		p, err := w.posting(g)
		if err != nil {
			return err
		}
		if d := w.drop[g]; d != nil {
			p.AndNot(d)
		}
		if a := w.add[g]; a != nil {
			p.Or(a)
		}
		if err := w.write(g, p); err != nil {
			return fmt.Errorf("write posting %x: %w", int64(g), err)
		}
	}
	return nil
}

func (w *writer) posting(g gram) (*posting, error) {
	if w.empty {
		return roaring.New(), nil
	}
	var blob []byte
	err := w.row(`SELECT bm FROM post WHERE term = ?`, g, &blob)
	if errors.Is(err, sql.ErrNoRows) {
		return roaring.New(), nil
	}
	if err != nil {
		return nil, fmt.Errorf("read posting %x: %w", int64(g), err)
	}
	return unpackPosting(blob)
}

func (w *writer) write(g gram, p *posting) error {
	if p.IsEmpty() {
		return w.do(`DELETE FROM post WHERE term = ?`, g)
	}
	blob, err := packPosting(p)
	if err != nil {
		return err
	}
	return w.do(`INSERT OR REPLACE INTO post(term, bm) VALUES (?, ?)`, g, blob)
}

// do executes one of a few statements that are prepared once.
func (w *writer) do(query string, args ...any) error {
	s, err := w.prepare(query)
	if err != nil {
		return err
	}
	_, err = s.ExecContext(w.ctx, args...)
	return err
}

// row scans the one row of such a statement.
func (w *writer) row(query string, arg any, dest ...any) error {
	s, err := w.prepare(query)
	if err != nil {
		return err
	}
	return s.QueryRowContext(w.ctx, arg).Scan(dest...)
}

func (w *writer) prepare(query string) (*sql.Stmt, error) {
	if s := w.prepared[query]; s != nil {
		return s, nil
	}
	s, err := w.tx.PrepareContext(w.ctx, query)
	if err != nil {
		return nil, err
	}
	w.prepared[query] = s
	return s, nil
}
