package amend

import (
	"encoding/json"
	"errors"
	"fmt"

	"mingbai/catalog"
)

// A Proposal is what one kiosk tells the hall's others: exactly one of its
// fields is set.
type Proposal struct {
	Version   int        `json:"v"`
	Amendment *Amendment `json:"amendment,omitempty"`
	Hiding    *Hiding    `json:"hiding,omitempty"`
	Local     *Local     `json:"local,omitempty"` // published or withdrawn
}

// ProposalVersion is the version of the form of proposals. One of another
// version is refused.
const ProposalVersion = 1

// MaxProposal is the most bytes of a proposal: what an item of the outbox may
// have, less its signature.
const MaxProposal = 31 << 10

// ErrOtherVersion means that a proposal is of a program that writes another
// version of them. Pass over it: after the next update of this program the
// kiosk that wrote it will have written it again, or staff do.
var ErrOtherVersion = errors.New("proposal of another version")

// Body returns the canonical JSON of the proposal. The error is a [*Refusal]:
// it is not valid, or longer than [MaxProposal].
func (p Proposal) Body() (json.RawMessage, error) {
	p.Version = ProposalVersion
	if p.Local != nil && p.Local.State == Published {
		local := *p.Local
		local.Shown = nil // it is the record
		p.Local = &local
	}
	b, err := json.Marshal(p)
	if err != nil {
		return nil, fmt.Errorf("write proposal: %w", err)
	}
	line, err := catalog.Canonical(b)
	if err != nil {
		return nil, fmt.Errorf("write proposal: %w", err)
	}
	if _, err := ReadProposal(line); err != nil {
		return nil, fmt.Errorf("write proposal: %w", err)
	}
	return line, nil
}

// ReadProposal reads what another kiosk of the hall proposed, and checks all
// of it. The error is a [*Refusal] or wraps [ErrOtherVersion]: pass over the
// proposal and go on with the next, or it would hold up those behind it for
// ever.
func ReadProposal(b []byte) (Proposal, error) {
	if len(b) > MaxProposal {
		return Proposal{}, fmt.Errorf("read proposal: %w", tooLong(""))
	}
	var head struct {
		Version int `json:"v"`
	}
	if err := json.Unmarshal(b, &head); err != nil {
		return Proposal{}, fmt.Errorf("read proposal: %w", broken("", "want a JSON object"))
	}
	if head.Version != ProposalVersion {
		return Proposal{}, fmt.Errorf("read proposal: %w: %d, want %d; hint: update the program on all kiosks of the hall", ErrOtherVersion, head.Version, ProposalVersion)
	}
	var p Proposal
	if err := json.Unmarshal(b, &p); err != nil {
		return Proposal{}, fmt.Errorf("read proposal: %w", broken("", "want an amendment, a hiding or a local record"))
	}
	if p.Local != nil && p.Local.State == Published && p.Local.Shown == nil {
		p.Local.Shown = p.Local.Record
	}
	if err := p.check(); err != nil {
		return Proposal{}, fmt.Errorf("read proposal: %w", err)
	}
	return p, nil
}

// ID returns the id under which the outbox takes it.
func (p Proposal) ID() string {
	switch {
	case p.Amendment != nil:
		return p.Amendment.ID
	case p.Hiding != nil:
		return p.Hiding.ID
	case p.Local != nil:
		return p.Local.ID
	}
	return ""
}

func (p Proposal) check() error {
	switch {
	case p.Amendment != nil && p.Hiding == nil && p.Local == nil:
		return p.Amendment.travels()
	case p.Hiding != nil && p.Amendment == nil && p.Local == nil:
		return p.Hiding.Check()
	case p.Local != nil && p.Amendment == nil && p.Hiding == nil:
		if s := p.Local.State; s != Published && s != Withdrawn {
			return refuse("state", "local.state", says{"只有已发布或已撤下的内容才会传到其他屏幕", "only what is published or withdrawn goes to other kiosks", "На другие терминалы уходит только опубликованное или снятое"},
				says{"请先发布", "publish it first", "Сначала опубликуйте"})
		}
		if p.Local.Shown != nil {
			if err := checkAddresses(p.Local.Shown); err != nil {
				return err
			}
		}
		return p.Local.Check()
	}
	return broken("", "want exactly one of amendment, hiding and local")
}

// travels refuses what each kiosk settles for itself.
func (a Amendment) travels() error {
	if a.End != "" && a.End != TakenBack || !a.Gone.IsZero() {
		return broken("end", "want one that stands or was taken back")
	}
	return a.Check()
}
