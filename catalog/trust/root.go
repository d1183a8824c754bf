package trust

import (
	"errors"
	"fmt"

	"github.com/theupdateframework/go-tuf/v2/metadata"
)

// NewRoot returns the first root of a repository, without signatures.
func NewRoot(r Roster, i Issue) ([]byte, error) { return makeRoot(1, "", r, i) }

// NextRoot returns the root that follows old when roles belong to r, without
// signatures. [SignRoot] wants the quorum of the old root and that of the new
// one. After a change of editors, reviewers or the online key, the documents
// that others signed have to be made again; see [Seal].
func NextRoot(old []byte, r Roster, i Issue) ([]byte, error) {
	v, err := version(Root, old)
	if err != nil {
		return nil, err
	}
	publisher, err := Publisher(old)
	if err != nil {
		return nil, err
	}
	return makeRoot(v+1, publisher, r, i)
}

// makeRoot makes version v for a publisher; "" is a new one.
func makeRoot(v int64, publisher string, r Roster, i Issue) ([]byte, error) {
	if err := r.Check(); err != nil {
		return nil, fmt.Errorf("make root.json: %w", err)
	}
	m := metadata.Root(i.expires(Root))
	m.Signed.Version = v
	people := map[string]any{}
	for _, role := range tops {
		q := r.quorums()[role]
		for _, key := range q.Keys {
			if err := m.Signed.AddKey(key.tuf(), string(role)); err != nil {
				return nil, fmt.Errorf("make root.json: %w", err)
			}
			people[key.id()] = key.Name
		}
		m.Signed.Roles[string(role)].Threshold = q.Threshold
	}
	m.Signed.UnrecognizedFields = map[string]any{"x-names": people}
	if publisher != "" {
		m.Signed.UnrecognizedFields[publisherField] = publisher
	}
	return write(Root, m)
}

// SignRoot adds the signature of one person to a new root; old is the root
// before it, nil for the first. It refuses a key of neither quorum, and signs
// anew for one that signed already.
func SignRoot(root, old []byte, k *Key) ([]byte, error) {
	quorums := [][]byte{root}
	if old != nil {
		quorums = append(quorums, old)
	}
	asked := false
	for _, q := range quorums {
		r, err := ReadRoster(q)
		if err != nil {
			return nil, err
		}
		asked = asked || r.Root.has(k.Public())
	}
	if !asked {
		return nil, fmt.Errorf("sign root.json: the key of %s is in neither quorum; hint: use the key that was made for the root", k.Public().Short())
	}
	return sign[metadata.RootType](Root, root, k)
}

// CheckRoot returns nil for a root that has all signatures, ErrIncomplete for
// one that lacks some, and ErrUntrusted for one that does not follow old, nil
// for the first.
func CheckRoot(root, old []byte) error {
	v, err := version(Root, root)
	if err != nil {
		return err
	}
	before := int64(0)
	if old != nil {
		if before, err = version(Root, old); err != nil {
			return err
		}
	}
	if v != before+1 {
		return fmt.Errorf("check root.json: %w: version %d after %d", ErrUntrusted, v, before)
	}
	err = complete(root, Root, root)
	if old != nil {
		err = errors.Join(complete(old, Root, root), err)
	}
	return err
}

// Adopt returns now with the next root, which has to have all signatures.
func Adopt(now State, root []byte) (State, error) {
	if err := CheckRoot(root, now[Root]); err != nil {
		return nil, fmt.Errorf("adopt root: %w", err)
	}
	return now.with(Root, root), nil
}
