package hub

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"

	"mingbai/catalog/db"
)

// applicationID marks a hub.db: "MBH1".
const applicationID = 0x4D424831

//go:embed schema/sqlite/*.sql
var schemaSQLite embed.FS

// sqlite is the dialect of SQLite.
type sqlite struct{ db *db.DB }

// OpenSQLite opens the store in a file, makes it when it is missing, and
// brings it to the newest version. Its folder must exist. The errors are
// those of [db.Open].
func OpenSQLite(ctx context.Context, path string) (Store, error) {
	steps, err := fs.Sub(schemaSQLite, "schema/sqlite")
	if err != nil {
		return nil, fmt.Errorf("open hub: %w", err)
	}
	d, err := db.Open(ctx, path, db.Schema{ApplicationID: applicationID, Migrations: steps})
	if err != nil {
		return nil, fmt.Errorf("open hub: %w", err)
	}
	return tables{d.Read, sqlite{d}}, nil
}

func (s sqlite) Close() error { return s.db.Close() }

func (s sqlite) change(ctx context.Context, do func(*sql.Tx) error) error { return s.db.Tx(ctx, do) }

func (s sqlite) entries(ctx context.Context, tx *sql.Tx, a Arrival) error {
	insert, err := tx.PrepareContext(ctx, `
		INSERT INTO entry(kiosk, id, kind, hall, day, body) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT(kiosk, id) DO NOTHING`)
	if err != nil {
		return err
	}
	defer insert.Close()
	for _, e := range a.Entries {
		if _, err := insert.ExecContext(ctx, a.Kiosk, e.ID, string(e.Kind), a.Hall, e.Day.String(), string(e.Body)); err != nil {
			return err
		}
	}
	return nil
}

func (s sqlite) amendments(ctx context.Context, tx *sql.Tx, a Arrival, first int64) error {
	for n, i := range a.Amendments {
		_, err := tx.ExecContext(ctx, `
			INSERT INTO amendment(hall, sequence, kiosk, id, body) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT(kiosk, id) DO NOTHING`, a.Hall, first+int64(n), a.Kiosk, i.ID, string(i.Body))
		if err != nil {
			return err
		}
	}
	return nil
}
