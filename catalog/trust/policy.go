package trust

import (
	"crypto/sha256"
	"errors"
	"fmt"

	"github.com/theupdateframework/go-tuf/v2/metadata"
	"github.com/theupdateframework/go-tuf/v2/metadata/trustedmetadata"
)

// checkDocuments asks for more than The Update Framework does, so that four
// eyes are needed for everything but taking down.
func checkDocuments(set trustedmetadata.TrustedMetadata) error {
	for _, role := range []Role{Targets, Withdraw} {
		p := set.Snapshot.Signed.Meta[string(role)+".json"]
		if p == nil || p.Length <= 0 || len(p.Hashes["sha256"]) != sha256.Size {
			return fmt.Errorf("check snapshot.json: %w: it does not name %s.json by length and SHA-256", ErrUntrusted, role)
		}
	}
	r, err := rosterOf(set.Root)
	if err != nil {
		return err
	}
	if err := delegated(r.Reviewers, set.Targets[string(Targets)].Signed); err != nil {
		return fmt.Errorf("check targets.json: %w: %w", ErrUntrusted, err)
	}
	return nil
}

// checkDelegation returns nil when targets leave the taking down of records
// to reviewers of root and to nobody else.
func checkDelegation(root, targets []byte) error {
	r, err := ReadRoster(root)
	if err != nil {
		return err
	}
	m, err := parse[metadata.TargetsType](Targets, targets)
	if err != nil {
		return err
	}
	if err := delegated(r.Reviewers, m.Signed); err != nil {
		return fmt.Errorf("check targets.json: %w: %w; hint: propose it again, as after each change of reviewers", ErrUntrusted, err)
	}
	return nil
}

func delegated(reviewers Quorum, t metadata.TargetsType) error {
	if t.Targets[withdrawPath] != nil {
		return errors.New("editors have written the list of withdrawn records")
	}
	if t.Delegations == nil || t.Delegations.Roles == nil {
		return errors.New("nobody may take records down")
	}
	to := t.Delegations.GetRolesForTarget(withdrawPath)
	if len(to) != 1 || to[0].Name != string(Withdraw) {
		return errors.New("not the reviewers may take records down, or not they alone")
	}
	for _, role := range t.Delegations.Roles {
		if role.Name == string(Withdraw) {
			if err := allOf(reviewers, role.KeyIDs, t.Delegations.Keys); err != nil {
				return err
			}
		}
	}
	return nil
}

// allOf refuses keys that are not of the quorum.
func allOf(q Quorum, ids []string, keys map[string]*metadata.Key) error {
	for _, id := range ids {
		key, err := fromTUF("", keys[id])
		if err != nil {
			return err
		}
		if !q.has(key) {
			return fmt.Errorf("the key %x may take records down, and is of no reviewer", key.Key[:4])
		}
	}
	return nil
}
