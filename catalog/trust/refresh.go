package trust

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/theupdateframework/go-tuf/v2/metadata"
	"github.com/theupdateframework/go-tuf/v2/metadata/config"
	"github.com/theupdateframework/go-tuf/v2/metadata/trustedmetadata"
	"github.com/theupdateframework/go-tuf/v2/metadata/updater"
)

// Refresh brings a state to the newest that a source offers and verifies all
// of it: root by root, then the timestamp, the snapshot, the targets and the
// list of withdrawn records. s is what an earlier refresh returned, or at
// first the root that the kiosk was set up with. now decides what has
// expired; the caller lets it never be earlier than the last Issued.
//
// The errors are ErrUntrusted, ErrOlder, ErrExpired and ErrNoRoot; any other is
// of the source, whose own error stays reachable, or of the disk. A refresh
// that finds nothing new is no error. Several may run at the same time.
func Refresh(ctx context.Context, from Fetcher, s State, now time.Time) (Verified, error) {
	return refresh(func(name string, max int64) ([]byte, error) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		return from.Fetch(ctx, name, max)
	}, s, now)
}

// Verify verifies a state by itself, from its own root on: what a carrier
// holds, or what is about to be published.
func Verify(s State, now time.Time) (Verified, error) {
	return refresh(s.get, State{Root: s[Root]}, now)
}

func refresh(get func(name string, max int64) ([]byte, error), s State, now time.Time) (Verified, error) {
	c, err := openCharter(s[Root])
	if err == nil {
		err = c.verify(Root, s[Root])
	}
	if err != nil {
		return Verified{}, fmt.Errorf("refresh: %w: %w; hint: begin with the root that the kiosk was set up with", ErrNoRoot, err)
	}
	kept, dropped := usable(c, s)
	v := Verified{State: kept, Dropped: dropped}
	folder, err := throwAway()
	if err != nil {
		return v, fmt.Errorf("refresh: %w", err)
	}
	defer os.RemoveAll(folder)
	way := &carrier{get: get, came: map[Role][][]byte{}}
	var set trustedmetadata.TrustedMetadata
	err = guarded(func() error { return ask(way, kept, folder, now, &set) })
	v.State = absorb(kept, way.came, folder)
	whole := v
	if err == nil {
		err = whole.fill(set)
	}
	if err != nil {
		return v, fmt.Errorf("refresh: %w", way.sort(err))
	}
	return whole, nil
}

// usable leaves out what cannot be read: the library would stop at it for
// ever. What is signed by others is for the library to judge.
func usable(c charter, s State) (kept State, dropped []Role) {
	kept = State{}
	for _, role := range Roles() {
		document, ok := s[role]
		if !ok {
			continue
		}
		if err := c.verify(role, document); err == nil || unsigned(err) {
			kept[role] = document
		} else {
			dropped = append(dropped, role)
		}
	}
	return kept, dropped
}

// ask lets the library do its work in a folder that is thrown away. set is
// what it came to trust, also beside an error.
func ask(c *carrier, s State, folder string, now time.Time, set *trustedmetadata.TrustedMetadata) error {
	for role, document := range s {
		if err := os.WriteFile(filepath.Join(folder, string(role)+".json"), document, 0o600); err != nil {
			return err
		}
	}
	u, err := updater.New(&config.UpdaterConfig{
		LocalTrustedRoot: s[Root], LocalMetadataDir: folder, LocalTargetsDir: folder, RemoteMetadataURL: base, Fetcher: c,
		MaxRootRotations: 256, MaxDelegations: 8, RootMaxLength: most[Root], TimestampMaxLength: most[Timestamp],
		SnapshotMaxLength: most[Snapshot], TargetsMaxLength: most[Targets],
	})
	if err != nil {
		return err
	}
	u.UnsafeSetRefTime(now.UTC()) // "only in tests", says the library; but a kiosk knows better than its clock
	if err := u.Refresh(); err != nil {
		return err
	}
	*set = u.GetTrustedMetadataSet()
	if err := checkDocuments(*set); err != nil {
		return err
	}
	if _, err := u.GetTargetInfo(withdrawPath); err != nil && set.Targets[string(Withdraw)] == nil {
		return err
	}
	return nil
}

// absorb returns s with the documents that the library verified, which are
// those that it keeps. What it keeps but nobody brought is damaged.
func absorb(s State, came map[Role][][]byte, folder string) State {
	next := maps.Clone(s)
	for _, role := range Roles() {
		kept, err := os.ReadFile(filepath.Join(folder, string(role)+".json"))
		brought := slices.ContainsFunc(came[role], func(b []byte) bool { return bytes.Equal(b, kept) })
		if err == nil && brought {
			next[role] = kept
		}
	}
	return next
}

// sort tells errors of the source and of the disk from those of documents.
func (c *carrier) sort(err error) error {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case c.err != nil && errors.Is(err, c.err):
		return err
	case errors.As(err, &path) || errors.As(err, &link):
		return fmt.Errorf("keep documents for now: %w; hint: free space in the temporary folder", err)
	case errors.Is(err, &metadata.ErrExpiredMetadata{}):
		return fmt.Errorf("%w: %w; hint: check the clock; if it is right, the publisher has to sign again", ErrExpired, err)
	case errors.Is(err, &metadata.ErrBadVersionNumber{}) && c.last != Root:
		return fmt.Errorf("%w: %w; hint: take a newer source", ErrOlder, err)
	case !errors.Is(err, ErrUntrusted):
		err = fmt.Errorf("%s.json: %w: %w", c.last, ErrUntrusted, err)
	}
	return fmt.Errorf("%w; hint: the content stays; tell the publisher what this source offers", err)
}
