package cli

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"mingbai/catalog"
	"mingbai/catalog/press"
	"mingbai/catalog/trust"
)

// An Origin is a publisher that does everybody's part with keys that only it
// has, which are gone with it: for trying out how editions reach kiosks, and
// for nothing that is true. Make one with [NewOrigin]; its owner closes it. It
// is not safe for several goroutines.
type Origin struct {
	repo                             *press.Repository
	bureau, editor, reviewer, online *trust.Key
	records                          []*catalog.Record // an office, and guides that change
	others                           []*catalog.Record // that stay
	today                            day               // by which they are reviewed
	changes                          int
}

// NewOrigin makes a repository in a folder that has none and publishes the
// first edition there: an office and n guides, each about 1.5 KB of JSON. n is
// at least 1.
func NewOrigin(ctx context.Context, dir string, n int) (*Origin, error) {
	if n < 1 {
		return nil, fmt.Errorf("make origin of %d records: want at least 1", n)
	}
	return newOrigin(ctx, dir, &Origin{records: specimens(n)})
}

// NewOriginOf is [NewOrigin] with these records besides n specimens, which are
// what changes. The records are reviewed as on today.
func NewOriginOf(ctx context.Context, dir string, n int, today catalog.Date, records []*catalog.Record) (*Origin, error) {
	if n < 1 {
		return nil, fmt.Errorf("make origin of %d specimens: want at least 1", n)
	}
	made := specimens(n)
	for _, r := range made {
		r.Checked.On, r.Clear.On = today, today
	}
	return newOrigin(ctx, dir, &Origin{records: made, others: records, today: day{today}})
}

func newOrigin(ctx context.Context, dir string, o *Origin) (*Origin, error) {
	err := o.begin(ctx, dir)
	if err == nil {
		err = o.publish(ctx)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("make origin: %w", err), o.Close())
	}
	return o, nil
}

// begin makes keys and a repository whose root is signed.
func (o *Origin) begin(ctx context.Context, dir string) (err error) {
	for name, k := range map[string]**trust.Key{"bureau": &o.bureau, "editor": &o.editor, "reviewer": &o.reviewer, "online": &o.online} {
		if *k, err = trust.NewKey(name); err != nil {
			return err
		}
	}
	one := func(k *trust.Key) trust.Quorum { return trust.Quorum{Keys: []trust.Public{k.Public()}, Threshold: 1} }
	roster := trust.Roster{Root: one(o.bureau), Editors: one(o.editor), Reviewers: one(o.reviewer), Online: one(o.online)}
	if o.repo, err = press.Create(ctx, dir, roster, issue(trust.Lifetimes{})); err != nil {
		return err
	}
	_, err = o.repo.SignRoot(o.bureau)
	return err
}

// publish brings the records out, through every hand.
func (o *Origin) publish(ctx context.Context) error {
	now := issue(trust.Lifetimes{})
	all := append(slices.Clone(o.records), o.others...)
	p, err := o.repo.Propose(all, press.Order{Issue: now, Today: o.today.or(now.At)})
	if err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := errors.Join(p.Sign(o.editor, now.At), p.Approve(p.Base, o.reviewer, now)); err != nil {
		return err
	}
	return o.repo.Publish(ctx, p, o.online, now)
}

// Change publishes the next edition, in which one guide has another title,
// and returns which and what. Each call takes another guide, until all have
// had their turn. After an error the records are as before.
func (o *Origin) Change(ctx context.Context) (catalog.ID, string, error) {
	at := 1 + o.changes*7919%(len(o.records)-1) // a prime: neighbours in time are none in the file
	was := o.records[at]
	next := *was
	next.Title = zh(fmt.Sprintf("示例事项 %d（第 %d 次修改）", at, o.changes+1))
	o.records[at] = &next
	if err := o.publish(ctx); err != nil {
		o.records[at] = was
		return "", "", fmt.Errorf("publish a change: %w", err)
	}
	o.changes++
	return next.ID, next.Title[catalog.ZH], nil
}

// Edition returns the number of the newest edition.
func (o *Origin) Edition() int64 { return o.repo.Edition() }

// Public returns the folder that a web server offers.
func (o *Origin) Public() string { return o.repo.Public() }

// Bundle writes what a stick carries into a file.
func (o *Origin) Bundle(file string) error {
	_, err := o.repo.Bundle(file)
	return err
}

// Root returns the file of the root that kiosks trust first.
func (o *Origin) Root() string { return filepath.Join(o.Public(), "1.root.json") }

// Close lets go of the repository. The folder stays its owner's to remove.
func (o *Origin) Close() error {
	if o.repo == nil {
		return nil
	}
	return o.repo.Close()
}
