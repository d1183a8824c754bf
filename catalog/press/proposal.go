package press

import (
	"bytes"
	"fmt"
	"time"

	"mingbai/catalog"
	"mingbai/catalog/edition"
	"mingbai/catalog/review"
	"mingbai/catalog/trust"
)

// A Proposal is the next edition on its way from one person to the next. Get
// one by [Repository.Propose] or [ReadProposal]. It is not safe for several
// goroutines.
type Proposal struct {
	Edition  int64            // the number it will have
	Made     time.Time        // when it was proposed, to the second
	Today    catalog.Date     // the day it was reviewed and made for
	State    edition.Digest   // of the edition
	Records  int              // in the edition
	Base     trust.State      // what was published when it was made
	Next     trust.State      // what shall be, with the signatures so far
	Findings []review.Finding // of the review; none of them blocks

	Decisions []Decision // signatures, clearances and rejections so far

	sums   []sum                         // of the edition before, in the order of ids
	before map[catalog.ID][]byte         // the old lines of what changes or goes
	files  map[string][]byte             // the new files and blobs, by their names in the tree
	blobs  map[catalog.ID][]catalog.Blob // that the new lines name
	news   []Change
}

// A sum is the SHA-256 of a line of the edition before.
type sum struct {
	id   catalog.ID
	line edition.Sum
}

// Changes returns what residents will see differently: what a reviewer reads.
// It is made from the files that are signed, never from what somebody wrote
// beside them.
func (p *Proposal) Changes() []Change { return p.news }

// Hash returns the SHA-256 of targets.json as it is now: each editor's
// signature changes it, and a clearance names it.
func (p *Proposal) Hash() string { return hexSum(p.Next[trust.Targets]) }

// Rejected returns the decision of the reviewer who rejected it, nil for none.
func (p *Proposal) Rejected() *Decision {
	for i, d := range p.Decisions {
		if d.What == RejectedIt {
			return &p.Decisions[i]
		}
	}
	return nil
}

// Cleared reports whether the snapshot carries the length and the SHA-256 of
// exactly this targets.json.
func (p *Proposal) Cleared() bool {
	document := p.Next[trust.Snapshot]
	if len(document) == 0 || bytes.Equal(document, p.Base[trust.Snapshot]) {
		return false
	}
	length, sum, err := pinned(document)
	return err == nil && length == int64(len(p.Next[trust.Targets])) && sum == p.Hash()
}

// prove takes nothing of a proposal for granted: the files are those that are
// signed, they lead from the edition before to the one named, and what
// differs is what the list of changes says.
func (p *Proposal) prove() error {
	if err := p.proveAll(); err != nil {
		return fmt.Errorf("%w: %w; hint: propose it again", ErrProposal, err)
	}
	return nil
}

func (p *Proposal) proveAll() error {
	offers, err := p.proveFiles()
	if err != nil {
		return err
	}
	head, err := edition.Head(offers)
	if err != nil {
		return err
	}
	old, err := p.proveBase()
	if err != nil {
		return err
	}
	if head.V != old+1 {
		return fmt.Errorf("edition %d follows edition %d", head.V, old)
	}
	p.Edition, p.State, p.Records = head.V, head.State, head.N
	return p.proveChange(offers, old)
}

// proveFiles checks every file that the editors sign: it is here, or it was
// signed for the edition before.
func (p *Proposal) proveFiles() ([]edition.Offer, error) {
	targets, err := targetsOf(p.Next[trust.Targets])
	if err != nil {
		return nil, err
	}
	old, err := targetsOf(p.Base[trust.Targets])
	if err != nil {
		return nil, err
	}
	published := map[string]bool{}
	for _, t := range old {
		published[t.File()] = true
	}
	need := 0
	for _, t := range targets {
		body, here := p.files[t.File()]
		if here {
			need++
			err = t.Check(body)
		} else if !published[t.File()] {
			err = fmt.Errorf("%s is missing", t.File())
		}
		if err != nil {
			return nil, err
		}
	}
	have := 0
	for name := range p.files {
		if edition.Classify(name) == edition.Target {
			have++
		}
	}
	if need != have {
		return nil, fmt.Errorf("it holds %d files of which %d are signed", have, need)
	}
	return offersOf(targets)
}

// proveBase checks the edition before by its digest, and returns its number.
func (p *Proposal) proveBase() (int64, error) {
	var h edition.Hasher
	for _, s := range p.sums {
		if err := h.Add(s.id, s.line); err != nil {
			return 0, err
		}
	}
	targets, err := targetsOf(p.Base[trust.Targets])
	if err != nil {
		return 0, err
	}
	if targets == nil && len(p.sums) == 0 {
		return 0, nil
	}
	offers, err := offersOf(targets)
	if err != nil {
		return 0, err
	}
	head, err := edition.Head(offers)
	if err != nil {
		return 0, err
	}
	if state, n := h.State(); state != head.State || n != head.N {
		return 0, fmt.Errorf("the edition before has digest %s, signed is %s", state.Short(), head.State.Short())
	}
	return head.V, nil
}

// proveChange lays the delta over the sums of the edition before, checks what
// comes out, and lists the changes.
func (p *Proposal) proveChange(offers []edition.Offer, old int64) error {
	after := map[catalog.ID][]byte{}
	sums := map[catalog.ID]edition.Sum{}
	for _, s := range p.sums {
		sums[s.id] = s.line
	}
	lines, err := p.delta(offers, old)
	if err != nil {
		return err
	}
	was := map[catalog.ID][]byte{}
	for line, err := range lines {
		if err != nil {
			return err
		}
		id, gone, err := idOf(line)
		if err != nil {
			return err
		}
		if sum, ok := sums[id]; ok {
			if was[id] = p.before[id]; edition.SumOf(p.before[id]) != sum {
				return fmt.Errorf("the old line of %s is not the one that is published", id)
			}
		}
		if delete(sums, id); !gone {
			after[id] = bytes.Clone(line)
			sums[id] = edition.SumOf(line)
		}
	}
	if state, err := stateOf(sums); err != nil || state != p.State || len(sums) != p.Records {
		return fmt.Errorf("what changes leads to digest %s, signed is %s", state.Short(), p.State.Short())
	}
	if p.news, err = compare(was, after); err != nil {
		return err
	}
	if err := p.proveBlobs(after); err != nil {
		return err
	}
	return p.proveKeyframe(offers)
}

// proveKeyframe checks a keyframe among the new files.
func (p *Proposal) proveKeyframe(offers []edition.Offer) error {
	for _, o := range offers {
		if !o.Keyframe() || o.V != p.Edition {
			continue
		}
		lines, err := p.open(o)
		if err != nil {
			return err
		}
		for _, err := range edition.Verify(lines, o) {
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// delta returns the lines that lead from the edition before to the next.
func (p *Proposal) delta(offers []edition.Offer, old int64) (edition.Lines, error) {
	for _, o := range offers {
		if o.V == p.Edition && o.From == old {
			return p.open(o)
		}
	}
	return nil, fmt.Errorf("nothing in it leads from edition %d to %d", old, p.Edition)
}

// open unpacks a file of the proposal.
func (p *Proposal) open(o edition.Offer) (edition.Lines, error) {
	targets, err := targetsOf(p.Next[trust.Targets])
	if err != nil {
		return nil, err
	}
	for _, t := range targets {
		if body, ok := p.files[t.File()]; ok && t.Path == o.Path {
			return edition.Unpack(bytes.NewReader(body), o), nil
		}
	}
	return nil, fmt.Errorf("%s is not in it", o.Path)
}
