package press

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"mingbai/catalog"
	"mingbai/catalog/edition"
	"mingbai/catalog/trust"
)

// Publish lets a proposal out that has all signatures: it signs the timestamp
// with the online key, plays a kiosk that has nothing and one that has the
// edition before, and publishes when both end with the digest that was signed.
// It refuses a proposal that was rejected ([ErrRejected]), lacks signatures
// ([trust.ErrIncomplete]), or was made for something else than what is
// published ([ErrMoved]). The decisions are recorded, also of one that was
// rejected.
func (r *Repository) Publish(ctx context.Context, p *Proposal, k *trust.Key, i trust.Issue) error {
	if err := r.RecordOf(p); err != nil {
		return fmt.Errorf("publish: %w", err)
	}
	t, err := r.prepare(ctx, p, k, i)
	if err == nil {
		err = r.carryOut(t)
	}
	if err != nil {
		return fmt.Errorf("publish edition %d: %w", p.Edition, err)
	}
	return r.record(Decision{What: PublishedIt, By: k.Public().Short(), At: i.At, Edition: p.Edition,
		Targets: p.Hash(), State: p.State.String()})
}

// prepare makes the turn that publishes a proposal.
func (r *Repository) prepare(ctx context.Context, p *Proposal, k *trust.Key, i trust.Issue) (turn, error) {
	if err := errors.Join(p.notRejected(), r.notRejected(p), p.prove()); err != nil {
		return turn{}, err
	}
	if err := p.follows(r.Documents()); err != nil {
		return turn{}, err
	}
	if err := r.mustBeOnline(p.Next, k); err != nil {
		return turn{}, err
	}
	old, err := r.Set(0)
	if err != nil {
		return turn{}, err
	}
	set, err := p.over(old)
	if err != nil {
		return turn{}, err
	}
	ledger, err := r.advance(p, old, set)
	if err != nil {
		return turn{}, err
	}
	sealed, err := trust.Seal(r.Documents(), p.Next, k, i)
	if err != nil {
		return turn{}, err
	}
	numbers, err := numbersOf(set)
	if err != nil {
		return turn{}, err
	}
	t := turn{sealed, p.files, set, ledger, numbers, catalog.DateOf(i.At)}
	return t, r.rehearse(ctx, t, old, p, i)
}

// mustBeOnline refuses a key that does not sign timestamps.
func (r *Repository) mustBeOnline(s trust.State, k *trust.Key) error {
	roster, err := trust.ReadRoster(s[trust.Root])
	if err != nil {
		return err
	}
	return mustHold(roster.Online, k, "online key")
}

// over lays a proposal over the edition before.
func (p *Proposal) over(old *edition.Set) (*edition.Set, error) {
	targets, err := targetsOf(p.Next[trust.Targets])
	if err != nil {
		return nil, err
	}
	offers, err := offersOf(targets)
	if err != nil {
		return nil, err
	}
	delta, err := p.delta(offers, p.Edition-1)
	if err != nil {
		return nil, err
	}
	set, err := edition.NewSet(edition.Apply(old.Lines(), delta))
	if err != nil {
		return nil, err
	}
	if set.State() != p.State {
		return nil, fmt.Errorf("%w: it leads to digest %s, signed is %s", ErrProposal, set.State().Short(), p.State.Short())
	}
	return set, nil
}

// advance returns the ledger after a proposal, which has to offer the files
// that this repository would.
func (r *Repository) advance(p *Proposal, old, set *edition.Set) (edition.Ledger, error) {
	ledger, err := r.ledger(old)
	if err != nil {
		return edition.Ledger{}, err
	}
	next, release, err := ledger.Next(p.Edition, set, p.Today)
	if err != nil {
		return edition.Ledger{}, err
	}
	want, err := r.targets(release)
	if err != nil {
		return edition.Ledger{}, err
	}
	have, err := targetsOf(p.Next[trust.Targets])
	if err != nil {
		return edition.Ledger{}, err
	}
	paths := map[string]bool{}
	for _, t := range want {
		paths[t.Path] = true
	}
	for _, t := range have {
		if !paths[t.Path] || len(have) != len(want) {
			return edition.Ledger{}, fmt.Errorf("%w: it offers other files than this repository would; hint: propose it again with this program", ErrProposal)
		}
	}
	return next, nil
}

// rehearse plays kiosks against the tree as it will be.
func (r *Repository) rehearse(ctx context.Context, t turn, old *edition.Set, p *Proposal, i trust.Issue) error {
	v, err := trust.Verify(t.documents, i.At)
	if err != nil {
		return fmt.Errorf("a kiosk would refuse it: %w", err)
	}
	offers, err := offersOf(v.Targets)
	if err != nil {
		return err
	}
	tree := future{r, t.files}
	for mine, lines := range map[int64]edition.Lines{0: edition.None, r.m.Edition: old.Lines()} {
		set, err := arrive(ctx, tree, v.Targets, offers, mine, lines)
		if err == nil && set.State() != p.State {
			err = fmt.Errorf("it has digest %s then", set.State().Short())
		}
		if err != nil {
			return fmt.Errorf("a kiosk with edition %d would not arrive at edition %d: %w", mine, p.Edition, err)
		}
	}
	return r.rehearseBlobs(ctx, tree, t.set)
}

// rehearseBlobs wants every picture and form that the edition names.
func (r *Repository) rehearseBlobs(ctx context.Context, tree future, set *edition.Set) error {
	blobs, err := blobsOf(set)
	if err != nil {
		return err
	}
	gone, err := lacking(ctx, tree, blobs)
	if err == nil && len(gone) > 0 {
		err = fmt.Errorf("%w: kiosks would not get %s; hint: propose it again", ErrProposal, gone[0])
	}
	return err
}

// A future is the tree as it will be.
type future struct {
	r     *Repository
	files map[string][]byte
}

// Fetch implements [trust.Fetcher].
func (f future) Fetch(_ context.Context, name string, most int64) ([]byte, error) {
	if b, ok := f.files[name]; ok {
		return b, nil
	}
	b, err := fs.ReadFile(os.DirFS(f.r.Public()), name)
	return b[:min(int64(len(b)), most+1)], err
}

// arrive does what a kiosk does that has lines as edition mine: it takes the
// files that lead to the newest one, checks each, applies them, and wants the
// digest that was signed.
func arrive(ctx context.Context, from trust.Fetcher, targets []trust.Target, offers []edition.Offer, mine int64, lines edition.Lines) (*edition.Set, error) {
	steps, err := edition.Choose(offers, mine)
	if err != nil {
		return nil, err
	}
	if len(steps) == 0 {
		return edition.NewSet(lines)
	}
	if steps[0].Keyframe() {
		lines = edition.None
	}
	for _, o := range steps {
		body, err := fetch(ctx, from, targets, o.Path)
		if err != nil {
			return nil, err
		}
		lines = edition.Apply(lines, edition.Unpack(bytes.NewReader(body), o))
	}
	return edition.NewSet(edition.Verify(lines, steps[len(steps)-1]))
}

// fetch brings the file of a target and checks it.
func fetch(ctx context.Context, from trust.Fetcher, targets []trust.Target, path string) ([]byte, error) {
	for _, t := range targets {
		if t.Path != path {
			continue
		}
		body, err := from.Fetch(ctx, t.File(), t.Length)
		if err != nil {
			return nil, fmt.Errorf("fetch %s: %w", t.File(), err)
		}
		return body, t.Check(body)
	}
	return nil, fmt.Errorf("fetch %s: it is not signed", path)
}
