package cli

import (
	"context"
	"flag"
	"strings"
	"time"

	"mingbai/catalog"
	"mingbai/catalog/press"
	"mingbai/catalog/trust"
)

const withdrawUsage = `usage: mingbai withdraw ID -repo REPO -key FILE -online FILE [-reason WORDS]
       mingbai withdraw ID -repo REPO -key FILE -online FILE -restore
Takes one record down at once, on every kiosk, whatever the edition says. It needs a
secrecy reviewer and the publishing host, no editor. Where two reviewers have to clear,
name both keys: -key a.key,b.key. With -restore it is shown again.
example: mingbai withdraw disclosure/tender-8 -repo repo -key reviewer-1.key -online online.key -reason 有误，更正后再公开
`

// A taking down is what withdraw is asked to do.
type takingDown struct {
	repo, reason string
	restore      bool
	key, online  lock
	life         trust.Lifetimes
}

func (w *takingDown) flags(f *flag.FlagSet) {
	w.key.flags(f, "key", "a secrecy reviewer, or of several with commas")
	w.online.flags(f, "online", "the publishing host")
	lives(f, &w.life, trust.Withdraw, trust.Snapshot, trust.Timestamp)
	f.StringVar(&w.repo, "repo", "", "`REPO` to publish from")
	f.StringVar(&w.reason, "reason", "", "`WORDS` that a visitor may read")
	f.BoolVar(&w.restore, "restore", false, "show it again")
}

// withdrawVerb takes a record down.
func withdrawVerb(ctx context.Context, d *desk, args []string) error {
	f := d.flags("withdraw", withdrawUsage)
	var w takingDown
	w.flags(f)
	rest, err := d.parse(f, args, 1, "repo", "key", "online")
	if err != nil {
		return err
	}
	reviewers, err := d.openAll(w.key)
	if err != nil {
		return err
	}
	online, err := d.open(w.online)
	if err != nil {
		return err
	}
	r, err := press.Open(ctx, w.repo)
	if err != nil {
		return err
	}
	defer r.Close() // everything is written
	list, err := w.list(r, catalog.ID(rest[0]))
	if err != nil {
		return err
	}
	if err := r.Withdraw(list, reviewers, online, issue(w.life)); err != nil {
		return err
	}
	if err := d.say(fact{"edition", r.Edition()}, fact{"taken down now", len(list)}); err != nil {
		return err
	}
	for _, l := range list {
		if err := d.say(fact{"down", l.ID}, fact{"since", l.On}, fact{"reason", l.Reason[catalog.ZH]}); err != nil {
			return err
		}
	}
	return nil
}

// list returns what shall be down.
func (w takingDown) list(r *press.Repository, id catalog.ID) ([]trust.Withdrawal, error) {
	if w.restore {
		return r.Restore(id)
	}
	t := trust.Withdrawal{ID: id, On: day{}.or(time.Now())}
	if w.reason != "" {
		t.Reason = catalog.Text{catalog.ZH: w.reason}
	}
	return r.TakeDown(t)
}

// openAll opens the keys of several reviewers, one passphrase each at the
// terminal.
func (d *desk) openAll(l lock) ([]*trust.Key, error) {
	var keys []*trust.Key
	for _, path := range strings.Split(l.key, ",") {
		k, err := d.open(lock{key: path, file: l.file})
		if err != nil {
			return nil, err
		}
		keys = append(keys, k)
	}
	return keys, nil
}
