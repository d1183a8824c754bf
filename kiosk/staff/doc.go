// Package staff is who may correct in this hall, and the record of what they
// did: people with a role and a PIN of their own, a lock against guessing,
// sessions, the papers they write, and a chained record of changes.
//
// # Badge and PIN
//
// A person enters with a badge (工号), chosen from the list or typed, and a
// PIN. The badge makes one PIN right instead of as many as there are people,
// so a guess is not ten times as good in a hall of ten; two people may have
// the same PIN, so that nobody finds out one by being refused it; and a check
// costs one hash. What was wrong, badge or PIN, is never said, and costs the
// same time.
//
// Five wrong PINs lock everybody out for one minute, five more for two, and
// so on to sixty. Every attempt is on the disk as wrong before its hash is
// computed, so pulling the plug gives no free guess; the lock is measured on
// a clock that nobody can set, and begins anew after a restart. One's own
// right PIN forgives one's own errors only: whoever guesses at a colleague's
// PIN cannot wipe the count with their own.
//
// A PIN of six digits is guessed within a day by who has the file (argon2id,
// 19 MiB, 2 passes: KIOSK.md 3). So desk.db is readable by the kiosk alone,
// and hashes are in no export.
//
// # The record of changes
//
// Every change of a paper or of the people is one transaction with its
// [Entry]. Entries are chained by SHA-256 and the file refuses to change
// them. [Book.Verify] finds a changed, removed, inserted or swapped entry, a
// cut end, and a paper that was changed without an entry. Who can write the
// whole file can forge a whole new chain: against that [Book.Head] goes out of
// the house with the exports, and Verify compares.
//
// # The hall's other kiosks
//
// A paper that people here changed is Waiting until the outbox has it; what
// came from another kiosk is kept by [Keep] and does not go back ([Book.Ways]).
// The keys of the other kiosks are papers too, so that a key that was changed
// by hand shows.
//
// # What it refuses to be
//
// It understands no amendment: papers are JSON, and what may be in them
// catalog/amend decides, inside the same transaction ([Change]). It sends
// nothing, draws nothing and starts no goroutine. No PIN is in any log, error
// or export.
//
//	b, err := staff.New(d, staff.Options{Now: now, Sure: sure})
//	s, err := b.Enter(ctx, "RS-017", pin)
//	err = staff.Change(ctx, s, staff.On{Act: staff.Amend, Sort: staff.Amendment, Key: key, Record: id, Field: "hours"},
//		func(p staff.Person, old amend.Amendment) (amend.Amendment, error) { return amend.Correct(record, old, draft) })
package staff
