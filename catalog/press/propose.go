package press

import (
	"fmt"
	"io/fs"
	"time"

	"mingbai/catalog"
	"mingbai/catalog/edition"
	"mingbai/catalog/review"
	"mingbai/catalog/trust"
)

// An Order is what a proposal is made by.
type Order struct {
	trust.Issue
	Today  catalog.Date   // the day to review by
	Hosts  *catalog.Hosts // what kiosks show; nil asks no link for its host
	Media  fs.FS          // the folder of the records, where the files lie that they name; nil for none
	Repeat bool           // propose what is published once more, for the next quarter's clearance
}

// Propose makes the next edition of records, which are the whole catalog. It
// gives short numbers to those without, and refuses blocking findings
// ([*FindingsError]) and a folder that changes nothing ([ErrNothing]). The
// repository stays as it is.
func (r *Repository) Propose(records []*catalog.Record, o Order) (*Proposal, error) {
	p, err := r.propose(records, o)
	if err != nil {
		return nil, fmt.Errorf("propose: %w", err)
	}
	return p, nil
}

func (r *Repository) propose(records []*catalog.Record, o Order) (*Proposal, error) {
	if r.Documents()[trust.Root] == nil {
		return nil, fmt.Errorf("%w: the root is not signed yet; hint: mingbai root sign", trust.ErrIncomplete)
	}
	found, err := r.stillDown(records)
	if err != nil {
		return nil, err
	}
	found = append(found, misnumbered(records, r.m.Numbers)...)
	records = assign(records, r.m.Numbers)
	found = append(found, review.Check(records, review.Options{Today: o.Today, Hosts: o.Hosts, Media: o.media(), Published: r.hasBlob}).Findings...)
	review.Sort(found)
	for _, f := range found {
		if f.Severity == catalog.Blocking {
			return nil, &FindingsError{found}
		}
	}
	records, files, err := r.gather(records, o.Media)
	if err != nil {
		return nil, err
	}
	old, err := r.Set(0)
	if err != nil {
		return nil, err
	}
	set, err := SetOf(records)
	if err != nil {
		return nil, err
	}
	if r.m.Edition > 0 && set.State() == old.State() && !o.Repeat {
		return nil, fmt.Errorf("%w since edition %d; hint: -repeat proposes it again, for the next quarter's clearance", ErrNothing, r.m.Edition)
	}
	p := &Proposal{Made: o.At.UTC().Truncate(time.Second), Today: o.Today, Base: r.Documents(), Findings: found,
		files: map[string][]byte{}, before: map[catalog.ID][]byte{}}
	if err := r.compose(p, old, set, o); err != nil {
		return nil, err
	}
	if err := p.takeFiles(old, set, files); err != nil {
		return nil, err
	}
	return p, p.prove()
}

// compose fills a proposal.
func (r *Repository) compose(p *Proposal, old, set *edition.Set, o Order) error {
	ledger, err := r.ledger(old)
	if err != nil {
		return err
	}
	_, release, err := ledger.Next(r.m.Edition+1, set, o.Today)
	if err != nil {
		return err
	}
	targets, err := r.targets(release)
	if err != nil {
		return err
	}
	for i, f := range release.Files {
		p.files[targets[i].File()] = f.Body
	}
	if p.Next, err = trust.Propose(r.Documents(), targets, o.Issue); err != nil {
		return err
	}
	if p.sums, err = sumsOf(old); err != nil {
		return err
	}
	return p.remember(old, set)
}

// remember keeps the old lines of what changes or goes.
func (p *Proposal) remember(old, set *edition.Set) error {
	before, err := linesByID(old)
	if err != nil {
		return err
	}
	after, err := linesByID(set)
	if err != nil {
		return err
	}
	for id, line := range before {
		if string(after[id]) != string(line) {
			p.before[id] = line
		}
	}
	return nil
}

// targets lists the files of a release in their order, and the keyframe that
// stays behind them.
func (r *Repository) targets(release edition.Release) ([]trust.Target, error) {
	var all []trust.Target
	for _, f := range release.Files {
		all = append(all, trust.NewTarget(f.Path, f.Body, f.Custom()))
	}
	if release.Keep == "" {
		return all, nil
	}
	published, err := targetsOf(r.Documents()[trust.Targets])
	if err != nil {
		return nil, err
	}
	for _, t := range published {
		if t.Path == release.Keep {
			return append(all, t), nil
		}
	}
	return nil, fmt.Errorf("the keyframe %s is not published", release.Keep)
}

// SetOf turns records into the lines of an edition, without giving them
// numbers.
func SetOf(records []*catalog.Record) (*edition.Set, error) {
	return edition.NewSet(func(yield func([]byte, error) bool) {
		for _, r := range records {
			line, err := r.Line()
			if !yield(line, err) {
				return
			}
		}
	})
}

// media returns the folder, an empty one for none: a file that is named has
// to be somewhere.
func (o Order) media() fs.FS {
	if o.Media == nil {
		return noFiles{}
	}
	return o.Media
}

// noFiles is a folder that has none.
type noFiles struct{}

func (noFiles) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}
