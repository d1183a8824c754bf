package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
)

// readers is the size of the reader pool: a page asks for few things at once.
const readers = 4

// A DB is an open file. It is safe for use by several goroutines, and by
// several processes on the same file. The only way to make one is [Open].
type DB struct {
	// Write is one connection; its transactions begin immediately. Two
	// transactions wait for each other, so inside [DB.Tx] use only the
	// transaction.
	Write *sql.DB
	// Read is a pool of connections that cannot write. A query sees one
	// committed state, also while the writer is busy.
	Read *sql.DB
}

// Open opens the file at path, makes it when it is missing (mode 0640), and
// applies the migrations it lacks. Its directory must exist. A file of
// another program is [ErrForeign], one of a newer version [ErrNewer]; neither
// is changed. [Damaged] tells of a file that has to be replaced. The caller
// owns the DB and closes it.
func Open(ctx context.Context, path string, s Schema) (*DB, error) {
	d, err := open(ctx, path, s)
	if err != nil {
		return nil, fmt.Errorf("open database %s: %w", path, err)
	}
	return d, nil
}

func open(ctx context.Context, path string, s Schema) (*DB, error) {
	steps, err := s.steps()
	if err != nil {
		return nil, err
	}
	path, err = filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	if err := create(path); err != nil {
		return nil, err
	}
	d, err := connect(path)
	if err != nil {
		return nil, err
	}
	if err := d.prepare(ctx, s.ApplicationID, steps); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	return d, nil
}

// connect makes the two pools; neither touches the file yet.
func connect(path string) (*DB, error) {
	write, err := sql.Open("sqlite3", writeAddress(path))
	if err != nil {
		return nil, err
	}
	read, err := sql.Open("sqlite3", readAddress(path))
	if err != nil {
		return nil, errors.Join(err, write.Close())
	}
	write.SetMaxOpenConns(1)
	read.SetMaxOpenConns(readers)
	read.SetMaxIdleConns(readers)
	return &DB{Write: write, Read: read}, nil
}

// prepare checks whose file it is by a connection that cannot write; only
// then does the writer open it, which turns the write-ahead log on.
func (d *DB) prepare(ctx context.Context, id int32, steps []string) error {
	version, err := d.check(ctx, id, len(steps))
	if err != nil {
		return err
	}
	for version < len(steps) {
		if version, err = d.migrate(ctx, id, steps); err != nil {
			return err
		}
	}
	return d.Write.PingContext(ctx)
}

// Close closes both pools, the writer last: it folds the write-ahead log
// into the file.
func (d *DB) Close() error {
	if err := errors.Join(d.Read.Close(), d.Write.Close()); err != nil {
		return fmt.Errorf("close database: %w", err)
	}
	return nil
}

// Tx runs do in one transaction: all of it is kept, synchronised to the disk
// when Tx returns nil, or none of it. It rolls back when do returns an error
// or panics and when ctx ends. The transaction is gone after do returns.
func (d *DB) Tx(ctx context.Context, do func(*sql.Tx) error) error {
	tx, err := d.Write.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin transaction: %w", err)
	}
	defer tx.Rollback() // after a commit it does nothing
	if err := do(tx); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("commit transaction: %w", err)
	}
	return nil
}
