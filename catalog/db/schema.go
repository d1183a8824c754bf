package db

import (
	"context"
	"database/sql"
	"fmt"
	"io/fs"
)

// A Schema says what a file holds.
type Schema struct {
	// ApplicationID marks the file as this program's; never 0.
	ApplicationID int32
	// Migrations holds 001.sql, 002.sql and so on without gaps, and nothing
	// else. A released one is never edited.
	Migrations fs.FS
}

// steps returns the migrations in order.
func (s Schema) steps() ([]string, error) {
	if s.ApplicationID == 0 {
		return nil, fmt.Errorf("read schema: no application id")
	}
	files, err := fs.ReadDir(s.Migrations, ".")
	if err != nil {
		return nil, fmt.Errorf("read migrations: %w", err)
	}
	var steps []string
	for i, f := range files {
		if want := fmt.Sprintf("%03d.sql", i+1); f.Name() != want {
			return nil, fmt.Errorf("read migrations: %s: want %s", f.Name(), want)
		}
		b, err := fs.ReadFile(s.Migrations, f.Name())
		if err != nil {
			return nil, fmt.Errorf("read migrations: %w", err)
		}
		steps = append(steps, string(b))
	}
	return steps, nil
}

// check returns the version of the file: how many migrations it had. A file
// without id, version and tables is new.
func (d *DB) check(ctx context.Context, id int32, newest int) (int, error) {
	var got int32
	var version int
	var used bool
	err := d.Read.QueryRowContext(ctx, `
		SELECT a.application_id, v.user_version, EXISTS (SELECT 1 FROM sqlite_schema)
		FROM pragma_application_id a, pragma_user_version v`).Scan(&got, &version, &used)
	if err != nil {
		return 0, fmt.Errorf("read its application id: %w", err)
	}
	if got != id && (got != 0 || version != 0 || used) {
		return 0, fmt.Errorf("%w: application id %08X, want %08X; hint: give another path, or move this file away",
			ErrForeign, uint32(got), uint32(id))
	}
	if version > newest {
		return 0, fmt.Errorf("%w: version %d, this program knows %d; hint: install the newer program again, or move this file away",
			ErrNewer, version, newest)
	}
	return version, nil
}

// migrate takes the file one version further and returns its version. Another
// process may have been faster: the version is read again inside.
func (d *DB) migrate(ctx context.Context, id int32, steps []string) (int, error) {
	var version int
	err := d.Tx(ctx, func(tx *sql.Tx) error {
		if err := tx.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&version); err != nil {
			return err
		}
		if version >= len(steps) {
			return nil
		}
		if _, err := tx.ExecContext(ctx, steps[version]); err != nil {
			return err
		}
		version++
		// A pragma takes no placeholders.
		_, err := tx.ExecContext(ctx, fmt.Sprintf(`PRAGMA application_id = %d; PRAGMA user_version = %d`, id, version))
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("migrate to version %d: %w", version+1, err)
	}
	return version, nil
}
