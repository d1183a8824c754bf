package trust

import (
	"errors"
	"fmt"
	"slices"

	"github.com/theupdateframework/go-tuf/v2/metadata"
)

// Signers returns whose signatures a document has of those whom root asks,
// and how many it needs. Signatures of others do not count.
func Signers(root []byte, role Role, document []byte) (by []Public, need int, err error) {
	c, err := openCharter(root)
	if err != nil {
		return nil, 0, err
	}
	return c.signers(role, document)
}

// complete returns nil when a document has all signatures that root asks for,
// or ErrIncomplete with the names of those who can still sign.
func complete(root []byte, role Role, document []byte) error {
	c, err := openCharter(root)
	if err != nil {
		return err
	}
	return c.complete(role, document)
}

// A charter is a root that was read: it says who signs for what.
type charter struct {
	root   *metadata.Metadata[metadata.RootType]
	roster Roster
}

// openCharter reads a root. It verifies no signature.
func openCharter(root []byte) (charter, error) {
	m, err := parse[metadata.RootType](Root, root)
	if err != nil {
		return charter{}, err
	}
	r, err := rosterOf(m)
	return charter{m, r}, err
}

// quorum returns who signs for a role.
func (c charter) quorum(role Role) (Quorum, error) {
	if role == Withdraw {
		return Quorum{c.roster.Reviewers.Keys, 1}, nil
	}
	q := c.roster.quorums()[role]
	if q == nil {
		return Quorum{}, fmt.Errorf("there is no role %.40q", string(role))
	}
	return *q, nil
}

// verify lets the library verify a document by the quorum of its role.
func (c charter) verify(role Role, document []byte) error {
	q, err := c.quorum(role)
	if err != nil {
		return err
	}
	signed, err := parseAny(role, document)
	if err != nil {
		return err
	}
	return c.verifyBy(q, role, signed)
}

// verifyBy lets the library verify what was parsed by any quorum.
func (c charter) verifyBy(q Quorum, role Role, signed any) error {
	asked := &metadata.Role{Threshold: q.Threshold}
	for _, k := range q.Keys {
		c.root.Signed.Keys[k.id()] = k.tuf()
		asked.KeyIDs = append(asked.KeyIDs, k.id())
	}
	c.root.Signed.Roles[string(role)] = asked
	err := guarded(func() error { return c.root.VerifyDelegate(string(role), signed) })
	if err != nil {
		return fmt.Errorf("verify %s.json: %w: %w", role, ErrUntrusted, err)
	}
	return nil
}

// unsigned tells a document that lacks signatures from one that makes no
// sense.
func unsigned(err error) bool {
	var missing *metadata.ErrUnsignedMetadata
	return errors.As(err, &missing)
}

func (c charter) signers(role Role, document []byte) (by []Public, need int, err error) {
	q, err := c.quorum(role)
	if err != nil {
		return nil, 0, err
	}
	signed, err := parseAny(role, document)
	if err != nil {
		return nil, 0, err
	}
	for _, k := range q.Keys {
		err := c.verifyBy(Quorum{[]Public{k}, 1}, role, signed)
		if err == nil {
			by = append(by, k)
		} else if !unsigned(err) {
			return nil, 0, err
		}
	}
	return by, q.Threshold, nil
}

func (c charter) complete(role Role, document []byte) error {
	err := c.verify(role, document)
	if !unsigned(err) {
		return err
	}
	by, need, err := c.signers(role, document)
	if err != nil {
		return err
	}
	q, err := c.quorum(role)
	if err != nil {
		return err
	}
	others := slices.DeleteFunc(slices.Clone(q.Keys), func(k Public) bool { return slices.Contains(by, k) })
	return fmt.Errorf("%s.json: %w: %d of %d; hint: still to sign, %d of: %s", role, ErrIncomplete, len(by), need, need-len(by), names(others))
}
