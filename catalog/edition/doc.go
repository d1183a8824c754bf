// Package edition is the form in which a catalog is published: canonical
// lines, state digests, keyframes and deltas, and the names of the files.
//
// An edition (发布版) is a set of canonical record lines sorted by id. Its
// identity is its state digest: the SHA-256 of, for each record in the order
// of ids, the id, a zero byte and the SHA-256 of its line. Two files can carry
// it. A keyframe "base-112.zst" holds every line. A delta "since-120.zst"
// holds the last form of every record that changed after edition 120, and a
// tombstone {"-":"fee/x"} for every one that went. So a delta leads from any
// edition from 120 on to the newest, and does no harm twice. Deltas are listed
// for the editions 1, 2, 4 … 128 back and for the keyframe: a kiosk that
// missed some needs one file, one that missed more takes the keyframe and the
// delta behind it.
//
// What a file leads to is signed with it as an [Offer]. A publisher makes the
// files of the next edition from its [Ledger]:
//
//	set, err := edition.NewSet(lines)
//	next, release, err := ledger.Next(124, set, today)
//	for _, f := range release.Files {
//		… f.Path, f.Body, f.Custom() are what the editors sign …
//	}
//
// A kiosk chooses, applies and lets the whole fail when the end is not what
// was signed:
//
//	steps, err := edition.Choose(offers, 123)
//	lines := old
//	for _, step := range steps {
//		lines = edition.Apply(lines, edition.Unpack(file(step), step))
//	}
//	change, err := shelf.Apply(ctx, e, now, edition.Verify(lines, steps[len(steps)-1]))
//	if errors.Is(err, edition.ErrBroken) {
//		… edition.Choose(offers, 0): the keyframe instead …
//	}
//
// # The published tree
//
//	timestamp.json                        asked for again and again
//	1.root.json 124.targets.json …        never changes, once there
//	targets/<sha256>.base-112.zst         never changes
//	targets/<sha256>.since-120.zst        never changes
//	targets/withdraw/<sha256>.list.json   never changes
//	blob/ab/abcd…                         never changes: media, by SHA-256
//
// It is uploaded in the order of [Classify]: what is named by others comes
// before them, timestamp.json last. Every root stays for ever; of the rest,
// what is no longer named may go after thirty days.
//
// The package refuses to read the disk or the network, to know the time, and
// to say whom to trust: it is handed bytes that catalog/trust has verified,
// and takes them for malformed all the same.
package edition
