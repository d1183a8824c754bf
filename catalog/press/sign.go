package press

import (
	"fmt"
	"time"

	"mingbai/catalog/trust"
)

// Sign adds an editor's signature. A key of anybody else is [ErrRole].
func (p *Proposal) Sign(k *trust.Key, at time.Time) error {
	roster, err := trust.ReadRoster(p.Next[trust.Root])
	if err == nil {
		err = mustHold(roster.Editors, k, "editor")
	}
	if err == nil {
		err = p.notRejected()
	}
	if err != nil {
		return fmt.Errorf("sign proposal: %w", err)
	}
	next, err := trust.Sign(p.Next, k)
	if err != nil {
		return err
	}
	p.Next = next
	p.decide(Decision{What: SignedIt, By: k.Public().Short(), At: at})
	return nil
}

// notRejected refuses to go on with what a reviewer has rejected.
func (p *Proposal) notRejected() error {
	if d := p.Rejected(); d != nil {
		return d.refusal()
	}
	return nil
}

// notRejected does the same for a proposal from which the rejection was taken
// out, but which the repository remembers.
func (r *Repository) notRejected(p *Proposal) error {
	all, err := r.Decisions()
	if err != nil {
		return err
	}
	for _, d := range all {
		if d.What == RejectedIt && d.Targets == p.Hash() {
			return d.refusal()
		}
	}
	return nil
}

// refusal is the error of a rejection.
func (d Decision) refusal() error {
	return fmt.Errorf("%w: %s on %s: %s; hint: change the records and propose them again",
		ErrRejected, d.By, d.At.Format(time.DateOnly), d.Reason)
}

// decide enters a decision about the proposal as it is now.
func (p *Proposal) decide(d Decision) {
	d.Edition, d.Targets, d.State = p.Edition, p.Hash(), p.State.String()
	p.Decisions = append(p.Decisions, d.plain())
}
