package trust

import (
	"fmt"
	"strings"

	"github.com/theupdateframework/go-tuf/v2/metadata"
)

// A Quorum says whose keys sign for a role, and how many of them have to.
type Quorum struct {
	Keys      []Public
	Threshold int // from 1 to the number of keys
}

// A Roster says who signs what. Any one reviewer can also take a record down
// (role [Withdraw]).
type Roster struct {
	Root      Quorum // bureau, archive, auditor: offline, two of three
	Editors   Quorum // role Targets
	Reviewers Quorum // role Snapshot
	Online    Quorum // role Timestamp: one key on the publishing host, which may be stolen
}

// quorums lists the quorums of r by the role they sign for.
func (r *Roster) quorums() map[Role]*Quorum {
	return map[Role]*Quorum{Root: &r.Root, Targets: &r.Editors, Snapshot: &r.Reviewers, Timestamp: &r.Online}
}

// tops are the roles that a root names.
var tops = []Role{Root, Targets, Snapshot, Timestamp}

// Check returns an error that says what is wrong with r, or nil. Nobody has
// two roles: the same key among editors and reviewers would be two eyes, not
// four.
func (r Roster) Check() error {
	holder := map[[32]byte]Role{}
	for _, role := range tops {
		q := r.quorums()[role]
		if q.Threshold < 1 || q.Threshold > len(q.Keys) {
			return fmt.Errorf("role %s: %d of %d keys have to sign; hint: ask for at least one key and not for more than there are",
				role, q.Threshold, len(q.Keys))
		}
		for _, k := range q.Keys {
			if err := checkName(k.Name); err != nil {
				return fmt.Errorf("role %s: %w", role, err)
			}
			if other, ok := holder[k.Key]; ok {
				return fmt.Errorf("the key of %s is given to role %s and to role %s; hint: make a key for each role of each person",
					k.Short(), other, role)
			}
			holder[k.Key] = role
		}
	}
	if r.Online.Threshold != 1 {
		return fmt.Errorf("role %s: %d signatures; hint: ask for one, a program signs alone", Timestamp, r.Online.Threshold)
	}
	return nil
}

// ReadRoster reads who signs what from a root. It verifies no signature.
func ReadRoster(root []byte) (Roster, error) {
	c, err := openCharter(root)
	return c.roster, err
}

func rosterOf(root *metadata.Metadata[metadata.RootType]) (Roster, error) {
	var r Roster
	names, _ := root.Signed.UnrecognizedFields["x-names"].(map[string]any)
	for role, q := range r.quorums() {
		of := root.Signed.Roles[string(role)]
		if of == nil {
			return Roster{}, fmt.Errorf("read root.json: %w: it has no role %s", ErrUntrusted, role)
		}
		q.Threshold = of.Threshold
		for _, id := range of.KeyIDs {
			name, _ := names[id].(string)
			key, err := fromTUF(name, root.Signed.Keys[id])
			if err != nil {
				return Roster{}, fmt.Errorf("read root.json: %w: role %s: %w", ErrUntrusted, role, err)
			}
			if q.has(key) {
				return Roster{}, fmt.Errorf("read root.json: %w: role %s has %s twice", ErrUntrusted, role, key.Short())
			}
			q.Keys = append(q.Keys, key)
		}
		if q.Threshold < 1 || q.Threshold > len(q.Keys) {
			return Roster{}, fmt.Errorf("read root.json: %w: role %s asks for %d of %d signatures", ErrUntrusted, role, q.Threshold, len(q.Keys))
		}
	}
	return r, nil
}

// has returns whether the quorum has a key.
func (q Quorum) has(key Public) bool {
	for _, k := range q.Keys {
		if k.Key == key.Key {
			return true
		}
	}
	return false
}

// names lists people, for messages.
func names(keys []Public) string {
	var all []string
	for _, k := range keys {
		all = append(all, k.Short())
	}
	return strings.Join(all, ", ")
}
