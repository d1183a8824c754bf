package press

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"mingbai/catalog/edition"
	"mingbai/catalog/source"
	"mingbai/catalog/trust"
)

// A Published is what a carrier holds, verified as a kiosk does.
type Published struct {
	Edition   int64
	State     edition.Digest
	Records   int
	Issued    time.Time // when the timestamp was signed
	Papers    []Paper   // in the order of trust.Roles
	Withdrawn []trust.Withdrawal
	Documents trust.State
	Set       *edition.Set
	Blobs     int      // pictures and forms that the edition names
	Lacking   []string // those of them that are not there, or not what they should be
}

// A Paper is a document and who signed it.
type Paper struct {
	Role    trust.Role
	Version int64
	Expires time.Time
	Signers []trust.Public // those that count
	Need    int            // how many have to sign
}

// Inspect verifies what a carrier holds from a root on, down to the digest of
// the newest edition as a new kiosk would build it. A nil root takes the first
// one of the carrier itself, which proves that it is whole, not whose it is.
// Errors are those of trust.Refresh and of the carrier; bytes that make another
// edition than was signed are trust.ErrUntrusted. That a picture is lacking is
// no error: a kiosk shows the words without it.
func Inspect(ctx context.Context, from source.Carrier, root []byte, now time.Time) (*Published, error) {
	p, err := inspect(ctx, tree{from}, root, now)
	if err != nil {
		return nil, fmt.Errorf("verify %s: %w", from, err)
	}
	return p, nil
}

func inspect(ctx context.Context, from trust.Fetcher, root []byte, now time.Time) (*Published, error) {
	if root == nil {
		var err error
		if root, err = from.Fetch(ctx, "1.root.json", 256<<10); err != nil {
			return nil, err
		}
	}
	v, err := trust.Refresh(ctx, from, trust.State{trust.Root: root}, now)
	if err != nil {
		return nil, err
	}
	p := &Published{Issued: v.Issued, Documents: v.State}
	if p.Papers, err = papers(v); err != nil {
		return nil, err
	}
	if v.Withdrawn.Path != "" {
		body, err := fetch(ctx, from, []trust.Target{v.Withdrawn}, v.Withdrawn.Path)
		if err != nil {
			return nil, err
		}
		if p.Withdrawn, err = trust.ReadWithdrawn(body); err != nil {
			return nil, err
		}
	}
	if err := p.arrive(ctx, from, v.Targets); err != nil {
		return nil, err
	}
	blobs, err := blobsOf(p.Set)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", trust.ErrUntrusted, err)
	}
	p.Blobs = len(blobs)
	p.Lacking, err = lacking(ctx, from, blobs)
	return p, err
}

// Begun returns the documents of a tree before its first edition: the newest
// root that leads from a first one, and nothing else. ok is false where there
// is more, which is for [Inspect]. Whoever stands on the way can hide that
// there is: a proposal that is held against so little has to show every
// record as new, and no repository and no kiosk that has more takes it.
func Begun(ctx context.Context, from source.Carrier, root []byte) (now trust.State, ok bool, err error) {
	if _, err := from.Fetch(ctx, "timestamp.json", 16<<10); !errors.Is(err, source.ErrAbsent) {
		return nil, false, nil
	}
	if root == nil {
		if root, err = from.Fetch(ctx, "1.root.json", 256<<10); err != nil {
			return nil, false, fmt.Errorf("verify %s: %w", from, err)
		}
	}
	if now, err = trust.Adopt(nil, root); err != nil {
		return nil, false, fmt.Errorf("verify %s: %w", from, err)
	}
	return now, true, nil
}

// arrive builds the newest edition.
func (p *Published) arrive(ctx context.Context, from trust.Fetcher, targets []trust.Target) error {
	offers, err := offersOf(targets)
	if err != nil {
		return err
	}
	head, err := edition.Head(offers)
	if err != nil {
		return err
	}
	p.Edition, p.State, p.Records = head.V, head.State, head.N
	if p.Set, err = arrive(ctx, from, targets, offers, 0, edition.None); errors.Is(err, edition.ErrBroken) {
		err = fmt.Errorf("%w: %w", trust.ErrUntrusted, err)
	}
	return err
}

// papers says who signed what.
func papers(v trust.Verified) ([]Paper, error) {
	var all []Paper
	for _, role := range trust.Roles() {
		p := Paper{Role: role, Version: v.Versions[role], Expires: v.Expires[role]}
		var err error
		if p.Signers, p.Need, err = trust.Signers(v.State[trust.Root], role, v.State[role]); err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	return all, nil
}

// Expiry says until when the document is good.
func (p Paper) Expiry() trust.Expiry {
	return trust.Expiry{Role: p.Role, Version: p.Version, Expires: p.Expires}
}

// Ending reports whether it is time to have the document signed again.
func (p Paper) Ending(now time.Time) bool { return p.Expiry().Due(now) }

// A tree makes a [trust.Fetcher] of a carrier.
type tree struct{ source.Carrier }

// Fetch implements [trust.Fetcher]: an absent file is fs.ErrNotExist.
func (t tree) Fetch(ctx context.Context, name string, most int64) ([]byte, error) {
	b, err := t.Carrier.Fetch(ctx, name, most)
	if errors.Is(err, source.ErrAbsent) {
		err = fmt.Errorf("%w: %w", fs.ErrNotExist, err)
	}
	return b, err
}
