package cli

import (
	"context"

	"mingbai/catalog/press"
	"mingbai/catalog/trust"
)

const refreshUsage = `usage: mingbai refresh -repo REPO -key FILE
Signs the timestamp again, so that kiosks know that they have the newest edition.
Run it every six hours.
example: mingbai refresh -repo repo -key online.key -passphrase-file /etc/mingbai/online.pass
`

// refreshVerb renews the timestamp.
func refreshVerb(ctx context.Context, d *desk, args []string) error {
	f := d.flags("refresh", refreshUsage)
	var (
		key  lock
		life trust.Lifetimes
	)
	key.flags(f, "key", "the publishing host")
	lives(f, &life, trust.Timestamp)
	repo := f.String("repo", "", "`REPO` whose timestamp to sign")
	if _, err := d.parse(f, args, 0, "repo", "key"); err != nil {
		return err
	}
	k, err := d.open(key)
	if err != nil {
		return err
	}
	r, err := press.Open(ctx, *repo)
	if err != nil {
		return err
	}
	defer r.Close() // everything is written
	if err := r.Renew(k, issue(life)); err != nil {
		return err
	}
	left, err := d.expiries(r.Documents())
	if err != nil {
		return err
	}
	return d.say(append([]fact{{"refreshed edition", r.Edition()}, {"upload", r.Public()}}, left...)...)
}
