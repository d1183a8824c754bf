package trust

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/theupdateframework/go-tuf/v2/metadata"
	"github.com/theupdateframework/go-tuf/v2/metadata/trustedmetadata"
)

// A Verified is what a kiosk may believe after a refresh.
type Verified struct {
	// State is to be kept, also beside an error: what was verified before it
	// failed guards against older documents. It is nil when nothing was handed
	// in that could be.
	State State
	// Dropped are the roles whose documents were handed in but cannot be read.
	// They guard against nothing any more; the refresh went on without.
	Dropped []Role

	// The rest is set only without an error.

	Targets   []Target           // what the editors signed, sorted by path
	Withdrawn Target             // the list of withdrawn records; none when its Path is ""
	Issued    time.Time          // when the timestamp was signed: it is later now
	Versions  map[Role]int64     // of the documents
	Expires   map[Role]time.Time // until when the documents are good
}

// fill takes what a kiosk needs from the documents.
func (v *Verified) fill(set trustedmetadata.TrustedMetadata) error {
	targets, withdraw := set.Targets[string(Targets)].Signed, set.Targets[string(Withdraw)].Signed
	for name, f := range targets.Targets {
		t, err := targetFrom(name, f)
		if err != nil {
			return err
		}
		v.Targets = append(v.Targets, t)
	}
	slices.SortFunc(v.Targets, func(a, b Target) int { return strings.Compare(a.Path, b.Path) })
	if f := withdraw.Targets[withdrawPath]; f != nil {
		t, err := targetFrom(withdrawPath, f)
		if err != nil {
			return err
		}
		v.Withdrawn = t
	}
	root, snapshot, timestamp := set.Root.Signed, set.Snapshot.Signed, set.Timestamp.Signed
	v.Versions = map[Role]int64{Root: root.Version, Targets: targets.Version, Snapshot: snapshot.Version,
		Timestamp: timestamp.Version, Withdraw: withdraw.Version}
	v.Expires = map[Role]time.Time{Root: root.Expires, Targets: targets.Expires, Snapshot: snapshot.Expires,
		Timestamp: timestamp.Expires, Withdraw: withdraw.Expires}
	var err error
	v.Issued, err = issued(timestamp, v.Expires)
	return err
}

// issued reads when a timestamp was made. A thief of the online key must not
// push the clocks of kiosks past what the reviewers signed, or nothing could
// be installed any more.
func issued(t metadata.TimestampType, expires map[Role]time.Time) (time.Time, error) {
	text, _ := t.UnrecognizedFields[issuedField].(string)
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return time.Time{}, fmt.Errorf("timestamp.json: %w: it does not say when it was issued: %w", ErrUntrusted, err)
	}
	for role, end := range expires {
		if at.After(end) {
			return time.Time{}, fmt.Errorf("timestamp.json: %w: it was issued %s, after the end of %s.json", ErrUntrusted, text, role)
		}
	}
	return at.UTC(), nil
}
