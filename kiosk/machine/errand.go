package machine

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"time"

	"mingbai/catalog/shelf"
	"mingbai/catalog/source"
	"mingbai/catalog/trust"
)

// An errand is one way to a carrier and back.
type errand struct {
	m      *Machine
	from   source.Carrier
	tag    string // of the timestamp, before and after
	now    func() time.Time
	before shelf.Trusted // what the shelf holds
	is     trust.Verified
	keep   shelf.Trusted // of is
	p      Pulled

	later   bool   // the bundle may wait
	carried bool   // a person stands here with a stick
	mute    bool   // it only brings back what was here
	root    []byte // of another publisher, to begin with; nil for what is trusted
}

func (e *errand) run(ctx context.Context) (Pulled, error) {
	was, _, err := e.m.shelf.Edition(ctx)
	if err != nil {
		return e.p, err
	}
	if was.Signed {
		e.p.Was, e.p.Edition, e.p.Digest = was.Number, was.Number, was.Digest
	}
	if e.before, err = e.m.shelf.Trusted(ctx); err != nil {
		return e.p, err
	}
	e.p.Issued = e.before.Issued
	answer, err := e.poll(ctx)
	if err != nil || answer.Unchanged {
		return e.p, err
	}
	if err := e.refresh(ctx, answer.Body); err != nil {
		return e.p, err
	}
	e.p.Issued = e.is.Issued
	return e.p, e.apply(ctx)
}

// poll asks whether there is a newer timestamp. A certificate that seems to
// have expired may be the fault of the machine's clock.
func (e *errand) poll(ctx context.Context) (source.Answer, error) {
	a, err := e.ask(ctx)
	var bad *tls.CertificateVerificationError
	if errors.As(err, &bad) && e.m.clock.Doubt() {
		a, err = e.ask(ctx)
	}
	if err != nil {
		return a, err
	}
	e.tag = a.Tag
	e.m.clock.Learn(a.Date)
	return a, nil
}

// maxTimestamp is the longest timestamp.json that is read, in bytes.
const maxTimestamp = 16 << 10

func (e *errand) ask(ctx context.Context) (source.Answer, error) {
	if p, ok := e.from.(source.Poller); ok {
		return p.Poll(ctx, "timestamp.json", maxTimestamp, e.tag)
	}
	b, err := e.from.Fetch(ctx, "timestamp.json", maxTimestamp)
	return source.Answer{Body: b}, err
}

// refresh verifies what is offered. What was verified before it failed is
// kept: it guards against older documents.
func (e *errand) refresh(ctx context.Context, timestamp []byte) error {
	state, err := e.trusted()
	if err != nil {
		return err
	}
	f := &fetcher{from: e.from, timestamp: timestamp}
	v, err := trust.Refresh(ctx, f, state, e.now())
	if errors.Is(err, trust.ErrNoRoot) && e.m.anchor != nil && e.root == nil {
		v, err = trust.Refresh(ctx, f, trust.State{trust.Root: e.m.anchor}, e.now())
	}
	if errors.Is(err, trust.ErrExpired) && e.carried {
		v, err = e.forgive(ctx, f, v, err)
	}
	e.keep = shelf.Trusted{State: v.State, Roots: walked(f.roots, v.State[trust.Root]), Issued: v.Issued}
	if err != nil && e.root != nil {
		return err // nobody trusts it yet
	}
	if err != nil {
		return e.absorb(ctx, err)
	}
	e.m.clock.Raise(v.Issued)
	e.is = v
	return nil
}

// trusted is what it begins with.
func (e *errand) trusted() (trust.State, error) {
	if e.root != nil {
		return trust.State{trust.Root: e.root}, nil
	}
	return e.m.trusted(e.before)
}

// longestWay is how long a stick may have been on its way (SYNC.md 3.6).
const longestWay = 180 * 24 * time.Hour

// forgive lets a stick be older than its timestamp is good for, when a person
// brings it: it may only lead forward, and its root has to be good today.
// expired is what was found and why it was refused.
func (e *errand) forgive(ctx context.Context, f *fetcher, was trust.Verified, expired error) (trust.Verified, error) {
	packed := issuedOf(f.timestamp)
	if !packed.After(e.before.Issued) || packed.After(e.now()) || e.now().Sub(packed) > longestWay {
		return was, expired
	}
	v, err := trust.Refresh(ctx, f, was.State, packed)
	if err == nil && !v.Expires[trust.Root].After(e.now()) {
		return was, expired
	}
	return v, err
}

// issuedOf reads when a timestamp says it was made, before it is verified.
func issuedOf(timestamp []byte) time.Time {
	var t struct {
		Signed struct {
			Issued time.Time `json:"x-issued"`
		} `json:"signed"`
	}
	if json.Unmarshal(timestamp, &t) != nil {
		return time.Time{}
	}
	return t.Signed.Issued
}

// absorb keeps what was verified, beside an error or without.
func (e *errand) absorb(ctx context.Context, err error) error {
	same := maps.EqualFunc(e.keep.State, e.before.State, bytes.Equal)
	if len(e.keep.State) == 0 || same && !e.keep.Issued.After(e.before.Issued) {
		return err
	}
	return errors.Join(err, e.m.shelf.Absorb(ctx, e.keep))
}

// apply takes down what was withdrawn, and then goes on to the newest
// edition: the one must not wait for the other.
func (e *errand) apply(ctx context.Context) error {
	list, err := e.list(ctx)
	if err != nil {
		return e.absorb(ctx, err)
	}
	e.p.Withdrawn = len(list)
	m := shelf.Move{Trusted: e.keep, Withdrawn: list, Way: shelf.Way{Number: e.p.Was}}
	m.Trusted.List = e.is.Versions[trust.Withdraw]
	rotten := e.m.rotten.Load() // the rows here are not what they were
	if m.Trusted.List != e.before.List && !rotten {
		err = e.obey(ctx, m)
		rotten = errors.Is(err, shelf.ErrBroken)
	}
	if err == nil || rotten {
		m.Way, err = e.way(ctx, rotten)
	}
	if err == nil && len(m.Way.Files) > 0 {
		err = e.step(ctx, m)
	}
	if err == nil {
		e.keep.List = m.Trusted.List
	}
	if err = e.absorb(ctx, err); err != nil {
		return err
	}
	e.m.rotten.Store(false)
	e.p.Edition, e.p.Digest = m.Way.Number, m.Way.Digest
	e.m.update(func(s *standing) { s.issued, s.list = e.keep.Issued, e.keep.List })
	e.settle(ctx)
	return nil
}

// obey takes records down. Only then the version of the list is kept.
func (e *errand) obey(ctx context.Context, m shelf.Move) error {
	err := e.move(ctx, m)
	if err == nil {
		e.keep.List = m.Trusted.List
	}
	return err
}

// way is the one to the newest edition, by a keyframe where the rows are not
// to be built on.
func (e *errand) way(ctx context.Context, rotten bool) (shelf.Way, error) {
	if rotten {
		return shelf.Anew(e.is.Targets)
	}
	return e.m.shelf.Way(ctx, e.is.Targets)
}

// list returns the records to take down: what is there when the list is the
// same, else a new one.
func (e *errand) list(ctx context.Context) ([]trust.Withdrawal, error) {
	if e.is.Versions[trust.Withdraw] == e.before.List {
		return e.m.shelf.Withdrawn(ctx)
	}
	return e.newList(ctx)
}

// newList fetches the list that is published.
func (e *errand) newList(ctx context.Context) ([]trust.Withdrawal, error) {
	t := e.is.Withdrawn
	if t.Path == "" {
		return nil, nil
	}
	b, err := e.from.Fetch(ctx, t.File(), trust.MaxWithdrawList)
	if err == nil {
		err = t.Check(b)
	}
	if err != nil {
		return nil, fmt.Errorf("fetch withdrawn records: %w", err)
	}
	return trust.ReadWithdrawn(b)
}
