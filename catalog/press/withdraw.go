package press

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"mingbai/catalog"
	"mingbai/catalog/trust"
)

// Withdrawn returns the records that are taken down now, in the order of ids.
func (r *Repository) Withdrawn() ([]trust.Withdrawal, error) {
	targets, err := targetsOf(r.Documents()[trust.Withdraw])
	if err != nil {
		return nil, err
	}
	if len(targets) == 0 {
		return nil, nil
	}
	t := targets[0] // the list is one file
	body, err := os.ReadFile(filepath.Join(r.Public(), filepath.FromSlash(t.File())))
	if err == nil {
		err = t.Check(body)
	}
	if err != nil {
		return nil, fmt.Errorf("read withdrawn records: %w", err)
	}
	return trust.ReadWithdrawn(body)
}

// TakeDown adds a record to the list of those taken down, in memory. It
// refuses one that is not in the edition: a slip in the id would leave it on
// every screen.
func (r *Repository) TakeDown(w trust.Withdrawal) ([]trust.Withdrawal, error) {
	set, err := r.Set(0)
	if err != nil {
		return nil, err
	}
	lines, err := linesByID(set)
	if err != nil {
		return nil, err
	}
	if lines[w.ID] == nil {
		return nil, fmt.Errorf("take down %s: edition %d has %w; hint: check the id", w.ID, r.m.Edition, catalog.ErrNoRecord)
	}
	list, err := r.Restore(w.ID)
	if err != nil && !errors.Is(err, catalog.ErrNoRecord) {
		return nil, err
	}
	return append(list, w), nil
}

// Restore removes a record from the list of those taken down, in memory. One
// that is not on it is [catalog.ErrNoRecord], beside the list as it is.
func (r *Repository) Restore(id catalog.ID) ([]trust.Withdrawal, error) {
	list, err := r.Withdrawn()
	if err != nil {
		return nil, err
	}
	left := slices.DeleteFunc(slices.Clone(list), func(w trust.Withdrawal) bool { return w.ID == id })
	if len(left) == len(list) {
		return list, fmt.Errorf("restore %s: among those taken down is %w", id, catalog.ErrNoRecord)
	}
	return left, nil
}

// Withdraw publishes a list of records that are taken down, at once and
// without editors: one reviewer and the online key, or as many reviewers as
// the root asks for.
func (r *Repository) Withdraw(list []trust.Withdrawal, reviewers []*trust.Key, online *trust.Key, i trust.Issue) error {
	t, err := r.withdrawal(list, reviewers, online, i)
	if err == nil {
		err = r.carryOut(t)
	}
	if err != nil {
		return fmt.Errorf("withdraw: %w", err)
	}
	for _, k := range reviewers {
		d := Decision{What: TookDown, By: k.Public().Short(), At: i.At, Edition: r.m.Edition, Reason: said(list)}
		if err := r.record(d); err != nil {
			return err
		}
	}
	return nil
}

func (r *Repository) withdrawal(list []trust.Withdrawal, reviewers []*trust.Key, online *trust.Key, i trust.Issue) (turn, error) {
	if err := r.published(); err != nil {
		return turn{}, err
	}
	if err := r.mayTakeDown(reviewers, online); err != nil {
		return turn{}, err
	}
	body, err := trust.WriteWithdrawn(list)
	if err != nil {
		return turn{}, err
	}
	now := r.Documents()
	next, target, err := trust.TakeDown(now, body, reviewers[0], i)
	for _, k := range reviewers[1:] {
		if err == nil {
			next, err = trust.Clear(now, next, k, i)
		}
	}
	if err != nil {
		return turn{}, err
	}
	sealed, err := trust.Seal(now, next, online, i)
	return turn{documents: sealed, files: map[string][]byte{target.File(): body}, today: catalog.DateOf(i.At)}, err
}

func (r *Repository) mayTakeDown(reviewers []*trust.Key, online *trust.Key) error {
	roster, err := trust.ReadRoster(r.Documents()[trust.Root])
	if err != nil {
		return err
	}
	if len(reviewers) == 0 {
		return fmt.Errorf("%w: no key of a reviewer", ErrRole)
	}
	for _, k := range reviewers {
		if err := mustHold(roster.Reviewers, k, "secrecy reviewer"); err != nil {
			return err
		}
	}
	return r.mustBeOnline(r.Documents(), online)
}

// said lists what a list takes down, for the record.
func said(list []trust.Withdrawal) string {
	s := "taken down now:"
	for _, w := range list {
		s += " " + string(w.ID)
		if reason := w.Reason[catalog.ZH]; reason != "" {
			s += " (" + reason + ")"
		}
	}
	return s
}
