package shelf

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"mingbai/catalog/db"
)

// applicationID marks a catalog.db: "MBC1".
const applicationID = 0x4D424331

//go:embed schema/*.sql
var schema embed.FS

// A Shelf is the catalog on this disk. It is safe for use by several
// goroutines; each call answers from one whole edition. The only way to make
// one is [Open].
type Shelf struct {
	db    *db.DB
	blobs string // the folder of pictures and forms
}

// Open opens the shelf at path, an empty one when there is no file; its
// folder must exist. The errors are those of [db.Open]: db.ErrForeign,
// db.ErrNewer, and db.Damaged tells of a file that has to be replaced. The
// caller owns the shelf and closes it.
func Open(ctx context.Context, path string) (*Shelf, error) {
	steps, err := fs.Sub(schema, "schema")
	if err != nil {
		return nil, fmt.Errorf("open shelf: %w", err)
	}
	d, err := db.Open(ctx, path, db.Schema{ApplicationID: applicationID, Migrations: steps})
	if err != nil {
		return nil, fmt.Errorf("open shelf: %w", err)
	}
	s := &Shelf{db: d, blobs: filepath.Join(filepath.Dir(path), blobs)}
	for _, renew := range []func(context.Context) error{s.relist, s.reindex} {
		if err := renew(ctx); err != nil {
			return nil, errors.Join(fmt.Errorf("open shelf %s: %w", path, err), d.Close())
		}
	}
	return s, nil
}

// Close closes the file. Calls under way fail.
func (s *Shelf) Close() error { return s.db.Close() }

// change lets do change the file, wholly or not at all. When ctx ends at the
// end of do, [db.DB.Tx] may tell only that the transaction is gone.
func (s *Shelf) change(ctx context.Context, do func(*sql.Tx) error) error {
	err := s.db.Tx(ctx, do)
	if errors.Is(err, sql.ErrTxDone) && ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

// snapshot lets do make several queries of one committed state.
func (s *Shelf) snapshot(ctx context.Context, do func(*sql.Tx) error) error {
	tx, err := s.db.Read.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin reading: %w", err)
	}
	defer tx.Rollback() // there is nothing to commit
	return do(tx)
}
