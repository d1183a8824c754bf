package cli

import (
	"context"

	"mingbai/catalog/press"
	"mingbai/catalog/trust"
)

const initUsage = `usage: mingbai init -repo REPO -root KEYS -editor KEYS -reviewer KEYS -online KEY
Makes a repository. Its root says who signs what; it waits for signatures, see root sign.
Nobody can have two roles.
example: mingbai init -repo repo -root bureau.pub,archive.pub,auditor.pub -editor editor-1.pub,editor-2.pub -reviewer reviewer-1.pub -online online.pub
`

// initVerb makes a repository.
func initVerb(ctx context.Context, d *desk, args []string) error {
	f := d.flags("init", initUsage)
	var r roster
	r.flags(f)
	var l trust.Lifetimes
	lives(f, &l, trust.Root)
	repo := f.String("repo", "", "`DIR` to make the repository in")
	if _, err := d.parse(f, args, 0, "repo", "root", "editor", "reviewer", "online"); err != nil {
		return err
	}
	people, err := r.read()
	if err != nil {
		return err
	}
	made, err := press.Create(ctx, *repo, people, issue(l))
	if err != nil {
		return err
	}
	defer made.Close() // everything is written
	if err := d.say(fact{"repository", *repo}, fact{"public tree", made.Public()},
		fact{"root signatures to come", people.Root.Threshold}); err != nil {
		return err
	}
	return d.sayRoster(people)
}
