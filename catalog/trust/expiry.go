package trust

import (
	"fmt"
	"time"

	"github.com/theupdateframework/go-tuf/v2/metadata"
)

// An Expiry says until when a document is good. Nobody may install by one
// that has expired; what is shown stays.
type Expiry struct {
	Role    Role
	Version int64
	Expires time.Time
}

// due is how long before its end a document is to be signed again: a root
// wants people to come together, a timestamp a program to run.
var due = map[Role]time.Duration{Root: 180 * day, Targets: 30 * day, Snapshot: 21 * day, Withdraw: 30 * day, Timestamp: 24 * time.Hour}

// Due reports whether it is time to have the document signed again.
func (e Expiry) Due(now time.Time) bool { return now.Add(due[e.Role]).After(e.Expires) }

// Days returns how many whole days the document is still good: 0 on the last
// day, -1 and less once it has expired.
func (e Expiry) Days(now time.Time) int {
	left := e.Expires.Sub(now)
	if left < 0 {
		return int((left+1)/day) - 1
	}
	return int(left / day)
}

// Expiries says of every document of a state until when it is good, in the
// order of [Roles]. It reads what the documents say and verifies nothing: a
// state that came from [Refresh] was verified, and so was what a kiosk keeps.
func Expiries(s State) ([]Expiry, error) {
	var all []Expiry
	for _, role := range Roles() {
		if len(s[role]) == 0 {
			continue
		}
		e, err := expiry(role, s[role])
		if err != nil {
			return nil, fmt.Errorf("read expiry: %w", err)
		}
		all = append(all, e)
	}
	return all, nil
}

func expiry(role Role, document []byte) (Expiry, error) {
	m, err := parseAny(role, document)
	if err != nil {
		return Expiry{}, err
	}
	switch m := m.(type) {
	case *metadata.Metadata[metadata.RootType]:
		return Expiry{role, m.Signed.Version, m.Signed.Expires}, nil
	case *metadata.Metadata[metadata.SnapshotType]:
		return Expiry{role, m.Signed.Version, m.Signed.Expires}, nil
	case *metadata.Metadata[metadata.TimestampType]:
		return Expiry{role, m.Signed.Version, m.Signed.Expires}, nil
	case *metadata.Metadata[metadata.TargetsType]:
		return Expiry{role, m.Signed.Version, m.Signed.Expires}, nil
	}
	return Expiry{}, fmt.Errorf("%s.json is of no role", role)
}
