package desk

import (
	"context"
	"embed"
	"fmt"
	"io/fs"

	"mingbai/catalog/db"
)

// applicationID marks a desk.db: "MBD1".
const applicationID = 0x4D424431

//go:embed schema/*.sql
var schema embed.FS

// Open opens desk.db at path, makes it when it is missing, and brings it to
// the newest version. Its folder must exist. The errors are those of
// [db.Open]: db.ErrForeign, db.ErrNewer, and db.Damaged tells of a file that
// has to be replaced by a copy of it: nothing else holds what it held. The
// caller owns the DB, hands it to the packages that have tables in it, and
// closes it after them.
func Open(ctx context.Context, path string) (*db.DB, error) {
	steps, err := fs.Sub(schema, "schema")
	if err != nil {
		return nil, fmt.Errorf("open desk: %w", err)
	}
	d, err := db.Open(ctx, path, db.Schema{ApplicationID: applicationID, Migrations: steps})
	if err != nil {
		return nil, fmt.Errorf("open desk: %w", err)
	}
	return d, nil
}
