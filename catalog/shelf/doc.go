// Package shelf is the catalog on this disk: one edition at a time, and the
// records it superseded.
//
// An edition arrives as a whole set of canonical lines. [Shelf.Apply] makes
// the shelf hold exactly that set in one transaction: readers see the old
// edition until it commits and the new one after, a power cut leaves one of
// the two, and a bad line refuses all of it. A line is kept byte for byte, so
// fields this version does not know survive and digests can be taken again.
// What an edition replaces or withdraws stays in the history with the time it
// was shown, so that a hall can prove what it showed on a day.
//
// Lists come in the order of [catalog.Collection]. They are made from the
// lines when an edition is applied; opening the shelf reads none of them, but
// for the first time after an update of the program that lists differently.
//
// What is published comes by [Shelf.Way] and [Shelf.Move]: files that were
// verified lead from one edition to the next, and records, search, the list of
// withdrawn records and the documents by which all of it was verified change
// together, or not at all. A record that was taken down is shown, listed and
// found nowhere; its line stays apart, because the state digest is of the
// whole edition, and the history says until when it was shown.
//
// What search needs is written by catalog/search in the same transaction, and
// made anew when the file is opened by a program that cuts texts differently.
// [Shelf.Finder] answers from it.
//
// Pictures and forms that records name are files beside catalog.db, each
// called by its SHA-256 and brought by the caller after the words: an edition
// never waits for them. [Shelf.Blob] gives the bytes only while a shown record
// names them and only when they are those; [Shelf.WantedBlobs] says what is to
// be fetched, [Shelf.SweepBlobs] clears away.
//
// The package trusts its caller: signatures, versions and expiry are checked
// before, in catalog/trust. It holds the state digest that was signed against
// its own rows. It lays nothing over a record; that is catalog/amend.
//
//	s, err := shelf.Open(ctx, "/var/lib/mingbai/catalog.db")
//	defer s.Close()
//	change, err := s.Apply(ctx, shelf.Edition{Number: 7, Source: "https", Signed: true}, now, lines)
//	way, err := s.Way(ctx, verified.Targets) // fetch and check way.Files
//	change, err = s.Move(ctx, shelf.Move{Way: way, Open: open, Trusted: trusted, Source: "https"}, now)
//	guide, err := s.Record(ctx, "guide/first-identity-card")
//	fees, err := s.Browse(ctx, catalog.Query{Kind: catalog.KindFee})
package shelf
