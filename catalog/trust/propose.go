package trust

import (
	"errors"
	"fmt"
	"strings"

	"github.com/theupdateframework/go-tuf/v2/metadata"
)

// The list of records that are taken down, and the folder that its role
// answers for.
const (
	withdrawPath   = "withdraw/list.json"
	withdrawFolder = "withdraw/"
)

// Propose returns the state that shall follow now: its targets are these,
// without signatures yet. The rest of it is that of now, until the reviewers
// and the online key have done their part. now holds the root at least.
func Propose(now State, targets []Target, i Issue) (State, error) {
	v, err := lastVersion(Targets, now[Targets])
	if err != nil {
		return nil, fmt.Errorf("propose: %w", err)
	}
	m := metadata.Targets(i.expires(Targets))
	m.Signed.Version = v + 1
	for _, t := range targets {
		if err := checkTarget(t, m.Signed.Targets); err != nil {
			return nil, fmt.Errorf("propose: %w", err)
		}
		m.Signed.Targets[t.Path] = t.tuf()
	}
	if m.Signed.Delegations, err = delegations(now[Root]); err != nil {
		return nil, fmt.Errorf("propose: %w", err)
	}
	document, err := write(Targets, m)
	if err != nil {
		return nil, fmt.Errorf("propose: %w", err)
	}
	if int64(len(document)) > most[Targets] {
		return nil, fmt.Errorf("propose: targets.json would have %d bytes, more than %d; hint: list fewer files", len(document), most[Targets])
	}
	return now.with(Targets, document), nil
}

func checkTarget(t Target, others map[string]*metadata.TargetFiles) error {
	if err := checkPath(t.Path); err != nil {
		return err
	}
	if strings.HasPrefix(t.Path, withdrawFolder) {
		return fmt.Errorf("target %s: only a reviewer takes records down; hint: use Withdraw", t.Path)
	}
	if others[t.Path] != nil {
		return fmt.Errorf("target %s comes twice", t.Path)
	}
	return nil
}

// delegations gives the reviewers of root, each alone, what lies under
// withdraw/.
func delegations(root []byte) (*metadata.Delegations, error) {
	r, err := ReadRoster(root)
	if err != nil {
		return nil, err
	}
	d := &metadata.Delegations{Keys: map[string]*metadata.Key{}}
	role := metadata.DelegatedRole{Name: string(Withdraw), Threshold: 1, Terminating: true, Paths: []string{withdrawFolder + "*"}}
	for _, k := range r.Reviewers.Keys {
		d.Keys[k.id()] = k.tuf()
		role.KeyIDs = append(role.KeyIDs, k.id())
	}
	d.Roles = []metadata.DelegatedRole{role}
	return d, nil
}

// Sign adds the signature of an editor to the targets of a proposal. It
// refuses the key of anybody else, and a proposal that was cleared: another
// signature would change what the reviewer saw.
func Sign(next State, k *Key) (State, error) {
	r, err := ReadRoster(next[Root])
	if err != nil {
		return nil, fmt.Errorf("sign proposal: %w", err)
	}
	if !r.Editors.has(k.Public()) {
		return nil, fmt.Errorf("sign proposal: %s is no editor; hint: use the key of one of: %s", k.Public().Short(), names(r.Editors.Keys))
	}
	if m, err := parse[metadata.SnapshotType](Snapshot, next[Snapshot]); err == nil && pinned(m.Signed.Meta["targets.json"], next[Targets]) {
		return nil, errors.New("sign proposal: it was cleared already; hint: it needs no more signatures, or propose it again")
	}
	document, err := sign[metadata.TargetsType](Targets, next[Targets], k)
	if err != nil {
		return nil, fmt.Errorf("sign proposal: %w", err)
	}
	return next.with(Targets, document), nil
}
