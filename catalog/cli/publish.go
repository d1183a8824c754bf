package cli

import (
	"context"

	"mingbai/catalog/press"
	"mingbai/catalog/trust"
)

const publishUsage = `usage: mingbai publish P.zip -repo REPO -key FILE
Lets a proposal out that has all signatures, after a kiosk was played with it.
What to upload is REPO/public; send timestamp.json last.
example: mingbai publish p.zip -repo repo -key online.key && rsync -a --exclude timestamp.json repo/public/ web:/pub/ && rsync -a repo/public/timestamp.json web:/pub/
`

// publishVerb publishes a proposal.
func publishVerb(ctx context.Context, d *desk, args []string) error {
	f := d.flags("publish", publishUsage)
	var (
		key  lock
		life trust.Lifetimes
	)
	key.flags(f, "key", "the publishing host")
	lives(f, &life, trust.Timestamp)
	repo := f.String("repo", "", "`REPO` to publish from")
	rest, err := d.parse(f, args, 1, "repo", "key")
	if err != nil {
		return err
	}
	p, err := press.ReadProposal(rest[0])
	if err != nil {
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
	d.progress("playing a kiosk with %d records …", p.Records)
	if err := r.Publish(ctx, p, k, issue(life)); err != nil {
		return err
	}
	left, err := d.expiries(r.Documents())
	if err != nil {
		return err
	}
	return d.say(append([]fact{{"published edition", p.Edition}, {"digest", p.State.String()}, {"records", p.Records}, {"upload", r.Public()}}, left...)...)
}
