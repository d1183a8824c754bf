package hub

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"

	"mingbai/catalog/db"
)

//go:embed schema/postgres/*.sql
var schemaPostgres embed.FS

// connections is the size of the pool: a small server has 100 in all.
const connections = 16

// postgres is the dialect of PostgreSQL.
type postgres struct{ db *sql.DB }

// OpenPostgres opens the store in a database of a PostgreSQL server, 13 or
// newer, makes its tables when they are missing, and brings them to the
// newest version. The database must be in UTF-8. dsn is a URL or key=value
// pairs as libpq takes them; keep the password in ~/.pgpass or PGPASSWORD,
// where no list of processes shows it. Tables made by a newer program are
// db.ErrNewer.
func OpenPostgres(ctx context.Context, dsn string) (Store, error) {
	config, err := pgx.ParseConfig(dsn)
	if err != nil {
		return nil, fmt.Errorf("open hub: %w", err) // it leaves the password out
	}
	d := stdlib.OpenDB(*config)
	d.SetMaxOpenConns(connections)
	d.SetMaxIdleConns(connections)
	if err := preparePostgres(ctx, d); err != nil {
		return nil, errors.Join(fmt.Errorf("open hub in PostgreSQL: %w", err), d.Close())
	}
	return tables{d, postgres{d}}, nil
}

func preparePostgres(ctx context.Context, d *sql.DB) error {
	var encoding string
	if err := d.QueryRowContext(ctx, `SHOW server_encoding`).Scan(&encoding); err != nil {
		return err
	}
	if encoding != "UTF8" {
		return fmt.Errorf("the database is in %s; hint: createdb -E UTF8 -T template0 mingbai", encoding)
	}
	files, err := fs.ReadDir(schemaPostgres, "schema/postgres")
	if err != nil {
		return err
	}
	return transact(ctx, d, func(tx *sql.Tx) error { return migratePostgres(ctx, tx, files) })
}

// migratePostgres applies the migrations that are missing. Several hubs may
// start at once: they wait for each other.
func migratePostgres(ctx context.Context, tx *sql.Tx, files []fs.DirEntry) error {
	if _, err := tx.ExecContext(ctx, `SELECT pg_advisory_xact_lock($1)`, applicationID); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `CREATE TABLE IF NOT EXISTS mingbai_hub(version BIGINT NOT NULL)`)
	if err != nil {
		return err
	}
	var version int
	if err := tx.QueryRowContext(ctx, `SELECT coalesce(max(version), 0) FROM mingbai_hub`).Scan(&version); err != nil {
		return err
	}
	if version > len(files) {
		return fmt.Errorf("%w: version %d, this program knows %d; hint: install the newer program again", db.ErrNewer, version, len(files))
	}
	for ; version < len(files); version++ {
		step, err := fs.ReadFile(schemaPostgres, "schema/postgres/"+files[version].Name())
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, string(step)); err != nil {
			return fmt.Errorf("migrate to version %d: %w", version+1, err)
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO mingbai_hub(version) VALUES ($1)`, version+1); err != nil {
			return err
		}
	}
	return nil
}

func (p postgres) Close() error {
	if err := p.db.Close(); err != nil {
		return fmt.Errorf("close hub: %w", err)
	}
	return nil
}

func (p postgres) change(ctx context.Context, do func(*sql.Tx) error) error {
	return transact(ctx, p.db, do)
}

func (p postgres) entries(ctx context.Context, tx *sql.Tx, a Arrival) error {
	var ids, kinds, days, bodies []string
	for _, e := range a.Entries {
		ids = append(ids, e.ID)
		kinds = append(kinds, string(e.Kind))
		days = append(days, e.Day.String())
		bodies = append(bodies, string(e.Body))
	}
	_, err := tx.ExecContext(ctx, `
		INSERT INTO entry(kiosk, id, kind, hall, day, body)
		SELECT $1, u.id, u.kind, $2, u.day, u.body
		FROM unnest($3::text[], $4::text[], $5::text[], $6::text[]) AS u(id, kind, day, body)
		ON CONFLICT (kiosk, id) DO NOTHING`, a.Kiosk, a.Hall, ids, kinds, days, bodies)
	return err
}

func (p postgres) amendments(ctx context.Context, tx *sql.Tx, a Arrival, first int64) error {
	var ids, bodies []string
	for _, i := range a.Amendments {
		ids = append(ids, i.ID)
		bodies = append(bodies, string(i.Body))
	}
	_, err := tx.ExecContext(ctx, `
		INSERT INTO amendment(hall, sequence, kiosk, id, body)
		SELECT $1, $2 + u.n - 1, $3, u.id, u.body
		FROM unnest($4::text[], $5::text[]) WITH ORDINALITY AS u(id, body, n)
		ON CONFLICT (kiosk, id) DO NOTHING`, a.Hall, first, a.Kiosk, ids, bodies)
	return err
}
