// Package press is the publisher's side: from a folder of records over a
// review and a proposal to a published repository.
//
// A [Repository] is a folder with two halves:
//
//	public/                    the tree that a web server offers, as mingbai/catalog/edition describes it
//	private/state.json         what is published: documents, numbers, files to be swept
//	private/editions/124.jsonl the lines of an edition, 124.ledger what deltas are made from
//	private/clearances.jsonl   who signed, cleared or rejected what, and when
//	private/next-root.json     a root that still wants signatures
//
// Everybody's step is one call; between them a [Proposal] travels as one zip
// file:
//
//	repo, err := press.Create(ctx, dir, roster, issue)    // init
//	_, err = repo.SignRoot(key)                           // each of the quorum
//	p, err := repo.Propose(records, press.Order{Issue: issue, Today: today})
//	err = p.Sign(editor, now)
//	err = p.Approve(p.Base, reviewer, issue)              // or p.Reject(reviewer, reason, now)
//	err = repo.Publish(ctx, p, online, issue)
//	err = repo.Renew(online, issue)                  // every six hours
//	err = repo.Withdraw(list, reviewers, online, issue)
//
// A proposal is not believed: [Proposal.Changes], what the reviewer reads, is
// made from the very files that the editors signed, and from the lines that
// were published before, whose digest is the signed one. What was cleared is
// therefore what was read.
//
// Whatever a repository publishes goes through one door. It is written beside
// what is there, to be finished by whoever opens the repository next should
// the power go; public files come in the order of [edition.Classify], the
// timestamp last; and before, a kiosk is played that has nothing and one that
// has the edition before.
//
// [Inspect] is the other side: it says what a carrier holds, verified as a
// kiosk does.
//
// The package refuses to know the time (it is handed an [trust.Issue] or a
// day), to ask for passphrases, and to upload: public/ is made for rsync and
// the like, which must send timestamp.json last.
package press
