// Package trust says whom a kiosk believes: roles, keys, signatures, and the
// verifying of what comes. It speaks The Update Framework through its Go
// library, of which it is the only importer, and asks for a little more.
//
// Four documents say what is published, each signed for its role:
//
//	root.json       a quorum of bureau, archive, auditor: who the others are
//	targets.json    the editors: the files of the edition, by SHA-256
//	snapshot.json   the secrecy reviewers: that exactly these targets may go out
//	timestamp.json  an online key: that this is the newest, and when it was issued
//
// A kiosk needs all four, so neither editors nor reviewers publish alone, and
// a thief of the online key can delay but not add. A fifth, withdraw.json,
// lets one reviewer take records down at once.
//
// Beyond the framework a kiosk wants the snapshot to name targets.json and
// withdraw.json by length and SHA-256, or an editor could change what was
// cleared; it wants nobody but reviewers of its root to take records down;
// and it wants the time of issue, which is a lower bound for its clock, to lie
// before the end of everything else. Every role has keys of its own.
//
// # Publishing
//
// A [State] is documents by role. Each person's step takes one and returns
// the next; between them it travels as bytes:
//
//	root, err := trust.NewRoot(roster, issue)            // once; then each of the quorum:
//	root, err = trust.SignRoot(root, nil, key)
//	now, err := trust.Adopt(nil, root)
//
//	next, err := trust.Propose(now, targets, issue)      // the press
//	next, err = trust.Sign(next, key)                    // an editor
//	next, err = trust.Clear(now, next, key, issue)       // a reviewer, who has read it
//	now, err = trust.Seal(now, next, key, issue)         // the online key
//	files, err := now.Files()                            // upload in this order, after the targets
//
//	now, err = trust.Seal(now, now, key, issue)          // every six hours
//	next, list, err := trust.TakeDown(now, list, key, issue) // a reviewer; then Seal
//	root, err = trust.NextRoot(now[trust.Root], roster, issue) // a key was lost; SignRoot, Adopt
//
// Seal plays a kiosk before it lets anything out. Keep now once it is
// uploaded.
//
// # Verifying
//
// A kiosk keeps its State in the transaction that changes its content:
//
//	v, err := trust.Refresh(ctx, source, state, clock())
//	state = v.State // also beside an error: it guards against older documents
//	for _, t := range v.Targets { … }
//	err = t.Check(body) // before a byte of it is used
//
// Expiry decides whether something may be installed, never whether what is
// there may be shown.
//
// # Keys
//
// A key is ed25519, in a file of mode 0600 in the form of age: PKCS #8 under a
// passphrase through scrypt and ChaCha20-Poly1305. The form was chosen before
// one of our own because a root key lies in a safe for years: "age -d" and
// other programs open it where this one is not at hand.
//
// The package refuses to keep anything: the library gets a temporary folder
// that is thrown away, since a torn file of its own cache would block updates
// for ever. It refuses to fetch ([Fetcher]), to know the time, and to look
// into targets.
package trust
