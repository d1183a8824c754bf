package press

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"time"

	"mingbai/catalog/trust"
)

// Approve adds a secrecy reviewer's signature: the reviewer has read
// [Proposal.Changes], and all of it may go out. now is what is published, as
// the reviewer knows it from elsewhere, or p.Base where nothing else is at
// hand. A key of anybody else is [ErrRole], a proposal made for something
// else than now [ErrMoved]. Afterwards the snapshot carries the hash of
// exactly these targets, or it fails.
func (p *Proposal) Approve(now trust.State, k *trust.Key, i trust.Issue) error {
	if err := p.approve(now, k, i); err != nil {
		return fmt.Errorf("clear proposal: %w", err)
	}
	return nil
}

func (p *Proposal) approve(now trust.State, k *trust.Key, i trust.Issue) error {
	if err := p.mayReview(k); err != nil {
		return err
	}
	if err := p.follows(now); err != nil {
		return err
	}
	next, err := trust.Clear(now, p.Next, k, i)
	if err != nil {
		return err
	}
	was := p.Next
	if p.Next = next; !p.Cleared() {
		p.Next = was
		return fmt.Errorf("%w: the snapshot does not carry the hash of these targets", ErrProposal)
	}
	p.decide(Decision{What: ClearedIt, By: k.Public().Short(), At: i.At})
	return nil
}

// Reject says that a proposal must not go out, and why. Nobody can sign, clear
// or publish it from here on; [Repository.RecordOf] keeps the decision.
func (p *Proposal) Reject(k *trust.Key, reason string, at time.Time) error {
	if strings.TrimSpace(reason) == "" {
		return errors.New("reject proposal: no reason; hint: say what must change")
	}
	if err := p.mayReview(k); err != nil {
		return fmt.Errorf("reject proposal: %w", err)
	}
	p.decide(Decision{What: RejectedIt, By: k.Public().Short(), At: at, Reason: reason})
	return nil
}

func (p *Proposal) mayReview(k *trust.Key) error {
	roster, err := trust.ReadRoster(p.Next[trust.Root])
	if err != nil {
		return err
	}
	if err := mustHold(roster.Reviewers, k, "secrecy reviewer"); err != nil {
		return err
	}
	return p.notRejected()
}

// follows refuses a proposal that was made for something else than now: its
// list of changes would leave out what was published since, or what somebody
// says was published. The timestamp alone may have been renewed.
func (p *Proposal) follows(now trust.State) error {
	for _, role := range []trust.Role{trust.Root, trust.Targets, trust.Withdraw} {
		if !bytes.Equal(now[role], p.Base[role]) {
			return fmt.Errorf("%w: another %s.json is published than the proposal was made for; hint: propose again", ErrMoved, role)
		}
	}
	return nil
}
