// Package desk is the file desk.db: everything in a hall that cannot be had
// again. Slips that wait for the network, staff, amendments and settings lie
// in one file, so that what belongs together moves in one transaction, and
// one copy of one file saves a hall's work.
//
// It owns the schema and nothing else. Each table belongs to one package,
// named above it in schema/NNN.sql; only that package reads and writes it.
// Who needs a table adds the next number, never edits one that was released,
// and takes the [db.DB] that [Open] returns:
//
//	d, err := desk.Open(ctx, "/var/lib/mingbai/desk.db")
//	defer d.Close()
//	o, err := outbox.New(d, who, outbox.Options{Hall: "tongjiang"})
//
// A package that runs no migrations of its own cannot disagree with another
// about the version of the file.
package desk
