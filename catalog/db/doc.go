// Package db opens the program's SQLite files, and opens them rightly: one
// connection that writes, four that can only read, write-ahead log, full
// synchronisation, foreign keys. It is the only importer of go-sqlite3.
//
// A file belongs to a [Schema]: an application id, by which a wrong file is
// refused before a byte of it changes, and numbered migrations, each applied
// in one transaction. A file made by a newer program is refused too. After a
// power cut the next Open finds the last committed state; nothing has to be
// repaired by hand.
//
// The package knows no tables and no records: those belong to catalog/shelf
// and to the folders beneath kiosk, which hand it their migrations:
//
//	//go:embed migrations/*.sql
//	var migrations embed.FS
//
//	steps, err := fs.Sub(migrations, "migrations") // 001.sql, 002.sql, …
//	d, err := db.Open(ctx, "/var/lib/mingbai/catalog.db", db.Schema{
//		ApplicationID: 0x4D424331,
//		Migrations:    steps,
//	})
//	defer d.Close()
//	err = d.Tx(ctx, func(tx *sql.Tx) error { … })
//
// Queries go to d.Read. All writing goes through [DB.Tx].
package db
