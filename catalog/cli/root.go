package cli

import (
	"context"
	"fmt"
	"os"

	"mingbai/catalog/press"
	"mingbai/catalog/trust"
)

const rootUsage = `usage: mingbai root sign -repo REPO -key FILE
       mingbai root next -repo REPO -root KEYS -editor KEYS -reviewer KEYS -online KEY
       mingbai root show -repo REPO -out root.json
       mingbai root sign root.json -key FILE [-old 1.root.json]
       mingbai root take root.json -repo REPO
sign adds a signature to the root that waits; with the last one it holds.
next prepares another root when people come or go, to be signed by the old quorum and the new one;
it goes out with the next edition, which has to be proposed after it holds.
Where keys stay in a safe, show copies the root out, sign signs the copy there, and take brings it back.
example: mingbai root sign -repo repo -key bureau.key
`

// A rooting is what root is asked to do.
type rooting struct {
	people         roster
	key            lock
	life           trust.Lifetimes
	repo, out, old string
}

// rootVerb signs a root or prepares the next.
func rootVerb(ctx context.Context, d *desk, args []string) error {
	f := d.flags("root", rootUsage)
	var r rooting
	r.people.flags(f)
	r.key.flags(f, "key", "one of the root quorum")
	lives(f, &r.life, trust.Root)
	f.StringVar(&r.repo, "repo", "", "`REPO` whose root it is")
	f.StringVar(&r.out, "out", "", "`FILE` to copy the waiting root to")
	f.StringVar(&r.old, "old", "", "`FILE` of the root before it, where the key is of that one's quorum only")
	rest, err := interspersed(f, args)
	if err != nil {
		return errUsage
	}
	if len(rest) == 2 && rest[0] == "sign" && r.key.key != "" && r.repo == "" {
		return r.signCopy(d, rest[1])
	}
	if do := r.ask(rest); do != nil {
		return r.at(ctx, d, do)
	}
	f.Usage()
	return errUsage
}

// ask finds what to do with the repository, nil when the words make no sense.
func (r rooting) ask(rest []string) func(*desk, *press.Repository) error {
	if r.repo == "" || len(rest) == 0 {
		return nil
	}
	p := r.people
	switch word := rest[0]; {
	case word == "sign" && len(rest) == 1 && r.key.key != "":
		return r.sign
	case word == "next" && len(rest) == 1 && p.root != "" && p.editors != "" && p.reviewers != "" && p.online != "":
		return r.next
	case word == "show" && len(rest) == 1 && r.out != "":
		return r.show
	case word == "take" && len(rest) == 2:
		return func(d *desk, repo *press.Repository) error { return r.take(d, repo, rest[1]) }
	}
	return nil
}

// at does something with the repository.
func (r rooting) at(ctx context.Context, d *desk, do func(*desk, *press.Repository) error) error {
	repo, err := press.Open(ctx, r.repo)
	if err != nil {
		return err
	}
	defer repo.Close() // everything is written
	return do(d, repo)
}

func (r rooting) sign(d *desk, repo *press.Repository) error {
	k, err := d.open(r.key)
	if err != nil {
		return err
	}
	adopted, err := repo.SignRoot(k)
	if err != nil {
		return err
	}
	return d.say(fact{"signed by", k.Public().Short()}, fact{"holds", adopted})
}

func (r rooting) next(d *desk, repo *press.Repository) error {
	people, err := r.people.read()
	if err != nil {
		return err
	}
	if err := repo.NextRoot(people, issue(r.life)); err != nil {
		return err
	}
	return d.sayRoster(people)
}

// show copies the waiting root out.
func (r rooting) show(d *desk, repo *press.Repository) error {
	root, err := repo.WaitingRoot()
	if err == nil && root == nil {
		err = fmt.Errorf("no root waits for signatures; hint: root next prepares another")
	}
	if err == nil {
		err = os.WriteFile(r.out, root, 0o644)
	}
	if err != nil {
		return err
	}
	people, err := trust.ReadRoster(root)
	if err != nil {
		return err
	}
	if err := d.say(fact{"root", r.out}); err != nil {
		return err
	}
	return d.sayRoster(people)
}

// signCopy signs a copy of a root, and says first whom it makes what.
func (r rooting) signCopy(d *desk, file string) error {
	root, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("read root: %w", err)
	}
	people, err := trust.ReadRoster(root)
	if err != nil {
		return err
	}
	if err := d.sayRoster(people); err != nil {
		return err
	}
	var old []byte
	if r.old != "" {
		if old, err = os.ReadFile(r.old); err != nil {
			return fmt.Errorf("read root: %w", err)
		}
	}
	k, err := d.open(r.key)
	if err != nil {
		return err
	}
	if root, err = press.SignRootCopy(root, old, k); err != nil {
		return err
	}
	if err := os.WriteFile(file, root, 0o644); err != nil {
		return err
	}
	return d.say(fact{"signed by", k.Public().Short()}, fact{"root", file})
}

// take brings signatures back.
func (r rooting) take(d *desk, repo *press.Repository, file string) error {
	root, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("read root: %w", err)
	}
	adopted, err := repo.TakeRoot(root)
	if err != nil {
		return err
	}
	return d.say(fact{"root", file}, fact{"holds", adopted})
}
