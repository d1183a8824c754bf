package trust

import (
	"bytes"
	"fmt"

	"github.com/theupdateframework/go-tuf/v2/metadata"
)

// Clear adds a reviewer's signature to a proposal: the reviewer has read what
// the targets of next lead to, and it may be published. The editors have to
// have signed; what is signed here names their document by length and
// SHA-256, so that nobody can put another in its place. The first reviewer's
// signature makes a new snapshot, that of others joins it. now is what is
// published; Clear(now, now, …) says that all of it may stay for another
// quarter.
//
// It also renews the list of withdrawn records where that would expire before
// the clearance does.
func Clear(now, next State, k *Key, i Issue) (State, error) {
	next, err := clearance(now, next, k, i)
	if err != nil {
		return nil, fmt.Errorf("clear proposal: %w", err)
	}
	return next, nil
}

func clearance(now, next State, k *Key, i Issue) (State, error) {
	if err := mayReview(now, next, k); err != nil {
		return nil, err
	}
	if err := complete(next[Root], Targets, next[Targets]); err != nil {
		return nil, err
	}
	if err := checkDelegation(next[Root], next[Targets]); err != nil {
		return nil, err
	}
	if err := goesUp(Targets, now[Targets], next[Targets]); err != nil {
		return nil, err
	}
	made, err := madeAfter(now, next)
	if err != nil {
		return nil, err
	}
	if made {
		return join(next, k)
	}
	next, err = renewWithdraw(now.with(Targets, next[Targets]), k, i)
	if err != nil {
		return nil, err
	}
	return makeSnapshot(next, k, i)
}

// madeAfter reports whether the snapshot of next was made to follow that of
// now. If it was not, something else was published since.
func madeAfter(now, next State) (bool, error) {
	before, err := lastVersion(Snapshot, now[Snapshot])
	if err != nil {
		return false, err
	}
	v, err := lastVersion(Snapshot, next[Snapshot])
	return v > before, err
}

// mayReview refuses keys of others, and a root that was not adopted.
func mayReview(now, next State, k *Key) error {
	r, err := ReadRoster(now[Root])
	if err != nil {
		return err
	}
	if !bytes.Equal(now[Root], next[Root]) {
		return fmt.Errorf("%w: the proposal has another root than what is published; hint: publish the new root first", ErrUntrusted)
	}
	if !r.Reviewers.has(k.Public()) {
		return fmt.Errorf("%s is no reviewer; hint: use the key of one of: %s", k.Public().Short(), names(r.Reviewers.Keys))
	}
	return nil
}

// join signs a snapshot that another reviewer made, if it is of this very
// proposal.
func join(next State, k *Key) (State, error) {
	if err := checkPins(next); err != nil {
		return nil, fmt.Errorf("%w; hint: what was cleared is not what lies here: propose it again", err)
	}
	return signSnapshot(next, next[Snapshot], k)
}

// makeSnapshot makes the snapshot of next and signs it.
func makeSnapshot(next State, k *Key, i Issue) (State, error) {
	v, err := lastVersion(Snapshot, next[Snapshot])
	if err != nil {
		return nil, err
	}
	m := metadata.Snapshot(i.expires(Snapshot))
	m.Signed.Version = v + 1
	for _, role := range []Role{Targets, Withdraw} {
		v, err := version(role, next[role])
		if err != nil {
			return nil, err
		}
		m.Signed.Meta[string(role)+".json"] = pin(v, next[role])
	}
	document, err := write(Snapshot, m)
	if err != nil {
		return nil, err
	}
	return signSnapshot(next, document, k)
}

func signSnapshot(next State, document []byte, k *Key) (State, error) {
	document, err := sign[metadata.SnapshotType](Snapshot, document, k)
	if err != nil {
		return nil, err
	}
	return next.with(Snapshot, document), nil
}

// checkPins returns nil when the snapshot names exactly the documents of s. A
// snapshot without length and SHA-256 would let an editor change what was
// cleared.
func checkPins(s State) error {
	m, err := parse[metadata.SnapshotType](Snapshot, s[Snapshot])
	if err != nil {
		return err
	}
	for _, role := range []Role{Targets, Withdraw} {
		if !pinned(m.Signed.Meta[string(role)+".json"], s[role]) {
			return fmt.Errorf("check snapshot.json: %w: it does not name this %s.json by length and SHA-256", ErrUntrusted, role)
		}
	}
	return nil
}
