package press

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"time"

	"mingbai/catalog/trust"
)

// A Verdict says what somebody decided.
type Verdict string

// The verdicts.
const (
	SignedIt    Verdict = "signed"    // an editor
	ClearedIt   Verdict = "cleared"   // a secrecy reviewer
	RejectedIt  Verdict = "rejected"  // a secrecy reviewer, with a reason
	PublishedIt Verdict = "published" // the online key
	TookDown    Verdict = "withdrawn" // a secrecy reviewer
)

// A Decision is who decided what about what, and when. The decisions of a
// repository are its record of clearances (保密审查记录).
type Decision struct {
	What    Verdict   `json:"what"`
	By      string    `json:"by"` // the name and eight digits of the key
	At      time.Time `json:"at"` // to the second
	Edition int64     `json:"edition"`
	Targets string    `json:"targets,omitempty"` // SHA-256 of targets.json as it was then
	State   string    `json:"state,omitempty"`   // the digest of the edition
	Reason  string    `json:"reason,omitempty"`
}

// Decisions returns the record of clearances, the oldest first.
func (r *Repository) Decisions() ([]Decision, error) {
	b, err := os.ReadFile(r.private("clearances.jsonl"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read clearances: %w", err)
	}
	var all []Decision
	for line, err := range linesOf(b) {
		var d Decision
		if err == nil {
			err = json.Unmarshal(line, &d)
		}
		if err != nil {
			return nil, fmt.Errorf("read clearances: %w", err)
		}
		all = append(all, d)
	}
	return all, nil
}

// genuine returns the decisions of a proposal without signatures and
// clearances that its documents do not carry: the zip file is anybody's to
// edit. Rejections stay, as what somebody said.
func (p *Proposal) genuine() []Decision {
	carried := map[Verdict][]string{}
	for what, role := range map[Verdict]trust.Role{SignedIt: trust.Targets, ClearedIt: trust.Snapshot} {
		signers, _, err := trust.Signers(p.Next[trust.Root], role, p.Next[role])
		if err != nil {
			continue // nobody has signed it
		}
		for _, k := range signers {
			carried[what] = append(carried[what], k.Short())
		}
	}
	var genuine []Decision
	for _, d := range p.Decisions {
		if d.What == RejectedIt || slices.Contains(carried[d.What], d.By) {
			genuine = append(genuine, d)
		}
	}
	return genuine
}

// RecordOf enters the decisions about a proposal that are not there yet.
func (r *Repository) RecordOf(p *Proposal) error { return r.record(p.genuine()...) }

// record enters decisions that are not there yet.
func (r *Repository) record(decisions ...Decision) error {
	all, err := r.Decisions()
	if err != nil {
		return err
	}
	known := map[Decision]bool{}
	for _, d := range all {
		known[d.plain()] = true
	}
	var out bytes.Buffer
	for _, d := range decisions {
		if !known[d.plain()] {
			all = append(all, d)
		}
	}
	for _, d := range all {
		b, err := json.Marshal(d.plain())
		if err != nil {
			return fmt.Errorf("record clearances: %w", err)
		}
		out.Write(append(b, '\n'))
	}
	if err := replace(r.private("clearances.jsonl"), out.Bytes(), 0o600, time.Time{}); err != nil {
		return fmt.Errorf("record clearances: %w", err)
	}
	return nil
}

// plain returns a decision that compares with ==.
func (d Decision) plain() Decision {
	d.At = d.At.UTC().Truncate(time.Second)
	return d
}
