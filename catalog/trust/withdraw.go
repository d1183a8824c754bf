package trust

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/theupdateframework/go-tuf/v2/metadata"

	"mingbai/catalog"
)

// A Withdrawal takes one record down at once, whatever the edition says.
type Withdrawal struct {
	ID     catalog.ID   `json:"id"`
	Reason catalog.Text `json:"reason,omitempty"` // what a visitor may know of it
	On     catalog.Date `json:"on"`
}

// maxWithdrawn is how many records a list may take down.
const maxWithdrawn = 10_000

// MaxWithdrawList is how many bytes the list of withdrawn records may have.
const MaxWithdrawList = 1 << 20

// withdrawnJSON is the list as it is published.
type withdrawnJSON struct {
	Withdrawn []Withdrawal `json:"withdrawn"`
}

// WriteWithdrawn returns the list in the form that is published, sorted by
// id.
func WriteWithdrawn(list []Withdrawal) ([]byte, error) {
	list = slices.SortedFunc(slices.Values(list), func(a, b Withdrawal) int { return strings.Compare(string(a.ID), string(b.ID)) })
	b, err := json.Marshal(withdrawnJSON{list})
	if err == nil {
		b, err = catalog.Canonical(b)
	}
	if err == nil {
		_, err = ReadWithdrawn(b)
	}
	if err != nil {
		return nil, fmt.Errorf("write withdrawn records: %w", err)
	}
	return b, nil
}

// ReadWithdrawn reads the list of withdrawn records; its bytes have to be
// checked before, by [Target.Check]. It refuses malformed ids, ids that are
// not in order, and more than 10,000.
func ReadWithdrawn(body []byte) ([]Withdrawal, error) {
	if len(body) > MaxWithdrawList {
		return nil, fmt.Errorf("read withdrawn records: more than %d bytes", MaxWithdrawList)
	}
	var j withdrawnJSON
	if err := json.Unmarshal(body, &j); err != nil {
		return nil, fmt.Errorf("read withdrawn records: %w", err)
	}
	if len(j.Withdrawn) > maxWithdrawn {
		return nil, fmt.Errorf("read withdrawn records: more than %d", maxWithdrawn)
	}
	last := catalog.ID("")
	for _, w := range j.Withdrawn {
		if err := w.ID.Check(); err != nil {
			return nil, fmt.Errorf("read withdrawn records: %w", err)
		}
		if w.ID <= last {
			return nil, fmt.Errorf("read withdrawn records: %s comes after %s", w.ID, last)
		}
		last = w.ID
	}
	return j.Withdrawn, nil
}

// TakeDown returns the state that follows now when one reviewer publishes a
// list of withdrawn records, in the form of [WriteWithdrawn]; an empty list
// takes nothing down any more. The list goes into the tree under the name of
// [Target.File] of the returned target. Where two reviewers have to clear, the
// other joins with [Clear]. [Seal] is next.
func TakeDown(now State, list []byte, k *Key, i Issue) (State, Target, error) {
	next, t, err := takeDown(now, list, k, i)
	if err != nil {
		return nil, Target{}, fmt.Errorf("withdraw: %w", err)
	}
	return next, t, nil
}

func takeDown(now State, list []byte, k *Key, i Issue) (State, Target, error) {
	if err := mayReview(now, now, k); err != nil {
		return nil, Target{}, err
	}
	if _, err := ReadWithdrawn(list); err != nil {
		return nil, Target{}, err
	}
	t := NewTarget(withdrawPath, list, nil)
	next, err := makeWithdraw(now, map[string]*metadata.TargetFiles{t.Path: t.tuf()}, k, i)
	if err != nil {
		return nil, Target{}, err
	}
	next, err = makeSnapshot(next, k, i)
	return next, t, err
}

// makeWithdraw makes the next document of the role withdraw and signs it.
func makeWithdraw(s State, files map[string]*metadata.TargetFiles, k *Key, i Issue) (State, error) {
	v, err := lastVersion(Withdraw, s[Withdraw])
	if err != nil {
		return nil, err
	}
	m := metadata.Targets(i.expires(Withdraw))
	m.Signed.Version = v + 1
	m.Signed.Targets = files
	document, err := write(Withdraw, m)
	if err == nil {
		document, err = sign[metadata.TargetsType](Withdraw, document, k)
	}
	if err != nil {
		return nil, err
	}
	return s.with(Withdraw, document), nil
}

// renewWithdraw makes the document of the role withdraw anew where there is
// none, where it would expire before the next snapshot, or where its signer
// is no reviewer any more.
func renewWithdraw(s State, k *Key, i Issue) (State, error) {
	if len(s[Withdraw]) == 0 {
		return makeWithdraw(s, map[string]*metadata.TargetFiles{}, k, i)
	}
	m, err := parse[metadata.TargetsType](Withdraw, s[Withdraw])
	if err != nil {
		return nil, err
	}
	if !m.Signed.Expires.Before(i.expires(Snapshot)) && complete(s[Root], Withdraw, s[Withdraw]) == nil {
		return s, nil
	}
	return makeWithdraw(s, m.Signed.Targets, k, i)
}
